"""A workbook's sheets, read as a stream: one pass over each sheet, never a tree, nothing evaluated."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Any
from xml.parsers import expat

import polars as pl

from liantu.exchange.loading.container import CHUNK
from liantu.exchange.loading.number_formats import format_kind, format_stored_number
from liantu.exchange.loading.sheet_grid import (
    MergedRange,
    SheetGrid,
    column_letters,
    column_number,
    grid_schema,
    rows_to_frame,
)
from liantu.model.problems import Problem, Problems

#: ``progress(done, total)``; raises to cancel.
Progress = Callable[[int, int], None]
#: Rows, columns and merged cells of one sheet.
ROWS, COLUMNS, MERGES = 500_000, 400, 50_000
#: The last row a sheet can have.
_LAST = 1_048_576
#: Rows that are gathered before they become a frame.
_BATCH = 10_000
#: How many cells of a kind are named one by one.
_NAMED = 1_000
_FORBIDDEN = re.compile(r"\b(?:WEBSERVICE|FILTERXML|CALL|REGISTER(?:\.ID)?|EXEC|DDE|RTD)\s*\(|\w\s*\|\s*'?[^|]*!", re.I)
_TEXTS = re.compile(r'"[^"]*"')
_FOREIGN = re.compile(r"\[\d+\]|\[[^\]]+\.xls")
_DIGITS = "0123456789"
_UNREADABLE = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
)


@dataclass
class _WorkbookParts:
    """What all sheets share."""

    name: str
    archive: zipfile.ZipFile
    strings: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    from_1904: bool = False
    total: int = 1
    done: int = 0


def read_grids(archive: zipfile.ZipFile, name: str, progress: Progress | None = None) -> list[SheetGrid]:
    """The sheets of an .xlsx in order. Raises Problems when a part cannot be read."""
    book = _WorkbookParts(name, archive)
    parts = archive.namelist()
    targets = _targets(book)
    listed: list[tuple[str, str, bool]] = []

    def workbook(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            link = next((value for key, value in given.items() if key.endswith(":id")), "")
            listed.append((given.get("name", ""), targets.get(link, ""), given.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            book.from_1904 = given.get("date1904") in ("1", "true")

    _elements(book, "xl/workbook.xml", workbook)
    sheets = [(title, part, hidden) for title, part, hidden in listed if part in parts and "/worksheets/" in part]
    if not sheets:
        raise Problems([Problem("not_a_workbook", file=name, value=name)])
    if "xl/sharedStrings.xml" in parts:
        book.strings = _strings(book)
    if "xl/styles.xml" in parts:
        book.shown = _formats(book)
    book.total = sum(archive.getinfo(part).file_size for _, part, _ in sheets) or 1
    return [_sheet(book, title, part, hidden, progress) for title, part, hidden in sheets]


def _targets(book: _WorkbookParts) -> dict[str, str]:
    found: dict[str, str] = {}

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            found[given.get("Id", "")] = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")

    _elements(book, "xl/_rels/workbook.xml.rels", relation)
    return found


def _strings(book: _WorkbookParts) -> list[str]:
    """Shared strings in order; phonetic guides left out."""
    found: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "guide": False}

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "si":
            pieces.clear()
        elif tag == "t":
            state["text"] = not state["guide"]
        elif tag == "rPh":
            state["guide"] = True

    def end(tag: str) -> None:
        if tag == "si":
            found.append("".join(pieces))
        elif tag == "t":
            state["text"] = False
        elif tag == "rPh":
            state["guide"] = False

    def text(data: str) -> None:
        if state["text"]:
            pieces.append(data)

    _elements(book, "xl/sharedStrings.xml", start, end, text)
    return found


def _formats(book: _WorkbookParts) -> list[str]:
    """What each cell style shows: a date, a percentage or nothing of these."""
    codes: dict[int, str] = {}
    found: list[str] = []
    state = {"cells": False}

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "numFmt":
            codes[int(given.get("numFmtId", 0))] = given.get("formatCode", "")
        elif tag == "cellXfs":
            state["cells"] = True
        elif tag == "xf" and state["cells"]:
            number = int(given.get("numFmtId", 0))
            found.append(format_kind(number, codes.get(number, "")))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            state["cells"] = False

    _elements(book, "xl/styles.xml", start, end)
    return found


def _sheet(book: _WorkbookParts, title: str, part: str, hidden: bool, progress: Progress | None) -> SheetGrid:
    reader = _RowCollector(book, title)
    _elements(book, part, reader.start, reader.end, reader.pieces.append, progress)
    return reader.grid(hidden)


class _RowCollector:
    """Gathers the cells of one sheet as its elements pass."""

    def __init__(self, book: _WorkbookParts, title: str) -> None:
        self.book, self.title = book, title
        self.frames: list[pl.DataFrame] = []
        self.batch: list[dict[int, str]] = []
        self.numbers: list[int] = []
        self.width = 0
        self.row: dict[int, str] = {}
        self.number = 0
        self.at = -1
        self.type = self.style = self.formula = ""
        self.has_formula = False
        self.pieces: list[str] = []
        self.hidden = False
        self.hidden_rows: list[int] = []
        self.merges: list[MergedRange] = []
        self.formulas = 0
        self.without_value: list[str] = []
        self.forbidden: list[str] = []
        self.foreign: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "c":
            place = given.get("r")
            self.at = _column(place) if place else self.at + 1
            self.type = given.get("t", "")
            self.style = given.get("s", "")
            self.has_formula = False
            self.pieces.clear()
        elif tag == "v":
            self.pieces.clear()
        elif tag == "row":
            self.row, self.at = {}, -1
            self.number = int(given.get("r") or self.number + 1)
            self.hidden = given.get("hidden") in ("1", "true")
            if not 0 < self.number <= _LAST:
                raise ValueError(self.number)
        elif tag == "f":
            self.has_formula = True
        elif tag == "mergeCell":
            merge = _merge(given.get("ref", ""))
            if merge:
                self.merges.append(merge)
                if len(self.merges) > MERGES:
                    self._refuse("too_many_merges", f"{MERGES:,}")

    def end(self, tag: str) -> None:
        if tag == "c":
            if self.pieces or self.has_formula:
                text = self._value()
                if text:
                    self.row[self.at] = text
                    if not 0 <= self.at < self.width:
                        self._widen()
        elif tag == "row":
            if self.row:
                self.batch.append(self.row)
                self.numbers.append(self.number)
                if self.hidden:
                    self.hidden_rows.append(self.number)
                if len(self.batch) >= _BATCH:
                    self._flush()
        elif tag == "f":
            self._formula("".join(self.pieces))
            self.pieces.clear()

    def grid(self, hidden: bool) -> SheetGrid:
        self._flush()
        empty = pl.DataFrame(schema=grid_schema(self.width))
        return SheetGrid(
            self.title,
            pl.concat([empty, *self.frames], how="diagonal"),
            pl.Series("row", self.numbers, pl.Int64),
            hidden,
            tuple(self.hidden_rows),
            tuple(self.merges),
            self.formulas,
            tuple(self.without_value),
            tuple(self.forbidden),
            tuple(self.foreign),
        )

    def _value(self) -> str:
        pieces, kind = self.pieces, self.type
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if self.has_formula and not text and kind != "str":
            self._name(self.without_value)
            return ""
        if kind == "s":
            return self.book.strings[int(text)].strip() if text else ""
        if kind in ("", "n"):
            shown = self.book.shown[int(self.style)] if self.style and int(self.style) < len(self.book.shown) else ""
            return format_stored_number(text.strip(), shown, self.book.from_1904)
        if kind == "b":
            return "yes" if text == "1" else "no"
        if kind == "d":
            return text.removesuffix("T00:00:00").removesuffix("Z")
        return text.strip()

    def _formula(self, text: str) -> None:
        self.formulas += 1
        bare = _TEXTS.sub('""', text)
        if _FORBIDDEN.search(bare):
            self._name(self.forbidden)
        if _FOREIGN.search(bare):
            self._name(self.foreign)

    def _name(self, cells: list[str]) -> None:
        if len(cells) < _NAMED:
            cells.append(f"{column_letters(self.at)}{self.number}")

    def _widen(self) -> None:
        if self.at < 0:
            raise ValueError(self.at)
        self.width = self.at + 1
        if self.width > COLUMNS:
            self._refuse("too_wide", str(COLUMNS))

    def _refuse(self, code: str, limit: str) -> None:
        raise Problems([Problem(code, file=f"{self.book.name}[{self.title}]", slots={"limit": limit})])

    def _flush(self) -> None:
        if len(self.numbers) > ROWS:
            self._refuse("too_many_rows", f"{ROWS:,}")
        if self.batch:
            self.frames.append(rows_to_frame(self.batch, self.width))
            self.batch = []


def _column(place: str) -> int:
    return column_number(place.rstrip(_DIGITS))


def _merge(ref: str) -> MergedRange | None:
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", ref)
    if not match:
        return None
    left, top, right, bottom = match.groups()
    return MergedRange(int(top), column_number(left), int(bottom), column_number(right))


def _elements(
    book: _WorkbookParts,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> None:
    """Pass every element of a part to the handlers, by its name without namespace."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise Problems([Problem("xml_entities", file=book.name, value=part)])

    def root(tag: str, given: dict[str, str]) -> None:
        # Nearly every program leaves the prefix out; only a file that has one pays for taking it off.
        prefixed = ":" in tag
        parser.StartElementHandler = (lambda t, g: start(t.rpartition(":")[2], g)) if prefixed else start
        if end:
            parser.EndElementHandler = (lambda t: end(t.rpartition(":")[2])) if prefixed else end
        parser.StartElementHandler(tag, given)

    parser.StartElementHandler = root
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in _chunks(book, part, progress):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _UNREADABLE as error:
        raise Problems([Problem("not_a_workbook", file=book.name, value=f"{book.name}: {part}")]) from error


def _chunks(book: _WorkbookParts, part: str, progress: Progress | None) -> Iterator[bytes]:
    with book.archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
            if progress:
                book.done += len(chunk)
                progress(book.done, book.total)
