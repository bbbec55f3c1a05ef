"""Papers as a workbook: numbers stay numbers, headings merged, pages set for printing."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from liantu.exchange.paper.file_properties import file_properties
from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.page_head import PageMarks
from liantu.exchange.paper.pair_page import PairPage
from liantu.exchange.paper.paper_grid import PaperCell, PaperGrid, PaperHeading, lay_out_grid
from liantu.exchange.paper.report import Report
from liantu.exchange.paper.sheet import Paper, PaperSheet, Part
from liantu.exchange.paper.sheet_foot import as_of_text
from liantu.exchange.typefaces import WORD_BODY, WORD_HEAD
from liantu.wording import WIDE_SPACE

_A3, _A4 = 8, 9
_PICTURE = 1050  # pixels a drawing is wide on a sheet
#: Characters of a column of weight 1 on each, and the weight that A4 has room for: type of 10 points is printed at 9 at
#: least.
_WIDTH, _WIDTH_A3, _MOST_A4 = 9.2, 11.0, 13.8
#: Characters that a page has room for, and how far columns of few words are drawn apart to fill it.
_ROOM, _ROOM_A3, _WIDEST = 134, 196, 1.45
#: Points within the margins of a page, across and down; by how much a sheet may exceed one page and yet be set on it,
#: and the scale at which type of 10 points still is nine.
_PAGE, _PAGE_A3, _OVER, _LEAST_SCALE = (770, 516), (1119, 763), 1.07, 0.92
#: Characters that the head of a printed page may have.
_LONGEST_HEAD = 255
#: The face that widths of columns are counted in: where it is missing, one of the same widths stands in for it.
_MEASURE = {"font_name": "Arial", "font_size": 10}


def to_xlsx(paper: Paper) -> bytes:
    """The bytes of the workbook, one sheet a part."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, {**options, "default_format_properties": _MEASURE})
    first = paper.parts[0]
    about = file_properties(first.name, first.setting)
    book.set_properties({"title": about.title, "author": about.author, "created": about.made})
    looks = _CellFormats(book)
    taken: set[str] = set()
    for part in _sheets(paper):
        if isinstance(part, (Letter, Report)):
            raise ValueError("a letter or a report is no workbook")
        page = book.add_worksheet(_tab(part.title, taken))
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
        page.set_footer("&C&10— &P —")
        page.set_header(_page_head(part.marks()))
        if isinstance(part, PairPage):
            _pair(page, part, looks)
        else:
            _sheet(page, part, looks)
    book.close()
    return stream.getvalue()


def _page_head(marks: PageMarks) -> str:
    """The head of a printed page; “&” begins a command there."""
    right = "&R&10" + marks.right.replace("&", "&&")
    left = WIDE_SPACE.join(filter(None, [marks.inside, marks.notice])).replace("&", "&&")
    # A longer head is written by nobody: what is no fact says so before the notice does.
    if len("&L&10" + left + right) > _LONGEST_HEAD:
        left = marks.inside.replace("&", "&&")
    return "&L&10" + left + right


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
        self.unit = self._add(align="right", text_wrap=True)
        self.day = self._add()
        self.head = self._add(border=1, align="center", valign="vcenter", text_wrap=True, font_name=WORD_HEAD)
        self.text = self._add(border=1, valign="vcenter", text_wrap=True)
        self.right = self._add(border=1, valign="vcenter", align="right", text_wrap=True)
        self.centre = self._add(border=1, valign="vcenter", align="center", text_wrap=True)
        self.group = self._add(border=1, valign="vcenter", text_wrap=True, bold=True, font_name=WORD_HEAD)
        self.index = self._add(border=1, valign="vcenter", align="center", num_format="0")
        self.foot = self._add(text_wrap=True, valign="top")

    def number(self, form: str, *, strong: bool = False) -> Any:
        """The format of a number printed so."""
        name = form + "b" * strong
        if name not in self._made:
            self._made[name] = self._add(border=1, valign="vcenter", align="right", num_format=form, bold=strong)
        return self._made[name]

    def of_words(self, cell: PaperCell) -> Any:
        """The format of words."""
        return self.centre if cell.centred else self.text

    def _add(self, **properties: Any) -> Any:
        return self._book.add_format({"font_name": WORD_BODY, "font_size": 10, **properties})


def _sheet(page: Worksheet, part: PaperSheet, looks: _CellFormats) -> None:
    cells = lay_out_grid(part)
    last = len(cells.widths) - 1
    wide = sum(cells.widths) > _MOST_A4
    page.set_paper(_A3 if wide else _A4)
    plain, page_room = (_WIDTH_A3, _ROOM_A3) if wide else (_WIDTH, _ROOM)
    # A table fills its page, as far as its words do not stand too far apart.
    drawn_apart = min(max(page_room / (plain * sum(cells.widths)), 1.0), _WIDEST)
    words = _longest_words(cells.headings, len(cells.widths))
    room = tuple(max(width * plain * drawn_apart, word) for width, word in zip(cells.widths, words, strict=True))
    for index, width in enumerate(room):
        page.set_column(index, index, width)
    _write_across(page, 0, last, part.name, looks.title)
    page.set_row(0, 30)
    _above(page, part, room, looks)
    _headings(page, cells, room, looks)
    first = 2 + cells.depth
    numbered = part.columns[0].kind == "index"
    for index, row in enumerate(cells.body, first):
        page.set_row(index, _height(row, room))
        _row(page, index, row, looks, numbered=numbered)
    page.freeze_panes(first, 2)
    page.repeat_rows(2, first - 1)
    foot = part.foot()
    _foot(page, first + len(cells.body), last, foot, sum(room), looks)
    heights = [30.0, 16.0, *(_heading_height(cells, room, row) for row in range(cells.depth))]
    heights += [_height(row, room) for row in cells.body]
    heights += [_foot_height(line, sum(room)) for line in foot]
    if _runs_over(room, sum(heights), wide=wide):
        page.fit_to_pages(1, 1)
    page.print_area(0, 0, max(first + len(cells.body) + len(foot) - 1, first), last)


