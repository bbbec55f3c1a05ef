"""A run as JSON writes it: numbers unrounded, ids of the scheme, messages in the language asked for."""

from __future__ import annotations

from typing import TypedDict, cast

import polars as pl

from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grade_margins import find_grade_margins
from liantu.score.run.indicator_applicability import not_applicable_indicators
from liantu.score.run.scored_firm import GradeCount, GradeMargin, GroupSum, ScoredFirm, ScoreTerm
from liantu.score.scheme.parameters import count_statuses

_OF_ONE = (
    *("firm", "group", "treatment", "class", "class_grade", "total", "rank", "of"),
    *("grade_before", "grade", "moves", "better", "to_better", "worse", "to_worse", "not_applicable"),
)

_FirmClass = TypedDict("_FirmClass", {"class": str | None})


class SchemeRecord(TypedDict):
    """Which scheme, and how many of its parameters are confirmed, default of ours, unknown."""

    id: str
    version: str
    parameters: dict[str, int]


class FirmRecord(_FirmClass):
    """A firm with values and points of its group's indicators, and what else was added to its total."""

    firm: str
    group: str
    values: dict[str, float | None]
    scores: dict[str, float | None]
    added: dict[str, float]
    total: float | None
    rank: int | None
    grade: str | None
    moves: list[str]
    grade_before: str | None
    treatment: str
    not_applicable: list[str]


class RunRecord(TypedDict):
    """A whole run."""

    scheme: SchemeRecord
    year: int | None
    firms: list[FirmRecord]
    groups: list[GroupSum]
    counts: list[GradeCount]
    stops: list[str]
    notes: list[str]
    stop_codes: list[str]
    note_codes: list[str]


class FirmOutcome(GradeMargin, _FirmClass):
    """What became of a firm."""

    firm: str
    group: str
    treatment: str
    class_grade: str | None
    total: float | None
    rank: int | None
    of: int | None
    grade_before: str | None
    grade: str | None
    moves: list[str]
    not_applicable: list[str]


class FirmAccount(FirmOutcome):
    """What became of a firm, by which terms."""

    terms: list[ScoreTerm]
    stops: list[str]
    stop_codes: list[str]


class _Firm(ScoredFirm):
    not_applicable: list[str]


def build_run_record(run: Evaluation, language: str = "zh_CN") -> RunRecord:
    """The keys scheme, year, firms, groups, counts, stops and notes, with the codes of both in the same order."""
    return {
        "scheme": {"id": run.scheme.id, "version": run.scheme.version, "parameters": count_statuses(run.scheme)},
        "year": run.year,
        "firms": _firms(run),
        "groups": cast(list[GroupSum], run.groups.to_dicts()),
        "counts": cast(list[GradeCount], run.counts.to_dicts()),
        "stops": [problem.message(language) for problem in run.stops],
        "notes": [problem.message(language) for problem in run.notes],
        "stop_codes": [problem.code for problem in run.stops],
        "note_codes": [problem.code for problem in run.notes],
    }


def build_firm_account(run: Evaluation, firm: str, language: str = "zh_CN") -> FirmAccount:
    """One firm's whole sum: what became of it (``build_firm_outcome``), terms, and the stops of the run."""
    return {
        **build_firm_outcome(run, firm),
        "terms": cast(list[ScoreTerm], run.account(firm).to_dicts()),
        "stops": [problem.message(language) for problem in run.stops],
        "stop_codes": [problem.code for problem in run.stops],
    }


def build_firm_outcome(run: Evaluation, firm: str) -> FirmOutcome:
    """Who a firm is held against, its total, rank of how many, grade before and after moves, and the next lines."""
    every = run.firms.with_columns(not_applicable_indicators(run))
    row = every.filter(pl.col("firm") == firm).join(find_grade_margins(run).drop("grade_before"), on="firm")
    return cast(FirmOutcome, row.select(_OF_ONE).row(0, named=True))


def _firms(run: Evaluation) -> list[FirmRecord]:
    """Each firm with values and points of its group's indicators, null where they are not known or do not apply
    (``not_applicable`` names those), and what else was added: points of rules, weights shared out, rounding."""
    names = run.points.columns[1:]
    items = {group.id: [item.indicator for item in group.items] for group in run.scheme.groups}
    rows = run.firms.with_columns(not_applicable_indicators(run)).to_dicts()
    records: list[FirmRecord] = []
    for row, points, values in zip(rows, run.points.iter_rows(), run.values.iter_rows(named=True), strict=True):
        firm, points_by_name = cast(_Firm, row), dict(zip(names, points[1:], strict=True))
        scored = items.get(firm["group"], []) if firm["treatment"] != "not_evaluated" else []
        records.append(
            {
                "firm": firm["firm"],
                "group": firm["group"],
                "values": {name: values.get(name) for name in scored},
                "scores": {name: points_by_name.get(name) for name in scored},
                "added": {
                    name: value for name, value in points_by_name.items() if name not in scored and value is not None
                },
                "total": firm["total"],
                "rank": firm["rank"],
                "grade": firm["grade"],
                "moves": firm["moves"],
                "grade_before": firm["grade_before"],
                "treatment": firm["treatment"],
                "class": firm["class"],
                "not_applicable": firm["not_applicable"],
            }
        )
    return records
