"""The pair of maps of a chain in Word: one A3 page, the drawing at the left, its lists at the right."""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from liantu.exchange import typefaces
from liantu.exchange.paper.docx_cells import narrow_cells
from liantu.exchange.paper.docx_fonts import set_run_font
from liantu.exchange.paper.pair_page import PairPage
from liantu.exchange.paper.report import ReportTable
from liantu.exchange.paper.unbroken_numbers import bind_numbers

#: The picture, what stays free beside it, the lists and the margins, in millimetres.
_PICTURE, _GAP, _LISTS, _SIDE = 266.0, 7.0, 124.0, 11.0
#: Of a broad page: the width of the picture, how high it is at most, and the type of the lists.
_BROAD, _BROAD_HIGH, _BROAD_TYPE = 394.0, 164.0, 11.0
#: What a cell leaves free at its sides, in twentieths of a point.
_CELL = 24
_RED, _GREY = RGBColor(0x9B, 0x1C, 0x1C), RGBColor(0x5F, 0x63, 0x68)


def add_pair_page(document: WordDocument, page: PairPage, section: Section) -> None:
    """The page as the last part of the document."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin = section.bottom_margin = Mm(9)
    section.header_distance = section.footer_distance = Mm(5)
    center = WD_ALIGN_PARAGRAPH.CENTER
    mark = _form(document.add_paragraph(), 9, WD_ALIGN_PARAGRAPH.LEFT)
    mark.paragraph_format.tab_stops.add_tab_stop(Mm(420 - 2 * _SIDE), WD_TAB_ALIGNMENT.RIGHT)
    _run(mark, page.mark(), 9, typefaces.WORD_HEAD, bold=True, ink=_RED)
    _run(mark, f"\t{page.setting.notice}", 9, typefaces.WORD_HEAD, ink=_GREY)
    _run(_form(document.add_paragraph(), 20, center), page.name, 20, typefaces.WORD_TITLE, bold=True)
    _run(_form(document.add_paragraph(), 10, center), page.facts, 10, typefaces.WORD_BODY)
    (_add_broad if page.broad else _add_beside)(document, page)
    for words in page.foot():
        _run(_form(document.add_paragraph(), 9, WD_ALIGN_PARAGRAPH.LEFT), words, 9, typefaces.WORD_BODY)


def _add_broad(document: WordDocument, page: PairPage) -> None:
    """The picture over the width of the page, the lists side by side below it."""
    _picture(document.add_paragraph(), page, _BROAD, Mm(_BROAD_HIGH))
    if page.lists:
        table = document.add_table(rows=1, cols=len(page.lists))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        narrow_cells(table, _CELL)
        cells = table.rows[0].cells
        for column, cell, block, share in zip(table.columns, cells, page.lists, page.shares(), strict=True):
            wide = _BROAD * share
            column.width = cell.width = Mm(wide)
            _list(cell, block, wide, _BROAD_TYPE)
            first = cell.paragraphs[0]
            first._element.getparent().remove(first._element)
            _form(cell.add_paragraph(), 4, WD_ALIGN_PARAGRAPH.LEFT)
    for words in page.remarks:
        line = _form(document.add_paragraph(), _BROAD_TYPE, WD_ALIGN_PARAGRAPH.LEFT)
        _run(line, words, _BROAD_TYPE, typefaces.WORD_BODY)


def _add_beside(document: WordDocument, page: PairPage) -> None:
    """The picture at the left, the lists at its right."""
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    narrow_cells(table, _CELL)
    for column, width in zip(table.columns, (_PICTURE + _GAP, _LISTS), strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(_PICTURE + _GAP), Mm(_LISTS)
    _picture(left.paragraphs[0], page, _PICTURE, Mm(297 - 2 * 9 - 26 - 5 * len(page.foot())))
    for block in page.lists:
        _list(right, block, _LISTS)
    for words in page.remarks:
        _run(_form(right.add_paragraph(), 9, WD_ALIGN_PARAGRAPH.LEFT), words, 9, typefaces.WORD_BODY)
    first = right.paragraphs[0]
    if not first.text:
        first._element.getparent().remove(first._element)


def _picture(line: Paragraph, page: PairPage, wide: float, room: Length) -> None:
    """The picture, as wide as its place unless it is higher than the room."""
    from liantu.exchange.paper.pdf_writer import drawing_to_png

    picture = drawing_to_png(page.svg, millimetres=wide, ppi=200)
    shape = line.add_run().add_picture(io.BytesIO(picture), width=Mm(wide))
    if shape.height > room:
        shape.width, shape.height = Length(shape.width * room / shape.height), room


def _list(cell: _Cell, block: ReportTable, wide: float, size: float = 9) -> None:
    head = _form(cell.add_paragraph(), size + 1, WD_ALIGN_PARAGRAPH.LEFT)
    _run(head, f"{block.title}  ", size + 1, typefaces.WORD_HEAD, bold=True)
    _run(head, block.unit, size, typefaces.WORD_BODY)
    table = cell.add_table(rows=1 + len(block.rows), cols=len(block.widths))
    table.style, table.autofit = "Table Grid", False
    narrow_cells(table, _CELL)
    whole = sum(block.widths)
    for column, weight in zip(table.columns, block.widths, strict=True):
        column.width = Mm((wide - 5) * weight / whole)
    for number, (row, texts) in enumerate(zip(table.rows, (block.headings, *block.rows), strict=True)):
        for place, (part, words) in enumerate(zip(row.cells, texts, strict=True)):
            part.width = Mm((wide - 5) * block.widths[place] / whole)
            wordy = number > 0 and place in block.wordy
            line = _form(part.paragraphs[0], size, WD_ALIGN_PARAGRAPH.LEFT if wordy else WD_ALIGN_PARAGRAPH.CENTER)
            font = typefaces.WORD_HEAD if number == 0 else typefaces.WORD_BODY
            _run(line, words, size, font, bold=number == 0)


def _form(line: Paragraph, size: float, align: WD_ALIGN_PARAGRAPH) -> Paragraph:
    line.alignment = align
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = Pt(round(size * 1.25, 1))
    return line


def _run(
    line: Paragraph, words: str, size: float, font: str, *, bold: bool = False, ink: RGBColor | None = None
) -> None:
    run = line.add_run(bind_numbers(words))
    run.font.size, run.font.bold = Pt(size), bold
    if ink is not None:
        run.font.color.rgb = ink
    set_run_font(run, font)
