"""Files that are loaded into a workspace: what each says to the tables, and writing it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.district.closed_rows import find_blanked_keys, find_closed_rows
from liantu.district.written_figures import find_figure_problems
from liantu.model import schema
from liantu.model.apply import apply_change
from liantu.model.change import Change
from liantu.model.change_checks import check_change
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems, record_problem, restore_problem
from liantu.model.tables import Row, Tables, build_row_keys

if TYPE_CHECKING:
    from liantu.exchange.loading.loading_choices import LoadingChoices
    from liantu.exchange.loading.preview import LoadingPreview
    from liantu.store.commit import ChangeEntry
    from liantu.store.worker import Progress
    from liantu.store.workspace import Workspace

#: What is no survey is read as a file of tables, and told as one where it is none either.
_NO_SURVEY = {"not_a_survey", "not_a_workbook", "not_what_it_says", "empty_file"}
#: More rows than this are written as tables, not row by row.
_ROW_BY_ROW = 5_000


@dataclass(frozen=True)
class SheetReading:
    """Which table a sheet was read as, nothing where it was left; ``lists`` whether as a list of plants."""

    title: str
    table: str
    lists: bool


@dataclass(frozen=True)
class IncomingFile:
    """What a file says: a preview of its sheets, or the answers of a survey form."""

    preview: LoadingPreview | None
    answers: Change | None = None
    #: What tells files with the same headings from others, and the columns (table, heading) that no field is called.
    shape: str = ""
    unknown_columns: tuple[tuple[str, str], ...] = ()
    sheets: tuple[SheetReading, ...] = ()


def commit_file(workspace: Workspace, found: IncomingFile, entry: ChangeEntry, base: int) -> int:
    """Write what a file says, in one change; returns its number. Raises Problems; nothing is written then."""
    from liantu.store.commit import ChangeEntry

    if found.answers is not None:
        answers = found.answers
        survey_entry = ChangeEntry(
            entry.author, "survey", entry.reason or answers.reason, entry.source or answers.source
        )
        return workspace.commit(answers, survey_entry, base)
    preview = found.preview
    assert preview is not None
    if not preview.ok:
        raise Problems(preview.problems)
    changed = preview.rows.filter(pl.col("state") != "unchanged").height
    if changed > _ROW_BY_ROW:
        return workspace.replace(preview.after, entry, base)
    return workspace.commit(preview.change(entry.reason, entry.source), entry, base)


def read_incoming(
    workspace: Workspace,
    content: bytes,
    name: str,
    tables: Tables,
    replace: bool = False,
    progress: Progress | None = None,
    choices: LoadingChoices | None = None,
) -> IncomingFile:
    """What a file says to the tables, as it was chosen to be read. Raises Problems when it cannot be read at all."""
    from liantu.exchange.loading.chosen_columns import describe_shape, list_unknown_columns
    from liantu.exchange.loading.file_reader import parse_sheets
    from liantu.exchange.loading.preview import preview_sheets

    answers = read_survey_change(content, name, tables)
    if answers is not None:
        return IncomingFile(None, answers)
    closed = find_closed_rows(workspace, tables) if replace else {}
    columns = choices.columns if choices is not None else None
    sheets = parse_sheets(content, name, tables.units, progress, columns, choices.tables if choices else None)
    blanked = find_blanked_keys(workspace, tables)
    preview = preview_sheets(tables, sheets, replace, workspace.beneath, closed, blanked, choices, find_figure_problems)
    first = {sheet.title: SheetReading(sheet.title, sheet.table, sheet.lists_plants) for sheet in reversed(sheets)}
    readings = tuple(reversed(first.values()))
    return IncomingFile(preview, None, describe_shape(sheets), tuple(list_unknown_columns(sheets)), readings)


def read_filled(
    workspace: Workspace, content: bytes, name: str, tables: Tables, replace: bool, filling: Iterable[str]
) -> IncomingFile:
    """As ``read_incoming``, with what new rows say where the file says nothing: ``basis=ours``. Raises Problems."""
    from liantu.exchange.loading.loading_choices import LoadingChoices

    pairs = [text.partition("=") for text in filling]
    known = sorted({column for table in schema.read_tables().values() for column in table.columns})
    problems = [
        Problem("not_an_assignment", column="--fill", value=field) for field, _equals, text in pairs if not text
    ]
    problems += [
        Problem("unknown_column", column="--fill", value=field, slots={"nearest": suggest_nearest(field, known)})
        for field, _equals, text in pairs
        if text and field.strip() not in known
    ]
    if problems:
        raise Problems(problems)
    choices = LoadingChoices(filling={field.strip(): text.strip() for field, _equals, text in pairs})
    return read_incoming(workspace, content, name, tables, replace, choices=choices)


def read_incoming_folder(workspace: Workspace, folder: Path, tables: Tables, replace: bool) -> IncomingFile:
    """What a folder would make of the district, its description with it. Raises Problems.

    What it lacks because it may not leave the house stays, unless the folder says that it is complete.
    """
    from liantu.exchange.folder.lacking_rows import read_lacking_rows
    from liantu.exchange.folder.own_tables import read_folder_sheets
    from liantu.exchange.loading.preview import preview_sheets

    sheets, about = read_folder_sheets(folder, tables.units, whole=replace)
    lacking = read_lacking_rows(folder)
    is_complete = lacking is not None and lacking.complete
    change = lacking.change if lacking is not None else None
    closed = find_closed_rows(workspace, tables, change) if replace and not is_complete else {}
    blanked = find_blanked_keys(workspace, tables)
    preview = preview_sheets(tables, sheets, replace, workspace.beneath, closed, blanked, None, find_figure_problems)
    return IncomingFile(preview if about is None else preview.under(about))


def read_file_bytes(path: Path) -> tuple[bytes, str]:
    """The bytes of a file and its name. Raises Problems when it is too large or cannot be opened."""
    from liantu.exchange.loading.file_reader import read_content

    return read_content(path)


def largest_file() -> int:
    """How many bytes a file may have to be read at all."""
    from liantu.exchange.loading.container import LIMIT

    return LIMIT


def check_file_size(size: int, name: str) -> None:
    """Raises Problems when a file of so many bytes is not to be read at all."""
    from liantu.exchange.loading.container import check_size

    check_size(size, name)


def annotate_file(content: bytes, name: str, preview: LoadingPreview, lang: str) -> bytes:
    """A copy of a workbook with its bad cells marked and their reasons beside them."""
    from liantu.exchange.loading.annotated_workbook import annotate_workbook

    return annotate_workbook(content, name, preview.problems, preview.notes, lang)


def count_changes(tables: Tables, found: IncomingFile) -> dict[str, dict[str, int]]:
    """How many rows of each table would be added, changed, deleted. Raises Problems when answers are refused."""
    if found.preview is not None:
        return found.preview.counts
    assert found.answers is not None
    answered = preview_answers(tables, found.answers)
    if answered["problems"]:
        raise Problems([restore_problem(problem) for problem in answered["problems"]])
    return dict(answered["counts"])


def read_survey_change(content: bytes, name: str, tables: Tables) -> Change | None:
    """The answers in a filled survey form; None when the file is none. Raises Problems with every bad cell."""
    from liantu.exchange.survey import read_survey

    if not name.lower().endswith(".xlsx") or len(content) > 2_000_000:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "return.xlsx"
        file.write_bytes(content)
        try:
            return read_survey(file, tables)
        except Problems as problems:
            if {problem.code for problem in problems.problems} <= _NO_SURVEY:
                return None
            raise


def preview_answers(tables: Tables, answers: Change) -> dict[str, Any]:
    """The answers of a survey form as a preview tells them."""
    problems: Sequence[Problem] = ()
    warnings: list[Problem] = []
    after = tables
    try:
        after = check_change(tables, apply_change(tables, answers), answers, warnings.extend, find_figure_problems)
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
    problem_fields = [record_problem(problem) for problem in problems]
    return {
        "counts": counts,
        "cells": cells,
        "more_cells": 0,
        "added": added,
        "more_added": 0,
        "deleted": [],
        "problems": problem_fields,
        "more_problems": 0,
        "notes": [record_problem(problem) for problem in warnings],
    }


def _row(tables: Tables, table: str, key: str) -> Row | None:
    found = tables[table].filter(build_row_keys(table, tables[table]) == key)
    return found.row(0, named=True) if found.height else None
