"""Rank among peers, and the grade as the scheme cuts it, of every firm that is graded."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from liantu.score.cut import cut, places
from liantu.score.points import POINTS
from liantu.score.scheme import ALL, Cutting, Scheme


def ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``rank`` among the firms of the same peers that have a total, and ``of``, how many those are.

    Firms that are not evaluated, or have no total, are not ranked.
    """
    rows = rows.with_row_index("_at")
    parts = []
    for part in rows.filter(_ranked()).select("_at", "peers", "total").partition_by("peers"):
        rank = places(part["total"].to_numpy()[:, None])[:, 0]
        of = pl.lit(part.height, pl.Int64).alias("of")
        parts.append(part.select("_at", of).with_columns(pl.Series("rank", rank, pl.Int64)))
    empty = pl.DataFrame(schema={"_at": rows.schema["_at"], "of": pl.Int64, "rank": pl.Int64})
    return rows.join(pl.concat([empty, *parts]), on="_at", how="left", maintain_order="left").drop("_at")


def pools(rows: pl.DataFrame, scheme: Scheme) -> Iterator[tuple[str, Cutting, pl.DataFrame]]:
    """The firms that are cut together, with how; in the order of the scheme's groups."""
    graded = rows.with_row_index("_at").filter(_ranked() & (pl.col("treatment") == "evaluated"))
    for name, cutting, groups in _cuts(scheme):
        if cutting.rule is None or not cutting.grades:
            continue
        inside = graded.filter(pl.col("group").is_in(groups))
        if name != ALL:
            inside = inside.with_columns(pl.col("peers").alias("pool"))
        else:
            inside = inside.with_columns(pl.lit(ALL).alias("pool"))
        if cutting.per:
            part = pl.concat_str("pool", pl.lit(" / "), pl.col(cutting.per).fill_null("?"))
            inside = inside.with_columns(part.alias("pool"))
        if cutting.ties == "order" or cutting.rule == "stages":
            inside = inside.sort("firm")
        for part_of in inside.partition_by("pool", maintain_order=True):
            yield part_of["pool"][0], cutting, part_of


def graded(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """The rows with ``pool``, ``grade_before`` and ``_code``, its place among the grades of its cutting (0 is best)."""
    parts = []
    for pool, cutting, part in pools(rows, scheme):
        by = {name: part[POINTS + name].fill_null(0.0).to_numpy()[:, None] for name in needed(cutting)}
        code = cut(part["total"].to_numpy()[:, None], by, cutting)[:, 0]
        names = np.array([line.grade for line in cutting.grades])
        parts.append(
            part.select("_at", pl.lit(pool).alias("pool")).with_columns(
                pl.Series("_code", code, pl.Int64), pl.Series("grade_before", names[code], pl.String)
            )
        )
    index = rows.with_row_index("_at")
    empty = pl.DataFrame(
        schema={"_at": index.schema["_at"], "pool": pl.String, "_code": pl.Int64, "grade_before": pl.String}
    )
    return index.join(pl.concat([empty, *parts]), on="_at", how="left", maintain_order="left").drop("_at")


def needed(cutting: Cutting) -> tuple[str, ...]:
    """The indicators whose points a cut looks at beside the total."""
    return tuple(dict.fromkeys([*cutting.tie_break, *(name for stage in cutting.stages for name in stage.by)]))


def _ranked() -> pl.Expr:
    return pl.col("total").is_not_null() & (pl.col("treatment") != "not_evaluated")


def _cuts(scheme: Scheme) -> Iterator[tuple[str, Cutting, list[str]]]:
    pooled = [group.id for group in scheme.groups if scheme.cutting_of(group).within == "all"]
    if pooled:
        yield ALL, scheme.cutting, pooled
    for group in scheme.groups:
        if group.id not in pooled:
            yield group.id, scheme.cutting_of(group), [group.id]
