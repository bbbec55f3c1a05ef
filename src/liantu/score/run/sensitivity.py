"""How sure is a grade: which change when a weight, a cap, a benchmark or one return is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import polars as pl

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.score.run.calculation import EvaluationInputs, evaluate
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grade_margins import find_grade_margins
from liantu.score.run.run_difference import compare_runs
from liantu.score.run.weight_sensitivity import draw_weightings
from liantu.score.scheme.indicators import BETWEEN, Benchmark, GroupIndicator
from liantu.score.scheme.scheme import Group, Scheme

#: Benchmarks that are tried in place of the scheme's.
OTHER_BENCHMARKS = ("mean", "median", "sum_over_sum")


def list_variants(scheme: Scheme, *, spread: float = 0.1, cap: float = 1.5) -> Iterator[tuple[str, Scheme]]:
    """Schemes that differ in one thing, by name: ``weight:tax_per_mu+``, ``cap:on``, ``cap:off``, ``benchmark:mean``.

    A weight takes ``spread`` more or less and the others share the rest; ``cap`` is in weights. A scheme without
    weights has no such variants.
    """
    for name in dict.fromkeys(item.indicator for group in scheme.groups for item in group.items):
        for sign, by in (("+", 1 + spread), ("-", 1 - spread)):
            yield f"weight:{name}{sign}", _groups(scheme, partial(_scale_weight, name=name, by=by))
    items = [item for group in scheme.groups for item in group.items]
    if any(item.cap is None for item in items):
        yield "cap:on", _items(scheme, lambda item: item if item.cap is not None else replace(item, cap=cap))
    if any(item.cap is not None for item in items):
        yield "cap:off", _items(scheme, lambda item: replace(item, cap=None))
    for rule in OTHER_BENCHMARKS:
        other = _items(scheme, partial(_replace_benchmark, rule=rule))
        if other != scheme:
            yield f"benchmark:{rule}", other


def measure_sensitivity(
    run: Evaluation, inputs: EvaluationInputs, *, runs: int = 1000, spread: float = 0.1
) -> pl.DataFrame:
    """How sure each grade is: firm, grade, better, to_better, worse, to_worse, rank_low, rank_high, same_grade, changes
    (variants that give another grade), stable (no variant and no weighting changes it; null = not graded).

    ``inputs`` is what ``evaluate`` was given beside the scheme.
    """
    rows = run.firms.select("firm", "grade").join(
        find_grade_margins(run).drop("grade_before"), on="firm", maintain_order="left"
    )
    rows = rows.join(draw_weightings(run, runs=runs, spread=spread).firms, on="firm", maintain_order="left")
    changes = [pl.lit([], pl.List(pl.String))]
    for name, scheme in list_variants(run.scheme, spread=spread):
        other = evaluate(**inputs, scheme=scheme, year=run.year).firms.select("firm", pl.col("grade").alias(name))
        rows = rows.join(other, on="firm", maintain_order="left")
        differs = pl.col(name).ne_missing(pl.col("grade"))
        changes.append(
            pl.when(differs).then(pl.lit([name], pl.List(pl.String))).otherwise(pl.lit([], pl.List(pl.String)))
        )
    steady = (pl.col("changes").list.len() == 0) & (pl.col("same_grade") == 1.0)
    return rows.with_columns(pl.concat_list(*changes).alias("changes")).select(
        "firm",
        "grade",
        "better",
        "to_better",
        "worse",
        "to_worse",
        "rank_low",
        "rank_high",
        "same_grade",
        "grades",
        "changes",
        pl.when(pl.col("grade").is_not_null()).then(steady).alias("stable"),
    )


def find_correction_effects(
    run: Evaluation, inputs: EvaluationInputs, firm: str, field: str, value: float | None
) -> pl.DataFrame:
    """What one corrected value changes, firm by firm; only firms for which something does.

    Raises Problems for a firm that is not in the run, and for a field its scheme does not know.
    """
    if firm not in run.returns["firm"]:
        slots = {"wanted": "firm", "nearest": suggest_nearest(firm, run.returns["firm"].to_list())}
        raise Problems([Problem("dangling", column="firm", value=firm, slots=slots)])
    if field not in inputs["returns"].columns or field not in run.scheme.fields:
        slots = {"nearest": suggest_nearest(field, list(run.scheme.fields))}
        raise Problems([Problem("scheme_unknown_field", value=field, slots=slots)])
    is_corrected = pl.col("firm") == firm
    if run.year is not None:
        is_corrected = is_corrected & (pl.col("year") == run.year)
    now = pl.when(is_corrected).then(pl.lit(value, pl.Float64)).otherwise(pl.col(field)).alias(field)
    corrected: EvaluationInputs = {**inputs, "returns": inputs["returns"].with_columns(now)}
    after = evaluate(**corrected, scheme=run.scheme, year=run.year)
    return compare_runs(run, after).filter("changed")


def _groups(scheme: Scheme, change: Callable[[Group], Group]) -> Scheme:
    return replace(scheme, groups=tuple(change(group) for group in scheme.groups))


def _items(scheme: Scheme, change: Callable[[GroupIndicator], GroupIndicator]) -> Scheme:
    return _groups(scheme, lambda group: replace(group, items=tuple(change(item) for item in group.items)))


def _scale_weight(group: Group, name: str, by: float) -> Group:
    """The weight of one indicator times ``by``; the others give or take in proportion, so that the sum stays."""
    weights = {item.indicator: item.weight for item in group.items}
    original = weights.get(name)
    if original is None or any(weight is None for weight in weights.values()):
        return group
    full = sum(weight or 0.0 for weight in weights.values())
    remainder = (full - original * by) / (full - original) if full != original else 1.0
    scaled = (replace(i, weight=(i.weight or 0.0) * (by if i.indicator == name else remainder)) for i in group.items)
    return group if full == original else replace(group, items=tuple(scaled))


def _replace_benchmark(item: GroupIndicator, rule: str) -> GroupIndicator:
    """The item held against what the firms make; families between two values stay as they are."""
    if item.family in (*BETWEEN, "best") or not item.is_held:
        return item
    return replace(item, benchmark=Benchmark(rule, times=item.benchmark.times))
