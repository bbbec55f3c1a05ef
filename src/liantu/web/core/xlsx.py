"""A page as a workbook: one sheet a frame, raw numbers, headings in words, the foot below."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl
import xlsxwriter

from liantu.district.marked_amounts import has_hidden_amounts, mark_amounts
from liantu.papers import hidden_note
from liantu.web.core.page import Page, find_class
from liantu.web.core.plain_frames import flatten_lists, tidy_frame
from liantu.web.core.request_view import RequestView
from liantu.wording.column_headings import column_heading
from liantu.wording.scenario import MARK
from liantu.wording.sentences import COMPUTED_FIGURES

if TYPE_CHECKING:
    from fastapi import FastAPI


#: Puts a frame of a page into words: given the request, the page, and the frame with its name.
SheetWording = Callable[[RequestView, Page, str, pl.DataFrame], pl.DataFrame]


def add_sheet_wording(app: FastAPI, path: str, wording: SheetWording) -> None:
    """Have the workbooks of all pages under a path put into words by the room that knows its columns."""
    app.state.sheet_wordings[path] = wording


def find_sheet_wording(app: FastAPI, path: str) -> SheetWording | None:
    """What puts the workbook of a page into words; None when its frames stand as they are."""
    found: dict[str, SheetWording] = app.state.sheet_wordings
    return next((wording for start, wording in found.items() if path.startswith(start)), None)


def to_xlsx(view: RequestView, page: Page, wording: SheetWording | None = None) -> bytes:
    """The bytes of the workbook; ``wording`` puts its frames into words."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF2F7", "text_wrap": True, "valign": "top"})
    klass = find_class(view, page)
    for name, frame in (page.frames or {"empty": pl.DataFrame()}).items():
        sheet = book.add_worksheet(name[:31])
        sheet.write_string(0, 0, view.titled(page.title), title)
        outside, hidden = mark_amounts(frame), has_hidden_amounts(frame)
        if wording is not None:
            outside = wording(view, page, name, outside)
        _fill(view, sheet, flatten_lists(tidy_frame(outside)), head)
        sheet.write_string(frame.height + 3, 0, foot_line(view))
        below = [hidden_note(view.lang)] if hidden else []
        below += [page.internal] if page.internal else []
        below += [view.class_note(klass)] if klass != "public" else []
        below += view.notes
        for line, text in enumerate(below, frame.height + 4):
            sheet.write_string(line, 0, text)
        if view.suppositions:
            sheet.set_header("&R&B" + view.tr(MARK))
        sheet.freeze_panes(2, 1)
    book.close()
    return stream.getvalue()


def foot_line(view: RequestView) -> str:
    """The line below every table: date and what kind of figures these are."""
    day = view.district.as_of.isoformat()
    words = view.tr(COMPUTED_FIGURES) % day
    return " ".join(filter(None, [view.notice, words, view.withheld_note if view.withheld else ""]))


def _fill(view: RequestView, sheet: xlsxwriter.worksheet.Worksheet, frame: pl.DataFrame, head: object) -> None:
    for column, name in enumerate(frame.columns):
        label = column_heading(name, view.tr)
        sheet.write_string(1, column, label, head)
        sheet.set_column(column, column, min(40, max(10, 2 * len(label))))
    for line, row in enumerate(frame.iter_rows(), 2):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)) and math.isfinite(value):
                sheet.write_number(line, column, value)
            elif value is not None:
                sheet.write_string(line, column, str(value))
