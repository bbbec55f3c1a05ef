"""Grades changed after ranking: forced moves in the order of the scheme, and who fills the places they leave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from liantu.model.problems import Problem
from liantu.score.run.backfill import backfill_grades
from liantu.score.run.conditions import RuleGrounds, tell_undecided
from liantu.score.run.grading import Codes
from liantu.score.run.indicator_values import VALUE
from liantu.score.run.peer_ranks import replace_with_null
from liantu.score.run.ranks import SAME
from liantu.score.scheme.grading_rules import GradeAdjustment
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Scheme


def adjust_grades(grounds: RuleGrounds) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows with ``moves`` (ids of the rules that changed the grade), ``_moved`` (the code after them) and, where
    places are filled afterwards, ``_held``: whom a rule concerns, whether it changed the grade or not.

    A fact without evidence moves nobody and is told. Who has no grade is not moved.
    """
    rows, scheme = grounds.rows, grounds.scheme
    notes: list[Problem] = []
    codes = rows["_code"].fill_null(-1).to_numpy(writable=True)
    adjusted = np.zeros(rows.height, dtype=bool)
    changes = [pl.DataFrame(schema={"_at": pl.Int64, "moves": pl.String})]
    ladders = {group.id: [line.grade for line in scheme.cutting_of(group).grades] for group in scheme.groups}
    for move in (rule for rule in scheme.moves if not rule.open):
        fits = _select_adjusted(move, grounds, notes)
        if fits is None:
            continue
        hit = rows.select(fits.alias("hit"))["hit"]
        firms, groups = hit.arg_true().to_numpy(), rows.select(pl.col("group").filter(hit))["group"].to_numpy()
        for group, ladder in ladders.items():
            if ladder and (not move.groups or group in move.groups):
                graded = firms[(groups == group) & (codes[firms] >= 0)]
                adjusted[graded] = True
                after = _apply_adjustment(move, ladder, codes[graded])
                changed = pl.DataFrame({"_at": graded[after != codes[graded]]}, schema={"_at": pl.Int64})
                changes.append(changed.with_columns(pl.lit(move.id).alias("moves")))
                codes[graded] = after
    markers = [pl.Series("_held", adjusted)] if scheme.backfill else []
    return rows.with_columns(
        _list_adjustments(pl.concat(changes), rows.height), replace_with_null(codes, -1, "_moved"), *markers
    ), notes


def assign_final_grades(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """The rows with ``grade_before``, and ``grade``: after moves and, where the scheme says so, with the places they
    left filled."""
    if scheme.backfill and "backfill" not in scheme.open:
        rows = backfill_grades(rows, scheme)
    names: list[str] = []
    best = pl.lit(None, pl.Int16)  # where the grades of a firm's group begin among all
    for group in scheme.groups:
        best = pl.when(pl.col("group") == group.id).then(pl.lit(len(names), pl.Int16)).otherwise(best)
        names += [line.grade for line in scheme.cutting_of(group).grades]
    named = pl.lit(pl.Series(names, dtype=pl.String))
    codes = {"grade_before": "_code", "grade": "_moved"}
    return rows.with_columns(named.gather(best + pl.col(code)).alias(name) for name, code in codes.items())


def _list_adjustments(changes: pl.DataFrame, firms: int) -> pl.Series:
    """The ids of the moves that changed each firm's grade, in order; most firms have none."""
    found = changes.group_by("_at", maintain_order=True).agg("moves")
    positions = np.zeros(firms, np.uint32)
    positions[found["_at"].to_numpy()] = np.arange(1, found.height + 1)
    nothing = pl.Series("moves", [[]], pl.List(pl.String))
    return pl.concat([nothing, found["moves"]], rechunk=True).gather(pl.Series(positions))


def _select_adjusted(move: GradeAdjustment, grounds: RuleGrounds, notes: list[Problem]) -> pl.Expr | None:
    rows = grounds.rows
    if move.indicator:
        if VALUE + move.indicator not in rows.columns:
            return None
        x = pl.col(VALUE + move.indicator)
        x = x.round(SAME)  # what dividing leaves is no difference
        return ((x < move.below) if move.below is not None else (x > move.above)).fill_null(False)
    grounds.bare.clear()
    grounds.undecided.clear()
    fits = grounds.meets_all_or_any(move.several, move.groups) if move.several else grounds.has_fact(move.fact or "")
    notes += [Problem("move_without_evidence", value=firm, slots={"rule": join_names([move])}) for firm in grounds.bare]
    notes += tell_undecided(move, grounds)
    return fits


def _apply_adjustment(move: GradeAdjustment, ladder: Sequence[str], code: Codes) -> Codes:
    """Where a move takes firms, by their places on the ladder of grades."""
    after = code
    if move.effect in ("up", "down"):
        steps = move.steps if move.effect == "down" else -move.steps
        after = np.clip(code + steps, 0, len(ladder) - 1)
    elif move.grade in ladder:
        target = ladder.index(move.grade)
        effects = {
            "to": np.full_like(code, target),
            "at_most": np.maximum(code, target),
            "at_least": np.minimum(code, target),
        }
        after = effects[move.effect]
    return after.astype(code.dtype)
