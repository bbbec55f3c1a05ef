"""A workbook's sheets, read as a stream: one pass over each sheet, never a tree, nothing evaluated."""

from __future__ import annotations

import zipfile
from posixpath import normpath

from liantu.exchange.loading.row_collector import RowCollector
from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.exchange.loading.workbook_parts import Progress, WorkbookParts, read_elements
from liantu.exchange.reading.number_formats import count_places, format_kind
from liantu.exchange.reading.stored_texts import decode_stored_text
from liantu.model.problems import Problem, Problems


def read_grids(archive: zipfile.ZipFile, name: str, progress: Progress | None = None) -> list[SheetGrid]:
    """The sheets of an .xlsx in order. Raises Problems when a part cannot be read."""
    book = WorkbookParts(name, archive)
    parts = archive.namelist()
    targets = _targets(book)
    listed: list[tuple[str, str, bool]] = []

    def workbook(tag: str, attributes: dict[str, str]) -> None:
        """A sheet: its name, the part it stands in, whether it is hidden."""
        if tag == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            listed.append(
                (attributes.get("name", ""), targets.get(link, ""), attributes.get("state", "visible") != "visible")
            )
        elif tag == "workbookPr":
            book.from_1904 = attributes.get("date1904") in ("1", "true")

    read_elements(book, "xl/workbook.xml", workbook)
    sheets = [(title, part, hidden) for title, part, hidden in listed if part in parts and "/worksheets/" in part]
    if not sheets:
        raise Problems([Problem("not_a_workbook", file=name, value=name)])
    if "xl/sharedStrings.xml" in parts:
        book.strings = _strings(book)
    if "xl/styles.xml" in parts:
        book.shown, book.places = _formats(book)
    book.total = sum(archive.getinfo(part).file_size for _, part, _ in sheets) or 1
    return [_sheet(book, title, part, hidden, progress) for title, part, hidden in sheets]


def _targets(book: WorkbookParts) -> dict[str, str]:
    found: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        """The part that a relation within the file leads to."""
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            found[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")

    read_elements(book, "xl/_rels/workbook.xml.rels", relation)
    return found


def _strings(book: WorkbookParts) -> list[str]:
    """Shared strings in order; phonetic guides left out."""
    found: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "guide": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        """Begin a text, a piece of it, or a guide to its reading, which is left out."""
        if tag == "si":
            pieces.clear()
        elif tag == "t":
            state["text"] = not state["guide"]
        elif tag == "rPh":
            state["guide"] = True

    def end(tag: str) -> None:
        """End a text, a piece of it, or a guide."""
        if tag == "si":
            found.append(decode_stored_text("".join(pieces)))
        elif tag == "t":
            state["text"] = False
        elif tag == "rPh":
            state["guide"] = False

    def text(data: str) -> None:
        """Take letters that belong to a text."""
        if state["text"]:
            pieces.append(data)

    read_elements(book, "xl/sharedStrings.xml", start, end, text)
    return found


def _formats(book: WorkbookParts) -> tuple[list[str], list[int | None]]:
    """What each cell style shows: a date, a percentage or nothing of these; and how many decimals."""
    codes: dict[int, str] = {}
    found: list[str] = []
    places: list[int | None] = []
    state = {"cells": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        """Take the code of a format, or the format of a style of cells."""
        if tag == "numFmt":
            codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            state["cells"] = True
        elif tag == "xf" and state["cells"]:
            number = int(attributes.get("numFmtId", 0))
            found.append(format_kind(number, codes.get(number, "")))
            places.append(count_places(number, codes.get(number, "")))

    def end(tag: str) -> None:
        """End the styles of cells."""
        if tag == "cellXfs":
            state["cells"] = False

    read_elements(book, "xl/styles.xml", start, end)
    return found, places


def _sheet(book: WorkbookParts, title: str, part: str, hidden: bool, progress: Progress | None) -> SheetGrid:
    reader = RowCollector(book, title)
    read_elements(book, part, reader.start, reader.end, reader.pieces.append, progress)
    return reader.grid(hidden)
