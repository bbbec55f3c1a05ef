"""Reports as parts of a Word document: A4 upright, the same sections, order and tables as the PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from liantu.exchange import typefaces
from liantu.exchange.paper.docx_cells import narrow_cells
from liantu.exchange.paper.docx_fonts import set_run_font
from liantu.exchange.paper.docx_watermark import add_watermark
from liantu.exchange.paper.report import (
    BlankLines,
    Block,
    Drawing,
    FillBox,
    NumberBoxes,
    Paragraph,
    Report,
    ReportTable,
)
from liantu.exchange.paper.unbroken_numbers import bind_numbers
from liantu.wording import WIDE_SPACE

_SIDE, _TOP, _BOTTOM = 25, 24, 20
_ROOM = 210 - 2 * _SIDE
#: What the frame of a scenario takes at the head of a page.
_FRAME = 9
#: How high a box to be filled in is.
_BOX = 12
#: The pitch of lines by the size of the type: of tables and small lines, and of paragraphs.
_CLOSE, _WIDE, _LATIN = 1.24, 1.52, 1.3
_GREY, _RED, _BLUE = RGBColor(0x5F, 0x63, 0x68), RGBColor(0x9B, 0x1C, 0x1C), RGBColor(0x1F, 0x4E, 0x79)
_AMBER = RGBColor(0x7A, 0x56, 0x00)
#: Of words across a page, of made-up figures and of a scenario.
_LIGHT_GREY, _LIGHT_AMBER = "e4e4e4", "f5ead0"
#: What a cell leaves free at its sides, in twentieths of a point.
_CELL = 50
#: Points between the title, the line below it and what follows, and above the boxes and the foot.
_SPACE_BELOW = 3
#: Points in a millimetre, and the last letter that is narrower than high.
_POINTS, _LAST_LATIN = 72 / 25.4, 0x2E7F
#: Borders of a cell: those of three lines, and all.
_SIDES = ("top", "left", "bottom", "right")


def add_report(document: WordDocument, report: Report, section: Section, size: float) -> None:
    """The report as the last part of the document, its type ``size`` points."""
    _page(document, section, report)
    zh = report.setting.chinese
    pitch = _WIDE if zh else _CLOSE if report.tight else _LATIN
    large = _title_size(report.name, zh=zh)
    title = _line(document, large, before=0, align=WD_ALIGN_PARAGRAPH.CENTER)
    _run(title, report.name, large, typefaces.WORD_TITLE, bold=True)
    if report.subtitle:
        below = _line(document, 11.5, before=_SPACE_BELOW, align=WD_ALIGN_PARAGRAPH.CENTER)
        _run(below, report.subtitle, 11.5)
        below.paragraph_format.space_after = Pt(_SPACE_BELOW)
    for index, block in enumerate(report.lead):
        _block(document, block, size, zh, pitch, headline=index == 0, framed=report.framed)
    for words, part in zip(report.numbered(), report.sections, strict=True):
        heading = _line(document, size, before=1 if report.tight else 3, pitch=pitch)
        heading.paragraph_format.keep_with_next = True
        _run(heading, words, size, typefaces.WORD_HEAD, bold=True)
        for block in part.blocks:
            _block(document, block, size, zh, pitch)
    for index, words in enumerate(report.foot()):
        line = _line(document, 9, before=8 if index == 0 else 0)
        if index == 0:
            _border(line._p.get_or_add_pPr(), "w:pBdr", ("top",), 4)
        _run(line, words, 9)


def _title_size(name: str, *, zh: bool) -> float:
    """The size of the title in points: smaller where that keeps a Chinese one, whose letters are as wide as high, on
    one line.

    >>> [_title_size("云" * letters, zh=True) for letters in (12, 24, 40)]
    [22, 18.5, 22]
    """
    largest, least = (22, 18) if zh else (18, 18)
    wide = sum(1.0 if ord(letter) > _LAST_LATIN else 0.55 for letter in name)
    fits = _ROOM * _POINTS // (wide / 2) / 2
    return min(largest, fits) if fits >= least else largest


def add_blocks(document: WordDocument, blocks: Sequence[Block], size: float, *, chinese: bool) -> None:
    """Blocks at the end of a document that is already there."""
    for block in blocks:
        _block(document, block, size, chinese, _WIDE if chinese else _LATIN)


def _page(document: WordDocument, section: Section, report: Report) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom = (_TOP - 3, _BOTTOM - 5) if report.tight else (_TOP, _BOTTOM)
    section.top_margin, section.bottom_margin = Mm(top + (_FRAME if report.setting.scenario else 0)), Mm(bottom)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.header_distance = section.footer_distance = Mm(11)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    head.style = document.styles["Normal"]  # that of headers has stops of its own
    head.paragraph_format.tab_stops.add_tab_stop(Mm(_ROOM), WD_TAB_ALIGNMENT.RIGHT)
    marks = report.marks()
    inside, notice, right = marks
    if framed := report.scenario_marks():
        above = head.insert_paragraph_before()
        above.style = document.styles["Normal"]
        _shade(above._p.get_or_add_pPr(), "FFF3CD")
        _border(above._p.get_or_add_pPr(), "w:pBdr", _SIDES, 6, "B58100")
        named = f"\n{report.scenario_name}" if report.scenario_name else ""
        _run(above, f"{WIDE_SPACE}|{WIDE_SPACE}".join(framed) + named, 9.5, typefaces.WORD_HEAD, bold=True, ink=_AMBER)
    if inside:
        _run(head, inside + WIDE_SPACE, 9, typefaces.WORD_HEAD, bold=True, ink=_RED)
    # Side by side where there is room; else the notice stands below, and no line breaks in its middle.
    beside, below = (notice, "") if marks.fit_in(_ROOM) else ("", f"\n{notice}")
    _run(head, f"{beside}\t{right}{below}", 9, typefaces.WORD_HEAD, ink=_GREY)
    _border(head._p.get_or_add_pPr(), "w:pBdr", ("bottom",), 4)
    if across := report.setting.page_mark or report.watermark:
        add_watermark(head, across, _LIGHT_AMBER if report.setting.scenario else _LIGHT_GREY)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", 11)
    _page_number(foot)
    _run(foot, " —", 11)


def _page_number(paragraph: WordParagraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(11)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = text or None
        run._r.append(mark)


def _block(
    document: WordDocument,
    block: Block,
    size: float,
    zh: bool,
    pitch: float,
    *,
    headline: bool = False,
    framed: bool = False,
) -> None:
    if isinstance(block, Paragraph):
        line = _line(document, size, pitch=pitch)
        _paragraph(line, block, size, zh, headline=headline, framed=framed)
    elif isinstance(block, NumberBoxes):
        _boxes(document, block)
    elif isinstance(block, ReportTable):
        _table(document, block, max(9.0, round(size * 0.76 * 2) / 2))
    elif isinstance(block, Drawing):
        _drawing(document, block)
    elif isinstance(block, BlankLines):
        _blanks(document, block, size)
    elif isinstance(block, FillBox):
        _fill_box(document, block)


def _paragraph(line: WordParagraph, block: Paragraph, size: float, zh: bool, *, headline: bool, framed: bool) -> None:
    line.paragraph_format.widow_control = True
    if zh:
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if headline and framed:
        _shade(line._p.get_or_add_pPr(), "E9EEF2")
    elif zh:
        line.paragraph_format.first_line_indent = Pt(2 * size)
    font = typefaces.WORD_HEAD if headline and framed else typefaces.WORD_BODY
    for words, bold in ((block.lead, True), (block.text, headline), (block.strong, True)):
        if words:
            _run(line, words, size, font, bold=bold)


def _boxes(document: WordDocument, block: NumberBoxes) -> None:
    _line(document, _SPACE_BELOW, pitch=1.0)
    table = document.add_table(rows=1, cols=len(block.boxes))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, box in zip(table.rows[0].cells, block.boxes, strict=True):
        cell.width = Mm(_ROOM / len(block.boxes))
        _edge(cell, _SIDES, 6, "1F4E79")
        looks = ((box.label, 9.5, _GREY, False), (box.value, 15, _BLUE, True), (box.unit, 9.5, None, False))
        for index, (words, size, ink, bold) in enumerate((*looks, (box.note, 9, _GREY, False))):
            line = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            _form(line, size, align=WD_ALIGN_PARAGRAPH.CENTER)
            _run(line, words, size, typefaces.WORD_HEAD, bold=bold, ink=ink)
    _line(document, 4)


def _table(document: WordDocument, block: ReportTable, size: float) -> None:
    if block.title or block.unit:
        above = _line(document, 10.5, before=4)
        above.paragraph_format.keep_with_next = True
        stops = above.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(_ROOM / 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Mm(_ROOM), WD_TAB_ALIGNMENT.RIGHT)
        _run(above, f"\t{block.title}", 10.5, typefaces.WORD_HEAD, bold=True)
        _run(above, f"\t{block.unit}", 9.5)
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    narrow_cells(table, _CELL)
    whole, last = sum(block.widths), len(block.rows)
    for column, weight in zip(table.columns, block.widths, strict=True):
        column.width = Mm(_ROOM * weight / whole)
    for number, (row, texts) in enumerate(zip(table.rows, (block.headings, *block.rows), strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, words) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width, cell.vertical_alignment = Mm(_ROOM * block.widths[place] / whole), _MIDDLE
            _edges(cell, number, last, filled_in=block.filled_in)
            wordy = number > 0 and place in block.wordy
            _form(cell.paragraphs[0], size, align=WD_ALIGN_PARAGRAPH.LEFT if wordy else WD_ALIGN_PARAGRAPH.CENTER)
            # Rows of a short table stay on one page.
            cell.paragraphs[0].paragraph_format.keep_with_next = number < last and last <= 12
            font = typefaces.WORD_HEAD if number == 0 else typefaces.WORD_BODY
            strong = number == 0 or (number == 1 and block.total_first)
            _run(cell.paragraphs[0], words, size, font, bold=strong)
    _line(document, 4)


_MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _edges(cell: _Cell, number: int, last: int, *, filled_in: bool) -> None:
    """The lines of a cell: the full grid of a table to be filled in, else the three lines of one to be read."""
    if filled_in:
        _edge(cell, _SIDES, 4)
        return
    if number == 0:
        _edge(cell, ("top",), 9)
        _edge(cell, ("bottom",), 5)
    if number == last:
        _edge(cell, ("bottom",), 9)


def _drawing(document: WordDocument, block: Drawing) -> None:
    from liantu.exchange.paper.pdf_writer import drawing_to_png

    line = _line(document, 1, before=4)
    line.paragraph_format.line_spacing = 1.0
    picture = drawing_to_png(block.svg, millimetres=_ROOM, ppi=300, clear=True)
    line.add_run().add_picture(io.BytesIO(picture), width=Mm(_ROOM))
    if block.note:
        line.paragraph_format.keep_with_next = True
        _run(_line(document, 9), block.note, 9, ink=_GREY)


def _blanks(document: WordDocument, block: BlankLines, size: float) -> None:
    for start in range(0, len(block.labels), 2):
        line = _line(document, size, before=2)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(_ROOM / 2))
        _run(line, "\t".join(f"{words}{'_' * 20}" for words in block.labels[start : start + 2]), max(10, size - 2))


def _fill_box(document: WordDocument, block: FillBox) -> None:
    """An empty box of a fixed height, with what belongs into it in grey."""
    table = document.add_table(rows=1, cols=1)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    row, cell = table.rows[0], table.rows[0].cells[0]
    row.height, cell.width = Mm(_BOX), Mm(_ROOM)
    _border(cell._tc.get_or_add_tcPr(), "w:tcBorders", _SIDES, 4, "5F6368", line="dashed")
    _run(_form(cell.paragraphs[0], 10), block.words, 10, ink=_GREY)
    _line(document, 4)


def _line(
    document: WordDocument,
    size: float,
    *,
    before: float = 0,
    align: WD_ALIGN_PARAGRAPH | None = None,
    pitch: float = _CLOSE,
) -> WordParagraph:
    return _form(document.add_paragraph(), size, before=before, align=align, pitch=pitch)


def _form(
    line: WordParagraph,
    size: float,
    *,
    before: float = 0,
    align: WD_ALIGN_PARAGRAPH | None = None,
    pitch: float = _CLOSE,
) -> WordParagraph:
    form = line.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(0)
    # An exact height: a stand-in for a face that is not installed must not make the lines taller.
    form.line_spacing = Pt(round(size * pitch, 1))
    if align is not None:
        line.alignment = align
    return line


def _run(
    line: WordParagraph,
    words: str,
    size: float,
    font: str = typefaces.WORD_BODY,
    *,
    bold: bool = False,
    ink: RGBColor | None = None,
) -> None:
    run = line.add_run(bind_numbers(words))
    run.font.size, run.font.bold = Pt(size), bold
    if ink is not None:
        run.font.color.rgb = ink
    set_run_font(run, font)


def _edge(cell: _Cell, sides: tuple[str, ...], eighths: int, colour: str = "auto") -> None:
    _border(cell._tc.get_or_add_tcPr(), "w:tcBorders", sides, eighths, colour)


def _border(
    properties: Any, tag: str, sides: tuple[str, ...], eighths: int, colour: str = "auto", *, line: str = "single"
) -> None:
    """Lines on the sides of a paragraph or a cell, in eighths of a point."""
    borders = properties.find(qn(tag))
    if borders is None:
        borders = OxmlElement(tag)
        properties.append(borders)
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", line), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)


def _shade(properties: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)
