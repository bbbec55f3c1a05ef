"""Markets measure what their product measures, rise from low to high, are of what has been, and fit each other."""

from __future__ import annotations

import polars as pl

from liantu.model.capacities import list_capacities
from liantu.model.periods import parse_period
from liantu.model.problems import Problem
from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.tables import Tables

_TABLE = "markets"
_SHARE = "utilisation"
#: What one figure of a time is compared with.
_SUBJECT = ["product", "scope", "region", "year"]


def check_market_units(tables: Tables) -> list[Problem]:
    """Units of another dimension than the product's, of a utilisation than per cent: ``wrong_dimension``."""
    target = pl.when(pl.col("measure") == _SHARE).then(pl.lit("%")).otherwise("wanted").alias("wanted")
    units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("wanted"))
    rows = _rows(tables).drop_nulls("unit").join(units, on="product", maintain_order="left").with_columns(target)
    wrong = []
    for text, product_unit in rows.select("unit", "wanted").unique().drop_nulls().iter_rows():
        unit, base = tables.units.read(text), tables.units.read(product_unit)
        if unit and base and unit.dimension != base.dimension:
            wrong.append(pl.struct(unit=pl.lit(text), wanted=pl.lit(product_unit)))
    if not wrong:
        return []
    found = rows.filter(pl.any_horizontal(pl.struct("unit", "wanted") == pair for pair in wrong))
    return [
        _problem("wrong_dimension", line, "unit", text, wanted=product_unit)
        for line, text, product_unit in found.select("line", "unit", "wanted").iter_rows()
    ]


def check_market_figures(tables: Tables) -> list[Problem]:
    """Figures that do not rise from low to high: ``market_low_high``; none where nothing is recalled:
    ``market_without_figure``; a region that is not named, or named of a country: ``market_region``.
    """
    rows = _rows(tables)
    value = pl.col("value")
    wrong = (pl.col("low") > value) | (value > pl.col("high")) | (pl.col("low") > pl.col("high"))
    figures = pl.format(
        "{} / {} / {}", *(pl.col(name).cast(pl.String).fill_null("–") for name in ("low", "value", "high"))
    )
    blank = value.is_null() & (pl.col("low").is_null() | (pl.col("grade") != "C"))
    unnamed = (pl.col("scope") == "region") != pl.col("region").is_not_null()
    checks = (
        ("market_low_high", wrong, "value", figures),
        ("market_without_figure", blank, "value", pl.col("product")),
        ("market_region", unnamed, "region", pl.coalesce("region", "scope")),
    )
    return [
        _problem(code, line, column, text)
        for code, found, column, shown in checks
        for line, text in rows.filter(found.fill_null(False)).select("line", shown.alias("shown")).iter_rows()
    ]


def check_market_periods(tables: Tables) -> list[Problem]:
    """Figures of a time that was not over when their source was published: ``market_of_future``.

    Where no day of publication is given, the district's own date stands for it; what the library recalls has none.
    """
    standing = parse_period(str(tables.about.get("as_of", "")))
    sources = tables["sources"].select(pl.col("id").alias("source"), "published", "kind")
    rows = _rows(tables).join(sources, on="source", how="left", maintain_order="left")
    problems = []
    for line, text, published, kind in rows.select("line", "period", "published", "kind").iter_rows():
        known = parse_period(published) if published else standing if kind != "ours" else None
        period = parse_period(text or "")
        if known and known.last and period and (period.last is None or period.last > known.last):
            problems.append(_problem("market_of_future", line, "period", text, known=known.text))
    return problems


