"""Papers as Word documents that open in WPS: real tables, repeated headings, named fonts with stand-ins."""

from __future__ import annotations

import io
from copy import deepcopy
from functools import cache
from typing import Any, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from liantu.exchange import typefaces
from liantu.exchange.paper.docx_cells import narrow_cells
from liantu.exchange.paper.docx_fonts import set_language, set_run_font, set_substitute_fonts
from liantu.exchange.paper.docx_letter import add_letter
from liantu.exchange.paper.docx_pair_page import add_pair_page
from liantu.exchange.paper.docx_report import add_report
from liantu.exchange.paper.file_properties import file_properties
from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.page_head import PageMarks, page_marks
from liantu.exchange.paper.pair_page import PairPage
from liantu.exchange.paper.paper_grid import PaperCell, PaperGrid, lay_out_grid
from liantu.exchange.paper.report import Report
from liantu.exchange.paper.sheet import Paper, PaperSheet
from liantu.exchange.paper.unbroken_numbers import bind_numbers
from liantu.wording import WIDE_SPACE

_PAGES = {"a4": (297, 210), "a3": (420, 297)}
_MARGIN, _PITCH, _LATIN_PITCH = 14, 1.25, 1.15
#: Points above and below the words of a row; how much less they are than in the PDF, where lines have none.
_SPACE, _SPACED = 1.0, 3.0
#: Points between the table and the first line below it.
_ABOVE_FOOT = 4
#: Points of the type of a table.
_TABLE = 9
#: Twentieths of a point beside the words of a cell.
_CELL_MARGIN = 45
_RED = RGBColor(0x9B, 0x1C, 0x1C)
#: Nobody lays a Word file out here: its type is so much smaller than in the PDF, in points, and never below.
_SAFER, _SAFER_LATIN, _SAFER_SCENARIO, _SMALLEST = 1.0, 1.5, 2.0, 9.0


def to_docx(paper: Paper) -> bytes:
    """The bytes of the document, a section a part."""
    from liantu.exchange.paper.pdf_writer import report_size, sheet_room

    document = Document()
    set_substitute_fonts(document, typefaces.WORD_ALTERNATIVES)
    style = document.styles["Normal"]
    style.font.name = typefaces.WORD_LATIN
    style.element.rPr.rFonts.set(qn("w:eastAsia"), typefaces.WORD_BODY)
    set_language(style, chinese=paper.parts[0].setting.chinese)
    _describe(document, paper)
    for number, part in enumerate(paper.parts):
        section = document.sections[0] if number == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        if isinstance(part, Report):
            plain = _SAFER if part.setting.chinese else _SAFER_LATIN
            safer = _SAFER_SCENARIO if part.setting.scenario else plain
            add_report(document, part, section, max(report_size(part) - safer, _SMALLEST))
            continue
        if isinstance(part, PairPage):
            add_pair_page(document, part, section)
            if part.setting.page_mark:  # what is no fact says so at the head of this page too
                _head(document, section, part.marks(), _room(section))
            continue
        if isinstance(part, Letter):
            _head(document, section, page_marks(part.setting, internal=False, computed=False)._replace(notice=""), 0)
            add_letter(document, part, section)
            continue
        _page(section, "a3" if part.wide else "a4")
        _head(document, section, part.marks(), _room(section))
        _line(document, part.name, 18, typefaces.WORD_TITLE, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
        _line(document, part.unit_note, 10, typefaces.WORD_BODY, WD_ALIGN_PARAGRAPH.RIGHT)
        add_tables(document, part, _room(section), max(sheet_room(part) - _SPACED, 0.0))
        for index, words in enumerate(part.foot()):
            line = _line(document, words, 9, typefaces.WORD_BODY, WD_ALIGN_PARAGRAPH.LEFT)
            line.paragraph_format.space_before = Pt(0 if index else _ABOVE_FOOT)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_tables(document: WordDocument, sheet: PaperSheet, room: float, space: float = _SPACE) -> None:
    """The table of a sheet and those beneath it at the end of a document, ``room`` millimetres wide, with ``space``
    points above and below the words of a row."""
    _table(document, sheet, room, space)
    for table in sheet.beneath:
        line = _line(document, table.title, 10.5, typefaces.WORD_HEAD, WD_ALIGN_PARAGRAPH.LEFT)
        line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(6), True
        _table(document, table, room, space)


def _describe(document: WordDocument, paper: Paper) -> None:
    """The properties of the file: ours, of today, none of the empty document that it is made from."""
    about = file_properties(paper.parts[0].name, paper.parts[0].setting)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = about.title, about.author, about.author
    properties.created = properties.modified = about.made
    properties.comments, properties.language, properties.revision = "", about.language, 1


def _head(document: WordDocument, section: Section, marks: PageMarks, room: float) -> None:
    """The line at the head of every page of a section; ``room`` in millimetres, none: at the right alone."""
    if not any(marks):
        return
    section.header.is_linked_to_previous = False
    first = section.header.paragraphs[0]._p  # its style, that of headers, has stops of its own
    line = section.header.add_paragraph()
    first.getparent().remove(first)
    align = WD_ALIGN_PARAGRAPH.LEFT if room else WD_ALIGN_PARAGRAPH.RIGHT
    _fill(line, marks.inside, 9, typefaces.WORD_HEAD, align, bold=True)
    line.runs[0].font.color.rgb = _RED
    line.paragraph_format.tab_stops.add_tab_stop(Mm(room), WD_TAB_ALIGNMENT.RIGHT)
    beside, below = (marks.notice, "") if marks.fit_in(room) else ("", f"\n{marks.notice}")
    words = f"{WIDE_SPACE if marks.inside else ''}{beside}\t{marks.right}{below}" if room else marks.right
    run = line.add_run(words)
    run.font.size = Pt(9)
    set_run_font(run, typefaces.WORD_HEAD)


def _room(section: Section) -> float:
    """The width between the margins, in millimetres."""
    assert section.page_width is not None
    return float(section.page_width.mm) - 2 * _MARGIN


def _page(section: Section, size: str) -> None:
    width, height = _PAGES[size]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)


