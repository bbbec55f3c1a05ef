"""Which table a sheet is, and which field each of its columns holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, place_problem
from liantu.exchange.reading.heading_words import counts_rows, holds_remarks, read_unit_line, read_unit_row
from liantu.model import schema
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import BilingualText, Problem
from liantu.model.schema import Field, Table
from liantu.model.units import Units

#: How far down a heading is looked for, and how far above a cell its heading may stand.
ZONE, _ABOVE = 30, 2
#: For how many columns that nobody knows the nearest word is told.
_ADVISED = 20
_MARKS = re.compile(r"[\s*]+|\((?:必填|选填|required|optional)\)", re.I)
_BRACKET = re.compile(r"^(.+?)[(\[](.+?)[)\]]$")
_CALLED = ("名称", "编号", "代码", "name", "id")


@dataclass(frozen=True)
class HeadingMatch:
    """A heading taken for a field: with what stands in brackets, and whether it is the field's own label."""

    field: str
    remark: str = ""
    exact: bool = True


@dataclass(frozen=True)
class SheetHeading:
    """The heading of a sheet: at which of its rows, of which table, and the columns by position in the grid."""

    row: int
    table: Table
    columns: dict[int, SheetColumn]
    units: dict[str, str]
    notes: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def find_heading(grid: SheetGrid, file: str, units: Units) -> SheetHeading | None:
    """The heading of a sheet, or None when nothing in it looks like one of ours."""
    rows = spread_merged_cells(grid)
    named = find_titled_table(grid.title)
    tables = [named] if named else list(schema.read_tables().values())
    found = _best_row_and_table(rows, tables, 1.0 if named else 1.5) or (
        _best_row_and_table(rows, list(schema.read_tables().values()), 2.0)
    )
    if found is None and named:  # its title says what it is: the columns that are none of it are told one by one
        found = _best_row_and_table(rows, [named], 2.0, mostly=False)
    if found is None:
        return None
    row, table = found
    return _columns(grid, file, rows, row, table, units)


def list_lacking_fields(grid: SheetGrid, table: Table) -> list[BilingualText]:
    """The labels of the required fields that no cell where headings stand is called after; all where none lacks."""
    found = list_headed_fields(grid, table)
    required = [field for field in table.fields if field.required]
    lacking = [field for field in required if field.name not in found] or required
    return [BilingualText(field.zh, field.en) for field in lacking]


def list_headed_fields(grid: SheetGrid, table: Table) -> set[str]:
    """The fields of a table that cells where headings stand are called after."""
    matches = [match_field(cell, table.name) for row in spread_merged_cells(grid) for cell in row if cell]
    return {match.field for match in matches if match and match.exact}


def strip_heading(text: str) -> str:
    """A heading in small letters without blanks and what stands in brackets behind it.

    >>> strip_heading("实缴 税金（元）"), strip_heading("R&D 经费")
    ('实缴税金', 'r&d经费')
    """
    return _spellings(text)[-1][0]


def spread_merged_cells(grid: SheetGrid) -> list[list[str]]:
    """The first rows of a sheet, every merged cell filled with its value."""
    rows = [[cell or "" for cell in row] for row in grid.cells.head(ZONE).rows()]
    places = {number: index for index, number in enumerate(grid.numbers.head(ZONE))}
    for merge in grid.merges:
        top = places.get(merge.top)
        if top is None or merge.left >= grid.cells.width:
            continue
        value = rows[top][merge.left]
        for number in range(merge.top, min(merge.bottom, merge.top + ZONE) + 1):
            if number in places:
                for column in range(merge.left, min(merge.right + 1, grid.cells.width)):
                    rows[places[number]][column] = rows[places[number]][column] or value
    return rows


@lru_cache(maxsize=200_000)
def match_field(text: str, name: str) -> HeadingMatch | None:
    """The field of a table that a heading means.

    >>> match_field("年产能（万吨/年）", "capacities")
    HeadingMatch(field='amount', remark='万吨/年', exact=True)
    >>> match_field("产能", "capacities").field, match_field("企业名称", "plants").field, match_field("颜色", "plants")
    ('amount', 'firm', None)
    """
    table = schema.read_tables()[name]
    for words, remark in _spellings(text):
        field, exact = _field(words, table)
        if field:
            return HeadingMatch(field, remark, exact)
    return None


@lru_cache(maxsize=4096)
def _spellings(text: str) -> tuple[tuple[str, str], ...]:
    """A heading in small letters with what stands in brackets behind it: whole, and without its brackets."""
    plain = _plain(text)
    parts = _BRACKET.match(plain)
    return ((plain.lower(), ""), *(((parts[1].lower(), parts[2]),) if parts else ()))


