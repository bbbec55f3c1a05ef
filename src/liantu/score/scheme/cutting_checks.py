"""What is wrong with a scheme's cutting: grades that stand twice, shares above 100 %, lines out of order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from liantu.score.scheme.grading_rules import Cutting
from liantu.score.scheme.node import Node

#: Decimals of shares are no mistake.
_NEAR = 1e-9


def check_cutting(node: Node, cutting: Cutting) -> None:
    """Tell what is wrong with it. What a cutting needs is not missed where the scheme leaves a part of it unknown."""
    _check_names(node, cutting)
    _check_sizes(node, cutting)
    _check_unused(node, cutting)
    if cutting.open or not cutting.rule:
        return
    _BY_RULE[cutting.rule](node, cutting)
    if len(cutting.grades) < 2:
        node.wrong("scheme_missing_part", "grades", "grades")


def _check_names(node: Node, cutting: Cutting) -> None:
    names = _names(cutting)
    for twice in sorted({name for name in names if names.count(name) > 1}):
        node.wrong("scheme_twice", twice, "grades")


def _check_sizes(node: Node, cutting: Cutting) -> None:
    shares = [*_shares(cutting), *(stage.share for stage in cutting.stages)]
    if sum(shares) > 100 + _NEAR:
        node.wrong("scheme_shares", f"{sum(shares):g}", "grades")
    if any(share < 0 for share in shares):
        node.wrong("scheme_below_zero", f"{min(shares):g}", "grades")


def _check_unused(node: Node, cutting: Cutting) -> None:
    """A share or a score that the rule does not look at."""
    for rule, key in (("shares", "share"), ("scores", "score"), ("shares", "firms")):
        if cutting.rule and cutting.rule != rule and any(getattr(line, key) is not None for line in cutting.grades):
            node.wrong("scheme_idle", cutting.rule, f"grades.{key}")


def _check_shares(node: Node, cutting: Cutting) -> None:
    """Every grade has a share; only the last may be the rest."""
    shares = [*_shares(cutting), *(stage.share for stage in cutting.stages)]
    if any(line.share is None and line.firms is None for line in cutting.grades[:-1]):
        node.wrong("scheme_missing_part", "share", "grades")
    if cutting.grades and cutting.grades[-1].firms is not None:
        node.wrong("scheme_idle", cutting.grades[-1].grade, "grades.firms")
    counted = any(line.firms is not None for line in cutting.grades)
    if cutting.grades and cutting.grades[-1].share is not None and not counted and sum(shares) < 100 - _NEAR:
        node.wrong("scheme_shares_short", f"{sum(shares):g}", "grades")


def _check_scores(node: Node, cutting: Cutting) -> None:
    """Every grade but the last has a line, each below the one before."""
    scores = [line.score for line in cutting.grades[:-1]]
    if None in scores or (cutting.grades and cutting.grades[-1].score is not None):
        node.wrong("scheme_missing_part", "score", "grades")
    elif scores != sorted(scores, key=lambda score: -(score or 0)):
        node.wrong("scheme_lines_order", ", ".join(f"{score:g}" for score in scores), "grades")


def _check_stages(node: Node, cutting: Cutting) -> None:
    """Every grade but one is taken by a stage."""
    names = _names(cutting)
    if not cutting.stages:
        node.wrong("scheme_missing_part", "stages", "stages")
    for stage in cutting.stages:
        node.known("stages", stage.grade, names, "scheme_unknown_grade")
    if len(names) != len(cutting.stages) + 1:
        node.wrong("scheme_stage_rest", ", ".join(names), "grades")


def _names(cutting: Cutting) -> list[str]:
    return [line.grade for line in cutting.grades]


def _shares(cutting: Cutting) -> list[float]:
    return [line.share for line in cutting.grades if line.share is not None]


_BY_RULE: Mapping[str, Callable[[Node, Cutting], None]] = {
    "shares": _check_shares,
    "scores": _check_scores,
    "stages": _check_stages,
}
