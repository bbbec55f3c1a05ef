"""What a district is asked about its chains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView

if TYPE_CHECKING:
    from liantu.chain.account_rows import Account
    from liantu.chain.account_sums import TermGroup
    from liantu.chain.district_counts import DistrictCounts
    from liantu.chain.gap_records import GapRecord
    from liantu.chain.leading_chain import ChainSummary
    from liantu.chain.makers import PlantCounts
    from liantu.chain.what_if_effects import ListEffects
    from liantu.library.price_rules import PriceRules


@dataclass(frozen=True)
class ChainRoom:
    """Needs, supply, gaps, extensions, weak links, questions; every result from one table of terms."""

    view: DistrictView

    @property
    def terms(self) -> pl.DataFrame:
        """All terms of the chain engine; every result is a group-by of them."""
        from liantu.chain.terms import build_terms

        radius = self.view.policy("chain/nearby_radius")
        return self.view.cache.once_for(
            self.view.tables, ("terms",), lambda: build_terms(self.view.tables, self.view.as_of, radius)
        )

    def terms_of(self, chain: str | None) -> pl.DataFrame:
        """The terms as one chain sees them: its plants' needs, everyone's supply."""
        from liantu.chain.membership import select_chain_terms

        if chain is None:
            return self.terms
        return self.view.cache.once(("terms", chain), lambda: select_chain_terms(self.view.tables, self.terms, chain))

    def balance(self, chain: str | None = None) -> pl.DataFrame:
        """Demand beside supply, product by product, and who has an amount nobody knows; unknown supply is null."""
        from liantu.chain.balance import add_unknown_amounts, build_balance
        from liantu.chain.stated_supply import blank_unstated_supply

        def compute() -> pl.DataFrame:
            """The balance of the terms, with what is unknown of it."""
            terms = self.terms_of(chain)
            return blank_unstated_supply(self.view.tables, add_unknown_amounts(build_balance(terms), terms))

        return self.view.cache.once_for(self.view.tables, ("balance", chain), compute)

    def named_balance(self, chain: str | None = None) -> pl.DataFrame:
        """``balance`` with the names, unit and kind of each product: zh, en, unit, kind."""
        names = self.view.tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit", "kind")
        return self.balance(chain).join(names, on="product", how="left", maintain_order="left")

    def products_made(self) -> pl.DataFrame:
        """What plants here make, by product: capacity a year by status, how many amounts are unknown, and who."""
        from liantu.chain.makers import list_made_products

        return self.view.cache.once_for(
            self.view.tables, ("products made",), lambda: list_made_products(self.view.tables, self.terms)
        )

    def products_made_in(self, chain: str) -> pl.DataFrame:
        """``products_made`` of one chain, with what adds up: ``with_building`` and ``with_planned``."""
        from liantu.chain.makers import cumulate_capacities

        return cumulate_capacities(self.products_made().filter(pl.col("product").is_in(self.products_of(chain))))

    def counts(self) -> DistrictCounts:
        """How many firms, chains, links to fill and questions there are."""
        from liantu.chain.district_counts import count_district

        return count_district(self.view.tables, self.gaps("invite"), self.questions())

    def tiers(self) -> pl.DataFrame:
        """The tiers of the cluster scheme: how many clusters a source states, and which are named."""
        from liantu.chain.district_counts import count_tiers

        return count_tiers(self.view.tables)

    def unnamed_chains(self) -> pl.DataFrame:
        """Groups of chains of which a source states more than it names: stated, printed, unnamed."""
        from liantu.chain.district_counts import count_unnamed_chains

        return count_unnamed_chains(self.view.tables)

    def count_named(self, gaps: pl.DataFrame) -> int:
        """How many links to fill are named by a document."""
        from liantu.chain.district_counts import count_named

        return count_named(gaps)

    def all_gaps(self, chain: str | None = None) -> pl.DataFrame:
        """All lists together, in the order to fill them; computed once a district."""
        from liantu.chain.gaps import find_gaps

        bands, weighty = self.view.policy_list("chain/value_bands"), self.view.policy("chain/weighty_share") / 100
        return self.view.cache.once_for(
            self.view.tables,
            ("gaps", chain),
            lambda: self._beside(
                find_gaps(
                    self.view.tables,
                    self.terms_of(chain),
                    bands,
                    chain=chain,
                    pairs=self._paired(),
                    prices=self._prices(),
                    weighty=weighty,
                )
            ),
        )

    def admission(self, products: Iterable[str], place: str | None = None) -> pl.DataFrame:
        """Verdicts and clauses on making products in a place; unknown where no clause decides."""
        from liantu.chain.admission import check_admission
        from liantu.library.admission_rules import read_admission_rules

        rules = read_admission_rules(self.view.tables.about, self.view.as_of)
        return check_admission(self.view.tables, rules, self.view.as_of, [*products], place)

    def resources(self, product: str) -> pl.DataFrame:
        """What making a product would need of resources, beside what places state is free (``list_resource_needs``)."""
        from liantu.chain.resource_needs import list_resource_needs

        found = self.gaps("all").filter(pl.col("product") == product)["gap_typical"]
        gap, factors = found[0] if found.len() else None, self.view.policy_map("energy/coal_equivalent")
        return list_resource_needs(self.view.tables, product, gap, factors, self.view.as_of)

    def _beside(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Gaps with what stands beside each: admission, added energy, responsible office."""
        from liantu.chain.added_energy import compute_added_energy
        from liantu.chain.membership import find_offices
        from liantu.chain.price_rows import add_price_years

        rows = add_price_years(rows, self.view.tables)
        verdicts = (
            self.admission(rows["product"])
            .group_by("product", maintain_order=True)
            .agg("verdict", "clause", pl.col("province").drop_nulls().first())
        )
        energy = compute_added_energy(self.view.tables, rows, self.view.policy_map("energy/coal_equivalent"))
        for beside in (
            self._own_in(rows),
            verdicts.rename({"verdict": "admission", "clause": "clauses"}),
            energy,
            find_offices(self.view.tables),
        ):
            rows = rows.join(beside, on="product", how="left", maintain_order="left")
        return rows

    def coefficient_origins(self) -> pl.DataFrame:
        """What every coefficient rests on: coefficient, origin (read, computed, recalled or unstated)."""
        from liantu.chain.coefficient_origins import find_origins

        return find_origins(self.view.tables)

    def own_coefficients(self) -> pl.DataFrame:
        """The district's own coefficients in the place of the library's, with the library's values."""
        from liantu.chain.own_coefficients import find_own_coefficients
        from liantu.library.shipped_tables import load_library

        return self.view.cache.once_for(
            self.view.tables,
            ("own coefficients",),
            lambda: find_own_coefficients(self.view.tables, load_library()),
        )

    def coefficients(self, grade: str | None = None) -> pl.DataFrame:
        """The coefficients that needs count with, those first that move the lists most between low and high.

        Of one ``grade``, or of all. Columns of ``rank_coefficients`` and ``name_coefficients``; ``of_district`` is yes
        for one of the district's own. Money at a recalled price stands as the power of ten at or below it.
        """
        from liantu.chain.coefficient_effects import name_coefficients, rank_coefficients
        from liantu.chain.recalled_values import hide_recalled_effects

        def rank() -> pl.DataFrame:
            """All of them, once."""
            ranked = rank_coefficients(self.view.tables, self.terms, self.gaps("all"), self._prices())
            ranked = name_coefficients(self.view.tables, hide_recalled_effects(ranked))
            mine = pl.col("coefficient").is_in(self.own_coefficients()["coefficient"].implode())
            return ranked.with_columns(pl.when(mine).then(pl.lit("yes")).otherwise(pl.lit("no")).alias("of_district"))

        rows = self.view.cache.once_for(self.view.tables, ("coefficients",), rank)
        return rows if grade is None else rows.filter(pl.col("grade") == grade)

    def _own_in(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Which of the district's own coefficients each product's need counts with: product, own_coefficients."""
        from liantu.chain.own_coefficients import find_products_on_own

        found = find_products_on_own(self.view.tables, self.terms, self.own_coefficients())
        return (
            rows.select("product")
            .join(found, on="product", how="left")
            .with_columns(pl.col("own_coefficients").fill_null([]))
        )

    def gaps(self, list: str = "invite", chain: str | None = None) -> pl.DataFrame:
        """What is missing, for one list (invite, utilities, commodities, onsite, offers) or ``all``."""
        rows = self.all_gaps(chain)
        return rows if list == "all" else rows.filter(pl.col("list") == list)

    def summary(self) -> ChainSummary | None:
        """The chain that leads the links to fill, in the figures of a sentence; None where no chain has any."""
        from liantu.chain.leading_chain import find_leading_chain, summarise_chain

        of_chains = {chain: self.gaps("invite", chain) for chain in self._chain_order()}
        leading = find_leading_chain(self.gaps("invite"), of_chains)
        return summarise_chain(leading, of_chains[leading]) if leading else None

    def most_valuable(self, gaps: pl.DataFrame) -> str | None:
        """The product of the gap that is worth most; None where no value is known."""
        from liantu.chain.leading_chain import find_most_valuable

        return find_most_valuable(gaps)

    def gap_parts(self, gaps: pl.DataFrame) -> pl.DataFrame:
        """Gaps with what of them, and of their value, is the need of plants operating, being built and planned."""
        from liantu.chain.gap_parts import split_gaps

        return split_gaps(gaps)

    def gap_records(self, gaps: pl.DataFrame) -> list[GapRecord]:
        """Gaps as JSON writes them."""
        from liantu.chain.gap_records import build_gap_records

        return build_gap_records(gaps)

    def moves_since(self, before: ChainRoom) -> pl.DataFrame:
        """The products whose gap is another one than in another view of the district."""
        from liantu.chain.list_changes import compare_gap_lists

        return compare_gap_lists(before.gaps("all"), self.gaps("all"))

    def made_since(self, before: ChainRoom) -> pl.DataFrame:
        """The products of which another capacity is made than in another view: made_before, made_after."""
        from liantu.chain.what_if_effects import compare_made_products

        return compare_made_products(before.products_made(), self.products_made())

    def list_effects(self, before: ChainRoom, list: str = "invite") -> ListEffects:
        """What becomes of a list since another view of the district: who enters, leaves, or moves in its order."""
        from liantu.chain.what_if_effects import compare_lists

        return compare_lists(before.gaps(list), self.gaps(list))

    def unmoved_chains(self, moves: pl.DataFrame) -> list[str]:
        """The chains none of whose plants needs anything that ``moves_since`` says to move."""
        moving = set(moves["product"])
        needs = {chain: self.terms_of(chain).filter(measure="demand")["product"] for chain in self._chain_order()}
        return [chain for chain, needed in needs.items() if moving.isdisjoint(needed)]

    def _chain_order(self) -> pl.Series:
        order = pl.col("order").cast(pl.Int64, strict=False)
        return self.view.tables["chains"].sort(order, nulls_last=True)["id"]

    def plant_counts(self) -> PlantCounts:
        """How many plants of the district have a stated capacity, and how many stand outside it."""
        from liantu.chain.makers import count_plants

        return count_plants(self.view.tables)

    def products_of(self, chain: str) -> list[str]:
        """The products of a chain."""
        from liantu.chain.membership import find_chain_products

        return self.view.cache.once(("products", chain), lambda: [*find_chain_products(self.view.tables, chain)])

    def default_inputs(self, products: Iterable[str]) -> pl.DataFrame:
        """What the default process of each product takes in: product, input."""
        from liantu.chain.routes import list_default_inputs

        return list_default_inputs(self.view.tables, [*products])

    def route_inputs(self, product: str, amount: float) -> pl.DataFrame:
        """What making an amount of a product a year would take, by its default process."""
        from liantu.chain.route_inputs import list_route_inputs

        return list_route_inputs(self.view.tables, product, amount)

    def conditional_needs(self, chain: str | None = None) -> pl.DataFrame:
        """What is needed too, if links usually made on site are made there; apart from the demand."""
        from liantu.chain.conditional_needs import list_conditional_needs

        return list_conditional_needs(self.view.tables, self.terms_of(chain))

    def offer_pairs(self, chain: str | None = None) -> pl.DataFrame:
        """Who could give which by-product to whom, and how much: over the whole district, for the needs of a chain."""
        return self._paired() if chain is None else self._paired().filter(self._needs_in(chain))

    def _paired(self) -> pl.DataFrame:
        from liantu.chain.offer_pairs import pair_offers

        return self.view.cache.once(("offer pairs",), lambda: pair_offers(self.view.tables, self.terms))

    def _needs_in(self, chain: str) -> pl.Expr:
        rows = self.terms_of(chain).filter(measure="demand")["row"].unique()
        return pl.col("taker_row").is_in(rows.implode())

    def offered_streams(self, chain: str | None = None) -> pl.DataFrame:
        """What plants give off beside their product, and whether it is an offer; with a chain, of its plants."""
        from liantu.chain.offered_streams import list_streams
        from liantu.chain.terms import list_producers

        streams = self.view.cache.once(
            ("offered streams",),
            lambda: list_streams(self.view.tables, self.terms, list_producers(self.view.tables, self.view.as_of)),
        )
        if chain is None:
            return streams
        rows = self.terms_of(chain).filter(measure="demand")["row"].unique()
        return streams.filter(pl.col("row").is_in(rows.implode()))

    def induced_needs(self, gaps: pl.DataFrame) -> pl.DataFrame:
        """What filling links (product, gap) would need in turn: product, induced; never added to direct demand."""
        from liantu.chain.induced_needs import compute_induced_needs

        return compute_induced_needs(self.view.tables, gaps)

    def extensions(self) -> pl.DataFrame:
        """Merchant surplus and by-products on offer, what they could become (延链方向), and what the market takes."""
        from liantu.chain.extensions import find_extensions
        from liantu.chain.price_rows import add_price_years
        from liantu.library.recalled_prices import read_recalled_prices

        main = self.view.policy_map("chain/main_inputs")
        share, year, floor = main["share"] / 100, int(main["price_year"]), main["cost_floor"] / 100
        return self.view.cache.once_for(
            self.view.tables,
            ("extend",),
            lambda: add_price_years(
                find_extensions(
                    self.view.tables,
                    self.terms,
                    self.view.as_of,
                    share,
                    year,
                    self._market_caps(),
                    self._prices(),
                    read_recalled_prices(),
                    floor,
                ),
                self.view.tables,
                on="makes",
            ),
        )

    def markets(self, product: str | None = None) -> pl.DataFrame:
        """Figures of markets known here, and which of them count (市场规模); recalled ones as powers of ten alone.

        Columns of ``list_market_rows`` with the names of product and source: zh, en, source_zh, source_en.
        """
        rows = self.view.cache.once_for(self.view.tables, ("named markets",), self._name_markets)
        return rows if product is None else rows.filter(pl.col("product") == product)

    def _name_markets(self) -> pl.DataFrame:
        from liantu.chain.market_caps import hide_recalled_figures

        names = ("zh", "en")
        products = self.view.tables["products"].select(pl.col("id").alias("product"), *names)
        titles = self.view.tables["sources"].select(
            pl.col("id").alias("source"), *(pl.col(name).alias(f"source_{name}") for name in names)
        )
        rows = hide_recalled_figures(self._market_rows()).join(
            products, on="product", how="left", maintain_order="left"
        )
        return rows.join(titles, on="source", how="left", maintain_order="left")

    def market_caps(self, product: str) -> pl.DataFrame:
        """The market of a product and what of it is open to new plants, in one row; recalled as powers of ten alone."""
        from liantu.chain.market_caps import hide_recalled_markets

        return hide_recalled_markets(self._market_caps().filter(pl.col("product") == product))

    def _market_rows(self) -> pl.DataFrame:
        from liantu.district.market_figures import list_markets

        return list_markets(self.view)

    def _market_caps(self) -> pl.DataFrame:
        from liantu.district.market_figures import cap_markets

        return cap_markets(self.view)

    def weak_links(self) -> pl.DataFrame:
        """Links made here and needed here, short or resting on one plant (强链清单)."""
        from liantu.chain.weak_links import find_weak_links

        return self.view.cache.once_for(
            self.view.tables, ("weak",), lambda: find_weak_links(self.view.tables, self.terms)
        )

    def questions(self) -> pl.DataFrame:
        """The unknowns whose answers would move the lists most, by firm."""
        from liantu.chain.information_value import rank_questions
        from liantu.library.policy import read_policy_value

        radius = self.view.policy("chain/nearby_radius")
        tried = read_policy_value("chain/answers_tried", self.view.as_of)
        return self.view.cache.once_for(
            self.view.tables,
            ("ask",),
            lambda: rank_questions(self.view.tables, self.view.as_of, radius, tried, self._prices()),
        )

    def per_unit(self, chain: str) -> pl.DataFrame:
        """A chain without known capacities, per 10,000 units of its root product a year."""
        from liantu.chain.per_unit import compute_needs_per_unit

        return self.view.cache.once(("unit", chain), lambda: compute_needs_per_unit(self.view.tables, chain))

    def account(self, product: str, measure: str = "gap", chain: str | None = None) -> Account:
        """The account of a number: how it is made, down to source, paragraph and quote."""
        from liantu.chain.account import build_account

        prices = self._prices() if measure == "value" else None
        return build_account(self.view.tables, self.terms_of(chain), product, measure, prices, self.own_coefficients())

    def group_terms(self, account: Account) -> list[TermGroup]:
        """The terms of an account by measure and status, each group with its sum and sign."""
        from liantu.chain.account_sums import group_terms

        return group_terms(account)

    def count_unknown_terms(self, account: Account) -> int:
        """How many terms of an account have no known value."""
        from liantu.chain.account_sums import count_unknown_terms

        return count_unknown_terms(account)

    def coefficient_units(self, coefficients: pl.DataFrame) -> list[tuple[str | None, str | None]]:
        """Of each coefficient its unit, where none is written that of its input; and the unit of its product."""
        from liantu.chain.coefficient_units import find_coefficient_units

        return find_coefficient_units(self.view.tables, coefficients)

    def stated_output(self) -> pl.DataFrame:
        """Stated output of a chain beside what its capacities would make at full load."""
        from liantu.chain.stated_output import compare_with_full_load

        return self.view.cache.once_for(
            self.view.tables,
            ("stated output",),
            lambda: compare_with_full_load(self.view.tables, self.view.as_of, self._price_rules()),
        )

    def prices(self) -> pl.DataFrame:
        """The price of each product that counts on the day: its period, low, typical and high, tax, grade, source.

        ``typical`` is null where only a band is known or the price is recalled.
        """
        from liantu.chain.recalled_values import hide_recalled_prices

        return hide_recalled_prices(self._prices())

    def _prices(self) -> pl.DataFrame:
        from liantu.chain.reference_prices import choose_prices

        return self.view.cache.once_for(
            self.view.tables,
            ("prices",),
            lambda: choose_prices(self.view.tables, self._price_rules(), self.view.as_of),
        )

    def prices_of(self, product: str) -> pl.DataFrame:
        """The prices of a product whose period has ended by the date, as quoted, the latest first: ``counts`` says
        which of them is its price now; of what is recalled low and high alone."""
        from liantu.chain.price_rows import list_prices_until
        from liantu.chain.recalled_values import hide_recalled_prices

        return hide_recalled_prices(list_prices_until(self.view.tables, product, self.view.as_of, self._prices()))

    def _price_rules(self) -> PriceRules:
        from liantu.library.price_rules import read_price_rules

        return read_price_rules(self.view.as_of)
