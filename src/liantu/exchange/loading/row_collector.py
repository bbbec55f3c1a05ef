"""The cells of one sheet of a workbook, gathered as its elements pass."""

from __future__ import annotations

import re

import polars as pl

from liantu.exchange.loading.sheet_grid import (
    MergedRange,
    SheetGrid,
    column_letters,
    column_number,
    grid_schema,
    rows_to_frame,
)
from liantu.exchange.loading.workbook_parts import WorkbookParts
from liantu.exchange.reading.number_formats import format_stored_number
from liantu.exchange.reading.stored_texts import decode_stored_text
from liantu.model.problems import Problem, Problems

#: Rows, columns and merged cells of one sheet.
ROWS, COLUMNS, MERGES = 500_000, 400, 50_000
#: The last row a sheet can have.
_LAST = 1_048_576
#: How many digits of a number a spreadsheet keeps.
_DIGITS_STORED = 15
#: Rows that are gathered before they become a frame.
_BATCH = 10_000
#: How many cells of a kind are named one by one.
_NAMED = 1_000
_FORBIDDEN = re.compile(r"\b(?:WEBSERVICE|FILTERXML|CALL|REGISTER(?:\.ID)?|EXEC|DDE|RTD)\s*\(|\w\s*\|\s*'?[^|]*!", re.I)
_TEXTS = re.compile(r'"[^"]*"')
_FOREIGN = re.compile(r"\[\d+\]|\[[^\]]+\.xls")
_DIGITS = "0123456789"


class RowCollector:
    """Gathers the cells of one sheet as its elements pass."""

    def __init__(self, book: WorkbookParts, title: str) -> None:
        self.book, self.title = book, title
        self.frames: list[pl.DataFrame] = []
        self.batch: list[dict[int, str]] = []
        self.numbers: list[int] = []
        self.width = 0
        self.row: dict[int, str] = {}
        self.number = 0
        self.column = -1
        self.type = self.style = self.formula = ""
        self.has_formula = False
        self.pieces: list[str] = []
        self.guide = 0
        self.hidden = False
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.long_numbers: list[str] = []
        self.merges: list[MergedRange] = []
        self.formulas = 0
        self.without_value: list[str] = []
        self.forbidden: list[str] = []
        self.foreign: list[str] = []

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
            self.hidden = attributes.get("hidden") in ("1", "true")
            if not 0 < self.number <= _LAST:
                raise ValueError(self.number)
        elif tag == "f":
            self.has_formula = True
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes.get("max", 0)), COLUMNS)
            self.hidden_columns += range(int(attributes.get("min", 1)) - 1, last)
        elif tag == "mergeCell":
            merge = _merge(attributes.get("ref", ""))
            if merge:
                self.merges.append(merge)
                if len(self.merges) > MERGES:
                    self._refuse("too_many_merges", f"{MERGES:,}")
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
        elif tag == "rPh":  # how a word is spoken is no part of it
            del self.pieces[self.guide :]

    def grid(self, hidden: bool) -> SheetGrid:
        """The sheet, once all has passed; ``hidden`` says whether it is."""
        self._flush()
        empty = pl.DataFrame(schema=grid_schema(self.width))
        return SheetGrid(
            self.title,
            pl.concat([empty, *self.frames], how="diagonal"),
            pl.Series("row", self.numbers, pl.Int64),
            hidden,
            tuple(self.hidden_rows),
            tuple(self.hidden_columns),
            tuple(self.merges),
            self.formulas,
            tuple(self.without_value),
            tuple(self.forbidden),
            tuple(self.foreign),
            tuple(self.long_numbers),
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
            if _is_long(text):
                self._name(self.long_numbers)
            return format_stored_number(text.strip(), shown, self.book.from_1904)
        if kind == "b":
            return "yes" if text == "1" else "no"
        if kind == "d":
            return text.removesuffix("T00:00:00").removesuffix("Z")
        return decode_stored_text(text).strip()

    def _formula(self, text: str) -> None:
        self.formulas += 1
        bare = _TEXTS.sub('""', text)
        if _FORBIDDEN.search(bare):
            self._name(self.forbidden)
        if _FOREIGN.search(bare):
            self._name(self.foreign)

    def _name(self, cells: list[str]) -> None:
        if len(cells) < _NAMED:
            cells.append(f"{column_letters(self.column)}{self.number}")

    def _widen(self) -> None:
        if self.column < 0:
            raise ValueError(self.column)
        self.width = self.column + 1
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


def _is_long(number: str) -> bool:
    """Whether a stored number has more whole digits than the fifteen a spreadsheet keeps."""
    if len(number) <= _DIGITS_STORED and "E" not in number and "e" not in number:
        return False
    try:
        return abs(float(number)) >= 10.0**_DIGITS_STORED
    except ValueError:
        return False


def _column(place: str) -> int:
    return column_number(place.rstrip(_DIGITS))


def _merge(ref: str) -> MergedRange | None:
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", ref)
    if not match:
        return None
    left, top, right, bottom = match.groups()
    return MergedRange(int(top), column_number(left), int(bottom), column_number(right))
