"""Groups of a run as they may be told: sum ÷ sum by group, industry and park, through disclosure control."""

from __future__ import annotations

import polars as pl

from liantu.model.disclosure import FIRMS, Measure, Ratio, Rules, protect
from liantu.score.evaluation import Evaluation
from liantu.score.scheme import Indicator
from liantu.score.values import denominator, numerator

#: What firms are grouped by; the total of each table is the district.
BREAKDOWNS = ("group", "industry", "park")
_OVER, _UNDER = "over ", "under "


def released(run: Evaluation, rules: Rules) -> list[pl.DataFrame]:
    """A table a breakdown: its key (null = the district, "" = not known), indicator, value, state, firms, firms_state.

    ``value`` is in the indicator's unit, null where it may not be told or is not known. Firms that are not evaluated
    are in no sum.
    """
    used = [run.scheme.indicators[name] for name in run.benchmarks["indicator"].unique(maintain_order=True)]
    known = [one for one in used if one.numerator]
    evaluated = run.firms.filter(pl.col("treatment") != "not_evaluated").select("firm", *BREAKDOWNS)
    halves = run.returns.select("firm", *(half for one in known for half in _halves(one)))
    rows = evaluated.join(halves, on="firm", maintain_order="left")
    measures: list[Measure] = [FIRMS, *(Ratio(one.id, _OVER + one.id, _UNDER + one.id) for one in known)]
    found = protect(rows, [[name] for name in BREAKDOWNS], measures, rules)
    scales = {one.id: one.scale for one in known}
    return [_table(table, name, scales) for table, name in zip(found.tables, BREAKDOWNS, strict=True)]


def _halves(one: Indicator) -> tuple[pl.Expr, pl.Expr]:
    """Both sums' parts; ``protect`` leaves a firm of which one is missing out of both."""
    over, under = numerator(one).cast(pl.Float64), denominator(one).cast(pl.Float64)
    return over.alias(_OVER + one.id), under.alias(_UNDER + one.id)


def _table(table: pl.DataFrame, name: str, scales: dict[str, float]) -> pl.DataFrame:
    count = table.filter(pl.col("measure") == FIRMS).select(
        name, pl.col("value").alias("firms"), pl.col("state").alias("firms_state")
    )
    scale = pl.col("indicator").replace_strict(scales, default=None, return_dtype=pl.Float64)
    return (
        table.filter(pl.col("measure").is_in([*scales]))
        .rename({"measure": "indicator"})
        .with_columns(pl.col("value") * scale)
        .join(count, on=name, nulls_equal=True, maintain_order="left")
    )