def check_output_and_capacity(tables: Tables) -> list[Problem]:
    """More output in a year than there is capacity, whatever of both ranges: ``market_output_above_capacity``."""
    rows = _with_year(_read_figures(tables))
    capacity = (
        rows.filter(pl.col("measure") == "capacity")
        .group_by(_SUBJECT)
        .agg(pl.max_horizontal("value", "high").max().alias("capacity"))
    )
    output = rows.filter(pl.col("measure") == "output").with_columns(pl.min_horizontal("value", "low").alias("least"))
    found = output.join(capacity, on=_SUBJECT, nulls_equal=True, maintain_order="left")
    return [
        _problem("market_output_above_capacity", line, "value", product)
        for line, product in found.filter(pl.col("least") > pl.col("capacity")).select("line", "product").iter_rows()
    ]


def check_local_supply(tables: Tables) -> list[Problem]:
    """Plants here that could make more than the whole country uses and exports: ``supply_above_market``."""
    standing = parse_period(str(tables.about.get("as_of", "")))
    if standing is None or standing.last is None or tables["capacities"].is_empty() or tables[_TABLE].is_empty():
        return []
    rows = _read_figures(tables).filter(
        pl.col("product").is_in(tables["capacities"]["product"].implode()),
        pl.col("scope") == "nation",
        pl.col("measure").is_in(["consumption", "exports"]),
    )
    if rows.is_empty():
        return []
    capacities = list_capacities(tables, standing.last).filter(~pl.col("outside") & ~pl.col("covered").fill_null(False))
    supply = capacities.group_by("product").agg(pl.col("base").sum().alias("supply"))
    highest = pl.max_horizontal("value", "high").max().over("product", "measure")
    markets = (
        rows.with_columns(highest.alias("highest"))
        .drop_nulls("highest")
        .unique(["product", "measure"], keep="last", maintain_order=True)
        .group_by("product", maintain_order=True)
        .agg(
            pl.col("line").filter(pl.col("measure") == "consumption").first(),
            pl.col("highest").sum().alias("market"),
            (pl.col("measure") == "consumption").any().alias("consumed"),
        )
    )
    found = markets.filter("consumed").join(supply, on="product", maintain_order="left")
    return [
        _problem("supply_above_market", line, "value", product)
        for line, product in found.filter(pl.col("supply") > pl.col("market")).select("line", "product").iter_rows()
    ]


def _rows(tables: Tables) -> pl.DataFrame:
    return tables.numbers(_TABLE).with_row_index("line")


def _read_figures(tables: Tables) -> pl.DataFrame:
    """The rows with value, low and high in the unit of their product; null where the two do not measure the same.

    A row that states no value, only a magnitude, is left out beside one that does: it would excuse ten times as much.
    """
    needed = (_TABLE, "products", "units")
    figures: pl.DataFrame = tables.derived("market figures", needed, lambda: _convert_figures(tables))
    return figures


def _convert_figures(tables: Tables) -> pl.DataFrame:
    units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("product_unit"))
    rows = _rows(tables).join(units, on="product", maintain_order="left")
    sizes = [
        (text, product_unit, convert_to_product_unit(tables.units, 1.0, text, product_unit))
        for text, product_unit in rows.select("unit", "product_unit").unique().drop_nulls().iter_rows()
    ]
    known = pl.DataFrame(sizes, schema={"unit": pl.String, "product_unit": pl.String, "size": pl.Float64}, orient="row")
    found = rows.join(known, on=["unit", "product_unit"], how="left", maintain_order="left")
    stated = pl.col("value").is_not_null()
    weighed = found.filter(stated | ~stated.any().over("product", "measure", "scope", "region"))
    return weighed.with_columns(pl.col("value", "low", "high") * pl.col("size"))


def _with_year(rows: pl.DataFrame) -> pl.DataFrame:
    years = {
        text: found.last.year for text in rows["period"].unique() if (found := parse_period(text or "")) and found.last
    }
    return rows.with_columns(pl.col("period").replace_strict(years, default=None, return_dtype=pl.Int64).alias("year"))


def _problem(code: str, line: int, column: str, value: str | None, **slots: str) -> Problem:
    return Problem(code, _TABLE, f"{_TABLE}.csv", line + 2, column, value or "", slots)
