"""A table as a sheet: keyboard, paste from a spreadsheet, a column set for chosen rows; all cells are one Change."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.model.tables import find_row, row_key
from liantu.web.core.answer import add_page
from liantu.web.core.forms import cell_sheet, form_entries, form_initial, row_names, table_query
from liantu.web.core.forms.cell_sheet import SheetLine
from liantu.web.core.forms.form_errors import sort_problems
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page
from liantu.web.core.query_parameters import TABLE
from liantu.web.core.request_view import RequestView

_PATH = "/tables/{table}/grid"


def register(app: FastAPI) -> None:
    """Add the page and where it goes to."""
    add_page(app, _PATH, show, (*TABLE, "fresh"))
    add_form(app, _PATH, handle_post, keeps_drafts=True)


def show(view: RequestView) -> Page:
    """The rows that the address asks for, as on the page of the table; a draft that was left instead."""
    table = table_query.table_definition(view, view.request.path_params["table"]).name
    tables = view.present.given
    draft = (
        form_initial.find_form_draft(view, form_initial.sheet_draft_name(table))
        if not view.request.query_params.get("fresh")
        else None
    )
    if draft is not None:
        lines = [
            SheetLine(row.key.removeprefix("*"), {n: v or "" for n, v in row.fields.items()})
            for row in draft.change.rows
        ]
        return _page(
            view, table, lines, base=draft.base, reason=draft.change.reason, draft=row_names.local_moment(draft.saved)
        )
    query = table_query.read_table_query(view, table)
    part, _count = table_query.find_rows(view, tables, table, query)
    rows = [(row_key(table, row), row) for row in part.iter_rows(named=True)]
    return _page(view, table, cell_sheet.rows_to_lines(view, table, rows))


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Keep all changed cells as one Change, or show what is wrong beside each."""
    _ = view.tr
    table = table_query.table_definition(view, view.request.path_params["table"]).name
    base, reason = posted.number("base"), posted.get("reason")
    lines = cell_sheet.read_lines(view, table, posted)
    if posted.get("do") == "leave":
        form_initial.save_sheet_draft(view, table, lines, reason, base)
        return Response(status_code=204)
    tables = view.present.history.tables(base or None)
    change, sound = cell_sheet.lines_to_change(view, table, lines, tables, reason)
    if posted.get("do") == "set":
        return _page(view, table, lines, base=base, reason=reason)
    if sound and not change:
        return _page(view, table, lines, base=base, reason=reason, problems=[_("No cell was changed.")])
    problems: list[str] = []
    settled = False
    try:
        if sound:
            number = commit_change(view, change, base or None)
            form_initial.delete_form_draft(view, form_initial.sheet_draft_name(table))
            return redirect_to(view.url(f"/history/{number}"))
    except Problems as found:
        problems = _place_problems(view, table, change, found, lines)
        settled = any(problem.code == "conflict" for problem in found.problems)
    return _page(view, table, lines, base=base, reason=reason, problems=problems, status=422, settled=settled)


def _place_problems(
    view: RequestView, table: str, change: Change, found: Problems, lines: list[SheetLine]
) -> list[str]:
    """Put what is wrong beside the cells; what has no cell is returned. Theirs stands beside mine on a conflict."""
    errors = sort_problems(view, view.present.given, change, found.problems)
    problems = list(errors.general)
    for line in lines:
        for name, messages in errors.row_messages(table, line.made).items():
            line.problems.setdefault(name, []).extend(messages)
        if errors.conflicts and line.key:
            _merge_theirs(view, table, line, errors.conflicts)
    if errors.conflicts:
        problems.append(view.tr("Somebody changed these rows meanwhile. Look at both values, then keep again: yours."))
    return problems


def _merge_theirs(view: RequestView, table: str, line: SheetLine, conflicts: list[tuple[str, str]]) -> None:
    """What only they changed is theirs; what both changed stands as mine, with theirs beside it."""
    row = find_row(view.present.given, table, line.key)
    theirs = form_entries.row_to_texts(view, table, row or {})
    line.cells |= {name: theirs.get(name, "") for name in line.cells if name not in line.changed}
    if (table, line.key) in conflicts:
        for name in line.changed:
            message = view.tr("changed meanwhile to: %s") % (theirs.get(name) or view.tr("(blank)"))
            line.problems.setdefault(name, []).append(message)


def _page(
    view: RequestView,
    table: str,
    lines: list[SheetLine],
    *,
    base: int | None = None,
    reason: str = "",
    draft: str = "",
    problems: list[str] | None = None,
    status: int = 200,
    settled: bool = False,
) -> Page:
    columns = [
        {
            "name": field.name,
            "label": form_entries.entry_label(view, table, field),
            "key": bool(field.key),
            "choices": cell_sheet.cell_options(view, field) if field.choices else [],
            "list": "|".join(field.refers_to),
            "wide": field.name in ("note", "note_en", "quote", "zh", "en") or bool(field.refers_to),
        }
        for field in cell_sheet.sheet_fields(table)
    ]
    context = {
        "table": table,
        "columns": columns,
        "lines": lines,
        # Whoever has been shown both values decides on what stands now.
        "base": view.present.number if base is None or settled else base,
        "reason": reason,
        "draft": draft,
        "problems": problems or [],
        "draft_name": form_initial.sheet_draft_name(table),
        "lists": {
            "|".join(field.refers_to): cell_sheet.cell_options(view, field)
            for field in cell_sheet.sheet_fields(table)
            if field.refers_to
        },
        "units": view.present.given.units.names(),
        "unit_fields": {f.unit_field for f in schema.read_tables()[table].fields if f.unit_field},
        "readonly": view.present.workspace is None,
    }
    title = view.tr("Sheet: %s") % row_names.table_name(view, table)
    body = {"lines": [line.cells for line in lines], "problems": [line.problems for line in lines]}
    return Page("data/grid.html", title, {}, context, body, status, cacheable=False)
