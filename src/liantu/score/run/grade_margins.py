"""How far each firm is from the next grade, and how much it may lose."""

from __future__ import annotations

import polars as pl

from liantu.score.run.run_tables import RunTables
from liantu.score.scheme.grading_rules import Cutting


def find_grade_margins(run: RunTables) -> pl.DataFrame:
    """Columns firm, grade_before, better (grade), to_better, worse, to_worse: points, by the cut before moves.

    ``to_better`` is what the total lacks of the lowest total of the next better grade (of a score line: of the line);
    ``to_worse`` what it has over the highest total of the next worse one. Null at the ends, and where grades are cut in
    two stages: the total alone does not decide there.
    """
    parts = [pl.DataFrame(schema=_SCHEMA)]
    graded = run.firms.drop_nulls("grade_before")
    for pool in graded.partition_by("pool", maintain_order=True):
        cutting = run.cutting_of(pool["group"][0], pool["pool"][0])
        parts.append(_leave_margins_open(pool) if cutting.rule == "stages" else _find_pool_margins(pool, cutting))
    return run.firms.select("firm").join(pl.concat(parts), on="firm", how="left", maintain_order="left")


def _leave_margins_open(pool: pl.DataFrame) -> pl.DataFrame:
    return pool.select("firm", "grade_before", *(pl.lit(None, kind).alias(name) for name, kind in _MARGINS.items()))


def _find_pool_margins(pool: pl.DataFrame, cutting: Cutting) -> pl.DataFrame:
    """The margins of firms that were ranked together."""
    near = pl.DataFrame(_find_limits(pool, cutting), schema=_LIMITS, orient="row")
    return pool.join(near, on="grade_before", how="left", maintain_order="left").select(
        "firm",
        "grade_before",
        "better",
        (pl.col("lift") - pl.col("total")).alias("to_better"),
        "worse",
        (pl.col("total") - pl.col("drop")).alias("to_worse"),
    )


def _find_limits(pool: pl.DataFrame, cutting: Cutting) -> list[tuple[object, ...]]:
    """Of every grade that a firm has: the next better grade and the total it begins at, the next worse one and the
    total below which a firm is in it. A grade no firm has is next only where lines are drawn at scores."""
    totals = pool.group_by("grade_before").agg(pl.col("total").min().alias("low"), pl.col("total").max().alias("high"))
    ends = {name: (low, high) for name, low, high in totals.iter_rows()}
    by_score = cutting.rule == "scores"
    ladder = [line for line in cutting.grades if by_score or line.grade in ends]
    neighbours = zip([None, *ladder], ladder, [*ladder[1:], None], strict=False)
    return [
        (
            line.grade,
            better and better.grade,
            better and (better.score if by_score else ends[better.grade][0]),
            worse and worse.grade,
            worse and (line.score if by_score else ends[worse.grade][1]),
        )
        for better, line, worse in neighbours
        if line.grade in ends
    ]


_MARGINS = {"better": pl.String, "to_better": pl.Float64, "worse": pl.String, "to_worse": pl.Float64}
_SCHEMA = {"firm": pl.String, "grade_before": pl.String, **_MARGINS}
_LIMITS = {
    "grade_before": pl.String,
    "better": pl.String,
    "lift": pl.Float64,
    "worse": pl.String,
    "drop": pl.Float64,
}
