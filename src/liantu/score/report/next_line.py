"""What each indicator of a firm would have to be for the next better grade, everything else being as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import polars as pl

from liantu.disclosure import DisclosureRules
from liantu.model.hidden_amounts import SHOWN
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grade_margins import find_grade_margins
from liantu.score.run.scored_firm import ScoredFirm
from liantu.score.scheme.indicators import BETWEEN, GroupIndicator

#: The value that reaches the line stands there, or none does: the points end at the cap.
REACHED, BEYOND = "reached", "beyond"
#: Decimals of points are no difference.
_NEAR = 1e-9
_SCHEMA = {"indicator": pl.String, "next_value": pl.Float64, "next_state": pl.String}


class NextLine(NamedTuple):
    """The next better grade, and the points the firm lacks for it."""

    grade: str
    points: float


def find_next_line(run: Evaluation, head: ScoredFirm, rules: DisclosureRules) -> NextLine | None:
    """The line above a firm as it may be told; None where there is none, or its grade is not that of its points.

    A line that the firms draw is the lowest total of the better grade: it is told where enough of them are in it.
    """
    grade, pool = head["grade_before"], head["pool"]
    if grade is None or pool is None or head["grade"] != grade:
        return None
    margin = find_grade_margins(run).row(by_predicate=pl.col("firm") == head["firm"], named=True)
    if margin["to_better"] is None:
        return None
    above = run.firms.filter((pl.col("pool") == pool) & (pl.col("grade_before") == margin["better"])).height
    if run.cutting_of(head["group"], pool).rule != "scores" and above < rules.smallest:
        return None
    return NextLine(margin["better"], margin["to_better"])


def find_next_values(run: Evaluation, head: ScoredFirm, line: NextLine | None, items: pl.DataFrame) -> pl.DataFrame:
    """Of each indicator the value at which the total reaches the line: indicator, next_value, next_state.

    ``items`` are the lines of the firm's sheet with the states of its benchmarks; one that is not told tells no value.
    """
    rows = [] if line is None else list(_list_values(run, head, line, items))
    return pl.DataFrame(rows, _SCHEMA, orient="row")


def _list_values(
    run: Evaluation, head: ScoredFirm, line: NextLine, items: pl.DataFrame
) -> Iterator[tuple[str, float | None, str | None]]:
    scored = run.scheme.group(head["group"]).items
    rows = {row["indicator"]: row for row in items.to_dicts()}
    counted = [item for item in scored if rows[item.indicator]["points"] is not None]
    share = _sum_weights(counted) / _sum_weights(scored) if _sum_weights(scored) else 1.0
    for item in counted:
        row = rows[item.indicator]
        is_shown = {row["benchmark_state"], row["low_state"], row["high_state"]} <= {SHOWN, None}
        if not item.weight or row["value"] is None or not is_shown:
            continue
        target = cast(float, row["points"]) + line.points * share  # what is shared out grows with it
        if item.cap is not None and target > item.cap * item.weight:
            yield item.indicator, None, BEYOND
        elif (value := _invert(item, target / item.weight, row)) is not None:
            yield item.indicator, value, REACHED


def _sum_weights(items: Sequence[GroupIndicator]) -> float:
    return sum(item.weight or 0.0 for item in items)


def _invert(item: GroupIndicator, part: float, row: dict[str, float | None]) -> float | None:
    """The value that gives so many weights of points; None of a family that other firms' values decide."""
    benchmark, low, high = row["benchmark"], row["low"], row["high"]
    if item.family in BETWEEN:
        if low is None or high is None or item.at_low >= 100:
            return None
        return low + (high - low) * (100 * part - item.at_low) / (100 - item.at_low)
    if item.family == "steps":
        bound = next((step.bound for step in reversed(item.steps) if step.part >= part - _NEAR), None)
        if bound is None or not item.steps_of_benchmark:
            return bound
        return None if benchmark is None else bound * benchmark
    if benchmark is None or item.family == "rank":
        return None
    return benchmark * (2 - part if item.family == "reverse" else part)
