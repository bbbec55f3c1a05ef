"""What one corrected value of a firm's return would give: its total, rank and grade, and how many others move."""

from __future__ import annotations

from typing import Any

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.form_numbers import read_amount
from liantu.web.rooms.score.run_request import RunRequest


def read_correction(view: RequestView, found: RunRequest, firm: str) -> dict[str, Any]:
    """What the form of the page holds, and the sentences that answer it. Raises Problems for what is no number."""
    scheme, query = found.scheme, view.request.query_params
    choices = {name: scheme.fields[name] for name in scheme.used() if name in found.run.returns.columns}
    field, typed = query.get("field", ""), query.get("value", "")
    own = found.run.returns.filter(pl.col("firm") == firm).row(0, named=True)
    form = {
        "fields": [(name, _label(view, one.id, found, own[name])) for name, one in choices.items()],
        "field": field,
        "typed": typed,
        "corrected": [],
    }
    if field not in choices or not typed.strip():
        return form
    wrong: list[Problem] = []
    value = read_amount(typed, say.name_of(view, choices[field]), wrong, signed=field != "land")
    if wrong:
        raise Problems(wrong)
    moved = view.district.score.correction_effects(found.run, firm, field, value)
    return {**form, "corrected": _correction_texts(view, moved, firm)}


def _label(view: RequestView, field: str, found: RunRequest, value: float | None) -> str:
    """The field with its unit and what stands there now."""
    one = found.scheme.fields[field]
    now = view.tr("unknown") if value is None else f"{value:,.12g}"
    return f"{say.name_of(view, one)} ({say.unit_label(view, one.unit)}): {now}"


def _correction_texts(view: RequestView, moved: pl.DataFrame, firm: str) -> list[str]:
    _ = view.tr
    regraded = pl.col("grade_before").ne_missing(pl.col("grade_after"))
    others = moved.filter(pl.col("firm") != firm)
    own = moved.filter(pl.col("firm") == firm).to_dicts()
    if not own:
        told = _("Nothing changes for this firm.")
    else:
        row = own[0]
        told = _("Total %(t1)s → %(t2)s, rank %(r1)s → %(r2)s, grade %(g1)s → %(g2)s.") % {
            **{f"t{n}": _number(row[f"total_{w}"], 2) for n, w in _WHEN},
            **{f"r{n}": _number(row[f"rank_{w}"], 0) for n, w in _WHEN},
            **{f"g{n}": row[f"grade_{w}"] or "—" for n, w in _WHEN},
        }
    beside = _("Of the other firms %(firms)s stand elsewhere, %(grades)s of them with another grade.")
    return [told, beside % {"firms": others.height, "grades": others.filter(regraded).height}]


_WHEN = ((1, "before"), (2, "after"))


def _number(value: float | None, decimals: int) -> str:
    return "—" if value is None else f"{value:,.{decimals}f}"
