"""The values at which an indicator's points are whole, and at which they end."""

from __future__ import annotations

import polars as pl

from liantu.score.run.evaluation import Evaluation
from liantu.score.scheme.indicators import GroupIndicator


def list_indicator_lines(run: Evaluation, group: str) -> pl.DataFrame:
    """The indicators of a group, the heaviest first: indicator, weight, benchmark, cap.

    ``benchmark`` and ``cap`` are values in the indicator's unit, null where there is none or peers of a group differ:
    at ``cap`` a value that is divided by its benchmark gets no more points.
    """
    items = {item.indicator: item for item in run.scheme.group(group).items}
    inside = run.benchmarks.filter(pl.col("group") == group)
    lines = inside.group_by("indicator", maintain_order=True).agg(
        pl.col("weight").first(),
        pl.when(pl.col("value").n_unique() == 1).then(pl.col("value").first()).alias("benchmark"),
    )
    caps = pl.DataFrame(
        {"indicator": list(items), "times": [_find_cap(item) for item in items.values()]},
        schema={"indicator": pl.String, "times": pl.Float64},
    )
    found = lines.join(caps, on="indicator", how="left", maintain_order="left")
    found = found.with_columns((pl.col("benchmark") * pl.col("times")).alias("cap")).drop("times")
    return found.sort("weight", descending=True, nulls_last=True, maintain_order=True)


def _find_cap(item: GroupIndicator) -> float | None:
    """How many benchmarks give the last point; None where points are no share of it."""
    return item.cap if item.family == "linear" else None