def _line(
    document: WordDocument, words: str, size: float, font: str, align: WD_ALIGN_PARAGRAPH, *, bold: bool = False
) -> Paragraph:
    paragraph = document.add_paragraph()
    _fill(paragraph, words, size, font, align, bold=bold)
    return paragraph


def _fill(
    paragraph: Paragraph, words: str, size: float, font: str, align: WD_ALIGN_PARAGRAPH, *, bold: bool = False
) -> None:
    """Write words into an empty paragraph."""
    paragraph._p.extend(deepcopy(_formed(size, font, align, bold)))
    if words:
        paragraph.runs[0].text = bind_numbers(words)


@cache
def _formed(size: float, font: str, align: WD_ALIGN_PARAGRAPH, bold: bool) -> CT_P:
    """A paragraph of one run without words, of which every cell gets a copy: setting each form anew takes longest."""
    paragraph = Paragraph(OxmlElement("w:p"), cast(Any, None))  # its form asks for no document
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    # An exact height: what stands in for a face that is not installed must not make the lines taller.
    paragraph.paragraph_format.line_spacing = Pt(round(size * _PITCH, 1))
    run = paragraph.add_run()
    run.font.size, run.font.bold = Pt(size), bold
    set_run_font(run, font)
    return paragraph._p


def _table(document: WordDocument, part: PaperSheet, room: float, space: float) -> None:
    cells = lay_out_grid(part)
    table = document.add_table(rows=cells.depth + len(cells.body), cols=len(cells.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    # WPS lays an automatic table out anew; fixed widths keep the page as it was set.
    table.autofit = False
    narrow_cells(table, _CELL_MARGIN)
    matrix = _matrix(table)
    _widths(table, matrix, cells, room)
    for h in cells.headings:
        cell = matrix[h.row][h.column]
        if h.across > 1 or h.down > 1:
            cell = cell.merge(matrix[h.row + h.down - 1][h.column + h.across - 1])
        _cell(cell, h.text, typefaces.WORD_HEAD, WD_ALIGN_PARAGRAPH.CENTER)
    for index, row in enumerate(cells.body, cells.depth):
        for column, value in enumerate(row):
            if value.across:
                _body_cell(matrix[index][column : column + value.across], value)
    for index, line in enumerate(table.rows):
        _row_rule(line, "w:cantSplit")
        if index < cells.depth:
            _row_rule(line, "w:tblHeader")
    _space_rows(table, space, chinese=part.setting.chinese)


def _space_rows(table: Table, space: float, *, chinese: bool) -> None:
    """So many points above and below the words of every row; lines without Chinese stand closer."""
    spaced = Paragraph(OxmlElement("w:p"), table)
    form = spaced.paragraph_format
    form.space_before = form.space_after = Pt(space)
    form.line_spacing = Pt(round(_TABLE * (_PITCH if chinese else _LATIN_PITCH), 1))
    attributes = spaced._p.get_or_add_pPr().get_or_add_spacing().attrib
    for paragraph in table._tbl.iter(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_spacing().attrib.update(attributes)


def _widths(table: Table, matrix: list[list[_Cell]], cells: PaperGrid, room: float) -> None:
    whole = sum(cells.widths)
    for index, weight in enumerate(cells.widths):
        table.columns[index].width = Mm(room * weight / whole)
        for row in matrix:
            row[index].width = Mm(room * weight / whole)


def _matrix(table: Table) -> list[list[_Cell]]:
    # table.cell() and the cells of a column rebuild the list of all on every call; once is enough.
    return [[_Cell(cell, table) for cell in row._tr.tc_lst] for row in table.rows]


def _cell(cell: _Cell, words: str, font: str, align: WD_ALIGN_PARAGRAPH, *, bold: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for extra in cell.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    _fill(cell.paragraphs[0], words, _TABLE, font, align, bold=bold)


def _body_cell(covered: list[_Cell], value: PaperCell) -> None:
    """A cell of the body, over as many columns as it takes."""
    cell = covered[0].merge(covered[-1]) if len(covered) > 1 else covered[0]
    plain = WD_ALIGN_PARAGRAPH.CENTER if value.centred else WD_ALIGN_PARAGRAPH.LEFT
    align = WD_ALIGN_PARAGRAPH.RIGHT if value.numeric else plain
    font = typefaces.WORD_HEAD if value.heading else typefaces.WORD_BODY
    _cell(cell, value.text, font, align, bold=value.strong or value.heading)
    # The line above a group of rows stands with the first of them.
    if value.heading:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _row_rule(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))
