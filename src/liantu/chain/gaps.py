"""What is missing, how much, worth what, and which link first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from liantu.chain.balance import build_balance, find_unknown_amounts
from liantu.chain.evidence import collect_evidence
from liantu.chain.gap_ranges import draw_gap_ranges
from liantu.chain.induced_needs import compute_induced_needs
from liantu.chain.routes import find_candidate_processes
from liantu.chain.terms import list_producers, read_coefficients
from liantu.model.tables import Tables

LISTS = ("invite", "utilities", "commodities", "onsite")
_SMALLEST = 1e-9
_UNKNOWN = ("unknown_supply_by", "unknown_demand_by", "unknown_demand_in")
#: Columns of the answer, in their order; `account` follows.
_COLUMNS = (
    *("product", "zh", "en", "unit", "kind", "list", "evidence", "named_in"),
    *("operating", "building", "planned", "direct", "induced", "supply", "captive", "nearby", "offer"),
    *("unknown_supply_by", "unknown_demand_by"),
    *("gap_typical", "gap_p10", "gap_p50", "gap_p90"),
    *("plants_filled", "value_low", "value_typical", "value_high", "band"),
    *("tier", "grade", "needed_by", "to_verify"),
    *("needed_list", "unknown_demand_in", "assumptions", "transport", "hazardous", "energy_intensive"),
)


def find_gaps(
    tables: Tables,
    terms: pl.DataFrame,
    as_of: date,
    bands: Sequence[float] = (10.0, 30.0, 100.0),
    ranges: bool = True,
) -> pl.DataFrame:
    """Every link that is short, made on site, or needed in an unknown amount; in the order to fill them.

    Order: links that fill the smallest usual plant on operating and building demand, then with planned,
    then smaller, then of unknown amount; within each, named in a document first, then by value.
    ``bands`` are the limits of the value bands in 亿元. Amounts are in the product's unit a year, values in CNY.
    """
    book = build_balance(terms)
    rows = add_unknown_needs(tables, terms, as_of, book)
    found = collect_evidence(tables, rows.select(book.columns), terms)
    rows = rows.join(found, on="product", how="left", maintain_order="left")
    rows = rows.filter(
        (pl.col("gap") > _SMALLEST)
        | (pl.col("evidence") == "on_site_used")
        | (pl.col("direct").eq(0) & (pl.col("unknown_demand_by").list.len() > 0) & (pl.col("supply") <= 0))
    )
    rows = rows.join(_traits(tables), on="product", maintain_order="left").filter(pl.col("list") != "none")
    on_site = pl.col("evidence").is_in(["on_site", "on_site_used"])
    rows = rows.with_columns(pl.when(on_site).then(pl.lit("onsite")).otherwise("list").alias("list"))
    fill = rows.filter((pl.col("list") == "invite") & (pl.col("gap") > 0))
    rows = rows.join(compute_induced_needs(tables, fill), on="product", how="left", maintain_order="left")
    spread = draw_gap_ranges(terms) if ranges else None
    if spread is not None:
        rows = rows.join(spread, on="product", how="left", maintain_order="left")
    else:
        rows = rows.with_columns(pl.lit(None, pl.Float64).alias(f"gap_p{p}") for p in (10, 50, 90))
    return _finish(rows, terms, bands)


def add_unknown_needs(tables: Tables, terms: pl.DataFrame, as_of: date, book: pl.DataFrame) -> pl.DataFrame:
    """The balance with who is unknown beside it, and products that only unknown plants need."""
    plants = list_producers(tables, as_of)
    covered = plants.filter(pl.col("covered"))["id"]
    open_rows = find_unknown_amounts(terms, covered)
    open_rows = _merge(open_rows, _find_unchosen_needs(tables, plants.filter(~pl.col("outside"))))
    open_rows = _merge(open_rows, _find_unknown_status(tables, plants))
    rows = book.join(open_rows, on="product", how="full", coalesce=True, maintain_order="left_right")
    return rows.with_columns(
        pl.col([c for c in book.columns if c != "product"]).fill_null(0.0),
        pl.col(_UNKNOWN).fill_null([]),
    )


def _find_unchosen_needs(tables: Tables, plants: pl.DataFrame) -> pl.DataFrame:
    """Needs of plants whose process nobody has chosen: any candidate's inputs, in an unknown amount."""
    open_plants = plants.filter(pl.col("process").is_null()).select("row", "product", "status")
    inputs = (
        read_coefficients(tables).filter(pl.col("role") == "input").select("process", pl.col("product").alias("input"))
    )
    return (
        open_plants.join(find_candidate_processes(tables), on="product")
        .join(inputs, on="process")
        .group_by(pl.col("input").alias("product"))
        .agg(
            pl.col("row").unique().sort().alias("unknown_demand_by"),
            pl.col("status").unique().sort().alias("unknown_demand_in"),
        )
        .with_columns(pl.lit([], pl.List(pl.String)).alias("unknown_supply_by"))
    )


def _find_unknown_status(tables: Tables, plants: pl.DataFrame) -> pl.DataFrame:
    """Capacities whose status nobody states: they may supply, so they are unknown supply."""
    rows = tables["capacities"].filter(~pl.col("id").is_in(plants["row"].implode()) & pl.col("product").is_not_null())
    return rows.group_by("product").agg(
        pl.col("id").unique().sort().alias("unknown_supply_by"),
        pl.lit([], pl.List(pl.String)).first().alias("unknown_demand_by"),
        pl.lit([], pl.List(pl.String)).first().alias("unknown_demand_in"),
    )


