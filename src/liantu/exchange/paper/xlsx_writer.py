"""Papers as a workbook: numbers stay numbers, headings merged, pages set for printing."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.paper_grid import PaperCell, PaperGrid, lay_out_grid
from liantu.exchange.paper.sheet import Paper, PaperFigure, PaperSheet, Part
from liantu.exchange.typefaces import WORD_BODY, WORD_HEAD

_A3, _A4 = 8, 9
_PICTURE = 1050  # pixels a drawing is wide on a sheet
_WIDTH = 9.0  # characters of a column of weight 1


def to_xlsx(paper: Paper) -> bytes:
    """The bytes of the workbook, one sheet a part."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = _CellFormats(book)
    taken: set[str] = set()
    for part in _sheets(paper):
        if isinstance(part, Letter):
            raise ValueError("a letter is no workbook")
        page = book.add_worksheet(_tab(part.title, taken))
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
        page.set_footer("&C— &P —")
        if part.setting.page_mark:
            page.set_header("&R&B" + part.setting.page_mark)
        if isinstance(part, PaperFigure):
            _figure(page, part, looks)
        else:
            _sheet(page, part, looks)
    book.close()
    return stream.getvalue()


def _sheets(paper: Paper) -> Iterator[Part]:
    for part in paper.parts:
        yield part
        if isinstance(part, PaperSheet):
            yield from part.beneath


class _CellFormats:
    """Cell formats, made once each."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[str, Any] = {}
        self.title = self._add(bold=True, font_size=18, align="center", valign="vcenter", font_name=WORD_HEAD)
        self.unit = self._add(align="right")
        self.head = self._add(border=1, align="center", valign="vcenter", text_wrap=True, font_name=WORD_HEAD)
        self.text = self._add(border=1, valign="vcenter", text_wrap=True)
        self.right = self._add(border=1, valign="vcenter", align="right", text_wrap=True)
        self.foot = self._add(text_wrap=True, valign="top")

    def number(self, form: str) -> Any:
        """The format of a number printed so."""
        if form not in self._made:
            self._made[form] = self._add(border=1, valign="vcenter", align="right", num_format=form)
        return self._made[form]

    def _add(self, **properties: Any) -> Any:
        return self._book.add_format({"font_name": WORD_BODY, "font_size": 10, **properties})


def _sheet(page: Worksheet, part: PaperSheet, looks: _CellFormats) -> None:
    cells = lay_out_grid(part)
    last = len(cells.widths) - 1
    page.set_paper(_A3 if part.wide else _A4)
    for index, width in enumerate(cells.widths):
        page.set_column(index, index, width * _WIDTH)
    _write_across(page, 0, last, part.name, looks.title)
    page.set_row(0, 30)
    _write_across(page, 1, last, part.unit_note, looks.unit)
    _headings(page, cells, looks)
    first = 2 + cells.depth
    for index, row in enumerate(cells.body, first):
        page.set_row(index, _height(row, cells.widths))
        for column, cell in enumerate(row):
            _write(page, index, column, cell, looks)
    page.freeze_panes(first, 2)
    page.repeat_rows(2, first - 1)
    _foot(page, first + len(cells.body), last, part.foot(), sum(cells.widths) * _WIDTH, looks)


def _headings(page: Worksheet, cells: PaperGrid, looks: _CellFormats) -> None:
    for h in cells.headings:
        top, bottom, right = 2 + h.row, 1 + h.row + h.down, h.column + h.across - 1
        if (top, h.column) == (bottom, right):
            page.write_string(top, h.column, h.text, looks.head)
        else:
            page.merge_range(top, h.column, bottom, right, h.text, looks.head)


def _write(page: Worksheet, row: int, column: int, cell: PaperCell, looks: _CellFormats) -> None:
    if cell.number is not None:
        page.write_number(row, column, cell.number, looks.number(cell.form))
    else:
        page.write_string(row, column, cell.text, looks.right if cell.numeric else looks.text)


def _figure(page: Worksheet, part: PaperFigure, looks: _CellFormats) -> None:
    from liantu.exchange.paper.pdf_writer import drawing_to_png

    page.set_paper(_A3)
    page.set_column(0, 0, 150)
    page.set_row(0, 30)
    page.write_string(0, 0, part.name, looks.title)
    lines = [line for line in (part.fact_line(), *part.foot()) if line]
    for index, line in enumerate(lines, 1):
        page.write_string(index, 0, line, looks.foot)
    # The foot stands above the drawing, which floats over as many rows as it needs.
    picture = drawing_to_png(part.svg)
    scale = _PICTURE / int.from_bytes(picture[16:20], "big")  # the width stands in the PNG header
    page.insert_image(
        len(lines) + 2,
        0,
        "map.png",
        {"image_data": io.BytesIO(picture), "x_scale": scale, "y_scale": scale, "object_position": 3},
    )


def _height(row: tuple[PaperCell, ...], widths: tuple[float, ...]) -> float:
    """The height of a row of wrapped text: other programs than Excel do not fit it by themselves."""
    lines = (_lines(cell.text, width * _WIDTH - 0.5) for cell, width in zip(row, widths, strict=True))
    return 14.0 * max(*lines, 1) + 3


def _lines(text: str, room: float) -> int:
    return sum(max(1, math.ceil(_width(line) / room)) for line in text.split("\n"))


def _width(text: str) -> int:
    """Characters of room; a Chinese character takes two."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def _write_across(page: Worksheet, row: int, last: int, text: str, look: Any) -> None:
    if last:
        page.merge_range(row, 0, row, last, text, look)
    else:
        page.write_string(row, 0, text, look)


def _foot(page: Worksheet, row: int, last: int, lines: list[str], room: float, looks: _CellFormats) -> None:
    for index, line in enumerate(lines, row):
        _write_across(page, index, last, line, looks.foot)
        # Merged cells do not grow by themselves.
        page.set_row(index, 14.0 * (1 + int(_width(line) // max(room, 1))))


def _tab(words: str, taken: set[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\]", " ", words)[:28]
    name, number = base, 2
    while name in taken:
        name, number = f"{base}{number}", number + 1
    taken.add(name)
    return name
