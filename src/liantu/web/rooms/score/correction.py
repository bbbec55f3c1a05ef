"""What one corrected value of a firm's return would give: its total, rank and grade, and how many others move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liantu.model.problems import Problem, Problems
from liantu.model.typed_amounts import read_amount
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.run_request import RunRequest

if TYPE_CHECKING:
    from liantu.district.results import CorrectionOutcome


def read_correction(view: RequestView, found: RunRequest, firm: str) -> dict[str, Any]:
    """What the form of the page holds, and the sentences that answer it. Raises Problems for what is no number."""
    score, query = view.district.score, view.request.query_params
    values = score.correctable_values(found.run, firm)
    field, typed = query.get("field", ""), query.get("value", "")
    form = {
        "fields": [(name, _label(view, name, found, value)) for name, value in values.items()],
        "field": field,
        "typed": typed,
        "corrected": [],
    }
    if field not in values or not typed.strip():
        return form
    wrong: list[Problem] = []
    value = read_amount(typed, say.name_of(view, found.scheme.fields[field]), wrong, signed=field != "land")
    if wrong:
        raise Problems(wrong)
    return {**form, "corrected": _correction_texts(view, score.correction_outcome(found.run, firm, field, value))}


def _label(view: RequestView, field: str, found: RunRequest, value: float | None) -> str:
    """The field with its unit and what stands there now."""
    definition = found.scheme.fields[field]
    now = view.tr("unknown") if value is None else f"{value:,.12g}"
    return f"{say.name_of(view, definition)} ({say.unit_label(view, definition.unit)}): {now}"


def _correction_texts(view: RequestView, outcome: CorrectionOutcome) -> list[str]:
    _ = view.tr
    text = _("Nothing changes for this firm.")
    if firm := outcome.firm:
        sides = ((1, firm.before), (2, firm.after))
        text = _("Total %(t1)s → %(t2)s, rank %(r1)s → %(r2)s, grade %(g1)s → %(g2)s.") % {
            **{f"t{n}": _number(standing.total, 2) for n, standing in sides},
            **{f"r{n}": _number(standing.rank, 0) for n, standing in sides},
            **{f"g{n}": standing.grade or "—" for n, standing in sides},
        }
    beside = _("Of the other firms %(firms)s stand elsewhere, %(grades)s of them with another grade.")
    return [text, beside % {"firms": outcome.others, "grades": outcome.regraded}]


def _number(value: float | None, decimals: int) -> str:
    return "—" if value is None else f"{value:,.{decimals}f}"
