"""A template filled with a report: words in the sentences, sections with their tables where they stand alone."""

from __future__ import annotations

import io

from docx import Document
from jinja2 import StrictUndefined

from liantu.exchange.paper.docx_report import add_blocks
from liantu.exchange.paper.file_properties import file_properties
from liantu.exchange.paper.office_templates.fields import BLOCK_FIELDS, TEMPLATE_FIELDS
from liantu.exchange.paper.office_templates.paragraphs import document_parts, paragraph_text, set_paragraph_text
from liantu.exchange.paper.office_templates.safety import check_template, sandbox
from liantu.exchange.paper.report import COMPUTED_MARK, Block, Paragraph, Report

#: Points of the type of what a template takes in.
_SIZE = 12.0


def fill_template(content: bytes, report: Report, kind: str, name: str) -> bytes:
    """The bytes of a Word file: a template with the fields of a report. Raises Problems: it is checked each time."""
    check_template(content, kind, name)
    document = Document(io.BytesIO(content))
    environment, words = sandbox(), _words(report)
    environment.undefined = StrictUndefined
    blocks = _blocks(report, kind)
    for part in document_parts(document):
        for paragraph in [*part]:
            text = paragraph_text(paragraph)
            if "{{" not in text:
                continue
            field = text.strip().removeprefix("{{").removesuffix("}}").strip()
            if field in BLOCK_FIELDS:
                add_blocks(document, paragraph, blocks.get(field, ()), _SIZE, chinese=report.setting.chinese)
            else:
                set_paragraph_text(paragraph, environment.from_string(text).render(words))
    about, properties = file_properties(report.name, report.setting), document.core_properties
    properties.title, properties.author, properties.last_modified_by = about.title, about.author, about.author
    properties.created = properties.modified = about.made
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _words(report: Report) -> dict[str, str]:
    inside, notice, _right = report.marks()
    headline = next((block.text for block in report.lead if isinstance(block, Paragraph)), "")
    return {
        "title": report.name,
        "subtitle": report.subtitle,
        "version": report.version,
        "headline": headline,
        "mark": inside,
        "notice": notice,
        "computed": report.setting.tr(COMPUTED_MARK),
        "foot": "\n".join(report.foot()),
    }


def _blocks(report: Report, kind: str) -> dict[str, tuple[Block, ...]]:
    found = {f"section_{section.name}": section.blocks for section in report.sections}
    return {"lead": report.lead, **{field: blocks for field, blocks in found.items() if field in TEMPLATE_FIELDS[kind]}}
