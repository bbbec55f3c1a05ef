"""The firms of a run in the order of a ranking, and what of the run stands above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.score.run.evaluation import Evaluation

#: What a ranking can be narrowed by.
FILTERS = ("group", "industry", "park", "grade")
_SENSITIVITY = ("better", "to_better", "worse", "to_worse", "rank_low", "rank_high", "changes", "stable")


@dataclass(frozen=True)
class RunSummary:
    """How many firms a run has, how many are graded, have no total, or an unstable grade (None: nobody has tried).

    ``not_graded``: class, treatment, firms of those that are not evaluated, or get no grade.
    """

    firms: int
    graded: int
    without_total: int
    unstable: int | None
    not_graded: pl.DataFrame


def rank_firms(run: Evaluation, sensitivity: pl.DataFrame | None) -> pl.DataFrame:
    """One row a firm, by group and rank, with its points; ``sensitivity`` adds distance to the next lines and whether
    the grade stands."""
    frame = pl.concat([run.firms, run.points.drop("firm")], how="horizontal")
    if sensitivity is not None:
        frame = frame.join(sensitivity.select("firm", *_SENSITIVITY), on="firm", how="left", maintain_order="left")
    order = [group.id for group in run.scheme.groups]
    position = pl.col("group").replace_strict({name: n for n, name in enumerate(order)}, default=len(order))
    return frame.sort(position, pl.col("rank"), nulls_last=True, maintain_order=True)


def filter_ranking(ranking: pl.DataFrame, chosen: Mapping[str, str]) -> pl.DataFrame:
    """Only rows with the values chosen; a blank chooses nothing. ``unstable=yes`` keeps grades that may change."""
    for name in FILTERS:
        if value := chosen.get(name):
            ranking = ranking.filter(pl.col(name) == value)
    if chosen.get("unstable") == "yes" and "stable" in ranking.columns:
        ranking = ranking.filter(~pl.col("stable").fill_null(True))
    return ranking


def summarize_run(run: Evaluation, sensitivity: pl.DataFrame | None) -> RunSummary:
    """The numbers above a ranking."""
    firms = run.firms
    without_total = (pl.col("treatment") != "not_evaluated") & pl.col("total").is_null()
    not_graded = firms.filter(pl.col("treatment") != "evaluated").group_by("class", "treatment", maintain_order=True)
    return RunSummary(
        firms=firms.height,
        graded=firms["grade"].count(),
        without_total=firms.filter(without_total).height,
        unstable=None if sensitivity is None else int((~sensitivity["stable"].fill_null(True)).sum()),
        not_graded=not_graded.agg(pl.len().alias("firms")),
    )
