"""The district among the regions of a reference economy: which tables there are, and one of them as a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from liantu.district.view import DistrictView
from liantu.model.industry_codes import read_code_digits
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.cluster.regional_table import RegionalTable

_TABLE = "regional_industries"
_KEY = ["measure", "period"]


class RegionalChoice(NamedTuple):
    """Measure and period of a table, the region looked at, and the period before, where there is one."""

    measure: str
    period: str
    region: str
    since: str | None


def list_regional_tables(tables: Tables) -> pl.DataFrame:
    """The tables that are loaded, the last period first: measure, period, regions, industries, cells (with a value)."""
    rows = tables[_TABLE].drop_nulls(["region", "industry", *_KEY])
    rows = rows.with_columns(_read_codes(rows["industry"]))
    counts = (pl.col("region").n_unique().alias("regions"), pl.col("industry").n_unique().alias("industries"))
    found = rows.group_by(_KEY, maintain_order=True).agg(*counts, pl.col("value").count().alias("cells"))
    return found.sort("period", "cells", "measure", descending=[True, True, False])


def choose_comparison(
    view: DistrictView,
    measure: str | None = None,
    period: str | None = None,
    region: str | None = None,
    since: str | None = None,
) -> RegionalChoice:
    """What is named, or the last period of the fullest table and the district itself. Raises Problems, all at once."""
    loaded = list_regional_tables(view.tables)
    if loaded.is_empty():
        raise Problems([Problem("no_regional_industries", _TABLE)])
    measures = loaded["measure"].unique(maintain_order=True).to_list()
    chosen = measure or measures[0]
    periods = loaded.filter(pl.col("measure") == chosen)["period"].to_list()
    regions = view.tables[_TABLE].filter(pl.col("measure") == chosen)["region"].unique(maintain_order=True).to_list()
    wrong = _find_wrong([(measure, "--measure", measures)])
    if not wrong:
        wrong = _find_wrong([(period, "--period", periods), (region, "--region", regions), (since, "--since", periods)])
    if wrong:
        raise Problems(wrong)
    last = period or periods[0]
    earlier = [each for each in periods if each < last]
    return RegionalChoice(
        chosen, last, region or find_home(view.tables, regions) or regions[0], since or next(iter(earlier), None)
    )


def find_home(tables: Tables, regions: Sequence[str]) -> str | None:
    """The district itself among regions: the one called by its id or by one of its names; None where there is none."""
    district = str(tables.about.get("id") or "")
    names = {district, str(tables.about.get("zh") or ""), str(tables.about.get("en") or "")}
    rows = tables["names"].filter(pl.col("entity") == district)["name"].to_list()
    return next((region for region in regions if region in names or region in rows), None)


def read_regional_table(view: DistrictView, measure: str, period: str) -> RegionalTable:
    """One table as a matrix in the first of its units. Raises Problems where no part of it is complete."""
    from liantu.cluster.regional_table import build_regional_table

    def build() -> RegionalTable:
        """The rows in one unit, as a matrix."""
        rows = view.tables.numbers(_TABLE).filter(pl.col("measure") == measure, pl.col("period") == period)
        rows = rows.drop_nulls(["region", "industry"])
        rows = rows.with_columns(_read_codes(rows["industry"]))
        home = find_home(view.tables, rows["region"].unique().to_list())
        return build_regional_table(rows.with_columns(_convert(view.tables, rows)), home)

    table = view.cache.once_for(view.tables, ("regional table", measure, period), build)
    if not table.values.size:
        raise Problems([Problem("no_comparable_industries", _TABLE, value=period)])
    return table


def _read_codes(written: pl.Series) -> pl.Series:
    """Codes by their digits, so that C26 is 26."""
    codes = {text: read_code_digits(text) or text for text in written.unique().drop_nulls()}
    return written.replace(codes).alias("industry")


def _convert(tables: Tables, rows: pl.DataFrame) -> pl.Series:
    """The amounts in the first unit that is written."""
    units = [text for text in rows["unit"].unique(maintain_order=True) if text]
    read = {text: found for text in units if (found := tables.units.read(text))}
    base = next(iter(read.values()), None)
    factors = {text: float(unit.factor / base.factor) for text, unit in read.items()} if base else {}
    factor = rows["unit"].replace_strict(factors, default=None, return_dtype=pl.Float64).fill_null(np.nan)
    return (rows["value"].cast(pl.Float64) * factor).fill_nan(None).alias("amount")


def _find_wrong(chosen: list[tuple[str | None, str, list[str]]]) -> list[Problem]:
    return [
        Problem(
            "not_a_choice",
            column=column,
            value=value,
            slots={"choices": ", ".join(choices), "nearest": suggest_nearest(value, choices)},
        )
        for value, column, choices in chosen
        if value is not None and value not in choices
    ]
