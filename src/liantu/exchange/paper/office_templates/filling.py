"""A template filled with a paper: words in the sentences, sections and tables where they stand alone."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm
from jinja2 import StrictUndefined

from liantu.exchange.paper.file_properties import file_properties
from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.office_templates.contents import BlockWriter, template_content
from liantu.exchange.paper.office_templates.fields import BLOCK_FIELDS
from liantu.exchange.paper.office_templates.missing_words import add_missing_words
from liantu.exchange.paper.office_templates.paragraphs import document_parts, paragraph_text, set_paragraph_text
from liantu.exchange.paper.office_templates.safety import check_template, sandbox
from liantu.exchange.paper.report import Report
from liantu.exchange.paper.sheet import PaperSheet
from liantu.exchange.paper.unbroken_numbers import bind_numbers

_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
#: The width of a page that says none.
_PAGE = Mm(210)


def fill_template(content: bytes, paper: Report | Letter | PaperSheet, kind: str, name: str) -> bytes:
    """The bytes of a Word file: a template with the fields of a paper. Raises Problems: it is checked each time."""
    check_template(content, kind, name)
    document = Document(io.BytesIO(content))
    environment, contents = sandbox(), template_content(paper)
    environment.undefined = StrictUndefined
    named: set[str] = set()
    for part in document_parts(document):
        for paragraph in [*part]:
            text = paragraph_text(paragraph)
            if "{{" not in text:
                continue
            named.update(_FIELD.findall(text))
            field = text.strip().removeprefix("{{").removesuffix("}}").strip()
            if field in BLOCK_FIELDS:
                _put_block(document, paragraph, contents.blocks.get(field))
            else:
                set_paragraph_text(paragraph, bind_numbers(environment.from_string(text).render(contents.words)))
    add_missing_words(document, named, contents, kind)
    about, properties = file_properties(contents.name, contents.setting), document.core_properties
    properties.title, properties.author, properties.last_modified_by = about.title, about.author, about.author
    properties.created = properties.modified = about.made
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _put_block(document: WordDocument, paragraph: Any, write: BlockWriter | None) -> None:
    """Put what is written at the end of the document into the place of a paragraph; nothing where there is none."""
    body, section = document.element.body, document.sections[-1]
    before = [*body]
    if write is not None:
        sides = sum(side or 0 for side in (section.left_margin, section.right_margin))
        write(document, float(((section.page_width or _PAGE) - sides) / Mm(1)))
    added = [child for child in body if not any(child is child_before for child_before in before)]
    for child in added:
        paragraph.addprevious(child)
    paragraph.getparent().remove(paragraph)
