"""A table as a sheet: keyboard, paste from a spreadsheet, a column set for chosen rows; all cells are one Change."""

from __future__ import annotations

from dataclasses import replace

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.change import ChangeRow
from liantu.model.tables import find_row, row_key
from liantu.web.core.answer import add_page
from liantu.web.core.forms import (
    cell_sheet,
    form_entries,
    form_initial,
    row_names,
    sheet_data,
    sheet_saving,
    table_query,
    unit_cells,
)
from liantu.web.core.forms.cell_sheet import SheetLine
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.sent_sheet import answer_sent_sheet
from liantu.web.core.forms.unit_choices import list_unit_choices
from liantu.web.core.page import Page
from liantu.web.core.query_parameters import TABLE
from liantu.web.core.request_view import RequestView

_PATH = "/tables/{table}/grid"
#: What is chosen once for all new rows.
_BEGIN = ("basis", "source", "locator")


def register(app: FastAPI) -> None:
    """Add the page and where it goes to."""
    add_page(app, _PATH, show, (*TABLE, "fresh"))
    add_form(app, _PATH, handle_post, keeps_drafts=True)


def show(view: RequestView) -> Page:
    """The rows that the address asks for, as on the page of the table; a draft that was left with them."""
    table = table_query.table_definition(view, view.request.path_params["table"]).name
    tables = view.present.given
    draft = (
        form_initial.find_form_draft(view, form_initial.sheet_draft_name(table))
        if not view.request.query_params.get("fresh")
        else None
    )
    query = table_query.read_table_query(view, table)
    found, count = table_query.find_rows(view, tables, table, query, whole=True)
    rows = [(row_key(table, row), row) for row in found.head(sheet_data.LONGEST).iter_rows(named=True)]
    typed = [] if draft is None else [_draft_line(row) for row in draft.change.rows]
    if draft is None:
        first = table_query.find_rows(view, tables, table, query)[0]
        lines = cell_sheet.rows_to_lines(
            view, table, [(row_key(table, row), row) for row in first.iter_rows(named=True)]
        )
    else:
        lines = _complete_lines(view, table, typed)
    moment = "" if draft is None else row_names.local_moment(draft.saved)
    return _page(
        view,
        table,
        lines,
        base=None if draft is None else draft.base,
        reason="" if draft is None else draft.change.reason,
        draft=moment,
        sheet=sheet_data.describe_sheet(view, table, cell_sheet.overlay_lines(view, table, rows, typed), moment),
        unshown=max(0, count - len(rows)),
    )


def _draft_line(row: ChangeRow) -> SheetLine:
    return SheetLine(row.key.removeprefix("*"), {n: v or "" for n, v in row.fields.items()})


def _complete_lines(view: RequestView, table: str, typed: list[SheetLine]) -> list[SheetLine]:
    """The lines of a draft with the cells that nobody typed in, for a browser without scripts."""
    known = [
        replace(line, cells={**form_entries.row_to_texts(view, table, row), **line.cells}) if row else line
        for line in typed
        for row in [find_row(view.present.given, table, line.key) if line.key else None]
    ]
    return known + [SheetLine("", {}) for _ in range(cell_sheet.BLANK)]


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Keep all changed cells as one Change, or show what is wrong beside each."""
    table = table_query.table_definition(view, view.request.path_params["table"]).name
    if posted.get("sheet"):
        return answer_sent_sheet(view, table, posted)
    base, reason = posted.number("base"), posted.get("reason")
    lines = cell_sheet.read_lines(view, table, posted)
    if posted.get("do") == "leave":
        form_initial.save_sheet_draft(view, table, lines, reason, base)
        return Response(status_code=204)
    if posted.get("do") == "set":
        return _page(view, table, lines, base=base, reason=reason)
    saved = sheet_saving.save_lines(view, table, lines, base, reason)
    if saved.number is not None:
        return redirect_to(view.url(f"/history/{saved.number}"))
    status = 422 if saved.is_change else 200
    return _page(
        view,
        table,
        lines,
        base=base,
        reason=reason,
        problems=list(saved.problems),
        status=status,
        settled=saved.is_conflict,
    )


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
    sheet: dict[str, object] | None = None,
    unshown: int = 0,
) -> Page:
    units = unit_cells.unit_columns(table)
    columns = [
        {
            "name": field.name,
            "label": form_entries.entry_label(view, table, field),
            "key": bool(field.key),
            "choices": cell_sheet.cell_options(view, field) if field.choices else [],
            "list": "|".join(field.refers_to),
            "units": field.name in units,
            "words": unit_cells.unit_words(view, {line.cells.get(field.name, "") for line in lines})
            if field.name in units
            else {},
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
        "sheet": sheet,
        "unshown": unshown,
        "problems": problems or [],
        "draft_name": form_initial.sheet_draft_name(table),
        "begin": [column for column in columns if column["name"] in _BEGIN],
        "lists": {
            "|".join(field.refers_to): cell_sheet.cell_options(view, field)
            for field in cell_sheet.sheet_fields(table)
            if field.refers_to
        },
        "units": list_unit_choices(view),
        "readonly": view.present.workspace is None,
    }
    title = view.tr("Sheet: %s") % row_names.table_name(view, table)
    body = {"lines": [line.cells for line in lines], "problems": [line.problems for line in lines]}
    return Page("data/grid.html", title, {}, context, body, status, cacheable=False)
