"""Grades changed after ranking: forced moves in the order of the scheme, and who fills the places they leave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from liantu.model.problems import Problem
from liantu.score.cut import lowest_places, places
from liantu.score.points import VALUE
from liantu.score.ranking import pools
from liantu.score.scheme import Cutting, Move, Scheme, called


def moved(rows: pl.DataFrame, scheme: Scheme, facts: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows with ``moves`` (ids of the rules that changed the grade) and ``_moved`` (the code after them).

    A fact without evidence moves nobody and is told.
    """
    notes: list[Problem] = []
    rows = rows.with_columns(pl.col("_code").alias("_moved"))
    told: list[pl.DataFrame] = []
    ladders = {group.id: [line.grade for line in scheme.cutting_of(group).grades] for group in scheme.groups}
    for move in scheme.moves:
        fits = _fits(move, rows, facts, notes)
        if fits is None:
            continue
        after = pl.col("_moved")
        for group, ladder in ladders.items():
            if ladder and (not move.groups or group in move.groups):
                after = pl.when((pl.col("group") == group) & fits).then(_effect(move, ladder)).otherwise(after)
        moved = rows.select(after.alias("after"))["after"]
        changed = (moved != rows["_moved"]).fill_null(False).arg_true()
        told.append(pl.DataFrame({"_at": changed}).with_columns(pl.lit(move.id).alias("moves")))
        rows = rows.with_columns(moved.alias("_moved"))
    return _named(rows, told), notes


def _named(rows: pl.DataFrame, told: list[pl.DataFrame]) -> pl.DataFrame:
    """The rows with the ids of the moves that changed their grade, in order; most have none."""
    nobody = pl.DataFrame(schema={"_at": pl.UInt32, "moves": pl.String})
    found = pl.concat([nobody, *told]).group_by("_at", maintain_order=True).agg("moves")
    empty = pl.lit([], pl.List(pl.String))
    if found.is_empty():
        return rows.with_columns(empty.alias("moves"))
    joined = rows.with_row_index("_at").join(found, on="_at", how="left", maintain_order="left").drop("_at")
    return joined.with_columns(pl.col("moves").fill_null(empty))


def settled(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """The rows with ``grade``: after moves and, where the scheme says so, with the places they left filled."""
    if scheme.backfill:
        rows = _filled(rows, scheme)
    grade = pl.lit(None, pl.String)
    for group in scheme.groups:
        names = [line.grade for line in scheme.cutting_of(group).grades]
        if names:
            own = pl.col("_moved").replace_strict(dict(enumerate(names)), return_dtype=pl.String)
            grade = pl.when(pl.col("group") == group.id).then(own).otherwise(grade)
    return rows.with_columns(grade.alias("grade"))


def _fits(move: Move, rows: pl.DataFrame, facts: pl.DataFrame, notes: list[Problem]) -> pl.Expr | None:
    if move.indicator:
        if VALUE + move.indicator not in rows.columns:
            return None
        x = pl.col(VALUE + move.indicator)
        return ((x < move.below) if move.below is not None else (x > move.above)).fill_null(False)
    found = facts.filter(pl.col("fact") == move.fact)
    bare = pl.col("evidence").is_null() | (pl.col("evidence").str.strip_chars() == "")
    without = found.filter(bare)["firm"].unique()
    for firm in rows.filter(pl.col("firm").is_in(without.implode()))["firm"].sort() if without.len() else ():
        notes.append(Problem("move_without_evidence", value=firm, slots={"rule": called([move])}))
    return pl.col("firm").is_in(found.filter(~bare)["firm"].unique().implode())


def _effect(move: Move, ladder: Sequence[str]) -> pl.Expr:
    code, last = pl.col("_moved"), len(ladder) - 1
    at = ladder.index(move.grade) if move.grade in ladder else None
    if move.effect == "up":
        return (code - move.steps).clip(0, last)
    if move.effect == "down":
        return (code + move.steps).clip(0, last)
    if at is None:
        return code
    if move.effect == "to":
        return pl.when(code.is_not_null()).then(pl.lit(at))
    return pl.max_horizontal(code, pl.lit(at)) if move.effect == "at_most" else pl.min_horizontal(code, pl.lit(at))


def _filled(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Firms that no rule moved fill each grade up to its size, in their order; those moved keep their places."""
    parts = []
    for _, cutting, part in pools(rows, scheme):
        before, after = part["_code"].to_numpy(), part["_moved"].to_numpy()
        if (before == after).all():
            continue
        forced = before != after
        code = after.copy()
        code[~forced] = _fill(part["total"].to_numpy()[~forced], after[forced], cutting, before)
        parts.append(part.select("_at").with_columns(pl.Series("_filled", code, pl.Int64)))
    if not parts:
        return rows
    index = rows.with_row_index("_at")
    filled = index.join(pl.concat(parts), on="_at", how="left", maintain_order="left").drop("_at")
    return filled.with_columns(pl.coalesce("_filled", "_moved").alias("_moved")).drop("_filled")


def _fill(total: np.ndarray, forced: np.ndarray, cutting: Cutting, before: np.ndarray) -> np.ndarray:
    """Codes of the firms left, for the room that forced ones leave in each grade."""
    grades = len(cutting.grades)
    if cutting.rule == "shares":
        sizes = np.diff([0, *lowest_places(cutting, len(before))])
    else:
        sizes = np.bincount(before, minlength=grades)
    room = np.maximum(sizes - np.bincount(forced, minlength=grades), 0)
    place = places(total[:, None], cutting.ties)[:, 0]
    return np.minimum(np.searchsorted(np.cumsum(room), place, side="left"), grades - 1)
