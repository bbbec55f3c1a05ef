"""大中小微: the size of a firm, as it is stated or as its latest return says by the dated limits; else not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.model.tables import Tables

#: From the largest on; a firm that reaches none of the limits is the last.
SIZES = ("large", "medium", "small", "micro")
_ITEMS = ("employees", "revenue")


def find_firm_sizes(
    tables: Tables, limits: Mapping[str, Mapping[str, float]], divisions: Sequence[str], year: int
) -> pl.DataFrame:
    """The size of each firm: firm, size, basis (stated, returns; null: not known).

    ``limits`` are the least employees and revenue of each size but the last, in the units of their return items; a firm
    reaches a size with both. They hold for industries of ``divisions`` alone. Of the returns the latest year up to
    ``year`` with both counts.
    """
    firms = tables["firms"].select(pl.col("id").alias("firm"), pl.col("size").alias("stated"), "industry")
    returned = firms.join(_read_returns(tables, year), on="firm", how="left")
    known = pl.all_horizontal(pl.col(item).is_not_null() for item in _ITEMS)
    covered = known & pl.col("industry").str.slice(0, 2).is_in([*divisions])
    reached = {size: pl.all_horizontal(pl.col(item) >= limits[size][item] for item in _ITEMS) for size in SIZES[:-1]}
    steps = [pl.when(covered & enough).then(pl.lit(size)) for size, enough in reached.items()]
    computed = pl.coalesce(*steps, pl.when(covered).then(pl.lit(SIZES[-1])))
    basis = pl.when(pl.col("stated").is_not_null()).then(pl.lit("stated")).when(covered).then(pl.lit("returns"))
    return returned.select("firm", pl.coalesce("stated", computed).alias("size"), basis.alias("basis")).sort("firm")


def _read_returns(tables: Tables, year: int) -> pl.DataFrame:
    """Employees and revenue of the latest year that has both: firm, employees, revenue."""
    rows = tables.numbers("returns").filter(
        pl.col("item").is_in(_ITEMS), pl.col("value").is_not_null(), pl.col("year").str.contains(r"^\d{4}$")
    )
    rows = rows.with_columns(pl.col("year").cast(pl.Int64)).filter(pl.col("year") <= year)
    targets = dict(tables["return_items"].select("id", "unit").iter_rows())
    factors = [
        (item, unit, float(read.factor / target.factor))
        for item, unit in rows.select("item", "unit").unique().iter_rows()
        if (read := tables.units.read(unit or "")) and (target := tables.units.read(targets[item]))
        if read.dimension == target.dimension
    ]
    schema = {"item": pl.String, "unit": pl.String, "factor": pl.Float64}
    sized = rows.join(pl.DataFrame(factors, schema=schema, orient="row"), on=["item", "unit"])
    amount = pl.col("value") * pl.col("factor")
    columns = [amount.filter(pl.col("item") == item).first().alias(item) for item in _ITEMS]
    wide = sized.group_by("firm", "year").agg(*columns).drop_nulls()
    return wide.sort("year").unique("firm", keep="last").select("firm", *_ITEMS)
