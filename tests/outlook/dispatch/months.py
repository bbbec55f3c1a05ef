"""Monthly returns of a few firms, as the tests of the dispatch write them."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.reporting_months import number_month
from liantu.outlook.dispatch.terms import list_terms

NUMBERS = [f.name for f in schema.read_tables()["monthly_returns"].fields if f.type == "decimal"]
Return = dict[str, str | float | None]


def at(month: str) -> int:
    found = number_month(month)
    assert found is not None
    return found


def returns(*rows: Return) -> pl.DataFrame:
    """Rows of ``monthly_returns`` with numbers; a field that is not given is blank."""
    names = [f.name for f in schema.read_tables()["monthly_returns"].fields]
    kinds = {name: pl.Float64 if name in NUMBERS else pl.String for name in names}
    return pl.DataFrame([{name: row.get(name) for name in names} for row in rows], schema=kinds)


def one(firm: str, month: str, output: float | None, before: float | None, **fields: str | float | None) -> Return:
    return {"firm": firm, "month": month, "output": output, "output_before": before, **fields}


def terms(frame: pl.DataFrame, **parts: tuple[str | None, str | None]) -> pl.DataFrame:
    """The terms of returns; ``parts`` are industry and park of a firm, 26 and north unless given."""
    years = frame.select("firm", pl.col("month").str.slice(0, 4).cast(pl.Int64).alias("year")).unique()
    rows = [(firm, year, *parts.get(firm, ("26", "north"))) for firm, year in years.sort("firm", "year").iter_rows()]
    kinds = {"firm": pl.String, "year": pl.Int64, "industry": pl.String, "park": pl.String}
    return list_terms(frame, pl.DataFrame(rows, schema=kinds, orient="row"))
