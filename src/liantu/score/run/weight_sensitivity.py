"""A thousand other weightings at once: points per weight times a matrix of weights, ranked and cut as one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grading import assign_grades, rank_totals
from liantu.score.scheme.scheme import Group

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class WeightSensitivity:
    """``firms``: firm, rank_low, rank_high (best and worst rank), same_grade (share of the weightings that leave the
    grade of the cut as it is; null = not graded), grades (all that came up). ``weights``: per group, items × runs."""

    firms: pl.DataFrame
    weights: dict[str, Matrix]


def draw_weightings(run: Evaluation, *, runs: int = 1000, spread: float = 0.1, seed: int = 0) -> WeightSensitivity:
    """Every weight drawn evenly from ± ``spread`` around itself, then all brought back to their sum.

    Caps and floors move with the weight, as the scheme has them in weights; points that were added or deducted stay.
    Forced moves are left out: this asks how sure the ranking is.
    """
    random = np.random.default_rng(seed)
    weights = {g.id: _weights(g, runs, spread, random) for g in run.scheme.groups if _is_weighted(g)}
    whole = np.full((run.firms.height, runs), np.nan)
    points: dict[str, Matrix] = {}
    for group in run.scheme.groups:
        if group.id not in weights:
            continue
        rows = _ranked(run, group)
        positions = rows["_at"].to_numpy()
        unit, applies = _unit(rows, group)
        item_weights = np.array([[item.weight or 0.0] for item in group.items])
        added = rows["total"].to_numpy()[:, None] - _totals(unit, applies, item_weights)
        whole[positions] = _totals(unit, applies, weights[group.id]) + added
        for n, item in enumerate(group.items):
            if item.indicator in run.scheme.cutting_of(group).needed:
                item_points = points.setdefault(item.indicator, np.zeros_like(whole))
                share = weights[group.id][[n]]
                item_weights = unit[:, [n]] * share
                if not applies[:, n].all():  # as in the run: its share of what the others give
                    remainder = _totals(unit, applies, weights[group.id]) * share / weights[group.id].sum(axis=0)
                    item_weights = np.where(applies[:, [n]] > 0, item_weights, remainder)
                item_points[positions] = item_weights
    firms = run.firms.select("firm")
    for part in (_ranks(run, whole), _grades(run, whole, points)):
        firms = firms.join(part, on="firm", how="left", maintain_order="left")
    return WeightSensitivity(firms, weights)


def _is_weighted(group: Group) -> bool:
    return bool(group.items) and all(item.weight is not None for item in group.items)


def _weights(group: Group, runs: int, spread: float, random: np.random.Generator) -> Matrix:
    item_weights = np.array([item.weight or 0.0 for item in group.items])[:, None]
    drawn = item_weights * random.uniform(1 - spread, 1 + spread, (len(group.items), runs))
    scaled: Matrix = drawn * item_weights.sum() / drawn.sum(axis=0)
    return scaled


def _ranked(run: Evaluation, group: Group) -> pl.DataFrame:
    """The ranked firms of a group with their place in the run and their points."""
    rows = pl.concat([run.firms.select("group", "rank", "total"), run.points.drop("firm")], how="horizontal")
    return rows.with_row_index("_at").filter((pl.col("group") == group.id) & pl.col("rank").is_not_null())


def _unit(rows: pl.DataFrame, group: Group) -> tuple[Matrix, Matrix]:
    """Points per weight, firms × items, and 1 where the item concerns the firm, 0 where it does not."""
    item_weights = np.array([item.weight or 0.0 for item in group.items])
    points = rows.select(item.indicator for item in group.items).to_numpy().astype(np.float64)
    unit = np.divide(points, item_weights, out=np.zeros_like(points), where=item_weights != 0)
    applies = ~np.isnan(unit)
    return np.where(applies, unit, 0.0), applies.astype(np.float64)


def _totals(unit: Matrix, applies: Matrix, weights: Matrix) -> Matrix:
    """One matrix product; what items that do not concern a firm would have counted is shared out as in the run."""
    total = unit @ weights
    if not applies.all():
        total *= weights.sum(axis=0) / (applies @ weights)
    return total


def _ranks(run: Evaluation, whole: Matrix) -> pl.DataFrame:
    parts = [pl.DataFrame(schema={"firm": pl.String, "rank_low": pl.Int64, "rank_high": pl.Int64})]
    firms = run.firms.with_row_index("_at").drop_nulls("rank")
    for part in firms.partition_by("peers"):
        inside = whole[part["_at"].to_numpy()]
        if np.isnan(inside).any():
            continue
        rank = rank_totals(inside)
        parts.append(
            part.select("firm").with_columns(
                pl.Series("rank_low", rank.min(axis=1), pl.Int64), pl.Series("rank_high", rank.max(axis=1), pl.Int64)
            )
        )
    return pl.concat(parts)


def _grades(run: Evaluation, whole: Matrix, points: dict[str, Matrix]) -> pl.DataFrame:
    parts = [pl.DataFrame(schema={"firm": pl.String, "same_grade": pl.Float64, "grades": pl.List(pl.String)})]
    firms = run.firms.with_row_index("_at").drop_nulls("grade_before")
    for part in firms.partition_by("pool"):
        cutting = run.cutting_of(part["group"][0], part["pool"][0])
        if cutting.ties == "order" or cutting.rule == "stages":
            part = part.sort("firm")
        rows = part["_at"].to_numpy()
        by = {name: points[name][rows] for name in cutting.needed}
        if np.isnan(whole[rows]).any():
            continue
        code = assign_grades(whole[rows], by, cutting)
        names = [line.grade for line in cutting.grades]
        now = np.array([names.index(grade) for grade in part["grade_before"]])
        same = (code == now[:, None]).mean(axis=1)
        met = np.stack([(code == n).any(axis=1) for n in range(len(names))], axis=1)
        came = [[name for name, is_met in zip(names, row, strict=True) if is_met] for row in met]
        parts.append(
            part.select("firm").with_columns(
                pl.Series("same_grade", same, pl.Float64), pl.Series("grades", came, pl.List(pl.String))
            )
        )
    return pl.concat(parts)
