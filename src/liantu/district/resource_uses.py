"""绿色+ of a district: energy, water and land of chains, clusters, places and projects, for one purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from liantu.district.chain import ChainRoom
from liantu.district.land import LandRoom
from liantu.district.view import DistrictView

if TYPE_CHECKING:
    from liantu.chain.energy_uses import EnergyFactors

#: What the energy is reckoned for: whose rule says which factor and what counts.
PURPOSES = ("review", "control", "evaluation")
#: What plants are grouped by.
GROUPINGS = ("cluster", "chain", "place", "project")
#: How firm a plant is, the firmest first.
STATUSES = ("operating", "building", "planned")


class PurposeRules(NamedTuple):
    """What a purpose states: kgce a kWh (None: not stated), whether feedstock is deducted (None: not stated), limits.

    ``basis`` is the word of the rule for electricity: calorific, equivalent, or unknown.
    """

    basis: str
    power_factor: float | None
    deducts_feedstock: bool | None
    threshold: float | None
    power_threshold: float | None
    province_threshold: float | None


def read_purpose_rules(view: DistrictView, purpose: str, basis: str | None = None) -> PurposeRules:
    """The rules of a purpose on the day; ``basis`` is what its scheme says of electricity, where that is known."""
    from liantu.library.policy import read_policy_value

    stated: Mapping[str, object] = read_policy_value("energy/energy_uses", view.as_of)[purpose]
    word = basis or str(stated["electricity"])
    calorific = view.policy_map("energy/coal_equivalent")["elec"]
    equivalent = read_policy_value("energy/equivalent_value", view.as_of)
    factors = {"calorific": calorific, "equivalent": None if equivalent is None else float(equivalent)}
    deducts = {"deducted": True, "included": False}.get(str(stated["feedstock"]))
    limits = [float(str(stated[key])) if key in stated else None for key in ("threshold", "power", "province")]
    return PurposeRules(word, factors.get(word), deducts, *limits)


def list_uses(view: DistrictView) -> pl.DataFrame:
    """Every use of energy and water by the terms of the chain balance."""
    from liantu.chain.energy_uses import list_energy_uses

    return list_energy_uses(view.tables, ChainRoom(view).terms, _read_factors(view))


def sum_uses(view: DistrictView, groups: pl.DataFrame, rules: PurposeRules) -> pl.DataFrame:
    """Sums by group and status with the totals of a purpose."""
    from liantu.chain.energy_uses import add_totals, sum_energy_uses

    uses = view.cache.once_for(view.tables, ("energy uses",), lambda: list_uses(view))
    return add_totals(sum_energy_uses(uses, groups), rules.power_factor, deducts_feedstock=rules.deducts_feedstock)


def list_link_uses(view: DistrictView, rules: PurposeRules) -> pl.DataFrame:
    """What filling each missing link would add, by the default process, beside what places state of energy.

    Columns of `sum_uses` with ``group`` the product, and gap (the amount made).
    """
    from liantu.chain.added_energy import list_added_flows
    from liantu.chain.energy_uses import add_totals, list_energy_uses, sum_energy_uses

    gaps = ChainRoom(view).gaps("invite").select("product", "gap_typical").filter(pl.col("gap_typical") > 0)
    uses = list_energy_uses(view.tables, list_added_flows(view.tables, gaps), _read_factors(view))
    groups = gaps.select(group="product", row="product")
    sums = add_totals(sum_energy_uses(uses, groups), rules.power_factor, deducts_feedstock=rules.deducts_feedstock)
    made = gaps.select(pl.col("product").alias("group"), pl.col("gap_typical").alias("gap"))
    return made.join(sums.drop("status"), on="group", how="left", maintain_order="left")


def find_energy_limits(view: DistrictView) -> pl.DataFrame:
    """What places state of energy by the day, the latest of each measure: place, measure, period, amount, unit."""
    from liantu.model.period_days import add_period_days

    rows = add_period_days(view.tables.numbers("place_limits").filter(pl.col("resource") == "energy"))
    rows = rows.filter(pl.col("first") <= view.as_of).sort("last", "first")
    latest = rows.unique(["place", "measure"], keep="last", maintain_order=True)
    return latest.sort("place", "measure", descending=[False, True]).select(
        "place", "measure", "period", "amount", "unit"
    )


def group_rows(view: DistrictView, grouping: str, clusters: pl.DataFrame) -> pl.DataFrame:
    """The capacities of each group: group, row; ``clusters`` are those of the clusters."""
    room = ChainRoom(view)
    if grouping == "cluster":
        return clusters
    if grouping == "place":
        placed = room.terms.select(pl.col("place").alias("group"), "row")
        return placed.drop_nulls().unique()
    if grouping == "project":
        rows = view.tables["capacities"].select(pl.col("project").alias("group"), pl.col("id").alias("row"))
        return rows.drop_nulls().unique()
    chains = view.tables["chains"]["id"].to_list()
    needed = [
        room.terms_of(chain).filter(pl.col("measure") == "demand").select(pl.lit(chain).alias("group"), "row")
        for chain in chains
    ]
    return pl.concat([pl.DataFrame(schema={"group": pl.String, "row": pl.String}), *needed]).unique()


def find_land(view: DistrictView, grouping: str, groups: pl.DataFrame) -> pl.DataFrame:
    """Land of each group in mu: group, status, land, land_open.

    Of a project what is planned; else the land of the firms that own its plants, each once, by the land ledger, where
    the firmest of its plants stands: ``land_open`` says that of some firm nothing is known.
    """
    stands = ChainRoom(view).terms.select("row", "status").drop_nulls().unique()
    ranked = pl.col("status").cast(pl.Enum(STATUSES))
    stands = groups.join(stands.filter(pl.col("status").is_in(STATUSES)), on="row", how="left")
    if grouping == "project":
        first = stands.group_by("group").agg(ranked.min().cast(pl.String))
        planned = view.tables.numbers("projects").select(pl.col("id").alias("group"), "land").drop_nulls()
        planned = planned.join(first, on="group", how="left")
        return planned.with_columns(pl.lit(value=False).alias("land_open"))
    plants = view.tables["capacities"].select(pl.col("id").alias("row"), "plant").drop_nulls()
    owners = view.tables["plants"].select(pl.col("id").alias("plant"), "firm")
    owned = stands.join(plants, on="row").join(owners, on="plant")
    firms = owned.group_by("group", "firm").agg(ranked.min().cast(pl.String))
    ledger = LandRoom(view).ledger().select("firm", "land")
    return (
        firms.join(ledger, on="firm", how="left")
        .group_by("group", "status")
        .agg(
            pl.when(pl.col("land").is_not_null().any()).then(pl.col("land").sum()).alias("land"),
            pl.col("land").is_null().any().alias("land_open"),
        )
    )


def add_stated_energy(view: DistrictView, sums: pl.DataFrame, grouping: str) -> pl.DataFrame:
    """Sums with what projects state of their energy at full production: stated; null of any other group."""
    if grouping != "project":
        return sums.with_columns(pl.lit(None, pl.Float64).alias("stated"))
    stated = view.tables.numbers("projects").select(pl.col("id").alias("group"), pl.col("energy").alias("stated"))
    return sums.join(stated.drop_nulls(), on="group", how="full", coalesce=True, maintain_order="left_right")


def _read_factors(view: DistrictView) -> EnergyFactors:
    from liantu.chain.energy_uses import EnergyFactors
    from liantu.library.policy import read_policy_value

    carbon = read_policy_value("energy/carbon_factors", view.as_of)
    try:
        feedstock = read_policy_value("energy/feedstock", view.as_of)
    except LookupError:  # before the notice nothing was told apart
        feedstock = {"carriers": [], "not_in_divisions": []}
    return EnergyFactors(
        coal=view.policy_map("energy/coal_equivalent"),
        carbon={key: None if factor is None else float(factor) for key, factor in carbon.items()},
        feedstock=feedstock["carriers"],
        not_in_divisions=feedstock["not_in_divisions"],
    )
