"""The standard template of a kind of paper: every field in the order in which the program prints it, to begin with."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from liantu.exchange import typefaces
from liantu.exchange.paper.docx_fonts import set_run_font, set_substitute_fonts
from liantu.exchange.paper.file_properties import file_properties
from liantu.exchange.paper.office_templates.fields import BLOCK_FIELDS, SHEETS, TEMPLATE_FIELDS
from liantu.exchange.paper.setting import Setting
from liantu.wording import WIDE_SPACE

#: Words that stand in the head of every page, in this order; the others stand in the text.
_HEAD = ("mark", "notice", "computed", "version")
_CENTRED, _RIGHT = ("title", "subtitle"), ("unit",)
_SIZES = {"title": 22.0, "foot": 9.0}


def standard_template(kind: str, name: str, language: str) -> bytes:
    """A Word file with all fields of a kind; ``name`` is what the kind is called."""
    document, fields = Document(), TEMPLATE_FIELDS[kind]
    set_substitute_fonts(document, typefaces.WORD_ALTERNATIVES)
    section = document.sections[0]
    wide, high = (Mm(297), Mm(210)) if kind in SHEETS else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if kind in SHEETS else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = wide, high
    section.left_margin = section.right_margin = Mm(14 if kind in SHEETS else 26)
    head = section.header.paragraphs[0]
    set_run_font(head.add_run(WIDE_SPACE.join(_named(f) for f in _HEAD if f in fields)), typefaces.WORD_HEAD)
    # The headline stands in what is read first already.
    shown = [f for f in fields if f not in (*_HEAD, "foot", "headline")]
    for field in (*(f for f in shown if f not in BLOCK_FIELDS), *(f for f in shown if f in BLOCK_FIELDS), "foot"):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(_named(field))
        run.font.size, run.font.bold = Pt(_SIZES.get(field, 12.0)), field == "title"
        set_run_font(run, typefaces.WORD_TITLE if field == "title" else typefaces.WORD_BODY)
        if field in _CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif field in _RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    about, properties = file_properties(name, Setting(language)), document.core_properties
    properties.title, properties.author, properties.last_modified_by = about.title, about.author, about.author
    properties.created = properties.modified = about.made
    properties.comments = ""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _named(field: str) -> str:
    return "{{ " + field + " }}"
