"""Workbooks and filled survey forms in the background: what a file would change, and writing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.district.incoming_files import IncomingFile, commit_file, preview_answers, read_incoming
from liantu.model import schema
from liantu.model.problems import Problem, record_problem
from liantu.model.tables import Tables, build_row_keys

if TYPE_CHECKING:
    from liantu.exchange.loading.preview import LoadingPreview
    from liantu.store.tasks import Task
    from liantu.store.worker import Progress, Work
    from liantu.store.workspace import Workspace

#: What was chosen for an earlier file: columns by heading, tables by the title of the sheet.
Remembered = Mapping[str, Mapping[str, str]]
#: So many cells, rows and problems are reported; the annotated copy has all.
_LIMIT = 300
#: Notes on rows of firms and plants that are there already: read as those, or chosen to be others.
EXISTING = ("same_plant", "related_plant", "same_firm", "like_firm", "another_plant")
#: The problem of a plant of which nobody has said yet whether it is the one that is there.
TO_CHOOSE = "plant_to_choose"


def worker_functions(workspace: Workspace) -> Mapping[str, Work]:
    """What the worker of a workspace can do."""
    return {
        "preview": lambda task, progress: preview_task(workspace, task, progress),
        "load": lambda task, progress: load_task(workspace, task, progress),
        "register": lambda task, progress: import_register_task(workspace, task, progress),
    }


def import_register_task(workspace: Workspace, task: Task, progress: Progress) -> dict[str, str | int]:
    """Import the file of a task as a register beside the workspace. Raises Problems."""
    from datetime import date

    from liantu.district.registers import import_task
    from liantu.district.view import DistrictView

    return import_task(DistrictView(workspace.beneath, date.max, workspace=workspace), task, progress)


def preview_task(workspace: Workspace, task: Task, progress: Progress) -> dict[str, Any]:
    """What the file of a task would change. Raises Problems when it cannot be read at all."""
    moment = workspace.moment()
    tables = workspace.over(moment)
    found = read_task_file(workspace, task, tables, progress)
    if found.answers is not None:
        return {"base": moment.number, "survey": True, **preview_answers(tables, found.answers)}
    remembered = {} if {"columns", "tables"} & set(_choices(task)) else _find_remembered(workspace, found.shape)
    if remembered:
        found = read_task_file(workspace, task, tables, progress, remembered)
    preview = found.preview
    assert preview is not None
    added = preview.rows.filter(pl.col("state") == "added")
    return {
        "base": moment.number,
        "survey": False,
        "shape": found.shape,
        "columns": remembered.get("columns", {}),
        "tables": remembered.get("tables", {}),
        "sheets": [{"title": sheet.title, "table": sheet.table, "lists": sheet.lists} for sheet in found.sheets],
        "unknown_columns": [{"table": table, "heading": heading} for table, heading in found.unknown_columns],
        "counts": preview.counts,
        "cells": preview.cells.head(_LIMIT).to_dicts(),
        "more_cells": max(0, preview.cells.height - _LIMIT),
        "added": _added_rows(preview, added.head(_LIMIT)),
        "more_added": max(0, added.height - _LIMIT),
        "deleted": preview.rows.filter(pl.col("state") == "deleted").head(_LIMIT).select("table", "key").to_dicts(),
        "problems": [record_problem(problem) for problem in preview.problems[:_LIMIT]],
        "more_problems": max(0, len(preview.problems) - _LIMIT),
        "notes": [record_problem(problem) for problem in _existing_first(preview.notes)[:_LIMIT]],
    }


def find_row_place(note: Problem) -> str:
    """The sheet and the row of a note, as choices name them."""
    from liantu.exchange.loading import plants_to_choose

    return plants_to_choose.find_row_place(note)


def _existing_first(notes: Sequence[Problem]) -> list[Problem]:
    """The notes, those on plants that are there before the others: about these there is something to choose."""
    return sorted(notes, key=lambda note: note.code not in EXISTING)


def _choices(task: Task) -> Mapping[str, Any]:
    return dict(task.given.get("choices") or {})


def _find_remembered(workspace: Workspace, shape: str) -> Remembered:
    """The columns and tables that were chosen for the last file of the same headings; none for the first one."""
    from liantu.store.tasks import list_tasks

    for task in list_tasks(workspace.engine):
        chosen = _choices(task)
        if chosen.get("shape") == shape and (chosen.get("columns") or chosen.get("tables")):
            return {name: dict(chosen.get(name) or {}) for name in ("columns", "tables")}
    return {}


def list_remembered(preview: Task) -> Remembered:
    """The columns and tables that the look at a file took from an earlier one."""
    result = preview.result if isinstance(preview.result, dict) else {}
    return {name: result[name] for name in ("columns", "tables") if result.get(name)}


def load_task(workspace: Workspace, task: Task, progress: Progress) -> dict[str, Any]:
    """Write what the preview showed, in one change. Raises Problems when it would now be refused."""
    from liantu.store.commit import ChangeEntry

    found = read_task_file(workspace, task, workspace.tables(), progress)
    entry = ChangeEntry(task.author, "import", str(task.given.get("reason") or ""), str(task.given.get("source") or ""))
    return {"number": commit_file(workspace, found, entry, int(task.given["base"]))}


def read_task_file(
    workspace: Workspace,
    task: Task,
    tables: Tables,
    progress: Progress | None = None,
    remembered: Remembered | None = None,
) -> IncomingFile:
    """The file of a task, read against the tables as was chosen with it, else as is remembered."""
    from liantu.exchange.loading.loading_choices import LoadingChoices
    from liantu.store import document_files

    content, chosen = document_files.load_document(workspace.engine, task.file or ""), _choices(task)
    earlier = remembered or {}
    choices = LoadingChoices(
        earlier.get("columns") or chosen.get("columns") or {},
        chosen.get("filling") or {},
        frozenset(chosen.get("separate") or ()),
        frozenset(chosen.get("same") or ()),
        finds_existing=True,
        tables=earlier.get("tables") or chosen.get("tables") or {},
    )
    name, replaces = str(task.given["name"]), bool(task.given.get("replace"))
    return read_incoming(workspace, content, name, tables, replaces, progress, choices)


def _added_rows(preview: LoadingPreview, rows: pl.DataFrame) -> list[dict[str, Any]]:
    found = []
    for table in rows["table"].unique(maintain_order=True):
        keys = rows.filter(pl.col("table") == table)["key"]
        frame = preview.after[table].filter(build_row_keys(table, preview.after[table]).is_in(keys.implode()))
        for key, row in zip(build_row_keys(table, frame), frame.iter_rows(named=True), strict=True):
            found.append(
                {"table": table, "key": key, "fields": {c: row[c] for c in schema.read_tables()[table].columns}}
            )
    return found
