"""How many firms have each grade, of those that are graded, beside the share the scheme gives it."""

from __future__ import annotations

import polars as pl

from liantu.score.run.run_tables import RunTables
from liantu.score.scheme.grading_rules import Cutting


def count_grades(run: RunTables) -> pl.DataFrame:
    """Columns pool, grade, before (by the cut), count (after moves), share (% of graded), nominal (% of the scheme).

    The denominator of a share is the graded firms: those that are evaluated without a grade are not in it.
    """
    graded = run.firms.drop_nulls("grade")
    parts = [
        pl.DataFrame(
            schema={
                "pool": pl.String,
                "grade": pl.String,
                "before": pl.UInt32,
                "count": pl.UInt32,
                "share": pl.Float64,
                "nominal": pl.Float64,
            }
        )
    ]
    for pool in graded["pool"].unique(maintain_order=True):
        inside = graded.filter(pl.col("pool") == pool)
        cutting = run.cutting_of(inside["group"][0], pool)
        names = pl.DataFrame(
            {"grade": [line.grade for line in cutting.grades], "nominal": find_nominal_shares(cutting)}
        )
        before = inside.group_by(pl.col("grade_before").alias("grade")).agg(pl.len().alias("before"))
        after = inside.group_by("grade").agg(pl.len().alias("count"))
        found = names.join(before, on="grade", how="left", maintain_order="left").join(
            after, on="grade", how="left", maintain_order="left"
        )
        parts.append(
            found.with_columns(
                pl.lit(pool).alias("pool"),
                pl.col("before", "count").fill_null(0).cast(pl.UInt32),
                pl.col("nominal").cast(pl.Float64),
            )
            .with_columns((pl.col("count") / inside.height * 100).alias("share"))
            .select(parts[0].columns)
        )
    return pl.concat(parts)


def find_nominal_shares(cutting: Cutting) -> list[float | None]:
    """The share of each grade by the scheme; of the rest what is left; None where no shares are cut."""
    shares = [line.share for line in cutting.grades]
    if cutting.rule == "stages":
        by_stage = {stage.grade: stage.share for stage in cutting.stages}
        shares = [by_stage.get(line.grade) for line in cutting.grades]
    if cutting.rule in ("scores", None) or any(line.firms is not None for line in cutting.grades):
        return [None for _ in shares]
    remainder = 100 - sum(share for share in shares if share is not None)
    return [remainder if share is None else share for share in shares]