def _field(words: str, table: Table) -> tuple[str, bool]:
    labels = _labels(table.name)
    if words in labels:
        return labels[words], True
    without = words.removeprefix(_clean(table.zh))
    if without != words and without in labels:
        return labels[without], True
    called = next((field.name for field in table.fields if field.refers_to and words in _called(field)), "")
    if called:
        return called, True
    near = _fields_near(words, table.name)
    return (near.pop(), False) if len(near) == 1 else ("", False)


@cache
def _labels(name: str) -> dict[str, str]:
    """The field that each label of a table, in either language, names; the first where two are called alike."""
    fields = reversed(schema.read_tables()[name].fields)
    return {_clean(label): field.name for field in fields for label in (field.en, field.zh, field.name) if label}


@lru_cache(maxsize=4096)
def _called(field: Field) -> set[str]:
    """What a column may be called whose cells name rows of another table."""
    return {_clean(label) + end for label in (field.zh, field.en) for end in _CALLED}


def _fields_near(words: str, name: str) -> set[str]:
    """The fields of a table one of whose labels ends with the words, or with whose label the words end."""
    labels = _labels(name)
    ends = (words[start:] for start in range(len(words) - 1))
    return {labels[end] for end in ends if end in labels} | _fields_by_end(name).get(words, set())


@cache
def _fields_by_end(name: str) -> dict[str, set[str]]:
    """The fields of a table by every ending, of two letters or more, of their labels."""
    found: dict[str, set[str]] = {}
    for label, field in _labels(name).items():
        for start in range(len(label) - 1):
            found.setdefault(label[start:], set()).add(field)
    return found


def _clean(text: str) -> str:
    return _plain(text).lower()


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def find_titled_table(title: str) -> Table | None:
    """The table that a sheet is called after."""
    name = _clean(title)
    tables = list(schema.read_tables().values())
    for table in tables:
        if name in (_clean(table.zh), table.name, _clean(table.en)):
            return table
    within = sorted((t for t in tables if _clean(t.zh) in name), key=lambda t: len(t.zh), reverse=True)
    if not within or (len(within) > 1 and len(within[0].zh) == len(within[1].zh)):
        return None
    return within[0]


def _best_row_and_table(
    rows: list[list[str]], tables: list[Table], least: float, mostly: bool = True
) -> tuple[int, Table] | None:
    """The row and table that most headings speak for; the first row where several do, no table where two do."""
    scores: list[tuple[float, int, int, Table]] = []
    for table in tables:
        for row in range(len(rows)):
            matches = _match_row(rows, row, table)
            score = sum(1.0 if m.exact else 0.5 for m in matches.values())
            fits = not mostly or _is_mostly_headings(rows[row], table) or _has_required(matches, table)
            if score >= least and fits:
                required = sum(f.required for f in table.fields if f.name in {m.field for m in matches.values()})
                scores.append((score, required, -row, table))
    if not scores:
        return None
    scores.sort(key=lambda score: score[:3], reverse=True)
    best = scores[0]
    rivals = {s[3].name for s in scores if s[:2] == best[:2]}
    return (-best[2], best[3]) if len(rivals) == 1 else None


def _is_mostly_headings(row: list[str], table: Table) -> bool:
    """A row of data may hold a heading's word by chance; a heading holds little else."""
    filled = [cell for cell in row if cell]
    return bool(filled) and sum(match_field(cell, table.name) is not None for cell in filled) * 2 >= len(filled)


def _has_required(matches: dict[int, HeadingMatch], table: Table) -> bool:
    """Whether a row names every column that a table cannot be without, whatever else stands beside them."""
    required = {field.name for field in table.fields if field.required and field.group != "provenance"}
    return len(required) > 1 and required <= {match.field for match in matches.values() if match.exact}


def _match_row(rows: list[list[str]], row: int, table: Table) -> dict[int, HeadingMatch]:
    """The columns of a row that are headings, each field once; a blank cell takes the heading above it."""
    found: dict[int, HeadingMatch] = {}
    for exact in (True, False):
        for column in range(len(rows[row])):
            match = match_field(_text(rows, row, column, table), table.name) if column not in found else None
            if match and match.exact == exact and (exact or match.field not in {m.field for m in found.values()}):
                found[column] = match
    return found


