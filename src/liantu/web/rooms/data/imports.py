"""Workbooks in: a template, an upload, what it would change, the same workbook marked, and writing it or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.imports import KINDS
from liantu.model import schema
from liantu.model.problems import Problem, Problems, restore_problem
from liantu.model.tables import find_row
from liantu.web.core import record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.api_description import describe_reading
from liantu.web.core.forms import form_entries, form_reading, row_names
from liantu.web.core.forms.posting import PostedForm, add_form, read_upload, redirect_to
from liantu.web.core.forms.saving import require_person
from liantu.web.core.forms.task_queue import wait_for_task
from liantu.web.core.gate import add_address
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Table
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.moves_table import moves_table
from liantu.web.rooms.data import import_choices
from liantu.wording import N_

if TYPE_CHECKING:
    from liantu.district.results import Task

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: So many tasks are shown.
_TASKS = 20
#: What is said once for all new rows of a file.
_FILLING = ("basis", "source", "locator")
STATES = {
    "waiting": N_("waiting"),
    "running": N_("running"),
    "done": N_("done"),
    "failed": N_("refused"),
    "cancelled": N_("cancelled"),
}


def register(app: FastAPI) -> None:
    """Add the pages, the files and where the forms go to."""
    for path, form, send, query in (
        ("/import/template.xlsx", "template", send_template, ("table", "filled")),
        ("/import/{id}/marked.xlsx", "marked workbook", send_marked_workbook, ()),
    ):
        add_address(app, path, form, send, describe_reading(path, send, ["xlsx"], query))
    add_page(app, "/import", show_imports, ("table",))
    add_form(app, "/import", handle_post)
    add_page(app, "/import/{id}", show_import)
    add_form(app, "/import/{id}", handle_decision_post)


def show_imports(view: RequestView, problems: list[str] | None = None) -> Page:
    """Templates to fill in, a file to send, and what was sent lately."""
    _ = view.tr
    recent = view.present.tasks.listed()[:_TASKS]
    context = {
        "tables": [(name, row_names.table_name(view, name)) for name in schema.read_tables()],
        "filling": form_entries.entry_groups(view, "capacities", {}, {}, prefix="", only=_FILLING)[-1][1],
        "chosen": view.request.query_params.get("table") or "capacities",
        "tasks": [_line(view, task) for task in recent if task.kind in KINDS],
        "readonly": view.present.workspace is None,
        "problems": problems or [],
    }
    body = {"tasks": [{"id": t.id, "kind": t.kind, "state": t.state} for t in recent], "problems": problems or []}
    sent = [(task.kind, task.state) for task in recent if task.kind in KINDS]
    slots = {
        "sent": sum(kind == "preview" for kind, _state in sent),
        "written": sum(kind != "preview" and state == "done" for kind, state in sent),
        "refused": sum(state == "failed" for _kind, state in sent),
    }
    title = _("Load a workbook: lately %(sent)s sent, %(written)s written, %(refused)s refused") % slots
    return Page("data/import.html", title, {}, context, body, 422 if problems else 200, cacheable=False)


def send_template(view: RequestView) -> Response:
    """A workbook to fill in, of the tables ``table=``; with their rows when ``filled=yes``."""
    query = view.request.query_params
    names = [name for name in query.getlist("table") if name in schema.read_tables()] or ["capacities"]
    filled = query.get("filled") == "yes"
    data = view.present.imports.template(names, view.lang, filled)
    return _file(data, "-".join(row_names.table_name(view, name) for name in names[:4]))


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Store what was sent and have it looked at; nothing of the district is written."""
    file = posted.file("file")
    try:
        view.present.require_workspace()
        if file is None:
            raise Problems([Problem("required", column=view.tr("Workbook"))])
        content, name = read_upload(file)
        author = require_person(view)
        filling, wrong = form_reading.read_fields(view, "capacities", {f: posted.get(f) for f in _FILLING})
        if wrong:
            raise Problems([problem for problems in wrong.values() for problem in problems])
        texts = {field: text for field, text in filling.items() if text}
        id = view.present.imports.queue_preview(name, content, author, bool(posted.get("replace")), texts)
        wait_for_task(view, id)
    except Problems as refused:
        return show_imports(view, [problem.message(view.lang) for problem in refused.problems])
    return redirect_to(view.url(f"/import/{id}"))


def show_import(view: RequestView) -> Page:
    """A file that was sent: being looked at, what it would change, or what came of it."""
    _ = view.tr
    task = _task(view)
    result = task.result if isinstance(task.result, dict) else {}
    failed = task.state == "failed"
    problems = list(task.result) if failed else [restore_problem(slots) for slots in result.get("problems", [])]
    looked_at = task.kind == "preview" and task.state == "done" and not problems

    def find_moved_gaps() -> Table | None:
        """What would move, which takes longer than all else of the page and stands in its picture alone."""
        moves = view.present.imports.find_moves(task) if looked_at and _moves(result) else None
        return None if moves is None else moves_table(view, moves)

    context = {
        "task": task,
        "find_moved_gaps": find_moved_gaps,
        **import_choices.list_choices(view, task, result),
        "state": _(STATES[task.state]),
        "name": task.given["name"],
        "replace": task.given.get("replace"),
        "result": result,
        **_changed_rows(view, result),
        "problems": [_problem_text(view, problem) for problem in problems],
        "notes": [_problem_text(view, note) for note in import_choices.list_plain_notes(result)],
        "moving": task.state in ("waiting", "running"),
        "writable": looked_at and _moves(result),
        "nothing": looked_at and not _moves(result),
    }
    body = {"state": task.state, "done": task.done, "total": task.total, "result": result}
    body["problems"] = [problem.message(view.lang) for problem in problems]
    body["problem_codes"] = [problem.code for problem in problems]
    return Page("data/import_one.html", _("To load: %s") % task.given["name"], {}, context, body, cacheable=False)


