"""The cells of one sheet of an .xlsx, gathered as its elements pass."""

from __future__ import annotations

import re

from liantu.exchange.loading.sheet_cells import COLUMNS, SheetCells
from liantu.exchange.loading.sheet_grid import MergedRange, column_number
from liantu.exchange.loading.workbook_parts import WorkbookParts
from liantu.exchange.reading.number_formats import format_stored_number
from liantu.exchange.reading.stored_texts import decode_stored_text

#: The last row a sheet can have.
_LAST = 1_048_576
_DIGITS = "0123456789"
#: A height or width that leaves nothing to be seen.
_NOTHING = ("0", "0.0")


class RowCollector(SheetCells):
    """Gathers the cells of one sheet as its elements pass."""

    def __init__(self, book: WorkbookParts, title: str) -> None:
        super().__init__(book.name, title)
        self.book = book
        self.row: dict[int, str] = {}
        self.type = self.style = ""
        self.has_formula = False
        self.pieces: list[str] = []
        self.guide = 0
        self.hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises ValueError for a row that no sheet has."""
        if tag == "c":
            place = attributes.get("r")
            self.column = _column(place) if place else self.column + 1
            self.type = attributes.get("t", "")
            self.style = attributes.get("s", "")
            self.has_formula = False
            self.pieces.clear()
        elif tag == "v":
            self.pieces.clear()
        elif tag == "row":
            self.row, self.column = {}, -1
            self.number = int(attributes.get("r") or self.number + 1)
            self.hidden = attributes.get("hidden") in ("1", "true") or attributes.get("ht") in _NOTHING
            if not 0 < self.number <= _LAST:
                raise ValueError(self.number)
        elif tag == "f":
            self.has_formula = True
        elif tag == "col" and (attributes.get("hidden") in ("1", "true") or attributes.get("width") in _NOTHING):
            last = min(int(attributes.get("max", 0)), COLUMNS)
            self.hidden_columns += range(int(attributes.get("min", 1)) - 1, last)
        elif tag == "mergeCell":
            merge = _merge(attributes.get("ref", ""))
            if merge:
                self.add_merge(merge)
        elif tag == "rPh":
            self.guide = len(self.pieces)

    def end(self, tag: str) -> None:
        """An element ends: its text is a value, a formula, or the row is whole."""
        if tag == "c":
            if self.pieces or self.has_formula:
                text = self._value()
                if text:
                    self.row[self.column] = text
                    if not 0 <= self.column < self.width:
                        self.widen(self.column)
        elif tag == "row":
            if self.row:
                self.add_row(self.row, self.number, self.hidden)
        elif tag == "f":
            self.note_formula("".join(self.pieces))
            self.pieces.clear()
        elif tag == "rPh":  # how a word is spoken is no part of it
            del self.pieces[self.guide :]

    def _value(self) -> str:
        pieces, kind = self.pieces, self.type
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if self.has_formula and not text and kind != "str":
            self.name_cell(self.without_value)
            return ""
        if kind == "s":
            return self.book.strings[int(text)].strip() if text else ""
        if kind in ("", "n"):
            known = bool(self.style) and int(self.style) < len(self.book.shown)
            shown = self.book.shown[int(self.style)] if known else ""
            self.note_long_number(text)
            number = format_stored_number(text.strip(), shown, self.book.from_1904)
            if known and not shown:
                self.note_hidden_month(number, self.book.places[int(self.style)])
            return number
        if kind == "b":
            return "yes" if text == "1" else "no"
        if kind == "d":
            return text.removesuffix("T00:00:00").removesuffix("Z")
        return decode_stored_text(text).strip()


def _column(place: str) -> int:
    return column_number(place.rstrip(_DIGITS))


def _merge(ref: str) -> MergedRange | None:
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", ref)
    if not match:
        return None
    left, top, right, bottom = match.groups()
    return MergedRange(int(top), column_number(left), int(bottom), column_number(right))
