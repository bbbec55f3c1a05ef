"""Workbooks as people send them, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter
from openpyxl import Workbook

Rows = Sequence[Sequence[object]]
HEAD = ["编号", "装置", "产品", "年产能", "单位", "依据类型"]
GOOD = ["n1", "works", "pta", 30, "万吨/年", "ours"]


def book(rows: Rows | Mapping[str, Rows], edit: Callable[[Any], None] | None = None, title: str = "产能") -> bytes:
    """A workbook of one sheet (rows) or several (title → rows), edited before it is saved."""
    made = Workbook()
    made.remove(made.active)
    for name, lines in (rows if isinstance(rows, Mapping) else {title: rows}).items():
        page = made.create_sheet(name)
        for line in lines:
            page.append(list(line))
    if edit:
        edit(made.worksheets[0])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def capacities(
    *rows: Sequence[object], head: Sequence[object] = HEAD, edit: Callable[[Any], None] | None = None
) -> bytes:
    """A sheet of capacities below its heading."""
    return book([head, *rows], edit)


def formula(text: str, value: object) -> bytes:
    """A sheet whose amount is a formula with the value it had when it was saved."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    page = made.add_worksheet("产能")
    for at, (word, cell) in enumerate(zip(HEAD, GOOD, strict=True)):
        page.write(0, at, word)
        page.write(1, at, cell)
    page.write_formula(1, 3, text, None, value)
    made.close()
    return stream.getvalue()


def repacked(content: bytes, change: Mapping[str, bytes | None], more: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """The archive with some parts exchanged (None takes one out) and others added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = change.get(part, old.read(part))
            if data is not None:
                new.writestr(part, data)
        for name, data in more:
            new.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


def part(content: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def archive(*parts: tuple[str, bytes]) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts:
            made.writestr(name, data)
    return stream.getvalue()


def ods(rows: str, styles: str = "", title: str = "产能", style: str = "") -> bytes:
    """An OpenDocument sheet, called 产能, with these table rows, and styles of its own."""
    names = ("office", "table", "text", "style", "number", "calcext")
    spaces = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in names)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="{title}" table:style-name="{style}">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind.decode()}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return archive(("mimetype", kind), ("content.xml", content.encode()), ("META-INF/manifest.xml", manifest.encode()))


def ods_row(*cells: object, repeated: int = 1) -> str:
    """One row of an OpenDocument table."""
    texts = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{texts}</table:table-row>"


def ods_cell(content: str, value: str = "", kind: str = "string", **attributes: str) -> str:
    """One cell of an OpenDocument table: what it shows, what it stores and as what, and attributes of tables."""
    stored = f' office:{"date-value" if kind == "date" else "value"}="{value}"' if value else ""
    others = "".join(f' table:{name.replace("_", "-")}="{text}"' for name, text in attributes.items())
    return f'<table:table-cell office:value-type="{kind}"{stored}{others}><text:p>{content}</text:p></table:table-cell>'


def png(width: int, height: int) -> bytes:
    """What a PNG of that size begins with; nothing of the picture itself."""
    said = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + said + struct.pack(">I", zlib.crc32(said)) + b"\0\0\0\0IDAT"
