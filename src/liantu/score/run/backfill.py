"""Places that moved firms left, filled by the next in the order of the cut; nobody loses a grade by it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.score.run.grading import Codes, Matrix, find_lowest_places, rank_totals, stage_candidates, stage_quota
from liantu.score.run.peer_ranks import list_pools
from liantu.score.run.points import POINTS
from liantu.score.scheme.grading_rules import BACKFILL, Cutting
from liantu.score.scheme.scheme import Scheme

Numbers = NDArray[np.float64]


def backfill_grades(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """The rows with ``_moved`` after places were filled, and ``backfill`` among the ``moves`` of who filled one.

    Firms that a rule concerns (``_held``) keep the grade it left them, also where it changed nothing.
    """
    parts = []
    for _, cutting, part in list_pools(rows, scheme):
        before, after = part["_code"].to_numpy(), part["_moved"].to_numpy()
        if (before == after).all():
            continue
        by = {name: part[POINTS + name].to_numpy() for name in cutting.needed}
        code = _backfill_pool(part["total"].to_numpy(), by, cutting, before, after, part["_held"].to_numpy())
        parts.append(part.select("_at").with_columns(pl.Series("_filled", code, pl.Int16)))
    if not parts:
        return rows
    index = rows.with_row_index("_at")
    restored = index.join(pl.concat(parts), on="_at", how="left", maintain_order="left").drop("_at")
    risen = (pl.col("_filled") != pl.col("_moved")).fill_null(False)
    moves = pl.when(risen).then(pl.col("moves").list.concat(pl.lit([BACKFILL]))).otherwise("moves")
    return restored.with_columns(moves.alias("moves"), pl.coalesce("_filled", "_moved").alias("_moved")).drop("_filled")


def _backfill_pool(
    total: Numbers,
    by: Mapping[str, Numbers],
    cutting: Cutting,
    before: Codes,
    after: Codes,
    adjusted: NDArray[np.bool_],
) -> Codes:
    """Codes of the firms of a pool, from the best grade down: each is filled from those below it."""
    code = after.copy()
    for grade, size in _sizes(cutting, before).items():
        room = min(size, (before == grade).sum()) - (code == grade).sum()
        free = ~adjusted & (code > grade)
        if room > 0 and free.any():
            order = _list_sort_keys(total, by, cutting, grade)
            next_ones = rank_totals(
                order[0][free][:, None], cutting.ties, tuple(key[free][:, None] for key in order[1:])
            )
            code[np.flatnonzero(free)[(next_ones[:, 0] <= room) & np.isfinite(order[0][free])]] = grade
    return code


def _sizes(cutting: Cutting, before: Codes) -> dict[int, int]:
    """How many places each grade has that is filled at all: of stages those that take the best."""
    firms = len(before)
    if cutting.rule == "shares":
        return dict(enumerate(np.diff([0, *find_lowest_places(cutting, firms)])))
    if cutting.rule == "scores":
        return dict(enumerate(np.bincount(before, minlength=len(cutting.grades))))
    names = [line.grade for line in cutting.grades]
    best = (stage for stage in cutting.stages if stage.end == "best")
    return dict(sorted((names.index(stage.grade), stage_quota(cutting, stage, firms)) for stage in best))


def _list_sort_keys(total: Numbers, by: Mapping[str, Numbers], cutting: Cutting, grade: int) -> list[Matrix]:
    """What the cut looks at for a grade, first to last; who a stage does not look at has minus infinity."""
    if cutting.rule != "stages":
        return [total, *(by[name] for name in cutting.tie_break)]
    name = cutting.grades[grade].grade
    stage = next(candidate for candidate in cutting.stages if candidate.grade == name)
    inside, points = stage_candidates(
        total[:, None], {key: values[:, None] for key, values in by.items()}, cutting, stage
    )
    return [np.where(inside, points, -np.inf)[:, 0], total]
