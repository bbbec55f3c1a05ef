"""What a stored document shows: the paragraphs of a text or a Word file, the pages of a PDF, a picture whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from liantu.model.problems import Problem, Problems

#: What a file may unpack to, and how many dots a picture may have.
_UNPACKED = 100 * 1024 * 1024
_DOTS = 60_000_000
#: So many paragraphs and pages are shown.
PARAGRAPHS, PAGES = 2_000, 60
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


def kind(content: bytes, name: str) -> str:
    """``pdf``, ``word``, ``picture`` or ``text``. Raises Problems when it is none of them, or too large to open."""
    if content.startswith(b"%PDF-"):
        with _opened(content, name):
            return "pdf"
    if content.startswith(b"PK\x03\x04"):
        _check_archive(content, name)
        return "word"
    if picture(content):
        _check_picture(content, name)
        return "picture"
    if b"\x00" not in content[:4096]:
        return "text"
    raise Problems([Problem("unreadable_document", value=name)])


def picture(content: bytes) -> str:
    """The media type of a picture that browsers show; empty when it is none."""
    if content.startswith(b"\x89PNG\r\n"):
        return _PICTURES["png"]
    if content.startswith(b"\xff\xd8\xff"):
        return _PICTURES["jpeg"]
    if content.startswith((b"GIF87a", b"GIF89a")):
        return _PICTURES["gif"]
    return _PICTURES["webp"] if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def paragraphs(content: bytes, name: str) -> list[str]:
    """The paragraphs of a text or Word file, numbered from 1 over those that are not empty."""
    if content.startswith(b"PK\x03\x04"):
        from docx import Document

        _check_archive(content, name)
        try:
            lines = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
        except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
            raise Problems([Problem("unreadable_document", value=name)]) from error
    else:
        lines = _decoded(content, name).splitlines()
    return [line.strip() for line in lines if line.strip()]


def pages(content: bytes, name: str) -> int:
    """How many pages a PDF has."""
    with _opened(content, name) as pdf:
        return len(pdf)


def page_image(content: bytes, name: str, number: int) -> bytes:
    """A page of a PDF as PNG, the first one being 1. Raises IndexError when there is none."""
    with _opened(content, name) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(number)
        page = pdf[number - 1]
        image = page.render(scale=min(3.0, _WIDTH / max(1.0, page.get_width()))).to_pil()
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def found_on_pages(content: bytes, name: str, quotes: list[str]) -> dict[int, list[tuple[str, Rectangle]]]:
    """Where quotations stand in a PDF: by page, each with a rectangle a line."""
    found: dict[int, list[tuple[str, Rectangle]]] = {}
    with _opened(content, name) as pdf:
        for number in range(1, min(len(pdf), PAGES) + 1):
            page = pdf[number - 1]
            width, height = page.get_size()
            text = page.get_textpage()
            for quote in quotes:
                hit = text.search(quote).get_next()
                if hit is None:
                    continue
                for at in range(text.count_rects(*hit)):
                    left, bottom, right, top = text.get_rect(at)
                    place = Rectangle(left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
                    found.setdefault(number, []).append((quote, place))
    return found


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Any]:
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


def _check_archive(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            named = "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile as error:
        raise Problems([Problem("unreadable_document", value=name)]) from error
    if size > _UNPACKED:
        slots = {"limit": f"{_UNPACKED >> 20} MB"}
        raise Problems([Problem("too_large", file=name, value=f"{size >> 20} MB", slots=slots)])
    if not named:
        raise Problems([Problem("unreadable_document", value=name)])


def _check_picture(content: bytes, name: str) -> None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise Problems([Problem("unreadable_document", value=name)]) from error
    if width * height > _DOTS:
        slots = {"limit": f"{_DOTS:,}"}
        raise Problems([Problem("too_large", file=name, value=f"{width} × {height}", slots=slots)])


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Problems([Problem("unreadable_document", value=name)])
