"""A page as a workbook: one sheet a frame, raw numbers, headings in words, the foot below."""

from __future__ import annotations

import io
import math

import polars as pl
import xlsxwriter

from liantu.disclosure import mark_hidden_amounts
from liantu.papers import hidden_note
from liantu.web.core.answer import Page, find_class, flatten_lists, tidy_frame
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score.workbook_headings import frame_with_headings
from liantu.wording.column_headings import column_heading


def to_xlsx(view: RequestView, page: Page) -> bytes:
    """The bytes of the workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF2F7", "text_wrap": True, "valign": "top"})
    klass = find_class(view, page)
    for name, frame in (page.frames or {"empty": pl.DataFrame()}).items():
        sheet = book.add_worksheet(name[:31])
        sheet.write_string(0, 0, page.title, title)
        outside, hidden = mark_hidden_amounts(frame)
        if view.request.url.path.startswith("/score"):
            outside = frame_with_headings(view, page.context.get("scheme"), name, outside)
        _fill(view, sheet, flatten_lists(tidy_frame(outside)), head)
        sheet.write_string(frame.height + 3, 0, foot_line(view))
        below = [hidden_note(view.lang)] if hidden else []
        below += [page.internal] if page.internal else []
        below += [view.class_note(klass)] if klass != "public" else []
        for at, text in enumerate(below, frame.height + 4):
            sheet.write_string(at, 0, text)
        sheet.freeze_panes(2, 1)
    book.close()
    return stream.getvalue()


def foot_line(view: RequestView) -> str:
    """The line below every table: date and what kind of figures these are."""
    day = view.district.as_of.isoformat()
    said = view.tr("As of %s. Computed figures, not statistics.") % day
    return " ".join(filter(None, [view.notice, said, view.withheld_note if view.withheld else ""]))


def _fill(view: RequestView, sheet: xlsxwriter.worksheet.Worksheet, frame: pl.DataFrame, head: object) -> None:
    for column, name in enumerate(frame.columns):
        label = column_heading(name, view.tr)
        sheet.write_string(1, column, label, head)
        sheet.set_column(column, column, min(40, max(10, 2 * len(label))))
    for at, row in enumerate(frame.iter_rows(), 2):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)) and math.isfinite(value):
                sheet.write_number(at, column, value)
            elif value is not None:
                sheet.write_string(at, column, str(value))
