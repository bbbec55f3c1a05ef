"""Which benchmarks a firm may be told: those of the scheme, and those that enough firms make without two ruling them.

The lowest, the highest and the middle value are figures of one or two firms, whoever they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import ceil, isclose
from typing import Any

import numpy as np
import polars as pl

from liantu.disclosure import DisclosureRules
from liantu.disclosure.sensitivity_rules import SMALL, find_states
from liantu.model.hidden_amounts import SHOWN
from liantu.score.run.evaluation import Evaluation
from liantu.score.scheme.indicators import BETWEEN, Benchmark, GroupIndicator

#: What stands in a sheet of a benchmark, each with ``<name>_state`` beside it.
SIDES = ("benchmark", "low", "high", "uncapped")
#: Benchmarks that are one firm's value, or the mean of two.
_OF_ONE = ("range", "maximum", "median", "top_line")
#: A mean that is not told because a value in it stays in the house: the benchmark was made of all of them.
CLOSED = "closed"
#: How far a mean of four digits may be from the benchmark that it is.
_ROUNDED = 6e-4


def find_benchmark_states(
    run: Evaluation, firm: str, means: Sequence[pl.DataFrame], rules: DisclosureRules
) -> pl.DataFrame:
    """Of each indicator of a firm whether its benchmark may be told: indicator, benchmark_state (shown, or why not).

    ``means`` as ``released`` gives them; where there are none, nothing that the firms make is told.
    """
    head = run.firms.filter(pl.col("firm") == firm).row(0, named=True)
    items = {item.indicator: item for group in run.scheme.groups if group.id == head["group"] for item in group.items}
    benchmarks = run.benchmarks.filter(group=head["group"] or "", peers=head["peers"] or "")
    found = {row["indicator"]: _state(run, items[row["indicator"]], row, means, rules) for row in benchmarks.to_dicts()}
    return pl.DataFrame([*found.items()], {"indicator": pl.String, "benchmark_state": pl.String}, orient="row")


def add_benchmark_states(items: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The lines of a sheet with the state of their benchmark, its ends, and what would give it away beside the points.

    Points before the cap are the formula turned round: where the cap took some, they tell more than the points.
    """
    rows = items.join(known, on="indicator", how="left", maintain_order="left")
    state = pl.col("benchmark_state").fill_null(SHOWN)
    ends = [
        pl.when(pl.col(end).is_not_null()).then(state).alias(f"{end}_state") for end in ("benchmark", "low", "high")
    ]
    same = pl.col("uncapped").round(2) == pl.col("points").round(2)
    return rows.with_columns(
        *ends,
        pl.when(pl.col("uncapped").is_not_null())
        .then(pl.when(same).then(pl.lit(SHOWN)).otherwise(state))
        .alias("uncapped_state"),
    )


