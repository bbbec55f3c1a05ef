"""What a district is asked about its clusters: what stands in each, and who could sell what to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.access import Purpose, permits_answer
from liantu.district.cache import record_reading
from liantu.district.chain import ChainRoom
from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.cluster.industry_share import IndustryShare
    from liantu.cluster.regional_table import RegionalTable
    from liantu.district.regional_comparison import RegionalChoice
    from liantu.district.resource_uses import PurposeRules
    from liantu.district.supply_network import SupplyNetworkTables

#: Plants that count in a view of who could sell to whom.
STATUSES = ("operating", "building", "planned")
#: What the plants are grouped by.
GROUPINGS = ("cluster", "place", "size")


@dataclass(frozen=True)
class ClusterRoom:
    """Clusters and what flows between them."""

    view: DistrictView

    @property
    def tables(self) -> Tables:
        """The tables with each cluster under the name and in the tier that it has at the date."""
        from liantu.cluster.standings import apply_standings

        return record_reading(
            self.view.cache.once(("dated clusters",), lambda: apply_standings(self.view.tables, self.view.as_of))
        )

    def schemes(self) -> pl.DataFrame:
        """The systems of clusters, those in force first: scheme, zh, en, clusters, period, in_force, is_above."""
        from liantu.cluster.tiers import list_cluster_schemes

        return list_cluster_schemes(self.view.tables, self.view.as_of)

    def schemes_beside(self) -> pl.DataFrame:
        """Every system, grouping and list of honours, with how many it states and names, members too."""
        from liantu.cluster.tiers import list_schemes_beside

        return list_schemes_beside(self.view.tables)

    def above(self) -> pl.DataFrame:
        """To which cluster of the system above each belongs at the date: cluster, above, standing. Others: unknown."""
        from liantu.cluster.standings import list_clusters_above

        return list_clusters_above(self.view.tables, self.view.as_of)

    def entities(self) -> pl.DataFrame:
        """What stands in each cluster, and in the clusters above: cluster, kind, entity, basis."""
        from liantu.cluster.members import list_cluster_entities

        return self.view.cache.once_for(
            self.view.tables, ("cluster entities",), lambda: list_cluster_entities(self.view.tables, self.above())
        )

    def clusters(self, scheme: str | None = None) -> pl.DataFrame:
        """The clusters of a scheme tier by tier, as they stand at the date; of the first of ``schemes`` unless given.

        Raises Problems for another scheme.
        """
        from liantu.cluster.tiers import list_clusters

        chosen = self._choose_scheme(scheme)
        return list_clusters(self.tables, chosen, self.view.as_of, self.entities(), self.view.tables["clusters"])

    def count_once(self, scheme: str | None = None) -> dict[str, int]:
        """Firms, plants, projects and chains of a scheme's clusters together, each counted once."""
        from liantu.cluster.members import count_once

        return count_once(self.entities(), self._list_ids(scheme))

    def potential_flows(self, by: str = "cluster", scheme: str | None = None) -> pl.DataFrame:
        """Who could sell what to whom: product, seller, buyer, supply, demand, quantity, its value as a range, share.

        ``by`` is cluster, place or size (of the firm that owns the plant); values in CNY. Computed, no purchases; less
        own use, which `own_uses` tells. ``share`` is that of `local_shares`: of all that the buyer needs of
        other firms, from all plants of the district, at the best; ``share_of_pair`` what this seller alone could be of
        it, null where more could flow than is known.
        """
        from liantu.cluster.potential_flows import add_flow_values, find_potential_flows

        found = find_potential_flows(self._list_traded_terms(), self._group(by, scheme))
        flows = add_flow_values(found, ChainRoom(self.view).prices())
        shares = self.local_shares(by, scheme).select("buyer", "product", "share")
        is_whole = ~(pl.col("quantity_open") | pl.col("demand_most")) & (pl.col("demand") > 0)
        of_pair = pl.when(is_whole).then(pl.col("quantity") / pl.col("demand")).alias("share_of_pair")
        return flows.join(shares, on=["buyer", "product"], how="left", maintain_order="left").with_columns(of_pair)

    def local_shares(self, by: str = "cluster", scheme: str | None = None) -> pl.DataFrame:
        """Of each need of each group less own use, how much the district could cover at best (可配套率, 测算上限)."""
        from liantu.cluster.potential_flows import find_local_shares

        terms = ChainRoom(self.view).terms
        unsure = terms.filter(pl.col("measure") == "supply", pl.col("status") == "unknown")["product"].unique()
        return find_local_shares(self._list_traded_terms(), self._group(by, scheme), unsure.to_list())

    def own_uses(self, by: str = "cluster", scheme: str | None = None) -> pl.DataFrame:
        """What owners make for their own needs at the same site (自用), by `find_own_uses`: no flow, told apart."""
        from liantu.cluster.potential_flows import find_own_uses

        return find_own_uses(self._list_traded_terms(), self._group(by, scheme))

    def _list_traded_terms(self) -> pl.DataFrame:
        """Needs and output of the plants that count, less own use."""
        from liantu.chain.traded_terms import list_traded_terms

        room, tables = ChainRoom(self.view), self.view.tables
        return self.view.cache.once_for(
            tables, ("traded terms",), lambda: list_traded_terms(tables, room.terms, STATUSES)
        )

    def products_made(self, cluster: str) -> pl.DataFrame:
        """What the plants of a cluster make, by product: capacity a year by status, how many amounts are unknown."""
        from liantu.chain.makers import list_made_products
        from liantu.cluster.members import place_capacities

        rows = place_capacities(self.view.tables, self.entities().filter(pl.col("cluster") == cluster))["row"]
        terms = ChainRoom(self.view).terms.filter(pl.col("row").is_in(rows.implode()))
        return list_made_products(self.view.tables, terms)

    def statements(self, cluster: str, table: str) -> pl.DataFrame:
        """The rows of ``observations`` or ``targets`` of a cluster and of what stands in it."""
        inside = self.entities().filter(pl.col("cluster") == cluster)["entity"]
        subjects = pl.concat([pl.Series("entity", [cluster], pl.String), inside])
        return self.view.tables[table].filter(pl.col("subject").is_in(subjects.implode()))

    def standings(self, cluster: str) -> pl.DataFrame:
        """Names, tiers and clusters above of a cluster by period: rows of ``standings``."""
        from liantu.cluster.standings import list_steps_of_cluster

        return list_steps_of_cluster(self.view.tables, cluster)

    def cultivation(self) -> pl.DataFrame:
        """Which firm is on which step of a ladder at the date: firm, step, ladder, state, period, until, office."""
        from liantu.cluster.cultivation import list_cultivation

        return list_cultivation(self.view.tables, self.view.as_of)

    def ladders(self) -> pl.DataFrame:
        """Step by step how many firms are listed, how many a source states, how many are aimed at."""
        from liantu.cluster.cultivation import list_ladder_steps

        return list_ladder_steps(self.view.tables, self.view.as_of)

    def seven_words(self) -> pl.DataFrame:
        """大、专、新、链、群、智、绿: firm, word, table and row it rests on; by the rule of ``cluster/seven_words``."""
        from liantu.cluster.seven_words import mark_seven_words
        from liantu.library.policy import read_policy_value

        rules = read_policy_value("cluster/seven_words", self.view.as_of)
        return mark_seven_words(self.view.tables, self.cultivation(), self.entities(), rules)

    def traditional_share(self) -> IndustryShare:
        """How many listed firms are of the divisions that count as traditional: by the rule of the district's own
        description (``traditional_industries``) from its day on, else by the policy of that name, if any."""
        from liantu.cluster.industry_share import count_industry_share
        from liantu.library.policy import read_policy_value

        divisions = read_policy_value("cluster/traditional_industries", self.view.as_of)
        own_rule = self.view.tables.about.get("traditional_industries") or {}
        if own_rule and str(own_rule.get("from", "")) <= self.view.as_of.isoformat():
            divisions = own_rule["divisions"]
        return count_industry_share(self.view.tables, [str(division) for division in divisions or ()])

    def printed_shares(self) -> pl.DataFrame:
        """The shares that are printed of the district itself: rows of ``observations``."""
        from liantu.cluster.industry_share import list_printed_shares

        return list_printed_shares(self.view.tables)

    def resource_uses(
        self, by: str = "cluster", purpose: str = "review", scheme: str | None = None, basis: str | None = None
    ) -> pl.DataFrame:
        """Fuel, feedstock, power, heat, water, land and carbon of groups, by how firm plants are (绿色+).

        ``by`` is cluster, chain, place or project; ``purpose`` review, control or evaluation, whose rule says what
        counts; ``basis`` (calorific, equivalent) what its scheme says of electricity. Columns of `sum_energy_uses` and
        `add_totals`, land (mu), land_open, and of projects stated (tonnes of coal equivalent a year as they state it).
        Raises Problems for another choice.
        """
        from liantu.district import resource_uses

        self._check_choices(by, purpose, basis)
        clusters = self._group("cluster", scheme)
        groups = resource_uses.group_rows(self.view, by, clusters)
        sums = resource_uses.sum_uses(self.view, groups, self.purpose_rules(purpose, basis))
        land = resource_uses.find_land(self.view, by, groups)
        whole = sums.join(
            land, on=["group", "status"], how="full", coalesce=True, nulls_equal=True, maintain_order="left_right"
        )
        return resource_uses.add_stated_energy(self.view, whole, by)

    def link_uses(self, purpose: str = "review", basis: str | None = None) -> pl.DataFrame:
        """What filling each link to invite would add of energy, water and carbon: group (the product), gap, sums."""
        from liantu.district import resource_uses

        self._check_choices("cluster", purpose, basis)
        return resource_uses.list_link_uses(self.view, self.purpose_rules(purpose, basis))

    def energy_limits(self) -> pl.DataFrame:
        """What places state of energy: place, measure (total, used, free), period, amount, unit."""
        from liantu.district.resource_uses import find_energy_limits

        return find_energy_limits(self.view)

    def purpose_rules(self, purpose: str, basis: str | None = None) -> PurposeRules:
        """What the rule of a purpose states of factors, feedstock and limits."""
        from liantu.district.resource_uses import read_purpose_rules

        return read_purpose_rules(self.view, purpose, basis)

    def _check_choices(self, by: str, purpose: str, basis: str | None) -> None:
        from liantu.district.resource_uses import GROUPINGS as RESOURCE_GROUPS
        from liantu.district.resource_uses import PURPOSES

        bases = ("calorific", "equivalent")
        asked_of = ((by, "--by", RESOURCE_GROUPS), (purpose, "--use", PURPOSES), (basis or bases[0], "--basis", bases))
        wrong = [_refuse(value, column, choices) for value, column, choices in asked_of if value not in choices]
        if wrong:
            raise Problems(wrong)

    def stop(self, subject: str | None = None, outside: float | None = None) -> pl.DataFrame:
        """What stops when one subject stops, by `compute_stop_effects`: when, and how much, as two results.

        ``subject`` is one of `stop_subjects`, the one that reaches most unless given; ``outside`` which part of what
        could be bought here is bought elsewhere, `outside_share` unless given, nothing where that is unknown. Raises
        Problems for an unknown subject or share, and for whatever leaves the house.
        """
        from liantu.cluster.stop_effects import compute_stop_effects

        subjects = self.stop_subjects()["subject"]
        if subject is None:
            subject = str(subjects[0]) if len(subjects) else ""
        elif subject not in subjects:
            raise Problems([_refuse(subject, "--subject", subjects, "unknown_subject")])
        network = self._supply_network(outside)
        lines = network.lines
        return compute_stop_effects(lines, network.links, lines.filter(pl.col("subject") == subject)["line"])

    def stop_subjects(self) -> pl.DataFrame:
        """What may stop, what reaches most first: subject, plant, firm, via, reached.

        A plant in a made-up district; in any other a product, of no firm. Raises Problems when it leaves the house.
        """
        from liantu.cluster.stop_effects import count_reached

        network = self._supply_network(None)
        return count_reached(network.lines, network.links)

    def stops_without(self) -> pl.DataFrame:
        """How many lines that run here need each product, and how many may stop without it, by `count_stops_without`.

        Raises Problems when it leaves the house.
        """
        from liantu.cluster.outside_stops import count_stops_without

        network = self._supply_network(None)
        return count_stops_without(network.lines, network.links, network.needs)

    def supply_links(self, outside: float | None = None) -> pl.DataFrame:
        """What stops rest on: which line could supply which other, by `build_supply_links`, with necessity and days.

        Raises Problems when it leaves the house.
        """
        return self._supply_network(outside).links

    def outside_share(self) -> float | None:
        """Which part of what could be bought here is bought elsewhere, by policy; None where it is not known."""
        from liantu.library.policy import read_policy_value

        share = read_policy_value("cluster/outside_share", self.view.as_of)
        return None if share is None else float(share)

    def stop_level(self) -> str:
        """What stops are told by: plant in a made-up district, product in any other."""
        return "plant" if self.view.given.about.get("fictitious") is True else "product"

    def _supply_network(self, outside: float | None) -> SupplyNetworkTables:
        from liantu.district.supply_network import build_supply_network

        if not permits_answer("stop", self.view.reader, self.view.purpose):
            raise Problems([Problem("stays_in_house")])
        share = (self.outside_share() or 0.0) if outside is None else outside
        if not 0 <= share <= 1:
            raise Problems([_refuse(f"{share:g}", "--outside", ("0–1",))])
        return self.view.cache.once_for(
            self.view.tables,
            ("supply network", share),
            lambda: build_supply_network(self.view, ChainRoom(self.view).terms, self.stop_level(), share),
        )

    def returned_years(self, item: str) -> list[str]:
        """The years in which firms returned an item, the latest first."""
        from liantu.district.firm_values import list_returned_years

        return list_returned_years(self.view.tables, item)

    def concentration(self, by: str = "industry", item: str = "revenue", year: str | None = None) -> pl.DataFrame:
        """How few firms make up most of an item of the yearly returns, by industry or cluster, in the house alone.

        Group, firms, missing, cr1, cr4, cr8, hhi, state (whether the rules of disclosure let such sums be told); every
        figure is blank in what leaves the house. The latest year with the item unless given. Raises Problems.
        """
        from liantu.cluster.firm_concentration import measure_firm_concentration, withhold_concentration
        from liantu.district.firm_values import gather_firm_values
        from liantu.library.disclosure_policy import read_disclosure_rules

        chosen = year or next(iter(self.returned_years(item)), str(self.view.as_of.year))
        values = gather_firm_values(self.view.tables, self.entities(), by, item, chosen)
        measured = measure_firm_concentration(values, read_disclosure_rules(self.view.as_of))
        return measured if self.view.purpose is Purpose.ON_SCREEN else withhold_concentration(measured)

    def regional_tables(self) -> pl.DataFrame:
        """Tables of regions by industry, the last period first: measure, period, regions, industries, cells."""
        from liantu.district.regional_comparison import list_regional_tables

        return list_regional_tables(self.view.tables)

    def regional_choice(
        self,
        measure: str | None = None,
        period: str | None = None,
        region: str | None = None,
        since: str | None = None,
    ) -> RegionalChoice:
        """Which of the tables, which region and which earlier period are looked at, unless given. Raises Problems."""
        from liantu.district.regional_comparison import choose_comparison

        return choose_comparison(self.view, measure, period, region, since)

    def specialisation(self, choice: RegionalChoice | None = None) -> pl.DataFrame:
        """Quotients of the region looked at, industry by industry, the largest first; columns of `measure_quotients`.

        Industries that are left out for an unknown cell stand last. Raises Problems.
        """
        from liantu.cluster.regional_structure import measure_quotients

        chosen = choice or self.regional_choice()
        every = self.view.cache.once_for(
            self.view.tables, ("quotients", *chosen[:2]), lambda: measure_quotients(self._read_regions(chosen))
        )
        frame = every.filter((pl.col("region") == chosen.region) | (pl.col("state") == "left_out"))
        return frame.sort("lq", "industry", descending=[True, False], nulls_last=True)

    def regional_complexity(self, choice: RegionalChoice | None = None) -> pl.DataFrame:
        """The regions by the complexity of what they have; columns of `measure_regions`. Raises Problems."""
        from liantu.cluster.regional_structure import measure_regions

        return measure_regions(self._read_regions(choice or self.regional_choice()))

    def shift_share(self, choice: RegionalChoice | None = None) -> pl.DataFrame:
        """The change of the region since the earlier period, in three parts; columns of `split_change`.

        Raises Problems, also where there is one period alone.
        """
        from liantu.cluster.regional_structure import split_change
        from liantu.district.regional_comparison import read_regional_table

        chosen = choice or self.regional_choice()
        if chosen.since is None:
            raise Problems([Problem("one_regional_period", "regional_industries", value=chosen.period)])
        before = read_regional_table(self.view, chosen.measure, chosen.since)
        return split_change(before, self._read_regions(chosen), chosen.region)

    def _read_regions(self, choice: RegionalChoice) -> RegionalTable:
        from liantu.district.regional_comparison import read_regional_table

        return read_regional_table(self.view, choice.measure, choice.period)

    def firm_sizes(self) -> pl.DataFrame:
        """The size of each firm, stated or by its returns and the limits of the day: firm, size, basis."""
        from liantu.cluster.firm_sizes import find_firm_sizes
        from liantu.library.policy import read_policy

        policy = read_policy("cluster/firm_sizes")
        limits, divisions = policy.value_on(self.view.as_of), [*policy.applies_to["gbt4754"]]
        return self.view.cache.once_for(
            self.view.tables,
            ("firm sizes",),
            lambda: find_firm_sizes(self.view.tables, limits, divisions, self.view.as_of.year),
        )

    def local_rates(self, by: str = "cluster", scheme: str | None = None, by_product: bool = False) -> pl.DataFrame:
        """本地配套率 of groups, from purchase returns alone: group, year, firms, bought, local, rate, hidden; with
        ``by_product`` of each product that a group bought.

        Raises Problems for another grouping, and for whatever leaves the house.
        """
        from liantu.cluster.purchase_origins import sum_local_purchases
        from liantu.library.policy import read_policy_value

        if not permits_answer("local_rates", self.view.reader, self.view.purpose):
            raise Problems([Problem("stays_in_house")])
        rules = read_policy_value("disclosure/aggregates", self.view.as_of)
        count, share = rules["dominance"]
        firms, limits = self._group_firms(by, scheme), (rules["smallest"], (count, share))
        return sum_local_purchases(self.view.tables, firms, self.view.as_of.year, *limits, by_product=by_product)

    def _group_firms(self, by: str, scheme: str | None) -> pl.DataFrame:
        """The firms that own the plants of each group: group, firm."""
        plants = self.view.tables["capacities"].select(pl.col("id").alias("row"), "plant").drop_nulls()
        owners = self.view.tables["plants"].select(pl.col("id").alias("plant"), "firm")
        return self._group(by, scheme).join(plants, on="row").join(owners, on="plant").select("group", "firm").unique()

    def _group(self, by: str, scheme: str | None) -> pl.DataFrame:
        from liantu.cluster.members import place_capacities

        if by not in GROUPINGS:
            raise Problems([_refuse(by, "--by", GROUPINGS)])
        if by == "place":
            placed = ChainRoom(self.view).terms.select(pl.col("place").alias("group"), "row")
            return placed.drop_nulls().unique().sort("group", "row")
        if by == "size":
            plants = self.view.tables["capacities"].select(pl.col("id").alias("row"), "plant").drop_nulls()
            owners = self.view.tables["plants"].select(pl.col("id").alias("plant"), "firm")
            sizes = self.firm_sizes().select("firm", pl.col("size").alias("group"))
            return plants.join(owners, on="plant").join(sizes, on="firm").select("group", "row").drop_nulls()
        ids = self._list_ids(scheme)
        return place_capacities(self.view.tables, self.entities().filter(pl.col("cluster").is_in(ids.implode())))

    def _list_ids(self, scheme: str | None) -> pl.Series:
        clusters = self.view.tables["clusters"]
        return clusters.filter(pl.col("scheme") == self._choose_scheme(scheme))["id"]

    def _choose_scheme(self, scheme: str | None) -> str:
        schemes = self.schemes()["scheme"]
        if scheme is None:
            return str(schemes[0]) if len(schemes) else ""
        if scheme not in schemes:
            raise Problems([_refuse(scheme, "--scheme", schemes, "unknown_system")])
        return scheme


def _refuse(value: str, column: str, choices: Iterable[str], code: str = "not_a_choice") -> Problem:
    slots = {"choices": ", ".join(choices), "nearest": suggest_nearest(value, choices)}
    return Problem(code, column=column, value=value, slots=slots)
