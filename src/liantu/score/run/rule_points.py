"""Points that rules add or deduct: for facts and conditions, by the unit, the highest of several, within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

import polars as pl

from liantu.model.problems import Problem
from liantu.score.run.conditions import RuleGrounds, tell_undecided
from liantu.score.run.points import POINTS
from liantu.score.run.ranks import SAME
from liantu.score.scheme.grading_rules import PointLimit, PointRule, PointUnit
from liantu.score.scheme.provenance import join_names


def _list_alternatives(rules: Sequence[PointRule]) -> list[list[str]]:
    """The columns of rules of which only the highest counts, a list a group of them."""
    names = dict.fromkeys(rule.highest_in for rule in rules if rule.highest_in)
    return [[POINTS + rule.id for rule in rules if rule.highest_in == name] for name in names]


def add_rule_points(grounds: RuleGrounds) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows with the points of each rule and what a bound takes off them, added to ``total``.

    A fact without evidence gives and takes nothing and is told.
    """
    rows, scheme, notes = grounds.rows, grounds.scheme, list[Problem]()
    rules = [rule for rule in scheme.points if not rule.open and rule.points is not None]
    for rule in rules:
        points, found = _apply_rule(rule, grounds)
        rows = rows.with_columns(points.alias(POINTS + rule.id))
        notes += found
    for columns in _list_alternatives(rules):
        rows = rows.with_columns(_keep_highest(columns))
    counted = {rule.id for rule in rules}
    limits = [limit for limit in scheme.limits if not limit.open and set(limit.rules) & counted]
    for limit in limits:
        rows = rows.with_columns(_cut_off(limit, counted).alias(POINTS + limit.id))
    columns = [POINTS + name for name in (*(rule.id for rule in rules), *(limit.id for limit in limits))]
    total = reduce(add, (pl.col(name).fill_null(0.0) for name in columns), pl.col("total"))
    return rows.with_columns(total), notes


def _apply_rule(rule: PointRule, grounds: RuleGrounds) -> tuple[pl.Expr, list[Problem]]:
    """The points of a rule, and the firms of which nobody can tell whether it concerns them."""
    grounds.bare.clear()
    grounds.undecided.clear()
    points = _compute_points(rule, grounds)
    name = join_names([rule])
    bare = [Problem("points_without_evidence", value=firm, slots={"rule": name}) for firm in grounds.bare]
    return points, [*bare, *tell_undecided(rule, grounds)]


def _compute_points(rule: PointRule, grounds: RuleGrounds) -> pl.Expr:
    """The points of a rule where it concerns a firm, else null."""
    fits = pl.lit(True)
    if rule.fact:
        fits = grounds.has_fact(rule.fact)
    elif rule.field:
        fits = grounds.is_in_state(rule.field, rule.states)
    elif rule.several:
        fits = grounds.meets_all_or_any(rule.several, rule.groups)
    if rule.groups:
        fits = fits & pl.col("group").is_in(list(rule.groups))
    fits = fits & (pl.col("treatment") != "not_evaluated") if rule.per else fits
    points = pl.lit(rule.points, pl.Float64)
    if rule.per:
        points = points * _count_units(rule.per, grounds)
        if rule.at_most is not None:
            points = points.clip(-rule.at_most, rule.at_most)
        points = pl.when(points != 0).then(points)
    return pl.when(fits).then(points)


def _count_units(unit: PointUnit, grounds: RuleGrounds) -> pl.Expr:
    """How many units a firm has above where they begin; whole ones where parts do not count."""
    units = ((grounds.amount(unit.field, unit.indicator) - unit.begin) / unit.amount).clip(0.0)
    return units.round(SAME).floor() if unit.whole else units


def _keep_highest(columns: list[str]) -> list[pl.Expr]:
    """Of some columns of points the one farthest from zero, the first of equal ones; null in the others."""
    sizes = [pl.col(name).abs().fill_null(0.0) for name in columns]
    highest = pl.max_horizontal(*sizes)
    chosen = []
    for index, name in enumerate(columns):
        is_first = reduce(lambda found, size: found & (size < highest), sizes[:index], pl.lit(True))
        chosen.append(pl.when((sizes[index] == highest) & is_first).then(pl.col(name)).alias(name))
    return chosen


def _cut_off(limit: PointLimit, counted: set[str]) -> pl.Expr:
    """What a bound takes off the sum of some points, or adds to it; null where it does nothing."""
    total = reduce(add, (pl.col(POINTS + name).fill_null(0.0) for name in limit.rules if name in counted))
    change = total.clip(limit.at_least, limit.at_most) - total
    return pl.when(change != 0).then(change)