def redact_account(account: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """The terms of a firm as it may have them: without what is hidden in its sheet, points as they stand there."""
    hidden = [
        pl.DataFrame({"indicator": items.filter(pl.col(f"{step}_state") != SHOWN)["indicator"]}).with_columns(
            pl.lit(step).alias("step")
        )
        for step in SIDES
    ]
    rows = account.join(pl.concat(hidden), on=["indicator", "step"], how="anti", maintain_order="left")
    steps = items.select("indicator", "points", "benchmark", "low", "high")
    in_sheet = steps.unpivot(index="indicator", variable_name="step")
    rows = rows.join(in_sheet, on=["indicator", "step"], how="left", maintain_order="left")
    rounded = pl.col("step").is_in(["uncapped", "points"])
    amount = pl.coalesce("value", "amount")
    return rows.with_columns(pl.when(rounded).then(amount.round(2)).otherwise(amount).alias("amount")).drop("value")


def blank_firms(run: Evaluation, firms: Collection[str]) -> Evaluation:
    """The run as it may leave the house: firms of which a value stays in have no total, rank, grade or points there.

    What a scheme puts in place of a missing value would otherwise give them another total than inside.
    """
    is_blanked = pl.col("firm").is_in([*firms])
    blank = [pl.when(~is_blanked).then(pl.col(c)).alias(c) for c in ("total", "rank", "of", "grade_before", "grade")]
    points = [pl.when(~is_blanked).then(pl.col(c)).alias(c) for c in run.points.columns[1:]]
    return replace(run, firms=run.firms.with_columns(blank), points=run.points.with_columns(points))


def _state(
    run: Evaluation, item: GroupIndicator, row: dict[str, object], means: Sequence[pl.DataFrame], rules: DisclosureRules
) -> str:
    benchmark = item.benchmark
    if benchmark.rule in ("fixed", "table") or (row["value"] is None and row["low"] is None):
        return SHOWN
    if not means:
        return CLOSED
    count = _count_averaged(benchmark, int(str(row["count"] or 0)))
    if item.family in BETWEEN or benchmark.rule in _OF_ONE or count < rules.smallest:
        return SMALL
    if benchmark.previous:  # the values of the year before are not in the run
        return SHOWN
    if benchmark.rule == "sum_over_sum":
        return _find_state_of_sums(means, row, item)
    values = _list_averaged(run, item, row, count)
    state = str(find_states(np.zeros(len(values), np.intp), values.to_numpy(), 1, rules)[0])
    return state if state != SHOWN else _find_state_of_mean(means, row, item)


def _count_averaged(benchmark: Benchmark, count: int) -> int:
    """Of how many of the firms that have a value the benchmark is made."""
    if benchmark.rule == "trimmed_mean":
        return count - 2 * int(count * benchmark.trim)
    if benchmark.rule == "top_mean":
        return ceil(round(count * (benchmark.share or 100.0) / 100, 9))
    return count


def _list_averaged(run: Evaluation, item: GroupIndicator, row: dict[str, object], count: int) -> pl.Series:
    """The values that a mean is made of; of a mean of the best, the ``count`` best."""
    rows = run.firms.select("group", "peers", "treatment").hstack(run.values.select(pl.col(item.indicator).alias("x")))
    rows = rows.filter(pl.col("treatment") != "not_evaluated")
    if item.benchmark.scope != "all":
        rows = rows.filter(group=row["group"], peers=row["peers"])
    values = rows["x"].drop_nulls()
    if item.benchmark.rule != "top_mean":
        return values
    return values.sort(descending=run.scheme.indicators[item.indicator].more_is_better).head(count)


def _find_state_of_sums(means: Sequence[pl.DataFrame], row: dict[str, object], item: GroupIndicator) -> str:
    """A ratio of sums is told where disclosure control tells the same one: of a whole group, or of the district."""
    cell = _find_cell(means, row, item, "value")
    if cell is None:
        return SMALL
    state, mean = cell
    if state == CLOSED:
        return SHOWN
    # Made of a firm more than the mean that is told, it would tell of that firm.
    made = float(str(row["value"] or 0.0))
    same = mean is None or isclose(mean * item.benchmark.times, made, rel_tol=_ROUNDED)
    return str(state) if same else SMALL


def _find_state_of_mean(means: Sequence[pl.DataFrame], row: dict[str, object], item: GroupIndicator) -> str:
    """A mean of firms is told where disclosure control tells their sum beside all that was told: two means of which one
    has a firm less give that firm away."""
    cell = _find_cell(means, row, item, "mean_state")
    if cell is None:
        return SMALL
    return SHOWN if cell[0] == CLOSED else str(cell[1] or SMALL)


def _find_cell(
    means: Sequence[pl.DataFrame], row: dict[str, object], item: GroupIndicator, column: str
) -> tuple[str, Any] | None:
    """State and a column of the group's line, or the district's; None where the benchmark is of part of a group."""
    key = None if item.benchmark.scope == "all" else row["group"]
    table = next((table for table in means if table.columns[0] == "group"), None)
    if table is None or column not in table.columns or (key is not None and row["peers"] != row["group"]):
        return None
    line = table.filter(pl.col("group").eq_missing(pl.lit(key, pl.String)), pl.col("indicator") == item.indicator)
    return line["state", column].row(0) if line.height else None