def _text(rows: list[list[str]], head_row: int, column: int, table: Table) -> str:
    if rows[head_row][column]:
        return rows[head_row][column]
    above = [rows[row][column] for row in range(max(head_row - _ABOVE, 0), head_row) if rows[row][column]]
    return above[-1] if above and match_field(above[-1], table.name) else ""


def _columns(grid: SheetGrid, file: str, rows: list[list[str]], row: int, table: Table, units: Units) -> SheetHeading:
    matches = _match_row(rows, row, table)
    number = grid.numbers[row]
    columns: dict[int, SheetColumn] = {}
    found_units: dict[str, str] = {}
    notes: list[Problem] = []
    problems: list[Problem] = []
    holders: dict[str, str] = {}
    below = grid.cells.slice(row + 1)

    def note(kind: list[Problem], code: str, column: int, value: str, **slots: str) -> None:
        cell = f"{column_letters(column)}{number}"
        kind.append(
            place_problem(Problem(code, table.name, value=value, slots=slots), file, grid.title, cell, "", value)
        )

    for column in range(grid.cells.width):
        text = _text(rows, row, column, table)
        match = matches.get(column)
        if match is None:
            filled = below[str(column)].drop_nulls().len()
            taken_fields = {match.field for match in matches.values()}
            _unmatched(note, grid, row, column, text, table, filled, taken_fields, notes, problems)
        elif match.field in holders:
            note(problems, "duplicate_column", column, text)
        else:
            field = table.field(match.field)
            holders[match.field] = text
            columns[column] = SheetColumn(match.field, column_letters(column), " ".join(text.split()))
            unit = _unit(match.remark, field, units)
            if unit and unit != field.quantity:
                found_units[field.name] = unit
                note(notes, "heading_unit", column, text, read=unit)
            if not match.exact or (match.remark and not unit):
                note(notes, "read_heading", column, text, read=f"{field.zh} / {field.en}")
    unit_row = _read_unit_row(grid, row, columns, table, units)
    for column, unit in unit_row.items():
        name = columns[column].field
        if name not in found_units and unit != table.field(name).quantity:
            found_units[name] = unit
            note(notes, "heading_unit", column, unit, read=unit)
    default = _unit_line(rows[:row], units)
    for field in table.fields:
        if default and field.unit_field and field.name in holders and field.name not in found_units:
            found_units[field.name] = default
            notes.append(
                place_problem(
                    Problem("heading_unit", table.name, value=default, slots={"read": default}), file, grid.title
                )
            )
    return SheetHeading(row + bool(unit_row), table, columns, found_units, tuple(notes), tuple(problems))


def _unmatched(
    note: Callable[..., None],
    grid: SheetGrid,
    row: int,
    column: int,
    text: str,
    table: Table,
    filled: int,
    taken_fields: set[str],
    notes: list[Problem],
    problems: list[Problem],
) -> None:
    if not text:
        if filled:
            note(problems, "no_heading", column, column_letters(column))
    elif counts_rows(text):
        note(notes, "ignored_column", column, text)
    elif holds_remarks(text):
        note(notes, "remark_column", column, text)
    else:
        # Of a sheet that is another table than ours nothing is near; to look for it would take the time of the file.
        many = sum(problem.code == "unknown_column" for problem in problems) >= _ADVISED
        known = [] if many else [w for f in table.fields if f.name not in taken_fields for w in (f.zh, f.en, f.name)]
        note(problems, "unknown_column", column, text, nearest=suggest_nearest(text, known))


def _read_unit_row(
    grid: SheetGrid, row: int, columns: dict[int, SheetColumn], table: Table, units: Units
) -> dict[int, str]:
    """The units by column of a row below the heading that holds units alone."""
    if row + 1 >= grid.cells.height:
        return {}
    below = [cell or "" for cell in grid.cells.row(row + 1)]
    figures = [n for n, column in columns.items() if table.field(column.field).type in ("decimal", "integer")]
    return read_unit_row(below, figures, units)


def _unit(remark: str, field: Field, units: Units) -> str:
    if not remark or field.type not in ("decimal", "integer"):
        return ""
    unit = remark.removeprefix("单位:").removeprefix("unit:")
    return unit if unit == field.quantity or units.read(unit) is not None else ""


def _unit_line(rows: list[list[str]], units: Units) -> str:
    """The unit of the whole sheet, written above its heading (单位：万吨)."""
    for cell in (cell for row in rows for cell in row if cell):
        line = read_unit_line(cell)
        known = [unit for unit in line[1] if units.read(unit) is not None] if line else []
        if len(known) == 1:
            return known[0]
    return ""
