"""Workbooks and filled survey forms in the background: what a file would change, and writing it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets
from liantu.exchange.survey import read_survey
from liantu.model import schema
from liantu.model.apply import apply_change
from liantu.model.change import Change
from liantu.model.change_checks import check_change
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Row, Tables, build_row_keys
from liantu.store import document_files
from liantu.store.commit import ChangeEntry
from liantu.store.tasks import Task
from liantu.store.worker import Progress, Work
from liantu.store.workspace import Workspace

#: More rows than this are written as tables, not row by row.
_ROW_BY_ROW = 5_000
#: So many cells, rows and problems are told on the page; the annotated copy has all.
_TOLD = 300


@dataclass(frozen=True)
class IncomingFile:
    """What a file says: a preview of its sheets, or the answers of a survey form."""

    seen: LoadingPreview | None
    answers: Change | None = None


def worker_functions(workspace: Workspace) -> Mapping[str, Work]:
    """What the worker of a workspace can do."""
    return {
        "preview": lambda task, progress: preview_task(workspace, task, progress),
        "load": lambda task, progress: load_task(workspace, task, progress),
    }


def preview_task(workspace: Workspace, task: Task, progress: Progress) -> dict[str, Any]:
    """What the file of a task would change. Raises Problems when it cannot be read at all."""
    moment = workspace.moment()
    tables = workspace.over(moment)
    found = read_task_file(workspace, task, tables, progress)
    if found.answers is not None:
        return {"base": moment.number, "survey": True, **_answers_to_preview(tables, found.answers)}
    seen = found.seen
    assert seen is not None
    added = seen.rows.filter(pl.col("state") == "added")
    return {
        "base": moment.number,
        "survey": False,
        "counts": seen.counts,
        "cells": seen.cells.head(_TOLD).to_dicts(),
        "more_cells": max(0, seen.cells.height - _TOLD),
        "added": _added_rows(seen, added.head(_TOLD)),
        "more_added": max(0, added.height - _TOLD),
        "deleted": seen.rows.filter(pl.col("state") == "deleted").head(_TOLD).select("table", "key").to_dicts(),
        "problems": [vars(problem) for problem in seen.problems[:_TOLD]],
        "more_problems": max(0, len(seen.problems) - _TOLD),
        "notes": [vars(problem) for problem in seen.notes[:_TOLD]],
    }


def load_task(workspace: Workspace, task: Task, progress: Progress) -> dict[str, Any]:
    """Write what the preview showed, in one change. Raises Problems when it would now be refused."""
    found = read_task_file(workspace, task, workspace.tables(), progress)
    entry = ChangeEntry(task.author, "import", str(task.given.get("reason") or ""), str(task.given.get("source") or ""))
    return {"number": commit_file(workspace, found, entry, int(task.given["base"]))}


def commit_file(workspace: Workspace, found: IncomingFile, entry: ChangeEntry, base: int) -> int:
    """Write what a file says, in one change; returns its number. Raises Problems; nothing is written then."""
    if found.answers is not None:
        answers = found.answers
        told = ChangeEntry(entry.author, "survey", entry.reason or answers.reason, entry.source or answers.source)
        return workspace.commit(answers, told, base)
    seen = found.seen
    assert seen is not None
    if not seen.ok:
        raise Problems(seen.problems)
    moved = seen.rows.filter(pl.col("state") != "unchanged").height
    if moved > _ROW_BY_ROW:
        return workspace.replace(seen.after, entry, base)
    return workspace.commit(seen.change(entry.reason, entry.source), entry, base)


def read_task_file(workspace: Workspace, task: Task, tables: Tables, progress: Progress | None = None) -> IncomingFile:
    """The file of a task, read against the tables."""
    content = document_files.load_document(workspace.engine, task.file or "")
    return read_incoming(workspace, content, str(task.given["name"]), tables, bool(task.given.get("replace")), progress)


def read_incoming(
    workspace: Workspace,
    content: bytes,
    name: str,
    tables: Tables,
    replace: bool = False,
    progress: Progress | None = None,
) -> IncomingFile:
    """What a file says to the tables. Raises Problems when it cannot be read at all."""
    answers = read_survey_change(content, name, tables)
    if answers is not None:
        return IncomingFile(None, answers)
    return IncomingFile(
        preview_sheets(tables, parse_sheets(content, name, tables.units, progress), replace, workspace.beneath)
    )


def count_changes(tables: Tables, found: IncomingFile) -> dict[str, dict[str, int]]:
    """How many rows of each table would be added, changed, deleted. Raises Problems when answers are refused."""
    if found.seen is not None:
        return found.seen.counts
    assert found.answers is not None
    told = _answers_to_preview(tables, found.answers)
    if told["problems"]:
        raise Problems([Problem(**problem) for problem in told["problems"]])
    return dict(told["counts"])


def read_survey_change(content: bytes, name: str, tables: Tables) -> Change | None:
    """The answers in a filled survey form; None when the file is none. Raises Problems with every bad cell."""
    if not name.lower().endswith(".xlsx") or len(content) > 2_000_000:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "return.xlsx"
        file.write_bytes(content)
        try:
            return read_survey(file, tables)
        except Problems as problems:
            if {problem.code for problem in problems.problems} <= {"not_a_survey", "not_a_workbook"}:
                return None
            raise


def _answers_to_preview(tables: Tables, answers: Change) -> dict[str, Any]:
    """The answers of a survey form as a preview tells them."""
    problems: Sequence[Problem] = ()
    after = tables
    try:
        after = check_change(tables, apply_change(tables, answers), answers)
    except Problems as refused:
        problems = refused.problems
    counts: dict[str, dict[str, int]] = {}
    cells, added = [], []
    for row in answers.rows:
        state = {"insert": "added", "update": "changed", "delete": "deleted"}[row.operation]
        of_table = counts.setdefault(row.table, {})
        of_table[state] = of_table.get(state, 0) + 1
        new = _row(after, row.table, row.key)
        if row.operation == "insert":
            added.append({"table": row.table, "key": row.key, "fields": new or dict(row.fields)})
            continue
        old = _row(tables, row.table, row.key) or {}
        for name, value in row.fields.items():
            now = (new or {}).get(name, value)
            if old.get(name) != now:
                cells.append({"table": row.table, "key": row.key, "field": name, "before": old.get(name), "after": now})
    told = [vars(problem) for problem in problems]
    return {
        "counts": counts,
        "cells": cells,
        "more_cells": 0,
        "added": added,
        "more_added": 0,
        "deleted": [],
        "problems": told,
        "more_problems": 0,
        "notes": [],
    }


def _row(tables: Tables, table: str, key: str) -> Row | None:
    found = tables[table].filter(build_row_keys(table, tables[table]) == key)
    return found.row(0, named=True) if found.height else None


def _added_rows(seen: LoadingPreview, rows: pl.DataFrame) -> list[dict[str, Any]]:
    found = []
    for table in rows["table"].unique(maintain_order=True):
        keys = rows.filter(pl.col("table") == table)["key"]
        frame = seen.after[table].filter(build_row_keys(table, seen.after[table]).is_in(keys.implode()))
        for key, row in zip(build_row_keys(table, frame), frame.iter_rows(named=True), strict=True):
            found.append(
                {"table": table, "key": key, "fields": {c: row[c] for c in schema.read_tables()[table].columns}}
            )
    return found
