"""A run as JSON writes it: numbers unrounded, ids of the scheme, messages in the language asked for."""

from __future__ import annotations

from typing import Any

import polars as pl

from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grade_margins import find_grade_margins
from liantu.score.run.indicator_applicability import not_applicable_indicators
from liantu.score.scheme.parameters import count_statuses

#: What of a firm stands beside its points.
_OF_FIRM = ("firm", "group", "total", "rank", "grade", "moves", "grade_before", "treatment", "class", "not_applicable")

_OF_ONE = (
    *("firm", "group", "treatment", "class", "class_grade", "total", "rank", "of"),
    *("grade_before", "grade", "moves", "better", "to_better", "worse", "to_worse", "not_applicable"),
)


def build_run_record(run: Evaluation, language: str = "zh_CN") -> dict[str, Any]:
    """The keys scheme, year, firms, groups, counts, stops and notes."""
    return {
        "scheme": {"id": run.scheme.id, "version": run.scheme.version, "parameters": count_statuses(run.scheme)},
        "year": run.year,
        "firms": _firms(run),
        "groups": run.groups.to_dicts(),
        "counts": run.counts.to_dicts(),
        "stops": [problem.message(language) for problem in run.stops],
        "notes": [problem.message(language) for problem in run.notes],
    }


def build_firm_account(run: Evaluation, firm: str, language: str = "zh_CN") -> dict[str, Any]:
    """One firm's whole sum: what became of it (``build_firm_outcome``), terms, and the stops of the run."""
    terms = run.account(firm).to_dicts()
    return {
        **build_firm_outcome(run, firm),
        "terms": terms,
        "stops": [problem.message(language) for problem in run.stops],
    }


def build_firm_outcome(run: Evaluation, firm: str) -> dict[str, Any]:
    """Who a firm is held against, its total, rank of how many, grade before and after moves, and the next lines."""
    every = run.firms.with_columns(not_applicable_indicators(run))
    row = every.filter(pl.col("firm") == firm).join(find_grade_margins(run).drop("grade_before"), on="firm")
    return row.select(_OF_ONE).row(0, named=True)


def _firms(run: Evaluation) -> list[dict[str, Any]]:
    """Each firm with values and points of its group's indicators, null where they are not known or do not apply
    (``not_applicable`` names those), and what else was added: points of rules, weights shared out, rounding."""
    names = run.points.columns[1:]
    items = {group.id: [item.indicator for item in group.items] for group in run.scheme.groups}
    firms = []
    every = run.firms.with_columns(not_applicable_indicators(run))
    values = run.values.iter_rows(named=True)
    for firm, points, value in zip(every.select(_OF_FIRM).to_dicts(), run.points.iter_rows(), values, strict=True):
        given = dict(zip(names, points[1:], strict=True))
        own = items.get(firm["group"], []) if firm["treatment"] != "not_evaluated" else []
        added = {name: value for name, value in given.items() if name not in own and value is not None}
        scores = {name: given.get(name) for name in own}
        head = {"firm": firm.pop("firm"), "group": firm.pop("group")}
        measured = {name: value.get(name) for name in own}
        firms.append({**head, "values": measured, "scores": scores, "added": added, **firm})
    return firms
