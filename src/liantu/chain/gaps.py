"""What is missing, how much, worth what, and which link first."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.chain.balance import UNKNOWN, add_unknown_amounts, build_balance
from liantu.chain.coefficient_origins import find_need_origins, weighs_in_need
from liantu.chain.evidence import collect_evidence
from liantu.chain.gap_ranges import draw_gap_ranges
from liantu.chain.induced_needs import compute_induced_needs
from liantu.chain.offer_pairs import pair_offers
from liantu.chain.offered_streams import list_offered_streams
from liantu.chain.open_terms import ANY_ROUTE
from liantu.chain.recalled_values import hide_recalled_values
from liantu.chain.reference_prices import join_prices
from liantu.chain.stated_supply import blank_unstated_supply, find_named_missing
from liantu.chain.value_bands import add_bands, order_by_value
from liantu.model.tables import Tables

LISTS = ("invite", "utilities", "commodities", "onsite", "offers")
_SMALLEST = 1e-9
#: Columns of the answer, in their order; `account` follows.
_COLUMNS = (
    *("product", "zh", "en", "unit", "kind", "list", "evidence", "named_in"),
    *("operating", "building", "planned", "direct", "induced", "supply", "captive", "nearby", "offer", "conditional"),
    *("unknown_supply_by", "unknown_demand_by", "unknown_nearby_by"),
    *("gap_typical", "gap_p10", "gap_p50", "gap_p90"),
    *("plants_filled", "value_low", "value_typical", "value_high", "band", "band_low", "band_high"),
    *("price_period", "price_tax", "price_grade", "price_source"),
    *("tier", "grade", "needed_by", "to_verify"),
    *(
        "needed_list",
        "offered_by",
        "unknown_demand_in",
        "assumptions",
        "transport",
        "hazardous",
        "energy_intensive",
        "rests_on",
    ),
)


def find_gaps(
    tables: Tables,
    terms: pl.DataFrame,
    bands: Sequence[float] = (10.0, 30.0, 100.0),
    ranges: bool = True,
    chain: str | None = None,
    pairs: pl.DataFrame | None = None,
    prices: pl.DataFrame | None = None,
    weighty: float = 0.0,
) -> pl.DataFrame:
    """Every link that is short, made on site, needed in an unknown amount, or named missing; in the order to fill them.

    Order: links that fill the smallest usual plant on operating and building demand, then with planned, then smaller,
    then of unknown amount; within each, named in a document first, then by typical value, see ``order_by_value``. A
    link that a document names leads also where no need can be computed. ``terms`` are those of ``chain``, or of the
    district. ``bands`` are the limits of the value bands in 亿元. Amounts are in the product's unit a year, values in
    CNY. ``pairs`` are those of ``pair_offers`` over the whole district; without them ``terms`` are taken for it.
    ``prices`` are those of ``choose_prices``: a link without one has a gap and no value, as all without ``prices``.
    ``value_typical`` is null where the price is recalled or only a band. ``weighty`` is the share of a need from which
    its grade and what it rests on count; without one every part does.
    """
    rows = _add_named_links(tables, add_unknown_amounts(build_balance(terms), terms), chain)
    found = collect_evidence(tables, rows, terms, pair_offers(tables, terms) if pairs is None else pairs)
    rows = rows.join(found, on="product", how="left", maintain_order="left")
    rows = rows.filter((pl.col("gap") > _SMALLEST) | (pl.col("evidence") == "on_site_used") | _is_unknown())
    rows = rows.join(_traits(tables), on="product", maintain_order="left")
    rows = _list_named_links(rows)
    rows = join_prices(rows, prices)
    on_site = pl.col("evidence").is_in(["on_site", "on_site_used", "own_use_short"])
    offered = (pl.col("evidence") == "offered_here") & pl.col("list").is_in(["invite", "commodities"])
    place = pl.when(on_site).then(pl.lit("onsite")).when(offered).then(pl.lit("offers")).otherwise("list")
    rows = rows.with_columns(place.alias("list"))
    fill = rows.filter((pl.col("list") == "invite") & (pl.col("gap") > 0))
    rows = rows.join(compute_induced_needs(tables, fill), on="product", how="left", maintain_order="left")
    spread = draw_gap_ranges(terms) if ranges else None
    if spread is not None:
        rows = rows.join(spread, on="product", how="left", maintain_order="left")
    else:
        rows = rows.with_columns(pl.lit(None, pl.Float64).alias(f"gap_p{p}") for p in (10, 50, 90))
    return blank_unstated_supply(tables, _finish(tables, rows, terms, bands, weighty))


def _add_named_links(tables: Tables, rows: pl.DataFrame, chain: str | None) -> pl.DataFrame:
    """The rows with those that documents name missing though nobody needs or makes them: ``claimed`` is true."""
    spoken_of = rows.filter(
        (pl.max_horizontal("direct", "supply", "captive") > 0) | (pl.col("unknown_demand_by").list.len() > 0)
    )
    named = find_named_missing(tables, chain)
    computed = named.filter(pl.col("product").is_in(spoken_of["product"].implode()))["entity"]
    claims = named.filter((pl.col("product") == pl.col("entity")) & ~pl.col("entity").is_in(computed.implode()))
    claims = claims.select("product", pl.lit(value=True).alias("claimed")).unique()
    figures = [name for name, kind in rows.schema.items() if kind == pl.Float64]
    return rows.join(claims, on="product", how="full", coalesce=True, maintain_order="left_right").with_columns(
        pl.col("claimed").fill_null(value=False), pl.col(figures).fill_null(0.0), pl.col(UNKNOWN).fill_null([])
    )


def _list_named_links(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that stand on a list: what stands on none by its kind is to be invited where a document names it."""
    named = (pl.col("evidence") == "named_missing") & (pl.col("kind") == "manufacturable")
    listed = pl.when((pl.col("list") == "none") & named).then(pl.lit("invite")).otherwise("list")
    return rows.with_columns(listed.alias("list")).filter(pl.col("list") != "none")


