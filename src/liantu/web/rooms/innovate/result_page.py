"""One result: what it is, its indicators and stages, needs that it may solve; one click makes it a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.problems import Problems
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Column, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate import posting_form
from liantu.web.rooms.innovate.match_tables import list_decisions
from liantu.web.rooms.innovate.need_page import list_facts, list_postings
from liantu.web.rooms.innovate.results import maturity_text
from liantu.wording.innovation_words import IN_HOUSE, MAKE_PROJECT, NEED, POSTING_STATES, STAGE_NOTE, STAGE_TIMES
from liantu.wording.sentences import NOTHING_OF_NAME

_PATH, _PROJECT, _STEP = "/result/{key}", "/result/{key}/project", "/result/{key}/step"
_STAGE_BADGES = {"done": "made", "running": "short", "next": "unknown"}


def register(app: FastAPI) -> None:
    """Add the page and where its button is sent to."""
    add_page(app, _PATH, show)
    add_form(app, _PROJECT, handle_post)
    add_form(app, _STEP, handle_step)


def show(view: RequestView, problems: Sequence[str] = (), sent: Mapping[str, str] | None = None) -> Page:
    """Facts, indicators, stages, needs that it may solve, decisions, steps."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "results", key)
    if row is None:
        raise PageNotFound(_(NOTHING_OF_NAME))
    room = view.district.innovate
    state = room.results().filter(id=key)["state"][0]
    matches = room.matching().matches.filter(result=key)
    tables = [_list_indicators(view, key), _list_stages(view, key), _list_needs(view, matches)]
    tables += [list_decisions(view, room.decisions().filter(result=key)), list_postings(view, "result", key)]
    tables = [table for table in tables if table.rows]
    is_writable = view.present.workspace is not None
    context = {
        "facts": list_facts(view, "results", row),
        "state": f"{_(POSTING_STATES[state])}{_('; ')}{_('Maturity')}{_(': ')}{maturity_text(view, row)}",
        "cite": record_rows.citation_cell(view, row, "results"),
        "tables": tables,
        "problems": list(problems),
        "make": view.url(_PROJECT.format(key=key)) if is_writable and not row["project"] else "",
        "button": _(MAKE_PROJECT),
        "base": view.present.number,
        "steps": posting_form.list_step_forms(view, state, sent or {}) if is_writable else [],
        "step_path": view.url(_STEP.format(key=key)),
        "links": [
            (_("Edit"), view.url(f"/tables/results/{key}/edit")),
        ]
        if is_writable
        else [],
    }
    return Page(
        "innovate/result.html",
        view.pick(row),
        {"needs": matches, "stages": view.district.tables["result_stages"].filter(result=key)},
        context,
        status=422 if problems else 200,
        cacheable=not problems,
        internal=_(IN_HOUSE),
        names_firms=True,
        sheets=tables,
    )


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Make the result a project of the pipeline."""
    key = view.request.path_params["key"]
    try:
        change = view.present.innovate.make_project(key)
        commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems])
    return redirect_to(view.url(f"/project/{change.rows[0].key}"))


def handle_step(view: RequestView, posted: PostedForm) -> Response | Page:
    """Write a step of publication, or an interest."""
    key = view.request.path_params["key"]
    try:
        posting_form.save_step(view, posted, "result", key)
    except Problems as error:
        messages = [problem.message(view.lang) for problem in error.problems]
        return show(view, messages, posting_form.read_step(posted))
    return redirect_to(view.url(_PATH.format(key=key)))


def _list_indicators(view: RequestView, key: str) -> Table:
    _ = view.tr
    rows = view.district.tables["result_indicators"].filter(result=key)
    cells = [
        [
            text_cell(row["indicator"]),
            text_cell(view.word("indicator_direction", row["direction"]) if row["direction"] else ""),
            number_cell(f"{row['value'] or ''} {row['indicator_unit'] or ''}".strip()),
            text_cell(row["method"] or _("not stated")),
            number_cell(row["best_known"] or ""),
            record_rows.citation_cell(view, row, "result_indicators"),
        ]
        for row in rows.iter_rows(named=True)
    ]
    heads = [_("Indicator"), _("Direction"), _("Value"), _("Test method"), _("Best known")]
    return Table(
        _("Indicators reached"), [*(Column(head) for head in heads), Column(_("Source, paragraph, quote"))], cells,
        name="reached",
    )  # fmt: skip


def _list_stages(view: RequestView, key: str) -> Table:
    _ = view.tr
    rows = view.district.tables["result_stages"].filter(result=key)
    cells = [
        [
            text_cell(view.word("result_stage", row["stage"])),
            badge_cell(view.word("result_stage_state", row["state"]), _STAGE_BADGES[row["state"]]),
            text_cell(view.period(row["period"]) if row["period"] else _("time not stated")),
            text_cell(view.name(row["platform"]) if row["platform"] else ""),
            link_cells.row_links_cell(view, "capacities", [row["capacity"]] if row["capacity"] else []),
            record_rows.citation_cell(view, row, "result_stages"),
        ]
        for row in rows.iter_rows(named=True)
    ]
    heads = [_("Stage"), _("State"), _("When"), _("Platform"), _("Capacity"), _("Source, paragraph, quote")]
    return Table(_(STAGE_TIMES), [Column(head) for head in heads], cells, notes=[_(STAGE_NOTE)], name="stages")


def _list_needs(view: RequestView, matches: pl.DataFrame) -> Table:
    _ = view.tr
    rows_of = view.district.tables.rows("needs")
    cells = [
        [
            link_cell(view.pick(rows_of[row["need"]]), view.url(f"/need/{row['need']}")),
            number_cell(str(row["rank"])),
            number_cell(f"{row['points']:.0f}"),
        ]
        for row in matches.sort("points", descending=True).iter_rows(named=True)
    ]
    columns = [Column(_(NEED)), Column(_("Rank"), number=True), Column(_("Points"), number=True)]
    return Table(_("Needs that it may solve"), columns, cells, name="needs")
