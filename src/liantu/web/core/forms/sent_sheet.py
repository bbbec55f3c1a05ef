"""The cells that the script of a sheet sends: only those that were typed in, and answered cell by cell."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from liantu.district.table_headings import list_choice_words
from liantu.model import schema
from liantu.model.problems import Problems
from liantu.model.tables import find_row
from liantu.web.core.forms import form_entries, form_initial, sheet_saving
from liantu.web.core.forms.cell_sheet import SheetLine
from liantu.web.core.forms.posting import PostedForm, redirect_to
from liantu.web.core.forms.saving import UnconfirmedWarningsError, warnings_digest
from liantu.web.core.forms.sheet_data import LONGEST
from liantu.web.core.forms.warnings_page import list_warnings
from liantu.web.core.request_view import RequestView
from liantu.web.core.sent_json import read_json


def answer_sent_sheet(view: RequestView, table: str, posted: PostedForm) -> Response:
    """Leave a draft, look at the cells, or keep them and lead to the change; what is wrong by line and field."""
    base, reason = posted.number("base"), posted.get("reason")
    try:
        numbers, lines = _read_sent_lines(table, posted.get("sheet"))
        if posted.get("do") == "leave":
            form_initial.save_sheet_draft(view, table, lines, reason, base)
            return Response(status_code=204)
        keeps = posted.get("do") != "check"
        saved = sheet_saving.save_lines(view, table, lines, base, reason, keeps=keeps)
    except UnconfirmedWarningsError as found:
        return JSONResponse({"general": list_warnings(view, found), "confirm": warnings_digest(found.warnings)}, 422)
    except Problems as refused:
        return JSONResponse({"general": [problem.message(view.lang) for problem in refused.problems]}, 422)
    if saved.number is not None:
        return redirect_to(view.url(f"/history/{saved.number}"))
    body = {
        "problems": [
            {"line": number, "fields": line.problems}
            for number, line in zip(numbers, lines, strict=True)
            if line.problems
        ],
        "general": list(saved.problems),
        "base": view.present.number if saved.is_conflict else base,
        "theirs": _list_theirs(view, table, numbers, lines) if saved.is_conflict else [],
    }
    return JSONResponse(body, 200 if not keeps else 422)


def _list_theirs(view: RequestView, table: str, numbers: list[int], lines: list[SheetLine]) -> list[dict[str, object]]:
    """The rows as others left them, for the cells that nobody typed in here."""
    return [
        {"line": number, "cells": form_entries.row_to_texts(view, table, row)}
        for number, line in zip(numbers, lines, strict=True)
        if line.key and (row := find_row(view.present.given, table, line.key)) is not None
    ]


def _read_sent_lines(table: str, text: str) -> tuple[list[int], list[SheetLine]]:
    """The lines as they were sent, each with its number in the sheet. Raises Problems for what cannot be saved."""
    sent = read_json(text.encode()).get("lines")
    if not isinstance(sent, list) or len(sent) > LONGEST or not all(_is_line(line) for line in sent):
        raise HTTPException(400)
    definition = schema.read_tables()[table]
    choices = list_choice_words(table)
    lines = [
        SheetLine(
            line["key"],
            {
                name: choices[name].get(cell.strip().lower(), cell) if name in choices else cell
                for name, cell in line["cells"].items()
                if name in definition.columns
            },
        )
        for line in sent
    ]
    return [line["line"] for line in sent], lines


def _is_line(line: object) -> bool:
    return (
        isinstance(line, dict)
        and isinstance(line.get("line"), int)
        and isinstance(line.get("key"), str)
        and isinstance(line.get("cells"), dict)
        and all(isinstance(cell, str) for cell in line["cells"].values())
    )