def _traits(tables: Tables) -> pl.DataFrame:
    sizes = ("usual_plant_low", "usual_plant_typical", "usual_plant_high")
    beside = ("zh", "en", "unit", "kind", "list", "transport", "hazardous", "energy_intensive", *sizes)
    frame: pl.DataFrame = tables.derived(
        "traits of products",
        ("products",),
        lambda: tables.numbers("products").select(pl.col("id").alias("product"), *beside),
    )
    return frame


def _finish(
    tables: Tables, rows: pl.DataFrame, terms: pl.DataFrame, bands: Sequence[float], weighty: float
) -> pl.DataFrame:
    for beside in (
        _needs(terms, weighty),
        find_need_origins(tables, terms, weighty),
        _offers(tables, terms),
        _find_unmatched_own_use(terms),
    ):
        rows = rows.join(beside, on="product", how="left", maintain_order="left")
    rows = _blank_unknown(_add_values(rows))
    rows = add_bands(rows, bands).with_columns(_to_verify(), _grade())
    order = [
        pl.when(pl.col("named_in").list.len() > 0, pl.col("tier") == 4).then(1).otherwise("tier"),
        pl.col("named_in").list.len() == 0,
        *order_by_value(),
        "product",
    ]
    return hide_recalled_values(rows.sort(order)).select(
        *_COLUMNS, (pl.lit("account/") + pl.col("product")).alias("account")
    )