def _merge(left: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    both = pl.concat([left.select("product", *_UNKNOWN), other.select("product", *_UNKNOWN)])
    return both.group_by("product", maintain_order=True).agg(
        pl.col(c).explode().drop_nulls().unique().sort() for c in _UNKNOWN
    )


def _traits(tables: Tables) -> pl.DataFrame:
    return tables.numbers("products").select(
        pl.col("id").alias("product"),
        "zh",
        "en",
        "unit",
        "kind",
        "list",
        "transport",
        "hazardous",
        "energy_intensive",
        "usual_plant_low",
        "usual_plant_typical",
        "usual_plant_high",
        "price_low",
        "price_high",
    )


def _finish(rows: pl.DataFrame, terms: pl.DataFrame, bands: Sequence[float]) -> pl.DataFrame:
    rows = rows.join(_needs(terms), on="product", how="left", maintain_order="left")
    rows = _blank_unknown(_add_values(rows))
    rows = rows.with_columns(_band(pl.col("value_typical") / 1e8, bands), _to_verify(), _grade())
    order = [
        pl.col("tier"),
        pl.col("named_in").list.len() == 0,
        -pl.col("value_typical").fill_null(0.0),
        "product",
    ]
    return rows.sort(order).select(*_COLUMNS, (pl.lit("account/") + pl.col("product")).alias("account"))


def _add_values(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what each gap is worth in CNY, how many usual plants fill it, and its tier."""
    gap, floor = pl.col("gap"), pl.col("usual_plant_low")
    middle = gap * (pl.col("price_low") + pl.col("price_high")) / 2
    return rows.with_columns(
        pl.when(_is_unknown()).then(None).otherwise(gap).alias("gap_typical"),
        (gap / pl.col("usual_plant_typical")).alias("plants_filled"),
        (gap * pl.col("price_low")).alias("value_low"),
        middle.alias("value_typical"),
        (gap * pl.col("price_high")).alias("value_high"),
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
        pl.col("needed_list").fill_null([]),
        pl.col("assumptions").fill_null([]),
    )


def _blank_unknown(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without the numbers of those that are needed in an unknown amount only."""
    hidden = ["operating", "building", "planned", "direct", "plants_filled"]
    hidden += ["value_low", "value_typical", "value_high", "induced"]
    return rows.with_columns(pl.when(_is_unknown()).then(None).otherwise(pl.col(hidden)).name.keep())


def _is_unknown() -> pl.Expr:
    """Whether a product is needed in an unknown amount only."""
    return (pl.col("direct") <= 0) & (pl.col("unknown_demand_by").list.len() > 0)


def _needs(terms: pl.DataFrame) -> pl.DataFrame:
    """Who needs a product, from when, resting on which assumptions and which worst coefficient grade."""
    needs = terms.filter(pl.col("measure") == "demand")
    future = pl.col("status").is_in(["building", "planned"])
    weighty = pl.col("value") >= 0.1 * pl.col("value").sum().over("product")
    return (
        needs.with_columns(weighty.alias("weighty"))
        .group_by("product")
        .agg(
            pl.col("firm").drop_nulls().unique().sort().alias("needed_list"),
            pl.col("year").filter(future).min().alias("needed_by"),
            pl.col("assumption").drop_nulls().unique().sort().alias("assumptions"),
            pl.col("grade").filter(pl.col("weighty")).max().alias("worst"),
            pl.col("load").is_null().any().alias("load_unknown"),
        )
    )


def _band(value: pl.Expr, bands: Sequence[float]) -> pl.Expr:
    first, second, third = bands
    return (
        pl.when(value.is_null())
        .then(pl.lit(None, pl.String))
        .when(value < first)
        .then(pl.lit(f"<{first:g}"))
        .when(value < second)
        .then(pl.lit(f"{first:g}–{second:g}"))
        .when(value <= third)
        .then(pl.lit(f"{second:g}–{third:g}"))
        .otherwise(pl.lit(f">{third:g}"))
        .alias("band")
    )


def _grade() -> pl.Expr:
    assumed = pl.col("assumptions").list.len() > 0
    worst = pl.col("worst").fill_null("C")
    return pl.when(assumed & (worst == "A")).then(pl.lit("B")).otherwise(worst).alias("grade")


def _to_verify() -> pl.Expr:
    none = pl.lit([], pl.List(pl.String))

    def some(condition: pl.Expr, text: str) -> pl.Expr:
        return pl.when(condition).then(pl.lit([text], pl.List(pl.String))).otherwise(none)

    def each(column: str, prefix: str) -> pl.Expr:
        return pl.col(column).list.eval(pl.lit(prefix) + pl.element())

    return pl.concat_list(
        each("assumptions", "assumption:"),
        each("unknown_supply_by", "supply:"),
        each("unknown_demand_by", "demand:"),
        some(pl.col("load_unknown").fill_null(False), "load"),
        some(pl.col("evidence") == "on_site", "on_site"),
        some(pl.col("hazardous") == "yes", "hazardous"),
        some(pl.col("energy_intensive") == "yes", "energy_intensive"),
    ).alias("to_verify")
