"""A return is of a whole year, measures what its item measures, and says one of three kinds of nothing at most."""

from __future__ import annotations

import polars as pl

from liantu.model.periods import parse_period
from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "returns"
#: Tables whose rows are of a year.
_YEARLY = ("rosters", "returns", "evaluations", "purchases")


def check_whole_years(tables: Tables) -> list[Problem]:
    """Years that are no whole calendar year: ``whole_year``."""
    return [
        Problem("whole_year", name, f"{name}.csv", line + 2, "year", year)
        for name in _YEARLY
        if not tables[name].is_empty()
        for line, year in tables[name]
        .with_row_index("line")
        .filter(~pl.col("year").str.contains(r"^\d{4}$"))
        .select("line", "year")
        .iter_rows()
    ]


def check_future_years(tables: Tables) -> list[Problem]:
    """Values of years that had not begun at the district's own date: ``future_return``."""
    standing = parse_period(str(tables.about.get("as_of", "")))
    if standing is None or standing.last is None:
        return []
    later = pl.col("year").str.extract(r"^(\d{4})$").cast(pl.Int64) > standing.last.year
    rows = tables[_TABLE].with_row_index("line").filter(later, pl.col("value").is_not_null())
    return [
        Problem("future_return", _TABLE, f"{_TABLE}.csv", line + 2, "year", year, {"known": standing.text})
        for line, year in rows.select("line", "year").iter_rows()
    ]


def check_state_and_value(tables: Tables) -> list[Problem]:
    """Returns whose state and value contradict each other: ``check_state_and_value``."""
    valued, state = pl.col("value").is_not_null(), pl.col("state")
    wrong = (valued & state.is_in(["missing", "not_applicable"])) | (~valued & (state == "reported"))
    return [
        Problem("state_and_value", _TABLE, f"{_TABLE}.csv", line + 2, "state", state, {"number": value or ""})
        for line, state, value in tables[_TABLE]
        .with_row_index("line")
        .filter(wrong)
        .select("line", "state", "value")
        .iter_rows()
    ]


def check_return_units(tables: Tables) -> list[Problem]:
    """Returns in a unit of another dimension than the item's: ``wrong_dimension``."""
    rows = _with_items(tables).drop_nulls(["unit", "wanted"])
    units = tables.units
    wrong = [
        pair
        for pair in rows.select("unit", "wanted").unique().iter_rows()
        if (stated := units.read(pair[0])) and (target := units.read(pair[1])) and stated.dimension != target.dimension
    ]
    pairs = pl.DataFrame(wrong, schema={"unit": pl.String, "wanted": pl.String}, orient="row")
    found = rows.join(pairs, on=["unit", "wanted"], how="semi", maintain_order="left")
    return [
        Problem("wrong_dimension", _TABLE, f"{_TABLE}.csv", line + 2, "unit", unit, {"wanted": expected})
        for line, unit, expected in found.select("line", "unit", "wanted").iter_rows()
    ]


def check_never_negative(tables: Tables) -> list[Problem]:
    """Values below zero of items that cannot be: ``negative_number``."""
    below = pl.col("value").cast(pl.Float64, strict=False) < 0
    rows = _with_items(tables).filter(below, pl.col("signed").fill_null("no") == "no")
    return [
        Problem("negative_number", _TABLE, f"{_TABLE}.csv", line + 2, "value", value)
        for line, value in rows.select("line", "value").iter_rows()
    ]


def _with_items(tables: Tables) -> pl.DataFrame:
    items = tables["return_items"].select(pl.col("id").alias("item"), pl.col("unit").alias("wanted"), "signed")
    return tables[_TABLE].with_row_index("line").join(items, on="item", how="inner", maintain_order="left")
