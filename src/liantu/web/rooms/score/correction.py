"""What one corrected value of a firm's return would give: its total, rank and grade, and how many others move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liantu.model.problems import Problem, Problems
from liantu.model.typed_amounts import read_amount
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.run_request import RunRequest
from liantu.wording.scenario import mark_title
from liantu.wording.titles import IF_ANOTHER
from liantu.wording.variant_words import VALUE_SUPPOSED

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
        "corrected_title": mark_title(view.tr(IF_ANOTHER), view.lang),
        "supposed": [],
    }
    if field not in values or not typed.strip():
        return form
    wrong: list[Problem] = []
    value = read_amount(typed, say.name_of(view, found.scheme.fields[field]), wrong, signed=field != "land")
    if wrong:
        raise Problems(wrong)
    now = view.tr("unknown") if values[field] is None else f"{values[field]:,.12g}"
    text = view.tr(VALUE_SUPPOSED) % {"what": _field_text(view, field, found), "value": f"{value:,.12g}", "before": now}
    outcome = score.correction_outcome(found.run, firm, field, value)
    return {**form, "corrected": _correction_texts(view, outcome), "supposed": view.suppose([text])}


def describe_correction(view: RequestView, form: dict[str, Any]) -> dict[str, object]:
    """The answer of the form as fields of JSON: the figures of the page stand as they are, this alone is supposed."""
    if not form["corrected"]:
        return {}
    supposed = [vars(supposition) for supposition in form["supposed"]]
    return {"correction": {"title": form["corrected_title"], "scenario": supposed, "outcome": form["corrected"]}}


def _label(view: RequestView, field: str, found: RunRequest, value: float | None) -> str:
    """The field with its unit and what stands there now."""
    now = view.tr("unknown") if value is None else f"{value:,.12g}"
    return f"{_field_text(view, field, found)}: {now}"


def _field_text(view: RequestView, field: str, found: RunRequest) -> str:
    definition = found.scheme.fields[field]
    return f"{say.name_of(view, definition)} ({say.unit_label(view, definition.unit)})"


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
