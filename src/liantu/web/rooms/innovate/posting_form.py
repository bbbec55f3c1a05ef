"""Forms of publication: of each step that may follow, as a review, a publication, a renewal or an interest, one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.model.written_periods import read_written_period
from liantu.web.core.forms import reference_search
from liantu.web.core.forms.form_entries import FormEntry
from liantu.web.core.forms.posting import PostedForm
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.request_view import RequestView

#: What stands before the name of a field in these forms, and in that of a decision.
_PREFIX, _DECIDED = "s.", "d."
_FIELDS = ("period", "until", "party", "office", "zh")
_DECISION_FIELDS = ("decision", "reason", "period", "office", "zh", "outcome")


class StepForm(NamedTuple):
    """The form of one step: its code, its words, its fields, whether it was just sent."""

    step: str
    words: str
    entries: Sequence[FormEntry]
    is_open: bool


def list_step_forms(view: RequestView, state: str, sent: Mapping[str, str]) -> list[StepForm]:
    """A form for each step that may follow a state; what was ``sent`` stands in it again."""
    forms = []
    for step, takes_until, takes_party in view.present.innovate.following_steps(state):
        is_open = sent.get("step") == step
        values = sent if is_open else {"period": view.present.as_of.isoformat()}
        names = ["period", *(("until",) if takes_until else ()), *(("party",) if takes_party else ())]
        entries = [
            _make_entry(view, "posting_events", name, values.get(name, ""), f"{_PREFIX}{step}.")
            for name in (*names, "office", "zh")
        ]
        forms.append(StepForm(step, view.word("posting_step", step), entries, is_open))
    return forms


def list_decision_entries(
    view: RequestView, results: Sequence[tuple[str, str]], sent: Mapping[str, str]
) -> list[FormEntry]:
    """The fields of a decision on a need: which result, what was decided, why, on which day."""
    values = sent or {"period": view.present.as_of.isoformat()}
    field = schema.read_tables()["match_decisions"].field("result")
    label = field.zh if view.zh else field.en
    chosen = FormEntry(f"{_DECIDED}result", label, "choice", values.get("result", ""), needed=True, options=results)
    fields = [_make_entry(view, "match_decisions", name, values.get(name, ""), _DECIDED) for name in _DECISION_FIELDS]
    return [chosen, *fields]


def save_step(view: RequestView, posted: PostedForm, side: str, key: str) -> dict[str, str]:
    """Write the step that was sent; empty where it is written. Raises Problems."""
    sent = read_step(posted)
    fields = _read_fields(view, "posting_events", {name: sent.get(name, "") for name in _FIELDS})
    change = view.present.innovate.post_step(side, key, {"step": sent["step"], **fields})
    commit_change(view, change, posted.number("base") or None)
    return {}


def read_step(posted: PostedForm) -> dict[str, str]:
    """What was sent of a step, by the name of its field."""
    step = posted.get("step").strip()
    return {"step": step} | {name: posted.get(f"{_PREFIX}{step}.{name}").strip() for name in _FIELDS}


def save_decision(view: RequestView, posted: PostedForm, need: str) -> None:
    """Write the decision that was sent. Raises Problems."""
    sent = read_decision(posted)
    fields = _read_fields(view, "match_decisions", {name: sent[name] for name in _DECISION_FIELDS})
    change = view.present.innovate.decide_match(need, sent["result"], fields)
    commit_change(view, change, posted.number("base") or None)


def read_decision(posted: PostedForm) -> dict[str, str]:
    """What was sent of a decision, by the name of its field."""
    return {name: posted.get(f"{_DECIDED}{name}").strip() for name in ("result", *_DECISION_FIELDS)}


def _make_entry(view: RequestView, table: str, name: str, value: str, prefix: str) -> FormEntry:
    field = schema.read_tables()[table].field(name)
    options: list[tuple[str, str]] = []
    kind, pick = "text", ""
    if field.choices:
        kind = "choice"
        options = [(code, view.word(field.choices, code)) for code in schema.read_codelist(field.choices)]
    elif name == "office":
        kind, options = "choice", [(row["id"], view.pick(row)) for row in view.present.tables["offices"].to_dicts()]
    elif field.refers_to:
        kind, pick = "reference", "|".join(field.refers_to)
    label = field.zh if view.zh else field.en
    needed = field.required or name in ("period", "party")
    return FormEntry(f"{prefix}{name}", label, kind, value, needed=needed, options=options, pick=pick)


def _read_fields(view: RequestView, table: str, sent: Mapping[str, str]) -> dict[str, str | None]:
    """Days as people write them, parties by name. Raises Problems for a party that nobody is."""
    problems: list[Problem] = []
    fields: dict[str, str | None] = {}
    for name, text in sent.items():
        field = schema.read_tables()[table].field(name)
        if field.type == "period" and text:
            fields[name] = read_written_period(text) or text
        elif name == "party" and text:
            fields[name], problem = reference_search.resolve_reference(view, field, text)
            problems += [problem] if problem else []
        else:
            fields[name] = text or None
    if problems:
        raise Problems(problems)
    return fields
