"""An observation measures what its indicator measures, is actual only of what has been, and a share is a share."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.periods import parse_period
from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLES = ("observations", "targets")


def check_observation_units(tables: Tables) -> list[Problem]:
    """Values in a unit of another dimension than their indicator's: ``wrong_dimension``."""
    problems = []
    for name in _TABLES:
        rows = _with_indicators(tables, name).drop_nulls(["unit", "wanted"])
        wrong = {pair for pair in rows.select("unit", "wanted").unique().iter_rows() if not _are_alike(tables, *pair)}
        problems += [
            Problem("wrong_dimension", name, f"{name}.csv", line + 2, "unit", unit, {"wanted": indicator_unit})
            for line, unit, indicator_unit in rows.select("line", "unit", "wanted").iter_rows()
            if (unit, indicator_unit) in wrong
        ]
    return problems


def check_actual_periods(tables: Tables) -> list[Problem]:
    """Actual values of a time that had not passed when they were published: ``future_actual``.

    Where no day of publication is given, the district's own date stands for it.
    """
    standing = parse_period(str(tables.about.get("as_of", "")))
    rows = tables["observations"].with_row_index("line").filter(pl.col("status") == "actual").drop_nulls("period")
    problems = []
    for line, text, published in rows.select("line", "period", "vintage").iter_rows():
        period, known = parse_period(text), parse_period(published) if published else standing
        if period and known and known.last and (period.last or period.first or date.min) > known.last:
            slots = {"known": known.text}
            problems.append(
                Problem("future_actual", "observations", "observations.csv", line + 2, "period", text, slots)
            )
    return problems


def check_shares(tables: Tables) -> list[Problem]:
    """Values of indicators that are shares of a whole, below 0 or above 100 %: ``share_out_of_range``."""
    problems = []
    for name in _TABLES:
        rows = _with_indicators(tables, name).filter(pl.col("kind") == "share").drop_nulls(["value", "unit"])
        numbers = rows["value"].cast(pl.Float64, strict=False)
        for line, text, unit, number in zip(rows["line"], rows["value"], rows["unit"], numbers, strict=True):
            found, percent = tables.units.read(unit), tables.units.read("%")
            if number is None or found is None or percent is None or found.dimension != percent.dimension:
                continue
            if not 0 <= number * float(found.factor / percent.factor) <= 100:
                problems.append(Problem("share_out_of_range", name, f"{name}.csv", line + 2, "value", text))
    return problems


def _are_alike(tables: Tables, unit: str, indicator_unit: str) -> bool:
    """Whether two units measure the same; a unit nobody knows is told by itself."""
    stated, target = tables.units.read(unit), tables.units.read(indicator_unit)
    return stated is None or target is None or stated.dimension == target.dimension


def _with_indicators(tables: Tables, name: str) -> pl.DataFrame:
    indicators = tables["indicators"].select(pl.col("id").alias("indicator"), pl.col("unit").alias("wanted"), "kind")
    return tables[name].with_row_index("line").join(indicators, on="indicator", how="inner", maintain_order="left")
