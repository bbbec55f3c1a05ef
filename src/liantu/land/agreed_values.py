"""What contracts agree of the land of projects, held against what was measured at completion and after it."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.rules.land_standards import UNITS
from liantu.model.tables import Tables

_KEY = ["project", "stage", "indicator"]
_MORE, _LESS = ("ge", "gt"), ("le", "lt")
#: A value that differs from its line by the decimals of a division lies on it.
_CLOSE = 1e-9


def judge_agreed_values(tables: Tables, reached: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """A row a project, stage and indicator that a contract sets, measured or not.

    ``reached`` has project, stage and period: when a stage was reached, or would be at the latest as one beyond it was.
    Columns: project, stage, indicator, unit (of the indicator), comparator, agreed, clause, source, locator, due (the
    stage is reached), reached (period), value, period, checked_by (source of the value), verdict (met, not_met,
    to_verify; null while the stage is ahead and nothing is measured), reason (standard_unknown, value_unknown).
    Measured values of days after ``as_of`` do not count.
    """
    measured = add_period_days(tables.numbers("land_checks")).filter(has_begun(as_of))
    measured = _convert(tables, measured, "value").select(
        *_KEY, "value", "period", pl.col("source").alias("checked_by")
    )
    agreed = _convert(tables, tables.numbers("land_agreements"), "agreed").select(
        *_KEY, "comparator", "agreed", "clause", "source", "locator"
    )
    stages = reached.select("project", "stage", pl.col("period").alias("reached"), due=pl.lit(True))
    rows = agreed.join(stages, on=["project", "stage"], how="left", maintain_order="left")
    rows = rows.join(measured, on=_KEY, how="left", maintain_order="left")
    return (
        rows.with_columns(
            pl.col("due").fill_null(value=False),
            pl.col("indicator").replace_strict(UNITS, default=None).alias("unit"),
        )
        .with_columns(_find_verdict(), _find_reason())
        .select(
            *_KEY,
            *("unit", "comparator", "agreed", "clause", "source", "locator", "due", "reached", "value", "period"),
            *("checked_by", "verdict", "reason"),
        )
    )


def _convert(tables: Tables, rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """The value of rows in the unit of their indicator; null where it or its unit is not known, or does not fit."""
    factors = {}
    for indicator, text in rows.select("indicator", "unit").drop_nulls().unique().iter_rows():
        unit, indicator_unit = tables.units.read(text), tables.units.read(UNITS[indicator])
        if unit and indicator_unit and unit.dimension == indicator_unit.dimension:
            factors[indicator, text] = float(unit.factor / indicator_unit.factor)
    known = pl.DataFrame(
        [(*key, factor) for key, factor in factors.items()],
        schema={"indicator": pl.String, "unit": pl.String, "factor": pl.Float64},
        orient="row",
    )
    joined = rows.join(known, on=["indicator", "unit"], how="left", maintain_order="left")
    return joined.with_columns((pl.col("value") * pl.col("factor")).alias(name))


def _find_verdict() -> pl.Expr:
    value, line, comparator = pl.col("value"), pl.col("agreed"), pl.col("comparator")
    on_line = (value - line).abs() <= _CLOSE * pl.max_horizontal(value.abs(), line.abs())
    meets = (
        pl.when(on_line)
        .then(comparator.is_in(["ge", "le"]))
        .when(comparator.is_in(_MORE))
        .then(value > line)
        .when(comparator.is_in(_LESS))
        .then(value < line)
    )
    verdict = pl.when(meets).then(pl.lit("met")).when(~meets).then(pl.lit("not_met")).otherwise(pl.lit("to_verify"))
    return pl.when(pl.col("due") | value.is_not_null()).then(verdict).alias("verdict")


def _find_reason() -> pl.Expr:
    judged = pl.col("due") | pl.col("value").is_not_null()
    no_line = pl.col("agreed").is_null() | ~pl.col("comparator").is_in([*_MORE, *_LESS]).fill_null(value=False)
    return (
        pl.when(judged & no_line)
        .then(pl.lit("standard_unknown"))
        .when(judged & pl.col("value").is_null())
        .then(pl.lit("value_unknown"))
        .alias("reason")
    )
