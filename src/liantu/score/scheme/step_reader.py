"""Points by steps in a scheme's file: from which value on how many points are given."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from liantu.score.scheme.indicators import Indicator, PointStep
from liantu.score.scheme.node import Node

#: In place of a value: how many times the benchmark.
TIMES = "times"


def are_steps_of_benchmark(node: Node, family: str) -> bool:
    """Whether the steps of an item are multiples of its benchmark; some of them alone are told by ``read_steps``."""
    raw = node.raw("steps") if family == "steps" else None
    return isinstance(raw, list) and any(isinstance(step, Mapping) and TIMES in step for step in raw)


def read_steps(node: Node, family: str, indicator: Indicator | None) -> tuple[PointStep, ...]:
    """The steps of an item, best first, in weights; steps without a value or points, or out of order, are told.

    Their bounds are values, or of all of them multiples of the benchmark.
    """
    weight = node.number("weight") if indicator else None
    more_is_better = indicator is None or indicator.more_is_better
    side, other = ("from", "to") if more_is_better else ("to", "from")
    if are_steps_of_benchmark(node, family):
        side, other = TIMES, side
    stated = []
    for step in node.each("steps"):
        bound, points = step.number(side), step.number("points")
        _check_step(step, family, {side: bound, "points": points}, other)
        stated.append((bound or 0.0, points or 0.0))
    if family != "steps":
        if stated:
            node.wrong("scheme_idle", family, "steps")
        return ()
    if not stated and indicator:
        node.wrong("scheme_missing_part", "steps", "steps")
    _check_order(node, stated, weight, more_is_better)
    return tuple(PointStep(bound, points / weight) for bound, points in stated) if weight else ()


def _check_step(step: Node, family: str, stated: dict[str, float | None], other: str) -> None:
    """A step states its value and points, and no value on the ``other`` side."""
    for key, number in stated.items():
        if number is None:
            step.wrong("scheme_missing_part", key, key)
    if other in step.mapping:
        step.number(other)
        step.wrong("scheme_direction", family, other, choices=next(iter(stated)))
    step.close()


def _check_order(node: Node, stated: list[tuple[float, float]], weight: float | None, more_is_better: bool) -> None:
    """From the best step down both value and points get worse; no step gives more than the weight."""
    for (bound, points), (next_bound, next_points) in pairwise(stated):
        if next_points >= points or (next_bound >= bound) == more_is_better or next_bound == bound:
            node.wrong("scheme_steps", f"{next_bound:g}: {next_points:g}", "steps")
    if stated and weight is not None and stated[0][1] > weight:
        node.wrong("scheme_steps_above", f"{stated[0][1]:g}", "steps", weight=f"{weight:g}")
