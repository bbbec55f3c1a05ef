"""A run of an index as records and tables that command and page print; functions over the run alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, NotRequired, TypedDict

import polars as pl

if TYPE_CHECKING:
    from liantu.outlook.index.run import IndexRun
    from liantu.outlook.index.sensitivity import Sensitivity


class UnitResult(TypedDict):
    """The results of one unit at one time: its rank and score by the index, and of every node by id."""

    unit: str
    name: str
    time: str
    rank: int | None
    score: float | None
    scores: dict[str, float | None]
    ranks: dict[str, int | None]
    indicators: dict[str, float | None]


class IndexRecord(TypedDict):
    """A run as JSON has it."""

    index: dict[str, str]
    steps: list[dict[str, object]]
    marks: list[dict[str, object]]
    results: list[UnitResult]
    contributions: list[dict[str, object]]
    sensitivity: NotRequired[dict[str, object]]


#: What can be shown of a run, and what needs it computed many times.
VIEWS = ("scores", "steps", "marks", "contributions", "terms", "sensitivity", "ranks")
SAMPLED_VIEWS = ("sensitivity", "ranks")


def describe_index(run: IndexRun, sensitivity: Sensitivity | None = None, units: Sequence[str] = ()) -> IndexRecord:
    """A run, or some units of it: what it is, its log, marks, results, contributions and sensitivity."""
    scheme = run.scheme
    record: IndexRecord = {
        "index": {
            "id": scheme.id,
            "top": scheme.top.id,
            "zh": scheme.zh,
            "en": scheme.en,
            "reference_zh": scheme.reference_zh,
            "reference_en": scheme.reference_en,
        },
        "steps": list_steps(run).to_dicts(),
        "marks": list_view(run, "marks", units).to_dicts(),
        "results": [result for result in list_results(run) if not units or result["unit"] in units],
        "contributions": list_view(run, "contributions", units).to_dicts(),
    }
    if sensitivity:
        design = sensitivity.design
        record["sensitivity"] = {
            "factors": [
                {"factor": factor.name, "choices": [choice.value for choice in factor.choices]}
                for factor in design.factors
            ],
            "concentration": design.concentration,
            "samples": design.samples,
            "runs": design.runs,
            "resamples": design.resamples,
            "seed": design.seed,
            "mean_absolute_rank_shift": sensitivity.mean_shift,
            "shift": sensitivity.shift.to_dicts(),
            "units": _select_units(sensitivity.units, units).to_dicts(),
            "ranks": _select_units(sensitivity.ranks, units).to_dicts(),
        }
    return record


def list_view(
    run: IndexRun, view: str, units: Sequence[str] = (), sensitivity: Sensitivity | None = None
) -> pl.DataFrame:
    """One of ``VIEWS`` as a table, of some units alone. Of the sensitivity without units the shift of all ranks."""
    if view in SAMPLED_VIEWS:
        assert sensitivity is not None
        frame = sensitivity.ranks if view == "ranks" else sensitivity.units if units else sensitivity.shift
    else:
        makers = {
            "scores": tabulate_results,
            "steps": list_steps,
            "marks": list_marks,
            "contributions": list_contributions,
            "terms": list_terms,
        }
        frame = makers[view](run)
    return _select_units(frame, units)


def list_results(run: IndexRun) -> list[UnitResult]:
    """The units by time and rank, those without a score last."""
    places = {node.id: place for place, node in enumerate(run.scheme.nodes)}
    top = run.plan.top
    aggregates = [(node.id, places[node.id]) for node in run.scheme.aggregates]
    indicators = [(node.id, places[node.id]) for node in run.scheme.indicators]
    results: list[UnitResult] = []
    for row, unit in enumerate(run.data.units):
        scores, ranks = run.node_scores[:, row], run.ranks[:, row]
        results.append(
            {
                "unit": unit,
                "name": run.data.names[row],
                "time": run.data.times[row],
                "rank": _rank_or_none(ranks[top]),
                "score": _score_or_none(scores[top]),
                "scores": {node: _score_or_none(scores[place]) for node, place in aggregates},
                "ranks": {node: _rank_or_none(ranks[place]) for node, place in aggregates},
                "indicators": {node: _score_or_none(scores[place]) for node, place in indicators},
            }
        )
    return sorted(results, key=lambda result: (result["time"], result["rank"] or len(results) + 1, result["unit"]))


def tabulate_results(run: IndexRun) -> pl.DataFrame:
    """The results as one flat table: rank, unit, name, time, then the scores of each aggregate, from the top."""
    aggregates = _list_from_top(run)
    rows = [
        (
            result["rank"],
            result["unit"],
            result["name"],
            result["time"],
            *(result["scores"][node] for node in aggregates),
        )
        for result in list_results(run)
    ]
    schema = {"rank": pl.Int64, "unit": pl.String, "name": pl.String, "time": pl.String}
    return pl.DataFrame(rows, schema={**schema, **dict.fromkeys(aggregates, pl.Float64)}, orient="row")


def list_steps(run: IndexRun) -> pl.DataFrame:
    """The log: step, method, state, reason, about, value."""
    columns = ("step", "method", "state", "reason", "about", "value")
    return pl.DataFrame(run.records, schema=dict.fromkeys(columns, pl.String), orient="row")


def list_marks(run: IndexRun) -> pl.DataFrame:
    """What steps changed: mark, unit, time, indicator, before, after."""
    schema = dict.fromkeys(("mark", "unit", "time", "indicator"), pl.String)
    return pl.DataFrame(run.marks, schema={**schema, "before": pl.Float64, "after": pl.Float64}, orient="row")


def list_terms(run: IndexRun) -> pl.DataFrame:
    """What each indicator brings to each score and its change, the table that all others are sums of."""
    from liantu.outlook.index.terms import build_terms

    return build_terms(run)


def list_contributions(run: IndexRun) -> pl.DataFrame:
    """What each part brings to each result, and to its change since the time before."""
    from liantu.outlook.index.terms import sum_contributions

    terms = list_terms(run)
    return pl.concat([sum_contributions(terms, node) for node in _list_from_top(run)])


def _score_or_none(score: float) -> float | None:
    return float(score) if isfinite(score) else None


def _rank_or_none(rank: float) -> int | None:
    return int(rank) if isfinite(rank) else None


def _list_from_top(run: IndexRun) -> list[str]:
    """The aggregates, the index first, within a level as the scheme has them."""
    scheme = run.scheme
    inner = [node.id for node in scheme.nodes if node.id in scheme.parents]
    return sorted(inner, key=lambda node: -scheme.levels[node])


def _select_units(frame: pl.DataFrame, units: Sequence[str]) -> pl.DataFrame:
    return frame.filter(pl.col("unit").is_in(list(units))) if units and "unit" in frame.columns else frame
