"""Points as a firm is told them where their benchmark is another firm's value: so coarse that it does not follow.

Points are the weight times value ÷ benchmark: whoever has value, weight and points has the benchmark. Rounded to a step
they leave it open as far as the rules of disclosure ask. The total is that of the rounded points, since the others
subtracted from a true one give what was rounded; what is lacking for the next line is not told.
"""

from __future__ import annotations

from dataclasses import replace
from math import floor, log10
from typing import cast

import polars as pl

from liantu.disclosure import DisclosureRules
from liantu.model.hidden_amounts import SHOWN
from liantu.score.report.firm_sheet import FirmSheet, SheetHead
from liantu.score.run.evaluation import Evaluation

_BENCHMARKS = ("benchmark", "low", "high")
_MARGINS = ("to_better", "to_worse")
#: Decimals of points that leave the house.
_DECIMALS = 2
#: Points as near to their cap are at it.
_NEAR = 1e-9


def round_sheet(sheet: FirmSheet, run: Evaluation, rules: DisclosureRules, digits: int) -> FirmSheet:
    """The sheet as it leaves the house: benchmarks that firms make to so many significant ``digits``, points as
    ``round_points`` has them, to two decimals."""
    group = sheet.head["group"]
    items = run.scheme.group(group).items if group else ()
    made = [item.indicator for item in items if item.benchmark.rule not in ("fixed", "table")]
    rounded = [
        pl.when(pl.col("indicator").is_in(made)).then(pl.col(end).round_sig_figs(digits)).otherwise(end).alias(end)
        for end in _BENCHMARKS
    ]
    coarse = round_points(replace(sheet, items=sheet.items.with_columns(rounded)), run, rules)
    return _round_printed(coarse, made)


def _round_printed(sheet: FirmSheet, made: list[str]) -> FirmSheet:
    """The sheet with points to two decimals where firms make the benchmark, and the total that they add up to: with
    all their digits value, weight and points would give the benchmark with all of its."""
    printed = [
        pl.when(pl.col("indicator").is_in(made)).then(pl.col(name).round(_DECIMALS)).otherwise(name).alias(name)
        for name in ("uncapped", "points")
    ]
    items = sheet.items.with_columns(printed)
    if sheet.head["total"] is None:
        return replace(sheet, items=items)
    rounding = float(items["points"].sum()) - float(sheet.items["points"].sum())
    head: dict[str, object] = {**sheet.head, "total": sheet.head["total"] + rounding}
    return replace(sheet, head=cast(SheetHead, head), items=items)


def round_points(sheet: FirmSheet, run: Evaluation, rules: DisclosureRules) -> FirmSheet:
    """The sheet with points to the steps of ``find_steps``, and the total that they add up to."""
    steps = find_steps(sheet, run, rules)
    if not steps:
        return sheet
    step = pl.col("indicator").replace_strict(steps, default=None, return_dtype=pl.Float64)
    coarse = (pl.col("points") / step).round() * step
    items = sheet.items.with_columns(
        pl.when(step.is_null()).then("points").otherwise(coarse).alias("points"),
        pl.when(step.is_null()).then("uncapped_state").otherwise("benchmark_state").alias("uncapped_state"),
        pl.lit(None, pl.Float64).alias("next_value"),
        pl.lit(None, pl.String).alias("next_state"),
    )
    head: dict[str, object] = {**sheet.head, **{name: None for name in _MARGINS if name in sheet.head}}
    if sheet.head["total"] is not None:
        head["total"] = sheet.head["total"] * float(items["points"].sum()) / float(sheet.items["points"].sum() or 1.0)
    return replace(sheet, head=cast(SheetHead, head), items=items, steps=steps)


def find_steps(sheet: FirmSheet, run: Evaluation, rules: DisclosureRules) -> dict[str, float]:
    """The step of the points of each indicator whose benchmark may not be told and would follow from them.

    Points at their cap say only that the benchmark is no higher than so much: they are told as they are.
    Twice the open interval of the most points that any firm has, up to 1, 2 or 5 times a power of ten: the same for
    all firms, so that it tells nothing.
    """
    is_hidden = pl.any_horizontal(pl.col(f"{end}_state").fill_null(SHOWN) != SHOWN for end in _BENCHMARKS)
    group = sheet.head["group"]
    items = run.scheme.group(group).items if group else ()
    caps = {item.indicator: item.cap * item.weight for item in items if item.cap is not None and item.weight}
    cap = pl.col("indicator").replace_strict(caps, default=None, return_dtype=pl.Float64).fill_null(float("inf"))
    hidden = sheet.items.filter(is_hidden, pl.col("points") < cap - _NEAR)["indicator"]
    highest = {name: cast(float, run.points[name].max() or 0.0) for name in hidden if name in run.points.columns}
    return {name: round_up_step(2 * rules.interval / 100 * points) for name, points in highest.items() if points > 0}


def round_up_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is no less.

    >>> [round_up_step(least) for least in (0.3, 2, 6.1)]
    [0.5, 2.0, 10.0]
    """
    power = 10.0 ** floor(log10(least))
    return next(power * factor for factor in (1.0, 2.0, 5.0, 10.0) if power * factor >= least * (1 - 1e-9))
