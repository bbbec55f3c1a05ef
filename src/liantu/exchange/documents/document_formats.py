"""The text of a document as it is printed: text, HTML, Word, PDF with a text layer; what has none is told."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from liantu.exchange.document_pages import document_kind
from liantu.exchange.encoding import decode_text, detect_utf16
from liantu.model.problems import Problem, Problems

_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|div|p|table|article)\b", re.I | re.S
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HAN = re.compile("[\u4e00-\u9fff]")
_LETTERS = re.compile("[A-Za-z]")
#: A page with fewer Chinese characters a letter is in another language, if it has so many letters or no such character.
_CHINESE, _ENOUGH = 0.1, 200
_AS_READ = {"unreadable_document": "unreadable_article"}
_BLOCKS = {
    "p",
    "div",
    "br",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "section",
    "article",
    "ul",
    "ol",
    "title",
}
_SILENT = {"script", "style", "noscript", "nav", "footer", "template"}


@dataclass(frozen=True)
class DocumentText:
    """A document as text; ``notes`` say what of it could not be read."""

    kind: str
    text: str
    notes: list[Problem] = field(default_factory=list)

    def find_paragraph(self, place: int) -> int:
        """The number of the line in which a character stands, counted over lines that are not empty."""
        return sum(bool(line.strip()) for line in self.text[: place + 1].split("\n"))


def read_document(content: bytes, name: str) -> DocumentText:
    """The text of a document. Raises Problems where it has none: encrypted, empty, a picture, in another language."""
    try:
        return _read_kind(content, name)
    except Problems as error:
        # What may be kept as a source may be a picture; what is read may not, and is told other ways out.
        raise Problems([replace(each, code=_AS_READ.get(each.code, each.code)) for each in error.problems]) from error


def _read_kind(content: bytes, name: str) -> DocumentText:
    if content.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise Problems([Problem("encrypted_document" if encrypted else "unreadable_document", value=name)])
    if not content.strip():
        raise Problems([Problem("empty_document", value=name)])
    if content.startswith(b"%PDF-"):
        found = _read_pdf(content, name)
    elif content.startswith(b"PK\x03\x04"):
        document_kind(content, name)
        found = DocumentText("word", _read_word(content, name))
    elif detect_utf16(content):
        found = DocumentText("text", decode_text(content, name)[0])
    else:
        kind = document_kind(content, name)
        if kind == "picture":
            raise Problems([Problem("picture_document", value=name)])
        text = decode_text(content, name)[0]
        found = DocumentText("html", _read_html(text)) if _HTML.match(content) else DocumentText("text", text)
    return check_text(found, name)


def check_text(document: DocumentText, name: str) -> DocumentText:
    """The document, with line ends of one kind. Raises Problems when nothing is printed, or it is not Chinese."""
    text = document.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Problems([Problem("empty_document", value=name)])
    letters, han = len(_LETTERS.findall(text)), len(_HAN.findall(text))
    if (letters and not han) or (letters > _ENOUGH and han < _CHINESE * letters):
        raise Problems([Problem("not_chinese_document", value=name)])
    return DocumentText(document.kind, text, document.notes)


def _read_pdf(content: bytes, name: str) -> DocumentText:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = "encrypted_document" if "password" in str(error).lower() else "unreadable_document"
        raise Problems([Problem(code, value=name)]) from error
    try:
        pages = [_read_page(pdf, number) for number in range(len(pdf))]
    finally:
        pdf.close()
    blank = [str(number) for number, text in enumerate(pages, 1) if not text.strip()]
    if len(blank) == len(pages):
        raise Problems([Problem("picture_document", value=name)])
    notes = [Problem("pages_without_text", value=name, slots={"pages": ", ".join(blank)})] if blank else []
    return DocumentText("pdf", "\n\n".join(pages), notes)


def _read_page(pdf: object, number: int) -> str:
    page = pdf[number]  # type: ignore[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_range()).replace("\ufffe", "").replace("\x00", "")
    finally:
        text.close()
        page.close()


def _read_word(content: bytes, name: str) -> str:
    from docx import Document
    from docx.table import Table

    try:
        parts = list(Document(io.BytesIO(content)).iter_inner_content())
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise Problems([Problem("unreadable_document", value=name)]) from error
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Table):
            lines += ["\t".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in part.rows]
        else:
            lines.append(part.text)
    return "\n".join(lines)


class _PageText(HTMLParser):
    """The words of a page: a line a block, cells of a row behind tabs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block, a column at a cell."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what the tag began."""
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in ("td", "th"):
            self.parts.append("\t")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep the words; breaks in the source of a page are blanks."""
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def _read_html(text: str) -> str:
    page = _PageText()
    page.feed(text)
    lines = (line.strip(" ").rstrip("\t") for line in "".join(page.parts).split("\n"))
    return "\n".join(line for line in lines if line.strip())