def _row(page: Worksheet, index: int, row: Sequence[PaperCell], looks: _CellFormats, *, numbered: bool) -> None:
    for column, cell in enumerate(row):
        if numbered and column == 0 and cell.number is not None:
            page.write_number(index, column, cell.number, looks.index)
        elif cell.across > 1:
            look = looks.group if cell.heading else looks.of_words(cell)
            page.merge_range(index, column, index, column + cell.across - 1, cell.text, look)
        elif cell.across:
            _write(page, index, column, cell, looks)


def _above(page: Worksheet, part: PaperSheet, widths: tuple[float, ...], looks: _CellFormats) -> None:
    """The line above a table: its day on the left, its unit on the right; the notice too where there is room."""
    last = len(widths) - 1
    dated = [as_of_text(part.setting)] if part.setting.as_of else []
    day = "  ".join([*dated, *filter(None, [part.setting.notice])])
    if _width(day) + _width(part.unit_note) > 0.9 * sum(widths):
        day = "".join(dated)
    room = _width(day)
    split = next((place for place in range(last) if sum(widths[: place + 1]) > room), last - 1)
    if split < 1 or not day:
        _write_across(page, 1, last, part.unit_note, looks.unit)
        return
    page.merge_range(1, 0, 1, split, day, looks.day)
    page.set_row(1, 14.0 * _lines(part.unit_note, sum(widths[split + 1 :])) + 2)
    if split + 1 == last:
        page.write_string(1, last, part.unit_note, looks.unit)
    else:
        page.merge_range(1, split + 1, 1, last, part.unit_note, looks.unit)


def _headings(page: Worksheet, cells: PaperGrid, room: tuple[float, ...], looks: _CellFormats) -> None:
    for row in range(cells.depth):
        page.set_row(2 + row, _heading_height(cells, room, row))
    for h in cells.headings:
        top, bottom, right = 2 + h.row, 1 + h.row + h.down, h.column + h.across - 1
        if (top, h.column) == (bottom, right):
            page.write_string(top, h.column, h.text, looks.head)
        else:
            page.merge_range(top, h.column, bottom, right, h.text, looks.head)


def _heading_height(cells: PaperGrid, room: tuple[float, ...], row: int) -> float:
    # What spans both rows has both of them to wrap in.
    lines = [
        _lines(h.text, sum(room[h.column : h.column + h.across]) - 1) / h.down
        for h in cells.headings
        if h.row <= row < h.row + h.down
    ]
    return 14.0 * max(1, math.ceil(max(lines, default=1))) + 3


def _runs_over(room: tuple[float, ...], high: float, *, wide: bool) -> bool:
    """Whether a line or two of a sheet would stand alone on a second page, and type a little smaller prevents that."""
    page_wide, page_high = _PAGE_A3 if wide else _PAGE
    scale = min(1.0, page_wide / sum((width * 7 + 5) * 0.75 for width in room))
    share = high * scale / page_high
    return 1 < share <= _OVER and scale / share >= _LEAST_SCALE


def _write(page: Worksheet, row: int, column: int, cell: PaperCell, looks: _CellFormats) -> None:
    if cell.number is not None:
        page.write_number(row, column, cell.number, looks.number(cell.form, strong=cell.strong))
    else:
        page.write_string(row, column, cell.text, looks.right if cell.numeric else looks.of_words(cell))


def _pair(page: Worksheet, part: PairPage, looks: _CellFormats) -> None:
    """The maps of a chain on a page of their own; their lists are the sheets that follow."""
    from liantu.exchange.paper.pdf_writer import drawing_to_png

    page.set_paper(_A3)
    page.fit_to_pages(1, 1)
    page.set_column(0, 0, 150)
    page.set_row(0, 30)
    page.write_string(0, 0, part.name, looks.title)
    lines = [line for line in (part.facts, *part.foot()) if line]
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


def _longest_words(headings: Iterable[PaperHeading], columns: int) -> list[float]:
    """The room of the longest word above each column: a heading breaks between its words and never inside one."""
    longest = [0.0] * columns
    for heading in headings:
        if heading.across == 1:
            # A Chinese heading may break anywhere.
            words = [word for word in heading.text.split() if word.isascii()]
            longest[heading.column] = max([longest[heading.column], *(len(word) * 1.08 + 1.2 for word in words)])
    return longest


def _height(row: tuple[PaperCell, ...], widths: tuple[float, ...]) -> float:
    """The height of a row of wrapped text: other programs than Excel do not fit it by themselves."""
    rooms = (sum(widths[place : place + cell.across]) - 0.5 for place, cell in enumerate(row))
    lines = (_lines(cell.text, room) for cell, room in zip(row, rooms, strict=True) if cell.across)
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
        page.set_row(index, _foot_height(line, room))


def _foot_height(line: str, room: float) -> float:
    return 14.0 * (1 + int(_width(line) // max(room, 1)))


def _tab(words: str, taken: set[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\]", " ", words)[:28]
    name, number = base, 2
    while name in taken:
        name, number = f"{base}{number}", number + 1
    taken.add(name)
    return name