def _add_values(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what each gap is worth in CNY, how many usual plants fill it, and its tier."""
    gap, floor = pl.col("gap"), pl.col("usual_plant_low")
    return rows.with_columns(
        pl.when(_is_unknown()).then(None).otherwise(gap).alias("gap_typical"),
        (gap / pl.col("usual_plant_typical")).alias("plants_filled"),
        *((gap * pl.col(f"price_{end}")).alias(f"value_{end}") for end in ("low", "typical", "high")),
        pl.when(_is_unknown())
        .then(4)
        .when(pl.col("gap_soon") >= floor)
        .then(1)
        .when(gap >= floor)
        .then(2)
        .otherwise(3)
        .cast(pl.Int64)
        .alias("tier"),
        pl.col("named_in").fill_null([]),
        pl.col("needed_list", "offered_by", "unnamed", "uncarried", "unmatched", "open_routes").fill_null([]),
        pl.col("assumptions", "rests_on").fill_null([]),
    )


def _blank_unknown(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without the numbers of those that are needed in an unknown amount only."""
    hidden = ["operating", "building", "planned", "direct", "plants_filled"]
    hidden += ["value_low", "value_typical", "value_high", "induced"]
    hidden += ["price_period", "price_tax", "price_grade", "price_source"]
    return rows.with_columns(pl.when(_is_unknown()).then(None).otherwise(pl.col(hidden)).name.keep())


def _is_unknown() -> pl.Expr:
    """Whether a product is needed in an unknown amount only, however much is made of it."""
    return (pl.col("direct") <= 0) & ((pl.col("unknown_demand_by").list.len() > 0) | pl.col("claimed"))


def _needs(terms: pl.DataFrame, weighty: float) -> pl.DataFrame:
    """Who needs a product, from when, resting on which assumptions and which worst coefficient grade."""
    needs = terms.filter(pl.col("measure") == "demand")
    future = pl.col("status").is_in(["building", "planned"])
    return (
        needs.with_columns(weighs_in_need(weighty).alias("weighty"))
        .group_by("product")
        .agg(
            pl.col("firm").drop_nulls().unique().sort().alias("needed_list"),
            pl.col("year").filter(future).min().alias("needed_by"),
            pl.col("assumption").drop_nulls().unique().sort().alias("assumptions"),
            pl.col("grade").filter(pl.col("weighty")).max().alias("worst"),
            pl.col("load").is_null().any().alias("load_unknown"),
            pl.col("row").filter(pl.col("coefficient").str.starts_with(ANY_ROUTE)).unique().sort().alias("open_routes"),
        )
    )


def _find_unmatched_own_use(terms: pl.DataFrame) -> pl.DataFrame:
    """Capacities stated to be for own use that serve no need known here: ``product``, ``unmatched``."""
    idle = (pl.col("measure") == "captive") & (pl.col("share") > 0) & (pl.col("value").fill_null(0.0) <= 0)
    return terms.filter(idle).group_by("product").agg(pl.col("row").unique().sort().alias("unmatched"))


def _offers(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """Which firms offer a product, ``offered_by``, and which capacities give off some that is not yet an offer."""

    def rows_of(column: str, standing: str) -> pl.Expr:
        """Each value of a column among the offers that stand so, once."""
        return pl.col(column).filter(pl.col("standing") == standing).drop_nulls().unique().sort()

    return (
        list_offered_streams(tables, terms)
        .group_by("product")
        .agg(
            rows_of("firm", "offered").alias("offered_by"),
            rows_of("row", "standard_unnamed").alias("unnamed"),
            rows_of("row", "carriage_unknown").alias("uncarried"),
        )
    )


def _grade() -> pl.Expr:
    assumed = pl.col("assumptions").list.len() > 0
    worst = pl.col("worst").fill_null("C")
    return pl.when(assumed & (worst == "A")).then(pl.lit("B")).otherwise(worst).alias("grade")


def _to_verify() -> pl.Expr:
    none = pl.lit([], pl.List(pl.String))

    def some(condition: pl.Expr, text: str) -> pl.Expr:
        """A text where something holds, nothing elsewhere."""
        return pl.when(condition).then(pl.lit([text], pl.List(pl.String))).otherwise(none)

    def each(column: str, prefix: str) -> pl.Expr:
        """The entries of a column of lists behind a prefix."""
        return pl.col(column).list.eval(pl.lit(prefix) + pl.element())

    return pl.concat_list(
        each("assumptions", "assumption:"),
        each("unknown_supply_by", "supply:"),
        each("unknown_demand_by", "demand:"),
        each("unmatched", "own_use:"),
        each("open_routes", "route:"),
        each("unnamed", "standard:"),
        each("uncarried", "carriage:"),
        some(pl.col("load_unknown").fill_null(False), "load"),
        some(pl.col("evidence") == "on_site", "on_site"),
        some(pl.col("hazardous") == "yes", "hazardous"),
        some(pl.col("energy_intensive") == "yes", "energy_intensive"),
    ).alias("to_verify")
