"""Letters as parts of a Word document: portrait, sizes after GB/T 9704, indented by two characters."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from liantu.exchange import typefaces
from liantu.exchange.paper.docx_fonts import set_run_font
from liantu.exchange.paper.letter import Letter, LetterBlock
from liantu.exchange.paper.unbroken_numbers import bind_numbers

_TITLE, _SMALL = (22, 18), 9


def add_letter(document: WordDocument, letter: Letter, section: Section) -> None:
    """The letter as the last part of the document."""
    _page(section)
    zh = letter.setting.chinese
    title = _line(document, letter.name, _TITLE[0 if zh else 1], typefaces.WORD_TITLE, spacing=0, bold=True)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_letter_lines(document, [*letter.lines()], chinese=zh)
    for text in letter.foot():
        _line(document, text, _SMALL, typefaces.WORD_BODY, spacing=0)


def add_letter_lines(document: WordDocument, lines: Sequence[LetterBlock], *, chinese: bool) -> None:
    """Paragraphs of a letter at the end of a document, those who sign kept together."""
    size, spacing = (16, 28) if chinese else (12, 18)
    for block, following in zip(lines, [*lines[1:], None], strict=True):
        paragraph = _line(document, block.words, size, typefaces.WORD_BODY, spacing=spacing)
        form = paragraph.paragraph_format
        if block.kind in ("seal", "sign"):
            form.left_indent, form.keep_together = Pt(size * (8 if chinese else 14)), True
            # All who sign stand on one page, below what they sign.
            form.keep_with_next = following is not None
            form.space_before = Pt(spacing if block.kind == "seal" else 0)
        elif block.kind == "addressee":
            form.space_before = Pt(spacing)
        else:
            form.first_line_indent = Pt(2 * size)
            # Nobody signs on a page where nothing stands that he signs.
            form.keep_with_next = form.keep_together = following is not None and following.kind == "seal"


def _page(section: Section) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(33)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _line(
    document: WordDocument, words: str, size: float, font: str, *, spacing: float, bold: bool = False
) -> Paragraph:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if spacing:
        form.line_spacing = Pt(spacing)
    run = paragraph.add_run(bind_numbers(words))
    run.font.size, run.font.bold = Pt(size), bold
    set_run_font(run, font)
    return paragraph
