"""The page of firm registers: who makes what is missing here, which registers there are, loading another."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.register_queue import TASK
from liantu.model.problems import Problem, Problems
from liantu.web.core.answer import add_page
from liantu.web.core.api_description import describe_reading
from liantu.web.core.empty_room import EmptyRoom, title_empty_room
from liantu.web.core.forms import row_names
from liantu.web.core.forms.posting import PostedForm, add_form, read_upload, redirect_to
from liantu.web.core.forms.saving import require_person
from liantu.web.core.forms.task_queue import wait_for_task
from liantu.web.core.gate import add_address
from liantu.web.core.lists.narrowed_tables import narrow_table
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.register_picture import list_makers, make_maker_picture, make_province_picture
from liantu.web.rooms.data.imports import STATES
from liantu.wording import register_words as say

PATH = "/registers"
_ASIDE = "/registers/{id}/set-aside.csv"
_TEMPLATE = "attract/registers.html"
_TASKS = 5


def register(app: FastAPI) -> None:
    """Add the page, where its form goes to, and the rows that were set aside."""
    add_page(app, PATH, show, (FACETS,))
    add_form(app, PATH, load)
    add_address(app, _ASIDE, "csv", send_set_aside, describe_reading(_ASIDE, send_set_aside, ["csv"], ()))


def show(view: RequestView, problems: list[str] | None = None) -> Page:
    """The pictures with their tables, the registers, the form, and what is being imported."""
    _ = view.tr
    title = _(say.TITLE)
    journals = view.district.attract.registers()
    status = 422 if problems else 200
    context = {
        "readonly": view.present.workspace is None,
        "problems": [*(problems or []), *(p.message(view.lang) for p in view.district.attract.unread_registers())],
        "tasks": _list_tasks(view),
        "moving": any(
            task.kind == TASK and task.state in ("waiting", "running") for task in view.present.tasks.listed()
        ),
    }
    if not any(journal.finished for journal in journals):
        load_here = "" if context["readonly"] else "#load"
        room = EmptyRoom(_(say.SHOWS), f"/filled/registers.svg?lang={view.lang}", "", load_here)
        title = title_empty_room(view, title)
        return Page(_TEMPLATE, title, {}, {**context, "say": say, "room": room}, status=status, cacheable=False)
    makers, provinces = make_maker_picture(view), make_province_picture(view)
    links, frame, bar = narrow_table(view, list_makers(view, makers))
    listed = _make_table(view)
    context |= {"headline": makers.heading, "makers": makers, "provinces": provinces, "say": say}
    context |= {"links": links, "listed": listed}
    frames = {"makers": frame, **provinces.frames}
    sheets = [links, provinces.table, listed]
    return Page(_TEMPLATE, title, frames, context, status=status, cacheable=False, sheets=sheets, facets=bar)


def load(view: RequestView, posted: PostedForm) -> Response | Page:
    """Store the file that was sent and have it imported in the background."""
    file = posted.file("file")
    try:
        view.present.require_workspace()
        if file is None:
            raise Problems([Problem("required", column=view.tr(say.FILE))])
        content, name = read_upload(file)
        columns = dict(_read_columns(posted.get("columns")))
        author = require_person(view)
        id, as_of = posted.get("id").strip(), posted.get("as_of").strip()
        wait_for_task(view, view.present.attract.queue_register(content, name, id, as_of, columns, author))
    except Problems as refused:
        return show(view, [problem.message(view.lang) for problem in refused.problems])
    return redirect_to(view.url(PATH))


def send_set_aside(view: RequestView) -> Response:
    """The rows of a register that were set aside or could not be read."""
    id = view.request.path_params["id"]
    content = view.present.attract.set_aside(id)
    head = {"Content-Disposition": f"attachment; filename={id}-set-aside.csv"}
    return Response(content, headers=head, media_type="text/csv; charset=utf-8")


def _read_columns(text: str) -> list[tuple[str, str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    wrong = [Problem("register_bad_column", value=line) for line in lines if "=" not in line]
    if wrong:
        raise Problems(wrong)
    return [(field.strip(), heading.strip()) for field, _mark, heading in (line.partition("=") for line in lines)]


def _make_table(view: RequestView) -> Table:
    _ = view.tr
    rows: list[list[Cell]] = []
    for journal in view.district.attract.registers():
        notes = say.list_notes(journal.counts, journal.first_lines, journal.first_values, _)
        aside = view.url(f"/registers/{journal.id}/set-aside.csv")
        rows.append(
            [
                text_cell(journal.id),
                text_cell(journal.as_of or _("unknown")),
                text_cell(_(say.STATES[say.find_state(journal.finished, journal.matched)])),
                number_cell(f"{journal.firms:,}"),
                Cell((Link(f"{journal.rows - journal.firms:,}", aside),), number=True),
                text_cell(" ".join(notes)),
            ]
        )
    labels = [_(say.REGISTER), _(say.AS_OF), _(say.STATE), _(say.FIRMS), _(say.SET_ASIDE), _(say.NOTES)]
    columns = [Column(label, number=n in (3, 4), sentences=n == 5) for n, label in enumerate(labels)]
    return Table(_(say.REGISTERS_TITLE), columns, rows, name="registers")


def _list_tasks(view: RequestView) -> list[tuple[str, str, str, list[str]]]:
    """Imports that were asked for lately: what, when, how it stands, what is wrong."""
    found = [task for task in view.present.tasks.listed() if task.kind == TASK][:_TASKS]
    rows = []
    for task in found:
        state = view.tr(STATES[task.state])
        if task.state == "running" and task.total:
            state = f"{state} {task.done * 100 // task.total} %"
        wrong = [problem.message(view.lang) for problem in task.result] if task.state == "failed" else []
        rows.append((str(task.given["name"]), row_names.local_moment(task.asked), state, wrong))
    return rows
