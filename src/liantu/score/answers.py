"""A run as JSON writes it: numbers unrounded, ids of the scheme, messages in the language asked for."""

from __future__ import annotations

from typing import Any

from liantu.score.evaluation import Evaluation
from liantu.score.parameters import statuses

#: What of a firm stands beside its points.
_OF_FIRM = ("firm", "group", "total", "rank", "grade", "moves", "grade_before", "treatment", "class")


def answer(run: Evaluation, language: str = "zh_CN") -> dict[str, Any]:
    """The keys scheme, year, firms, groups, counts, stops and notes."""
    return {
        "scheme": {"id": run.scheme.id, "version": run.scheme.version, "parameters": statuses(run.scheme)},
        "year": run.year,
        "firms": _firms(run),
        "groups": run.groups.to_dicts(),
        "counts": run.counts.to_dicts(),
        "stops": [problem.message(language) for problem in run.stops],
        "notes": [problem.message(language) for problem in run.notes],
    }


def _firms(run: Evaluation) -> list[dict[str, Any]]:
    """Each firm with values and points of its group's indicators, null where they are not known, and what else was
    added: points of rules, weights shared out, rounding."""
    names = run.points.columns[1:]
    items = {group.id: [item.indicator for item in group.items] for group in run.scheme.groups}
    firms = []
    values = run.values.iter_rows(named=True)
    for firm, points, value in zip(run.firms.select(_OF_FIRM).to_dicts(), run.points.iter_rows(), values, strict=True):
        given = dict(zip(names, points[1:], strict=True))
        own = items.get(firm["group"], []) if firm["treatment"] != "not_evaluated" else []
        added = {name: value for name, value in given.items() if name not in own and value is not None}
        scores = {name: given.get(name) for name in own}
        head = {"firm": firm.pop("firm"), "group": firm.pop("group")}
        measured = {name: value.get(name) for name in own}
        firms.append({**head, "values": measured, "scores": scores, "added": added, **firm})
    return firms
