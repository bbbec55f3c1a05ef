"""Where a project is moved to another stage: what the step needs is asked before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.shipped_library import select_own_rows
from liantu.model import schema
from liantu.model.problems import Problems
from liantu.web.core import record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms.form_entries import FormEntry
from liantu.web.core.forms.new_source import PREFIX, SOURCE, list_source_entries, read_new_source
from liantu.web.core.forms.posting import PostedForm, add_form, address_at_day, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import NOTHING_OF_NAME

_PATH = "/project/{key}/move"
_FIELDS = ("period", "evidence", "reason", "source")


class AllowedStep(NamedTuple):
    """A row of ``DeliverRoom.allowed_steps``."""

    stage: str
    kind: str
    reason: bool
    proof: bool
    evidence_zh: str | None
    evidence_en: str | None


def register(app: FastAPI) -> None:
    """Add the page and where its form is sent to."""
    add_page(app, _PATH, show, ("stage",))
    add_form(app, _PATH, handle_post)


def show(
    view: RequestView, problems: Sequence[str] = (), form_values: Mapping[str, str] | None = None, stage: str = ""
) -> Page:
    """The stages that a project may go to, and of the chosen one what it needs; of another one why it may not."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "projects", key)
    if row is None:
        raise PageNotFound(_(NOTHING_OF_NAME))
    frame = view.present.deliver.allowed_steps(key)
    steps = {step.stage: step for step in map(AllowedStep._make, frame.iter_rows())}
    chosen = stage or view.request.query_params.get("stage") or ""
    step = steps.get(chosen)
    path = f"/project/{key}/move"
    title = _("Move %s to another stage") % view.pick(row)
    if step is not None:
        slots = {"project": view.pick(row), "stage": view.word("stage", chosen)}
        title = _("Move %(project)s to: %(stage)s") % slots
    context = {
        "choices": [
            (_step_word(view, item), view.url(path, stage=item.stage), item is step) for item in steps.values()
        ],
        "refused": "" if step or not chosen else _why_not(view, chosen, list(steps.values())),
        "entries": _entries(view, step, form_values or {}) if step else [],
        "new_source": list_source_entries(view, _list_source_texts(form_values or {})),
        "source_open": bool((form_values or {}).get(PREFIX + "zh")),
        "chosen": chosen if step else "",
        "problems": list(problems),
        "path": view.url(path),
        "back": view.url("/projects"),
        "base": view.present.number,
        "readonly": view.present.workspace is None,
    }
    status = 422 if problems else 200
    return Page("deliver/move.html", title, {"steps": frame}, context, status=status, cacheable=False)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Write the step; what it lacks stands beside the form, and the project stays where it is."""
    key, stage = view.request.path_params["key"], posted.get("stage")
    form_values = {name: posted.get(name) for name in _FIELDS} | {"period": posted.period("period")}
    form_values |= {PREFIX + name: posted.get(PREFIX + name) for name in SOURCE}
    try:
        optional = {name: form_values[name] or None for name in _FIELDS[1:]}
        new = read_new_source(view, posted)
        if new is not None:
            if new.wrong:
                raise Problems([problem for problems in new.wrong.values() for problem in problems])
            optional["source"] = new.row.key
        step = view.present.deliver.step(key, stage, form_values["period"], **optional)
        rows = (new.row, *step.rows) if new is not None else step.rows
        commit_change(view, replace(step, rows=rows), posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems], form_values, stage)
    return redirect_to(address_at_day(view, "/projects", form_values["period"]))


def _step_word(view: RequestView, step: AllowedStep) -> str:
    word = view.word("stage", step.stage)
    return word if step.kind == "forward" else f"{word} · {view.word('transition_kind', step.kind)}"


def _why_not(view: RequestView, stage: str, steps: Sequence[AllowedStep]) -> str:
    """What stands against a stage: it is none, or it is not reached from here at once."""
    stages = schema.read_codelist("stage")
    allowed = view.join(view.word("stage", step.stage) for step in steps)
    if stage not in stages:
        return view.tr("There is no such stage. From here one may go to: %s.") % allowed
    slots = {"stage": view.word("stage", stage), "allowed": allowed}
    return (
        view.tr(
            "From where the project stands one does not go to “%(stage)s” at once. Record the steps between first, or "
            "a step back with its reason; from here one may go to: %(allowed)s."
        )
        % slots
    )


def _list_source_texts(values: Mapping[str, str]) -> dict[str, str]:
    """What was written of a new source, by field; beforehand a source that is public."""
    return {name: values.get(PREFIX + name) or ("public" if name == "class" else "") for name in SOURCE}


def _entries(view: RequestView, step: AllowedStep, values: Mapping[str, str]) -> list[FormEntry]:
    """Day, proof, reason and source: those that the step needs are marked."""
    _ = view.tr
    wanted_proof = view.pick({"zh": step.evidence_zh, "en": step.evidence_en})
    reasons = [(code, view.word("step_reason", code)) for code in schema.read_codelist("step_reason")]
    listed = select_own_rows(view.present.tables, "sources")
    sources = [(row["id"], view.pick(row)) for row in listed.iter_rows(named=True)]
    found = [
        FormEntry("period", _("Day or month"), "text", values.get("period", ""), "2024-03-18", needed=True),
        FormEntry("evidence", _("Proof"), "text", values.get("evidence", ""), wanted_proof, needed=step.proof),
        FormEntry("source", _("Source"), "choice", values.get("source", ""), options=sources),
    ]
    if step.reason:
        reason = values.get("reason", "")
        found.insert(2, FormEntry("reason", _("Reason"), "choice", reason, needed=True, options=reasons))
    return found
