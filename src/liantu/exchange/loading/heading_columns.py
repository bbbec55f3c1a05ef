"""The columns below a heading: which field each holds, in which unit, and what is said of those that hold none."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from liantu.exchange.loading.field_match import HeadingMatch
from liantu.exchange.loading.heading_row import match_row, read_heading_text
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, place_problem
from liantu.exchange.reading.heading_words import counts_rows, holds_remarks, read_unit_line, read_unit_row
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import BilingualText, Problem
from liantu.model.schema import Field, Table
from liantu.model.units import YEARLY, Units, split_year

#: The table whose amounts are of a year, whether their unit says so or not.
_CAPACITIES = "capacities"
#: For how many columns that nobody knows the nearest word is told.
_ADVISED = 20


@dataclass(frozen=True)
class SheetHeading:
    """The heading of a sheet: at which of its rows, of which table, and the columns by position in the grid."""

    row: int
    table: Table
    columns: dict[int, SheetColumn]
    units: dict[str, str]
    notes: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def read_heading_columns(
    grid: SheetGrid, file: str, rows: list[list[str]], row: int, table: Table, units: Units
) -> SheetHeading:
    """The columns of a sheet whose headings stand in a row of its first ``rows``.

    The unit of a column is that of its heading, else that of a row of units below, else that of the whole sheet.
    """
    reader = _ColumnReader(grid, file, row, table, units)
    matches = match_row(rows, row, table)
    taken_fields = {match.field for match in matches.values()}
    for column in range(grid.cells.width):
        text, match = read_heading_text(rows, row, column, table), matches.get(column)
        if match is None:
            reader.describe_unknown(column, text, taken_fields)
        else:
            reader.add_column(column, text, match)
    has_unit_row = reader.read_unit_row()
    reader.read_sheet_unit(rows[:row])
    findings = tuple(reader.notes), tuple(reader.problems)
    return SheetHeading(row + has_unit_row, table, reader.columns, reader.found_units, *findings)


@dataclass
class _ColumnReader:
    """What is read of the columns of a sheet, the units by field, and what is to be said of them."""

    grid: SheetGrid
    file: str
    row: int
    table: Table
    units: Units
    columns: dict[int, SheetColumn] = field(default_factory=dict)
    found_units: dict[str, str] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add_column(self, column: int, text: str, match: HeadingMatch) -> None:
        """A column whose heading means a field; a second one of the same field is refused."""
        if any(match.field == known.field for known in self.columns.values()):
            self.problems.append(self._describe("duplicate_column", column, text))
            return
        matched = self.table.field(match.field)
        self.columns[column] = SheetColumn(match.field, column_letters(column), " ".join(text.split()))
        unit = self._say_year(_read_unit(match.remark, matched, self.units), matched)
        self._set_unit(column, matched, unit, text)
        if not match.exact or (match.remark and not unit):
            slots = {"read": BilingualText(matched.zh, matched.en)}
            self.notes.append(self._describe("read_heading", column, text, **slots))

    def describe_unknown(self, column: int, text: str, taken_fields: set[str]) -> None:
        """What is said of a column whose heading means no field of the table."""
        if not text:
            if self.grid.cells.slice(self.row + 1)[str(column)].drop_nulls().len():
                self.problems.append(self._describe("no_heading", column, column_letters(column)))
        elif counts_rows(text):
            self.notes.append(self._describe("ignored_column", column, text))
        elif holds_remarks(text):
            self.notes.append(self._describe("remark_column", column, text))
        else:
            nearest = self._suggest_field(text, taken_fields)
            self.problems.append(self._describe("unknown_column", column, text, nearest=nearest))

    def read_unit_row(self) -> bool:
        """The units of a row below the heading that holds units alone, and whether there is one."""
        if self.row + 1 >= self.grid.cells.height:
            return False
        below = [cell or "" for cell in self.grid.cells.row(self.row + 1)]
        fields = {column: self.table.field(known.field) for column, known in self.columns.items()}
        units = read_unit_row(below, [n for n, known in fields.items() if _is_number(known)], self.units)
        for column, unit in units.items():
            if fields[column].name not in self.found_units:
                self._set_unit(column, fields[column], unit, unit)
        return bool(units)

    def read_sheet_unit(self, above: list[list[str]]) -> None:
        """The unit that stands above the heading, for the columns without one."""
        unit = _read_unit_line(above, self.units)
        held_fields = {known.field for known in self.columns.values()}
        for known in self.table.fields if unit else ():
            if known.unit_field and known.name in held_fields and known.name not in self.found_units:
                self.found_units[known.name] = unit
                found = Problem("heading_unit", self.table.name, value=unit, slots={"read": unit})
                self.notes.append(place_problem(found, self.file, self.grid.title))

    def _say_year(self, unit: str, matched: Field) -> str:
        """The unit of a capacity with its year, where a heading of capacities leaves it unsaid."""
        if self.table.name != _CAPACITIES or matched.unit_field is None or not unit or split_year(unit)[1]:
            return unit
        return unit + YEARLY if self.units.read(unit + YEARLY) is not None else unit

    def _set_unit(self, column: int, matched: Field, unit: str, text: str) -> None:
        """A unit that is not the field's own, and where it was read."""
        if unit and unit != matched.quantity:
            self.found_units[matched.name] = unit
            self.notes.append(self._describe("heading_unit", column, text, read=unit))

    def _suggest_field(self, text: str, taken_fields: set[str]) -> str:
        """The nearest label of a field that no column holds.

        Of a sheet that is another table than ours nothing is near; to look for it would take the time of the file.
        """
        if sum(problem.code == "unknown_column" for problem in self.problems) >= _ADVISED:
            return suggest_nearest(text, [])
        free = (known for known in self.table.fields if known.name not in taken_fields)
        return suggest_nearest(text, [*chain.from_iterable((known.zh, known.en, known.name) for known in free)])

    def _describe(self, code: str, column: int, value: str, **slots: str) -> Problem:
        cell = f"{column_letters(column)}{self.grid.numbers[self.row]}"
        found = Problem(code, self.table.name, value=value, slots=slots)
        return place_problem(found, self.file, self.grid.title, cell, "", value)


def _is_number(known: Field) -> bool:
    return known.type in ("decimal", "integer")


def _read_unit(remark: str, field: Field, units: Units) -> str:
    """The unit in the brackets of a heading; nothing where they hold something else."""
    if not remark or not _is_number(field):
        return ""
    unit = remark.removeprefix("单位:").removeprefix("unit:")
    return unit if unit == field.quantity or units.read(unit) is not None else ""


def _read_unit_line(rows: list[list[str]], units: Units) -> str:
    """The unit of the whole sheet, written above its heading (单位：万吨)."""
    for cell in (cell for row in rows for cell in row if cell):
        line = read_unit_line(cell)
        known = [unit for unit in line[1] if units.read(unit) is not None] if line else []
        if len(known) == 1:
            return known[0]
    return ""
