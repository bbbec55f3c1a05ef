"""One need: what it says, what it still lacks as a short form, which results may solve it, what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.model.problems import Problems
from liantu.web.core import record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms.form_entries import FormEntry
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate import posting_form
from liantu.web.rooms.innovate.match_tables import list_compared, list_decisions, list_matches, list_refused
from liantu.wording.innovation_words import (
    ABSTAINED,
    DECIDE,
    IN_HOUSE,
    NOTHING_OPEN,
    OPEN_QUESTIONS,
    POSTING_STATES,
    POSTINGS,
    QUESTION_USES,
    QUESTIONS,
    READINESS,
    WHAT_FOR,
)
from liantu.wording.sentences import NOTHING_OF_NAME

if TYPE_CHECKING:
    from liantu.district.results import Matching

_PATH, _ANSWERS = "/need/{key}", "/need/{key}/answers"
_STEP, _DECISION = "/need/{key}/step", "/need/{key}/decision"
_PREFIX = "a."
_USE_BADGES = {"matching": "missing", "value": "short", "condition": "unknown", "posting": "unknown"}


def register(app: FastAPI) -> None:
    """Add the page and where its form is sent to."""
    add_page(app, _PATH, show)
    add_form(app, _ANSWERS, handle_post)
    add_form(app, _STEP, handle_step)
    add_form(app, _DECISION, handle_decision)


class SentForms(NamedTuple):
    """What was sent with something wrong in it, by the name of its field, form by form; it stands in the form again."""

    answers: Mapping[str, str] = {}
    step: Mapping[str, str] = {}
    decision: Mapping[str, str] = {}


_NOTHING_SENT = SentForms()


def show(view: RequestView, problems: Sequence[str] = (), sent: SentForms = _NOTHING_SENT) -> Page:
    """Facts, open questions with their form, matches with every factor, decisions, steps."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "needs", key)
    if row is None:
        raise PageNotFound(_(NOTHING_OF_NAME))
    room = view.district.innovate
    state = room.needs().filter(id=key).row(0, named=True)
    questions, matching = room.open_questions(key), room.matching()
    reason = matching.abstained.filter(need=key)["reason"].first()
    tables = [_list_questions(view, questions), list_matches(view, matching.matches, key)]
    tables.append(list_compared(view, matching.indicators, key))
    tables.append(list_refused(view, matching.refused, key))
    tables.append(list_decisions(view, room.decisions().filter(need=key)))
    tables.append(list_postings(view, "need", key))
    tables = [table for table in tables if table.rows]
    slots = {"title": view.pick(row), "state": _(READINESS[state["readiness"]])}
    context = {
        "facts": [*list_facts(view, "needs", row)],
        "state": f"{_(POSTING_STATES[state['state']])}{_('; ')}{_(READINESS[state['readiness']])}",
        "cite": record_rows.citation_cell(view, row, "needs"),
        "abstained": _(ABSTAINED.get(str(reason), str(reason))) if reason else "",
        "nothing_open": _(NOTHING_OPEN) if questions.is_empty() else "",
        "tables": tables,
        "papers": paper_links(view, "need", need=key),
        "entries": _list_entries(view, questions, sent.answers),
        "problems": list(problems),
        "path": view.url(_ANSWERS.format(key=key)),
        "base": view.present.number,
        "legend": _(OPEN_QUESTIONS),
        **_list_forms(view, key, state["state"], matching, sent),
        "links": _list_links(view, key),
        "readonly": view.present.workspace is None,
    }
    return Page(
        "innovate/need.html",
        _("%(title)s: %(state)s") % slots,
        {"questions": questions, "matches": matching.matches.filter(need=key)},
        context,
        status=422 if problems else 200,
        cacheable=not problems,
        internal=_(IN_HOUSE),
        names_firms=True,
        sheets=tables,
    )


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Write the answers; what is wrong stands beside the form and nothing is written."""
    key = view.request.path_params["key"]
    questions = view.present.innovate.open_questions(key)
    names = [_entry_name(row["question"], row["number"]) for row in questions.iter_rows(named=True)]
    names += ["scale", *(("value", "unit", "direction", "method") if "indicator" in names else ())]
    answers = {name: posted.get(f"{_PREFIX}{name}").strip() for name in names}
    try:
        change = view.present.innovate.answer_questions(key, answers)
        commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, _tell(view, error), SentForms(answers=answers))
    return redirect_to(view.url(_PATH.format(key=key)))


def handle_step(view: RequestView, posted: PostedForm) -> Response | Page:
    """Write a step of publication, or an interest."""
    key = view.request.path_params["key"]
    try:
        posting_form.save_step(view, posted, "need", key)
    except Problems as error:
        return show(view, _tell(view, error), SentForms(step=posting_form.read_step(posted)))
    return redirect_to(view.url(_PATH.format(key=key)))


def handle_decision(view: RequestView, posted: PostedForm) -> Response | Page:
    """Write what was decided on the need and a result."""
    key = view.request.path_params["key"]
    try:
        posting_form.save_decision(view, posted, key)
    except Problems as error:
        return show(view, _tell(view, error), SentForms(decision=posting_form.read_decision(posted)))
    return redirect_to(view.url(_PATH.format(key=key)))


def _tell(view: RequestView, error: Problems) -> list[str]:
    return [problem.message(view.lang) for problem in error.problems]


def _list_forms(view: RequestView, key: str, state: str, matching: Matching, sent: SentForms) -> dict[str, object]:
    """The forms of steps and of a decision on what was proposed or refused."""
    found = pl.concat([frame.filter(need=key)["result"] for frame in (matching.matches, matching.refused)])
    results = [(result, view.name(result)) for result in found]
    return {
        "steps": posting_form.list_step_forms(view, state, sent.step),
        "step_path": view.url(_STEP.format(key=key)),
        "decision": posting_form.list_decision_entries(view, results, sent.decision) if results else [],
        "decision_path": view.url(_DECISION.format(key=key)),
        "deciding": bool(sent.decision),
        "record_decision": DECIDE,
    }


def list_facts(view: RequestView, table: str, row: Mapping[str, str | None]) -> list[tuple[str, Cell]]:
    """What a row states, field by field; blank ones say that nothing is stated."""
    return [
        (
            field.zh if view.zh else field.en,
            record_rows.field_cell(view, field, row) if row[field.name] else text_cell(view.tr("not stated")),
        )
        for field in record_rows.shown_fields(view, table)
        if field.group != "provenance" and field.name not in ("id", "zh", "en")
    ]


def list_postings(view: RequestView, side: str, key: str) -> Table:
    """Every step of publication and every interest, by day."""
    _ = view.tr
    rows = view.district.tables["posting_events"].filter(pl.col(side) == key).sort("period")
    cells = [
        [
            text_cell(view.period(row["period"])),
            text_cell(view.word("posting_step", row["step"])),
            text_cell(view.period(row["until"]) if row["until"] else ""),
            text_cell(view.name(row["party"]) if row["party"] else ""),
            text_cell(view.name(row["office"]) if row["office"] else ""),
            text_cell(view.pick(row)),
        ]
        for row in rows.iter_rows(named=True)
    ]
    heads = [_("Day"), _("Step"), _("Valid until"), _("Party"), _("Responsible office"), _("Remark")]
    return Table(_(POSTINGS), [Column(head) for head in heads], cells, name="postings")


def _list_questions(view: RequestView, questions: pl.DataFrame) -> Table:
    _ = view.tr
    cells = [
        [
            text_cell(_(QUESTIONS[row["question"]])),
            badge_cell(_(QUESTION_USES[row["use"]]), _USE_BADGES[row["use"]]),
            text_cell(row["number"] or ""),
        ]
        for row in questions.iter_rows(named=True)
    ]
    heads = [_("Question"), _(WHAT_FOR), _("Indicator")]
    return Table(_(OPEN_QUESTIONS), [Column(head) for head in heads], cells, name="questions")


def _list_entries(view: RequestView, questions: pl.DataFrame, answers: Mapping[str, str]) -> list[FormEntry]:
    """The questions as fields; a first indicator is asked with all its parts, a level with its scale."""
    rows = [(row["question"], row["number"]) for row in questions.iter_rows(named=True)]
    asked_names = [question for question, _number in rows]
    if "indicator" in asked_names:
        place = asked_names.index("indicator") + 1
        rows[place:place] = [(part, None) for part in ("value", "unit", "direction", "method")]
    if "maturity" in asked_names:
        rows.insert([question for question, _number in rows].index("maturity"), ("scale", None))
    entries = []
    for question, number in rows:
        name = _entry_name(question, number)
        options: list[tuple[str, str]] = []
        if question == "direction":
            codes = schema.read_codelist("indicator_direction")
            options = [(code, view.word("indicator_direction", code)) for code in codes]
        if question == "scale":
            options = [(r["id"], view.pick(r)) for r in view.present.tables["maturity_scales"].iter_rows(named=True)]
        label = view.tr(QUESTIONS[question]) + (f" ({number})" if number else "")
        kind = "choice" if options else "text"
        entries.append(FormEntry(f"{_PREFIX}{name}", label, kind, answers.get(name, ""), options=options))
    return entries


def _entry_name(question: str, number: str | None) -> str:
    return f"{question}.{number}" if number else question


def _list_links(view: RequestView, key: str) -> list[tuple[str, str]]:
    if view.present.workspace is None:
        return []
    _ = view.tr
    return [
        (_("Edit"), view.url(f"/tables/needs/{key}/edit")),
        (_("Add an indicator"), view.url("/tables/need_indicators/new", **{"f.need": key})),
    ]