def _changed_rows(view: RequestView, result: dict[str, Any]) -> dict[str, list[Any]]:
    """What a file would change: how many rows a table, cells, rows added and deleted."""
    fresh = {row["key"]: row["fields"].get("zh") for row in result.get("added", []) if row["fields"].get("zh")}
    return {
        "counts": [(row_names.table_name(view, name), counts) for name, counts in result.get("counts", {}).items()],
        "cells": [_cell(view, cell, fresh) for cell in result.get("cells", [])],
        "added": [_describe_added_row(view, row, fresh) for row in result.get("added", [])],
        "deleted": [
            (row_names.table_name(view, row["table"]), _name_row(view, row["table"], row["key"]))
            for row in result.get("deleted", [])
        ],
    }


def handle_decision_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Write what was shown, or stop."""
    task = _task(view)
    if posted.get("do") == "cancel":
        view.present.tasks.cancel(task.id)
        return redirect_to(view.url("/import"))
    if task.kind != "preview" or task.state != "done":
        return redirect_to(view.url(f"/import/{task.id}"))
    try:
        if posted.get("do") == "choose":
            return import_choices.look_again(view, task, posted)
        author = require_person(view)
        id = view.present.imports.queue_load(task, author, posted.get("reason"), posted.get("source"))
        wait_for_task(view, id)
    except Problems as refused:
        return show_imports(view, [problem.message(view.lang) for problem in refused.problems])
    done = view.present.tasks.find(id)
    if done.state == "done":
        return redirect_to(view.url(f"/history/{done.result['number']}"))
    return redirect_to(view.url(f"/import/{id}"))


def send_marked_workbook(view: RequestView) -> Response:
    """The workbook as it was sent, with what is wrong in it marked where it stands."""
    task = view.present.tasks.find(view.request.path_params["id"])
    name = str(task.given["name"])
    data = view.present.imports.mark_workbook(task, view.lang)
    return _file(data, f"{name.rsplit('.', 1)[0]}-{view.tr('marked')}")


def _task(view: RequestView) -> Task:
    task = view.present.tasks.find(view.request.path_params["id"])
    if task.kind not in KINDS:
        raise PageNotFound(view.tr("There is no such task."))
    return task


def _moves(result: dict[str, Any]) -> bool:
    return any(counts.get(s) for counts in result["counts"].values() for s in ("added", "changed", "deleted"))


def _line(view: RequestView, task: Task) -> dict[str, Any]:
    kinds = {"preview": view.tr("looked at"), "load": view.tr("loaded")}
    return {
        "name": task.given["name"],
        "address": view.url(f"/import/{task.id}"),
        "author": task.author,
        "moment": row_names.local_moment(task.asked),
        "kind": kinds[task.kind],
        "state": view.tr(STATES[task.state]),
        "number": task.result["number"] if task.kind == "load" and task.state == "done" else None,
    }


def _cell(view: RequestView, cell: dict[str, Any], fresh: Mapping[str, str]) -> dict[str, Any]:
    field = schema.read_tables()[cell["table"]].field(cell["field"])
    sides = (fresh.get(cell[side], cell[side]) if field.refers_to else cell[side] for side in ("before", "after"))
    before, after = (record_rows.field_cell(view, field, {field.name: text}) for text in sides)
    where = " ".join(filter(None, (cell.get("sheet"), cell.get("cell"))))
    return {
        "table": row_names.table_name(view, cell["table"]),
        "row": _name_row(view, cell["table"], cell["key"]),
        "field": record_rows.field_label(view, field),
        "before": before,
        "after": after,
        "where": where,
    }


def _name_row(view: RequestView, table: str, key: str) -> str:
    row = find_row(view.present.given, table, key)
    return row_names.row_name(view, table, row) if row else key


def _describe_added_row(view: RequestView, row: dict[str, Any], fresh: Mapping[str, str]) -> dict[str, Any]:
    """A row that would be added; what it refers to that would be added too is called by its name."""
    references = {field.name for field in schema.read_tables()[row["table"]].fields if field.refers_to}
    named = {name: fresh.get(text, text) if name in references else text for name, text in row["fields"].items()}
    facts: list[tuple[str, Cell]] = record_rows.field_facts(view, row["table"], named)
    return {
        "table": row_names.table_name(view, row["table"]),
        "row": row_names.row_name(view, row["table"], named),
        "key": row["key"],
        "content": view.join(f"{label} {cell.text}" for label, cell in facts[:8]),
    }


def _problem_text(view: RequestView, problem: Problem) -> str:
    where = " ".join(filter(None, (problem.slots.get("sheet"), problem.slots.get("cell"))))
    message = problem.message(view.lang)
    is_named = problem.slots.get("cell", "") in message
    return message if is_named or not where else f"{where} — {message}"


def _file(data: bytes, name: str) -> Response:
    head = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.xlsx"}
    return Response(data, headers=head, media_type=_XLSX)
