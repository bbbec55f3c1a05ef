"""Headings of yearly returns: the field of each column, and what takes its numbers to the unit of the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.reading.heading_words import counts_rows, holds_remarks, read_unit_row
from liantu.exchange.reading.return_words import IDENTITY_WORDS, Field, collect_words, plain_word, split_heading
from liantu.exchange.returns.unit_line import find_unit_lines
from liantu.library.shipped_tables import load_library
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.unit_advice import suggest_unit
from liantu.model.units import Units, find_ratio

#: How far down headings are looked for, and how far above a blank one its words may stand.
_ZONE, _ABOVE = 30, 2
#: For how many columns that nobody knows the nearest word is told.
_ADVISED = 20


@dataclass(frozen=True)
class FieldColumn:
    """A column of the file: the field it holds and what its numbers are multiplied with."""

    field: str
    heading: str
    factor: Fraction

    def amount(self, number: Decimal) -> float:
        """A number of the column in the unit of the field, rounded once."""
        return float(number * self.factor.numerator / self.factor.denominator)


class ReturnHeadings:
    """What headings can mean: the library's fields and ``extra`` ones, as a scheme may bring them."""

    def __init__(self, extra: Iterable[Field]) -> None:
        items = load_library()["return_items"].select("id", "zh", "en", "unit").rows()
        self.fields: dict[str, Field] = {row[0]: row for row in [*items, *extra]}
        self._units: Units = Tables({}, {"units": load_library()["units"]}).units
        self._words = collect_words(self.fields.values())

    def row(self, grid: SheetGrid) -> int | None:
        """The row in which most columns have a heading of ours, one of them the firm; the first of several."""
        cells = spread_merged_cells(grid)[:_ZONE]
        best_row, matched_columns = None, 1
        for index in range(len(cells)):
            fields = [field for text in _read_headings(cells, index, self) if (field := self.field(text))]
            if "firm" in fields and len(fields) > matched_columns and self._match_fields(cells[index]):
                best_row, matched_columns = index, len(fields)
        return best_row

    def field(self, heading: str) -> str | None:
        """The field that a heading means."""
        return self._words.get(plain_word(split_heading(heading)[0]))

    def figures(self, grid: SheetGrid, row: int) -> list[int]:
        """The columns that hold figures, below the headings of that row."""
        headings = _read_headings(spread_merged_cells(grid), row, self)
        return [n for n, text in enumerate(headings) if (self.field(text) or "firm") not in IDENTITY_WORDS]

    def unit_row(self, grid: SheetGrid, row: int) -> dict[int, str]:
        """The units by column of a row below the headings that holds units alone."""
        if row + 1 >= grid.cells.height:
            return {}
        below = [cell or "" for cell in grid.cells.row(row + 1)]
        return read_unit_row(below, self.figures(grid, row), self._units)

    def measures(self, grid: SheetGrid, row: int) -> bool:
        """Whether a heading row has a column of figures: a mere list of firms has none."""
        return bool(self.figures(grid, row))

    def names_firm(self, grid: SheetGrid) -> bool:
        """Whether the heading of the firms stands anywhere in the first rows."""
        return any("firm" in self._match_fields(row) for row in spread_merged_cells(grid)[:_ZONE])

    def columns(
        self, grid: SheetGrid, head_row: int, place: str, problems: list[Problem], notes: list[Problem]
    ) -> dict[int, FieldColumn]:
        """The columns by their position; what cannot be read of them, and how they were read. ``place`` names the
        sheet."""
        cells = spread_merged_cells(grid)
        texts = _read_headings(cells, head_row, self)
        unit_row = self.unit_row(grid, head_row)
        found: dict[int, FieldColumn] = {}
        below = grid.cells.slice(head_row + 1)
        general = self._find_general_units(grid, cells[: head_row + 1], place, problems, notes)
        taken_fields = self._match_fields(cells[head_row])
        for n, text in enumerate(texts):
            field, unit = self.field(text), split_heading(text)[1] or unit_row.get(n, "")
            where = Problem("unknown_column", file=place, row=int(grid.numbers[head_row]), column=text, value=text)
            if field is None:
                if holds_remarks(text):
                    notes.append(replace(where, code="remark_column"))
                elif below[str(n)].drop_nulls().len() and not counts_rows(text):
                    slots = {"nearest": self._suggest_word(text, taken_fields, problems)}
                    problems.append(replace(where, slots=slots, value=text or column_letters(n)))
            elif field in {column.field for column in found.values()}:
                problems.append(replace(where, code="duplicate_column"))
            else:
                found[n] = FieldColumn(field, text, self._factor(field, unit, where, general, problems, notes))
        return found

    def _find_general_units(
        self, grid: SheetGrid, rows: list[list[str]], place: str, problems: list[Problem], notes: list[Problem]
    ) -> Mapping[str, tuple[str, str]]:
        """The units that lines above the headings give to all columns: by dimension the unit, and the line."""
        above = {cell: int(grid.numbers[n]) for n in range(len(rows) - 1, -1, -1) for cell in rows[n] if cell}
        lines = ((row, cell) for cell, row in reversed(above.items()) if not self._match_fields([cell]))
        units = [field[3] for field in self.fields.values()]
        return find_unit_lines(lines, units, self._units, place, problems, notes)

    def _suggest_word(self, heading: str, taken_fields: set[str], problems: list[Problem]) -> str:
        """The nearest word of a field that no column holds; none beyond so many columns that nobody knows."""
        if sum(problem.code == "unknown_column" for problem in problems) >= _ADVISED:
            return ""
        return suggest_nearest(
            plain_word(split_heading(heading)[0]), [w for w, field in self._words.items() if field not in taken_fields]
        )

    def _match_fields(self, row: list[str]) -> set[str]:
        return {self._words[word] for cell in row if (word := plain_word(split_heading(cell)[0])) in self._words}

    def _factor(
        self,
        field: str,
        unit: str,
        where: Problem,
        general: Mapping[str, tuple[str, str]],
        problems: list[Problem],
        notes: list[Problem],
    ) -> Fraction:
        """What takes a number of the column to the unit of its field."""
        if field in IDENTITY_WORDS:
            return Fraction(1)
        field_unit = self.fields[field][3]
        known = self._units.read(field_unit)
        if not unit and known and known.dimension in general:
            unit, line = general[known.dimension]
            notes.append(replace(where, code="unit_line", slots={"read": unit, "line": line}))
        if not unit:
            notes.append(replace(where, code="assumed_unit", slots={"read": field_unit}))
            return Fraction(1)
        return self._converted(unit, field_unit, where, problems)

    def _converted(self, unit: str, field_unit: str, where: Problem, problems: list[Problem]) -> Fraction:
        if unit == field_unit:
            return Fraction(1)
        found, target = self._units.read(unit), self._units.read(field_unit)
        if found is None or target is None:
            kind = target.dimension if target else None
            slots = {"nearest": suggest_unit(unit, self._units, kind)}
            problems.append(replace(where, code="unknown_unit", value=unit, slots=slots))
        elif found.dimension != target.dimension:
            problems.append(replace(where, code="wrong_dimension", value=unit, slots={"wanted": field_unit}))
        else:
            return find_ratio(found, target)
        return Fraction(1)


def _read_headings(cells: list[list[str]], head_row: int, headings: ReturnHeadings) -> list[str]:
    """The heading of each column of a row: its own, or above a blank one the nearest that means a field."""
    found = []
    for column, text in enumerate(cells[head_row]):
        above = [cells[row][column] for row in range(max(head_row - _ABOVE, 0), head_row) if cells[row][column]]
        meant = above[-1] if above and (headings.field(above[-1]) or holds_remarks(above[-1])) else ""
        found.append(text or meant)
    return found
