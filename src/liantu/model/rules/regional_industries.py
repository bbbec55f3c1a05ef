"""A table of regions by industry holds amounts of what it measures, each industry once."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from liantu.model.industry_codes import read_code_digits
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.units import FIRMS, PERSONS, TEN_THOUSAND_CNY

_TABLE = "regional_industries"
#: What each measure is counted in: a value may have any unit of the same dimension.
UNITS = {
    "persons": (PERSONS,),
    **dict.fromkeys(("output", "revenue"), (TEN_THOUSAND_CNY,)),
    "firms": FIRMS,
    "exports": (TEN_THOUSAND_CNY, "USD"),
}
#: Dimensions of what is counted: two words for firms are of one kind.
_COUNTS = "count:"


def check_regional_amounts(tables: Tables) -> list[Problem]:
    """Amounts below zero: ``negative_number``."""
    rows = tables[_TABLE].with_row_index("line").filter(pl.col("value").cast(pl.Float64, strict=False) < 0)
    return [
        Problem("negative_number", _TABLE, f"{_TABLE}.csv", line + 2, "value", value)
        for line, value in rows.select("line", "value").iter_rows()
    ]


def check_regional_units(tables: Tables) -> list[Problem]:
    """Values in a unit that does not count what the row measures, or not what the first of its period counts:
    ``wrong_dimension``."""
    rows = tables[_TABLE].with_row_index("line").drop_nulls(["unit", "measure"])
    first = pl.col("unit").first().over("measure", "period")
    named = rows.select("line", "measure", "unit", first.alias("first"))
    triples = named.select("measure", "unit", "first").unique().iter_rows()
    better = {triple: _find_wanted(tables, *triple) for triple in triples}
    return [
        Problem("wrong_dimension", _TABLE, f"{_TABLE}.csv", line + 2, "unit", triple[1], {"wanted": better[triple]})
        for line, triple in ((row[0], row[1:]) for row in named.iter_rows())
        if better[triple]
    ]


def check_nested_industries(tables: Tables) -> list[Problem]:
    """An industry beside one that it lies in, of one measure and period: ``nested_industries``."""
    rows = tables[_TABLE].with_row_index("line").drop_nulls(["measure", "period", "industry"])
    groups = rows.group_by("measure", "period", maintain_order=True)
    return [problem for _key, part in groups for problem in _find_nested(part)]


def check_industries_twice(tables: Tables) -> list[Problem]:
    """An industry that a region has twice, under its code with and without the letter (26, C26), or of the district by
    its id and by its name: ``industry_twice``."""
    rows = tables[_TABLE].with_row_index("line").drop_nulls(["region", "industry", "measure", "period"])
    digits = pl.Series("digits", [read_code_digits(code) or code for code in rows["industry"]], pl.String)
    ids = {name: key for key, name in tables["places"].select("id", "zh").iter_rows() if name}
    same = rows.with_columns(digits, pl.col("region").replace(ids).alias("place"))
    cell = ("place", "digits", "measure", "period")
    first = [pl.col(name).first().over(cell).alias(f"first_{name}") for name in ("line", "industry", "region")]
    otherwise = (pl.col("industry") != pl.col("first_industry")) | (pl.col("region") != pl.col("first_region"))
    twice = same.with_columns(first).filter(otherwise)  # what is written alike is a key that stands twice
    return [
        Problem(
            "industry_twice",
            _TABLE,
            f"{_TABLE}.csv",
            line + 2,
            "industry",
            code,
            {"other": other, "line": str(earlier + 2)},
        )
        for line, code, other, earlier in twice.select("line", "industry", "first_industry", "first_line").iter_rows()
    ]


def _find_wanted(tables: Tables, measure: str, unit: str, first: str) -> str:
    """The unit that is wanted in the place of another; nothing where it fits. An unknown one is another check's."""
    found, same = tables.units.read(unit), tables.units.read(first)
    choices = [tables.units.read(name) for name in UNITS.get(measure, ())]
    if found is None or not choices:
        return ""
    if not any(each and each.dimension == found.dimension for each in choices):
        return UNITS[measure][0]
    return first if same and _COUNTS not in found.dimension and same.dimension != found.dimension else ""


def _find_nested(rows: pl.DataFrame) -> Iterator[Problem]:
    digits = pl.Series("digits", [read_code_digits(code) or code for code in rows["industry"]], pl.String)
    first = rows.with_columns(digits).unique("digits", keep="first").sort("digits")
    outer = ""
    for line, written, code in first.select("line", "industry", "digits").iter_rows():
        if outer and code.startswith(outer):
            yield Problem("nested_industries", _TABLE, f"{_TABLE}.csv", line + 2, "industry", written, {"other": outer})
        else:
            outer = code
