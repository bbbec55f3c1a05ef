"""What a paper says of itself although its template has no field for it: at the head of every page, and at its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from docx.document import Document as WordDocument
from docx.section import Section, _Header
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from liantu.exchange import typefaces
from liantu.exchange.paper.docx_fonts import set_run_font
from liantu.exchange.paper.office_templates.contents import TemplateContent
from liantu.wording import WIDE_SPACE
from liantu.wording.sentences import NO_PROMISE

#: At the head: that it stays in the house or is a scenario, that the district is an example, that figures are computed.
_HEAD = ("mark", "notice", "computed")
#: The section of an outward brief that says that needs are no promise.
_USERS, _OUTWARD = "section_users", "brief-outward"
_SIZE = Pt(9)


def add_missing_words(document: WordDocument, named: Collection[str], contents: TemplateContent, kind: str) -> None:
    """Add what the template names no field for; ``named`` are the fields that it has."""
    head = [words for field in _HEAD if field not in named and (words := contents.words.get(field))]
    if head:
        for section in document.sections:
            for header in _list_headers(document, section):
                _write(header.add_paragraph(), WIDE_SPACE.join(head), typefaces.WORD_HEAD)
    if kind == _OUTWARD and _USERS not in named:
        _write(document.add_paragraph(), contents.setting.tr(NO_PROMISE), typefaces.WORD_BODY)
    if "foot" not in named:
        for words in contents.words["foot"].split("\n"):
            _write(document.add_paragraph(), words, typefaces.WORD_BODY)


def _list_headers(document: WordDocument, section: Section) -> Iterator[_Header]:
    """The heads of the pages of a section that are its own: of the first section all, as nothing stands before it."""
    is_first = section._sectPr is document.sections[0]._sectPr
    heads = [section.header]
    heads += [section.first_page_header] if section.different_first_page_header_footer else []
    heads += [section.even_page_header] if document.settings.odd_and_even_pages_header_footer else []
    yield from (head for head in heads if is_first or not head.is_linked_to_previous)


def _write(paragraph: Paragraph, words: str, font: str) -> None:
    run = paragraph.add_run(words)
    run.font.size = _SIZE
    set_run_font(run, font)
