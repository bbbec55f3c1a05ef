"""What firms returned of one item in a year, in its unit, by cluster or by industry."""

from __future__ import annotations

import polars as pl

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

#: What firms are grouped by.
FIRM_GROUPINGS = ("industry", "cluster")


def list_returned_years(tables: Tables, item: str) -> list[str]:
    """The years with a value of an item, the latest first."""
    rows = tables["returns"].filter(pl.col("item") == item).drop_nulls("value")
    return sorted(rows["year"].unique().to_list(), reverse=True)


def gather_firm_values(tables: Tables, entities: pl.DataFrame, by: str, item: str, year: str) -> pl.DataFrame:
    """Group, firm and value of the item in its own unit; null where a firm of the year's roster has not returned it.

    Of industries the group is the division, two digits of the code of that year; a firm without one is left out. Raises
    Problems for another grouping, an item that nobody returns or a year in which nobody did.
    """
    if by not in FIRM_GROUPINGS:
        raise Problems([_refuse(by, "--by", FIRM_GROUPINGS)])
    units = dict(tables["return_items"].select("id", "unit").iter_rows())
    if item not in units:
        raise Problems([_refuse(item, "--item", tuple(units))])
    years = list_returned_years(tables, item)
    if years and year not in years:
        raise Problems([_refuse(year, "--year", tuple(years))])
    rows = tables.numbers("returns").filter(pl.col("item") == item, pl.col("year") == year)
    factors = {unit: _find_factor(tables, unit, units[item]) for unit in rows["unit"].drop_nulls().unique()}
    factor = pl.col("unit").replace_strict(factors, default=None, return_dtype=pl.Float64)
    values = rows.select("firm", (pl.col("value") * factor).alias("value"))
    rosters = tables["rosters"].filter(pl.col("year") == year).select("firm", "industry").unique("firm")
    known = rosters.join(values, on="firm", how="full", coalesce=True)
    if by == "cluster":
        groups = entities.filter(pl.col("kind") == "firm").select(pl.col("cluster").alias("group"), firm="entity")
    else:
        firms = tables["firms"].select(pl.col("id").alias("firm"), pl.col("industry").alias("main"))
        coded = known.join(firms, on="firm", how="left").select("firm", pl.coalesce("industry", "main").alias("code"))
        digits = pl.col("code").str.extract(r"(\d{2})")
        groups = coded.select(digits.alias("group"), "firm").drop_nulls()
    return groups.join(known.select("firm", "value"), on="firm").sort("group", "firm")


def _find_factor(tables: Tables, unit: str, item_unit: str) -> float | None:
    read, target = tables.units.read(unit), tables.units.read(item_unit)
    return float(read.factor / target.factor) if read and target and read.dimension == target.dimension else None


def _refuse(value: str, column: str, choices: tuple[str, ...]) -> Problem:
    slots = {"choices": ", ".join(choices), "nearest": suggest_nearest(value, choices)}
    return Problem("not_a_choice", column=column, value=value, slots=slots)
