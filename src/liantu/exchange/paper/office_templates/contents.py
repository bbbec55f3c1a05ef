"""What a paper puts into a template: its words, and what writes each of its blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from docx.document import Document as WordDocument

from liantu.exchange.paper.docx_letter import add_letter_lines
from liantu.exchange.paper.docx_report import add_blocks
from liantu.exchange.paper.docx_writer import add_tables
from liantu.exchange.paper.letter import Letter, LetterBlock
from liantu.exchange.paper.page_head import COMPUTED_MARK, INTERNAL
from liantu.exchange.paper.report import Block, Paragraph, Report
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperSheet
from liantu.exchange.paper.sheet_foot import as_of_text

#: Points of the type of the sections that a template takes in.
_SIZE = 12.0
#: What writes a block at the end of a document; the room between its margins is given in millimetres.
BlockWriter = Callable[[WordDocument, float], None]


@dataclass(frozen=True)
class TemplateContent:
    """The words and the blocks of a paper, by field."""

    name: str
    setting: Setting
    words: Mapping[str, str]
    blocks: Mapping[str, BlockWriter]


def template_content(paper: Report | Letter | PaperSheet) -> TemplateContent:
    """What a paper gives to its template."""
    if isinstance(paper, Report):
        return _report_content(paper)
    return _letter_content(paper) if isinstance(paper, Letter) else _sheet_content(paper)


def _common_words(paper: Report | Letter | PaperSheet, *, internal: bool) -> dict[str, str]:
    tr = paper.setting.tr
    inside = [tr(INTERNAL) if internal else "", paper.setting.page_mark]
    return {
        "title": paper.name,
        "mark": "  ".join(filter(None, inside)),
        "notice": paper.setting.notice,
        "foot": "\n".join(paper.foot()),
        "computed": tr(COMPUTED_MARK),
    }


def _report_content(report: Report) -> TemplateContent:
    headline = next((block.text for block in report.lead if isinstance(block, Paragraph)), "")
    words = {"subtitle": report.subtitle, "version": report.version, "headline": headline}
    found = {"lead": report.lead, **{f"section_{section.name}": section.blocks for section in report.sections}}
    zh = report.setting.chinese
    blocks = {field: _section_writer(section, chinese=zh) for field, section in found.items()}
    common = _common_words(report, internal=report.internal)
    return TemplateContent(report.name, report.setting, common | words, blocks)


def _section_writer(section: Sequence[Block], *, chinese: bool) -> BlockWriter:
    return lambda document, room: add_blocks(document, section, _SIZE, chinese=chinese)


def _letter_content(letter: Letter) -> TemplateContent:
    lines = [*letter.lines()]
    addressee = next((line.words for line in lines if line.kind == "addressee"), "")
    signed = [line for line in lines if line.kind in ("seal", "sign")]
    body = [line for line in lines if line.kind not in ("addressee", "seal", "sign")]
    write = partial(_letter_writer, chinese=letter.setting.chinese)
    blocks = {"body": write(body), "signatures": write(signed)}
    words = _common_words(letter, internal=False) | {"addressee": addressee}
    return TemplateContent(letter.name, letter.setting, words, blocks)


def _letter_writer(lines: Sequence[LetterBlock], *, chinese: bool) -> BlockWriter:
    return lambda document, room: add_letter_lines(document, lines, chinese=chinese)


def _sheet_content(sheet: PaperSheet) -> TemplateContent:
    day = as_of_text(sheet.setting) if sheet.setting.as_of else ""
    words = _common_words(sheet, internal=sheet.internal) | {"unit": sheet.unit_note, "day": day}
    if not sheet.computed:
        words["computed"] = ""
    return TemplateContent(sheet.name, sheet.setting, words, {"table": lambda d, room: add_tables(d, sheet, room)})
