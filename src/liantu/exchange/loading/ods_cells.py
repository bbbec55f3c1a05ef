"""The cells of one sheet of an OpenDocument workbook, gathered as its elements pass."""

from __future__ import annotations

import re

from liantu.exchange.loading.ods_styles import OdsStyles
from liantu.exchange.loading.sheet_cells import COLUMNS, ROWS, SheetCells
from liantu.exchange.loading.sheet_grid import MergedRange
from liantu.exchange.reading.number_formats import format_stored_number

_HIDDEN = ("collapse", "filter")
_ERROR = "error"
#: Elements that stand for blanks: as many as they say, up to what a cell of ours may need.
_BLANKS, _BLANKS_READ = {"s": " ", "tab": " ", "line-break": "\n"}, 100
_SPACES = re.compile(r"[ \t\r\n]+")


class OdsCells(SheetCells):
    """Gathers the cells of one sheet; ``left`` is how many cells the file may still have."""

    def __init__(self, file: str, title: str, styles: OdsStyles, left: int) -> None:
        super().__init__(file, title)
        self.styles, self.left = styles, left
        self.from_1904 = False
        self.row: dict[int, str] = {}
        self.times = 1
        self.row_hidden = False
        self.folded: dict[str, list[bool]] = {"table-row-group": [], "table-column-group": []}
        self.row_style = ""
        self.column_styles: dict[int, str] = {}
        self.next_column = 0
        self.attributes: dict[str, str] = {}
        self.lines: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises ValueError for a number of repetitions that is none."""
        if tag in self.folded:
            self.folded[tag].append(attributes.get("table:display") == "false")
        elif tag == "table-column":
            times = _read_times(attributes, "table:number-columns-repeated")
            columns = range(self.next_column, min(self.next_column + times, COLUMNS))
            if attributes.get("table:visibility") in _HIDDEN or any(self.folded["table-column-group"]):
                self.hidden_columns += columns
            self.column_styles |= dict.fromkeys(columns, attributes.get("table:default-cell-style-name", ""))
            self.next_column += times
        elif tag == "table-row":
            self.row, self.column = {}, -1
            self.times = _read_times(attributes, "table:number-rows-repeated")
            folded = any(self.folded["table-row-group"])
            self.row_hidden = attributes.get("table:visibility") in _HIDDEN or folded
            self.row_style = attributes.get("table:default-cell-style-name", "")
            self.number += 1
        elif tag in ("table-cell", "covered-table-cell"):
            self.column += 1
            self.attributes = attributes
            self.lines = []
        elif tag == "p":
            self.lines.append("")
        elif tag in _BLANKS and self.lines:
            self.lines[-1] += _BLANKS[tag] * min(int(attributes.get("text:c") or 1), _BLANKS_READ)

    def add_text(self, text: str) -> None:
        """Text of the cell at hand, its blanks as one; what stands between its paragraphs is no text."""
        if self.lines:
            self.lines[-1] += _SPACES.sub(" ", text)

    def end(self, tag: str) -> None:
        """An element ends: a cell or a row is whole."""
        if tag in self.folded:
            self.folded[tag].pop()
        elif tag in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif tag == "table-row":
            if self.row:
                self._end_row()
            self.number += self.times - 1

    def _end_cell(self) -> None:
        times = _read_times(self.attributes, "table:number-columns-repeated")
        text = self._read_value()
        if "table:formula" in self.attributes:
            self.note_formula(self.attributes["table:formula"].partition(":")[2])
            if not text and self.attributes.get("office:value-type") != "string":
                self.name_cell(self.without_value)
        if text:
            self.widen(self.column + times - 1)
            self.row |= dict.fromkeys(range(self.column, self.column + times), text)
        wide = _read_times(self.attributes, "table:number-columns-spanned")
        high = _read_times(self.attributes, "table:number-rows-spanned")
        if wide * high > 1:
            self.add_merge(MergedRange(self.number, self.column, self.number + high - 1, self.column + wide - 1))
        self.column += times - 1
        self.lines = []

    def _end_row(self) -> None:
        self.left -= self.times * len(self.row)
        if self.times > ROWS or self.left < 0:
            self.refuse("too_many_rows", f"{ROWS:,}")
        for number in range(self.number, self.number + self.times):
            self.add_row(self.row, number, self.row_hidden)

    def _read_value(self) -> str:
        kind, text = self.attributes.get("office:value-type", ""), "\n".join(self.lines).strip()
        if self.attributes.get("calcext:value-type") == _ERROR:
            return text
        if kind in ("float", "currency", "percentage"):
            number = self.attributes.get("office:value", "").strip()
            self.note_long_number(number)
            shown = "percent" if kind == "percentage" else self.styles.find_shown(self._find_style())
            if not number:
                return text
            written = format_stored_number(number, shown, self.from_1904)
            if not shown:
                self.note_hidden_month(written, self.styles.find_places(self._find_style()))
            return written
        if kind == "date":
            return _format_date(
                self.attributes.get("office:date-value", "") or text, self.styles.find_shown(self._find_style())
            )
        if kind == "boolean":
            return "yes" if self.attributes.get("office:boolean-value") == "true" else "no"
        return text or self.attributes.get("office:string-value", "").strip()

    def _find_style(self) -> str:
        by_column = self.column_styles.get(self.column, "")
        return self.attributes.get("table:style-name") or self.row_style or by_column


def _format_date(value: str, shown: str) -> str:
    """A stored day as the period its format shows; with its time where it has one."""
    day, _, clock = value.partition("T")
    if day.count("-") != 2:
        return value
    if shown in ("month", "year"):
        return day.rsplit("-", 1 if shown == "month" else 2)[0]
    return day if clock[:8] in ("", "00:00:00") else f"{day} {clock[:5]}"


def _read_times(attributes: dict[str, str], name: str) -> int:
    times = int(attributes.get(name) or 1)
    if times < 1:
        raise ValueError(times)
    return times
