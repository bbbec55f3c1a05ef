"""What a document shows: the paragraphs of a text or a Word file, the pages of a PDF, a picture whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from liantu.exchange.encoding import decode_text
from liantu.exchange.loading import picture_size
from liantu.exchange.loading.container import open_archive
from liantu.model.problems import Problem, Problems

#: Bytes that a Word file may unpack to: all of it is held at once.
_UNPACKED = 100_000_000
#: How wide a page is drawn, in dots.
_WIDTH = 1_100
#: The PDF library is not made for several threads.
_pdf = Lock()
_PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


@dataclass(frozen=True)
class Rectangle:
    """Where words stand on a page, as shares of its width and height from the top left."""

    left: float
    top: float
    width: float
    height: float


def document_kind(content: bytes, name: str) -> str:
    """``pdf``, ``word``, ``picture`` or ``text``.

    Raises Problems when it is none of them, or too large to open.
    """
    if content.startswith(b"%PDF-"):
        with _open_pdf(content, name):
            return "pdf"
    if content.startswith(b"PK\x03\x04"):
        _check_word(content, name)
        return "word"
    if picture_type(content):
        dots = picture_size.count_pixels(io.BytesIO(content))
        if dots is None:
            raise Problems([Problem("unreadable_document", value=name)])
        if dots > picture_size.DOTS:
            raise Problems([picture_size.picture_too_large("", name)])
        return "picture"
    if b"\x00" not in content[:4096]:
        return "text"
    raise Problems([Problem("unreadable_document", value=name)])


def picture_type(content: bytes) -> str:
    """The media type of a picture that browsers show; empty when it is none."""
    if content.startswith(b"\x89PNG\r\n"):
        return _PICTURES["png"]
    if content.startswith(b"\xff\xd8\xff"):
        return _PICTURES["jpeg"]
    if content.startswith((b"GIF87a", b"GIF89a")):
        return _PICTURES["gif"]
    return _PICTURES["webp"] if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def read_paragraphs(content: bytes, name: str) -> list[str]:
    """The paragraphs of a text or Word file, numbered from 1 over those that are not empty."""
    if content.startswith(b"PK\x03\x04"):
        from docx import Document

        _check_word(content, name)
        try:
            lines = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
        except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
            raise Problems([Problem("unreadable_document", value=name)]) from error
    else:
        lines = decode_text(content, name)[0].splitlines()
    return [line.strip() for line in lines if line.strip()]


def count_pages(content: bytes, name: str) -> int:
    """How many pages a PDF has."""
    with _open_pdf(content, name) as pdf:
        return len(pdf)


def render_page_image(content: bytes, name: str, number: int) -> bytes:
    """A page of a PDF as PNG, the first one being 1. Raises IndexError when there is none."""
    with _open_pdf(content, name) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(number)
        page = pdf[number - 1]
        image = page.render(scale=min(3.0, _WIDTH / max(1.0, page.get_width()))).to_pil()
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def find_quotes_on_pages(
    content: bytes, name: str, quotes: Sequence[str], pages: int
) -> dict[int, list[tuple[str, Rectangle]]]:
    """Where quotations stand on the first ``pages`` of a PDF: by page, each with a rectangle a line."""
    found: dict[int, list[tuple[str, Rectangle]]] = {}
    with _open_pdf(content, name) as pdf:
        for number in range(1, min(len(pdf), pages) + 1):
            page = pdf[number - 1]
            width, height = page.get_size()
            text = page.get_textpage()
            for quote in quotes:
                hit = text.search(quote).get_next()
                if hit is None:
                    continue
                for index in range(text.count_rects(*hit)):
                    left, bottom, right, top = text.get_rect(index)
                    place = Rectangle(left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
                    found.setdefault(number, []).append((quote, place))
    return found


@contextmanager
def _open_pdf(content: bytes, name: str) -> Iterator[Any]:
    import pypdfium2

    with _pdf:
        try:
            pdf = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise Problems([Problem("unreadable_document", value=name)]) from error
        try:
            yield pdf
        finally:
            pdf.close()


def _check_word(content: bytes, name: str) -> None:
    archive, _notes = open_archive(content, name, _UNPACKED, "unreadable_document")
    with archive:
        if "word/document.xml" not in archive.namelist():
            raise Problems([Problem("unreadable_document", value=name)])
