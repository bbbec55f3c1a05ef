"""How far each firm is from the next grade, and how much it may lose."""

from __future__ import annotations

import polars as pl

from liantu.score.run.run_tables import RunTables


def find_grade_margins(run: RunTables) -> pl.DataFrame:
    """Columns firm, grade_before, better (grade), to_better, worse, to_worse: points, by the cut before moves.

    ``to_better`` is what the total lacks of the lowest total of the next better grade (of a score line: of the line);
    ``to_worse`` what it has over the highest total of the next worse one. Null at the ends, and where grades are cut in
    two stages: the total alone does not decide there.
    """
    parts = [pl.DataFrame(schema=_SCHEMA)]
    graded = run.firms.drop_nulls("grade_before")
    for part in graded.partition_by("pool", maintain_order=True):
        cutting = run.cutting_of(part["group"][0], part["pool"][0])
        names = [line.grade for line in cutting.grades]
        if cutting.rule == "stages":
            parts.append(part.select("firm", "grade_before", *(pl.lit(None, t).alias(n) for n, t in _REST.items())))
            continue
        ends = part.group_by("grade_before").agg(
            pl.col("total").min().alias("low"), pl.col("total").max().alias("high")
        )
        by_name = {name: (low, high) for name, low, high in ends.iter_rows()}
        rows = []
        for at, name in enumerate(names):
            if name not in by_name:
                continue
            above = [one for one in names[:at] if one in by_name or cutting.rule == "scores"]
            below = [one for one in names[at + 1 :] if one in by_name or cutting.rule == "scores"]
            up, down = (above[-1] if above else None), (below[0] if below else None)
            if cutting.rule == "scores":
                lift, drop = (cutting.grades[names.index(up)].score if up else None), cutting.grades[at].score
            else:
                lift, drop = (by_name[up][0] if up else None), (by_name[down][1] if down else None)
            rows.append((name, up, lift, down, drop if down else None))
        near = pl.DataFrame(rows, schema=_NEAR, orient="row")
        parts.append(
            part.join(near, on="grade_before", how="left", maintain_order="left").select(
                "firm",
                "grade_before",
                "better",
                (pl.col("lift") - pl.col("total")).alias("to_better"),
                "worse",
                (pl.col("total") - pl.col("drop")).alias("to_worse"),
            )
        )
    return run.firms.select("firm").join(pl.concat(parts), on="firm", how="left", maintain_order="left")


_REST = {"better": pl.String, "to_better": pl.Float64, "worse": pl.String, "to_worse": pl.Float64}
_SCHEMA = {"firm": pl.String, "grade_before": pl.String, **_REST}
_NEAR = {
    "grade_before": pl.String,
    "better": pl.String,
    "lift": pl.Float64,
    "worse": pl.String,
    "drop": pl.Float64,
}
