"""The pair of maps of a chain in Word: one A3 page, the drawing at the left, its lists at the right."""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from liantu.exchange import typefaces
from liantu.exchange.paper.docx_cells import narrow_cells
from liantu.exchange.paper.docx_fonts import set_run_font
from liantu.exchange.paper.pair_page import PairPage
from liantu.exchange.paper.report import ReportTable
from liantu.exchange.paper.unbroken_numbers import bind_numbers

_PICTURE, _LISTS, _SIDE = 268.0, 124.0, 11.0
#: What a cell leaves free at its sides, in twentieths of a point.
_CELL = 24
_RED = RGBColor(0x9B, 0x1C, 0x1C)


def add_pair_page(document: WordDocument, page: PairPage, section: Section) -> None:
    """The page as the last part of the document."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin = section.bottom_margin = Mm(9)
    section.header_distance = section.footer_distance = Mm(5)
    center = WD_ALIGN_PARAGRAPH.CENTER
    mark = _form(document.add_paragraph(), 9, WD_ALIGN_PARAGRAPH.LEFT)
    _run(mark, page.mark(), 9, typefaces.WORD_HEAD, bold=True, ink=_RED)
    _run(_form(document.add_paragraph(), 20, center), page.name, 20, typefaces.WORD_TITLE, bold=True)
    _run(_form(document.add_paragraph(), 10, center), page.facts, 10, typefaces.WORD_BODY)
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    narrow_cells(table, _CELL)
    for column, width in zip(table.columns, (_PICTURE + 4, _LISTS), strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(_PICTURE + 4), Mm(_LISTS)
    _picture(left, page)
    for block in page.lists:
        _list(right, block)
    for words in page.remarks:
        _run(_form(right.add_paragraph(), 9, WD_ALIGN_PARAGRAPH.LEFT), words, 9, typefaces.WORD_BODY)
    first = right.paragraphs[0]
    if not first.text:
        first._element.getparent().remove(first._element)
    for words in page.foot():
        _run(_form(document.add_paragraph(), 9, WD_ALIGN_PARAGRAPH.LEFT), words, 9, typefaces.WORD_BODY)


def _picture(cell: _Cell, page: PairPage) -> None:
    from liantu.exchange.paper.pdf_writer import drawing_to_png

    picture = drawing_to_png(page.svg, millimetres=_PICTURE, ppi=200)
    shape = cell.paragraphs[0].add_run().add_picture(io.BytesIO(picture), width=Mm(_PICTURE))
    room = Mm(297 - 2 * 9 - 26 - 5 * len(page.foot()))
    if shape.height > room:
        shape.width, shape.height = int(shape.width * room / shape.height), room


def _list(cell: _Cell, block: ReportTable) -> None:
    head = _form(cell.add_paragraph(), 10, WD_ALIGN_PARAGRAPH.LEFT)
    _run(head, f"{block.title}  ", 10, typefaces.WORD_HEAD, bold=True)
    _run(head, block.unit, 9, typefaces.WORD_BODY)
    table = cell.add_table(rows=1 + len(block.rows), cols=len(block.widths))
    table.style, table.autofit = "Table Grid", False
    narrow_cells(table, _CELL)
    whole = sum(block.widths)
    for column, weight in zip(table.columns, block.widths, strict=True):
        column.width = Mm((_LISTS - 5) * weight / whole)
    for number, (row, texts) in enumerate(zip(table.rows, (block.headings, *block.rows), strict=True)):
        for place, (part, words) in enumerate(zip(row.cells, texts, strict=True)):
            part.width = Mm((_LISTS - 5) * block.widths[place] / whole)
            wordy = number > 0 and place in block.wordy
            line = _form(part.paragraphs[0], 9, WD_ALIGN_PARAGRAPH.LEFT if wordy else WD_ALIGN_PARAGRAPH.CENTER)
            font = typefaces.WORD_HEAD if number == 0 else typefaces.WORD_BODY
            _run(line, words, 9, font, bold=number == 0)


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
