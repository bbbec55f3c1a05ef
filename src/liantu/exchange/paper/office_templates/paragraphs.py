"""The paragraphs of a Word file, wherever text can stand: body, tables, text boxes, heads and feet of pages, notes."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

_TEXT, _PARAGRAPH = qn("w:t"), qn("w:p")


def read_parts(content: bytes) -> list[list[etree._Element]]:
    """The paragraphs of each part of a file. Raises ValueError when it is no Word file."""
    try:
        return [[*paragraphs] for paragraphs in document_parts(Document(io.BytesIO(content)))]
    except PackageNotFoundError as error:
        raise ValueError("no Word file") from error


def document_parts(document: WordDocument) -> Iterator[Iterator[etree._Element]]:
    """The paragraphs of every part of a document that has some: the innermost where one holds another."""
    for part in document.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is not None:
            yield _innermost(element)


def _innermost(root: etree._Element) -> Iterator[etree._Element]:
    yield from (p for p in root.iter(_PARAGRAPH) if p.find(f".//{_PARAGRAPH}") is None)


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, however many pieces it stands in."""
    return "".join(text.text or "" for text in paragraph.iter(_TEXT))


def set_paragraph_text(paragraph: etree._Element, words: str) -> None:
    """Put words into a paragraph in the form of its first piece."""
    first, *others = paragraph.iter(_TEXT)
    first.text = words
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for text in others:
        text.text = ""
