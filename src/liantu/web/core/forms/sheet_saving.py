"""A sheet on its way into the tables: kept as one Change, or looked at, with what is wrong put beside the cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from liantu.model import schema
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.model.tables import find_row
from liantu.web.core.forms import cell_sheet, form_entries, form_initial
from liantu.web.core.forms.cell_sheet import SheetLine
from liantu.web.core.forms.form_errors import sort_problems
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.forms.version_words import version_words
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import NOTHING_CHANGED


@dataclass(frozen=True)
class SavedLines:
    """What came of a sheet: the number it was kept under, or what is wrong that has no cell."""

    number: int | None = None
    problems: tuple[str, ...] = ()
    #: Whether any cell was changed at all.
    is_change: bool = True
    #: Whether somebody changed the same rows meanwhile: both values are shown now.
    is_conflict: bool = False


def save_lines(
    view: RequestView, table: str, lines: list[SheetLine], base: int, reason: str, *, keeps: bool = True
) -> SavedLines:
    """Keep the changed cells of the lines, each of which gets its problems; only look unless ``keeps``."""
    tables = view.present.history.tables(base or None)
    change, sound = cell_sheet.lines_to_change(view, table, lines, tables, reason)
    if sound and not change:
        return SavedLines(problems=(view.tr(NOTHING_CHANGED),), is_change=False)
    try:
        if sound and keeps:
            number = commit_change(view, change, base or None)
            form_initial.delete_form_draft(view, form_initial.sheet_draft_name(table))
            return SavedLines(number)
        # What else is wrong is told at once: the cells that cannot be read are left out of the attempt.
        _ = view.present.what_if(change if sound else _readable_part(change, lines)).tables
    except Problems as found:
        return _place_problems(view, table, change, found, lines)
    return SavedLines()


def _readable_part(change: Change, lines: list[SheetLine]) -> Change:
    """The change without the cells that cannot be read."""
    wrong = {line.made: set(line.problems) for line in lines}
    rows = (
        replace(row, fields={name: text for name, text in row.fields.items() if name not in wrong.get(row.key, ())})
        for row in change.rows
    )
    return replace(change, rows=tuple(row for row in rows if row.fields or row.operation == "insert"))


def _place_problems(
    view: RequestView, table: str, change: Change, found: Problems, lines: list[SheetLine]
) -> SavedLines:
    """Put what is wrong beside the cells; what has no cell is returned. Theirs stands beside mine on a conflict."""
    errors = sort_problems(view, view.present.given, change, found.problems)
    problems = list(errors.general)
    for line in lines:
        for name, messages in errors.row_messages(table, line.made).items():
            line.problems.setdefault(name, messages)
        if errors.conflicts and line.key:
            _merge_theirs(view, table, line, errors.conflicts)
    if errors.conflicts:
        problems.append(view.tr("Somebody changed these rows meanwhile. Look at both values, then keep again: yours."))
    return SavedLines(None, tuple(problems), is_conflict=bool(errors.conflicts))


def _merge_theirs(view: RequestView, table: str, line: SheetLine, conflicts: list[tuple[str, str]]) -> None:
    """What only they changed is theirs; what both changed stands as mine, with theirs beside it."""
    row = find_row(view.present.given, table, line.key)
    theirs = form_entries.row_to_texts(view, table, row or {})
    line.cells |= {name: theirs.get(name, "") for name in line.cells if name not in line.changed}
    if (table, line.key) in conflicts:
        for name in line.changed:
            words = version_words(view, table, schema.read_tables()[table].field(name), row or {})
            message = view.tr("changed meanwhile to: %s") % words
            line.problems.setdefault(name, []).append(message)
