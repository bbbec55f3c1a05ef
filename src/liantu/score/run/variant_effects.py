"""What a variant of a scheme changes in a run: which firms stand elsewhere, how many have each grade."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.score.run.evaluation import Evaluation
from liantu.score.run.run_difference import compare_runs
from liantu.score.scheme.scheme import Scheme


@dataclass(frozen=True)
class WeightSum:
    """A group whose weights do not add up to what the scheme has."""

    group: str
    weights: float
    full: float


@dataclass(frozen=True)
class VariantEffects:
    """The run under the variant. ``changed``: the firms that stand elsewhere, as ``compare_runs`` gives them;
    ``regraded``: those of them with another grade; ``counts``: pool, grade, before, after."""

    run: Evaluation
    changed: pl.DataFrame
    regraded: pl.DataFrame
    counts: pl.DataFrame
    weight_sums: list[WeightSum]


def measure_variant(before: Evaluation, after: Evaluation) -> VariantEffects:
    """What differs between a run and the same under a variant of its scheme."""
    changed = compare_runs(before, after).filter("changed")
    regraded = changed.filter(pl.col("grade_before").ne_missing(pl.col("grade_after")))
    return VariantEffects(after, changed, regraded, _compare_counts(before, after), _find_wrong_sums(after.scheme))


def _compare_counts(before: Evaluation, after: Evaluation) -> pl.DataFrame:
    sides = [
        run.counts.select("pool", "grade", pl.col("count").alias(side))
        for run, side in ((before, "before"), (after, "after"))
    ]
    return sides[0].join(sides[1], on=["pool", "grade"], how="full", coalesce=True, maintain_order="left_right")


def _find_wrong_sums(scheme: Scheme) -> list[WeightSum]:
    found = []
    for group in scheme.groups:
        weights = [item.weight for item in group.items if item.weight is not None]
        if weights and len(weights) == len(group.items) and abs(sum(weights) - group.full) > 1e-9:
            found.append(WeightSum(group.id, sum(weights), group.full))
    return found
