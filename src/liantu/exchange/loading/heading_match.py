"""Which table a sheet is, and which field each of its columns holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from liantu.exchange.loading.sheet_grid import Grid, letter
from liantu.exchange.loading.table_sheet import Column, place
from liantu.model import schema
from liantu.model.nearest import nearest
from liantu.model.problems import Problem
from liantu.model.schema import Field, Table
from liantu.model.units import Units

#: How far down a heading is looked for, and how far above a cell its heading may stand.
ZONE, _ABOVE = 30, 2
_MARKS = re.compile(r"[\s*]+|\((?:必填|选填|required|optional)\)", re.I)
_BRACKET = re.compile(r"^(.+?)[(\[](.+?)[)\]]$")
_COUNT = ("序号", "no.", "no", "#", "行号")
_CALLED = ("名称", "编号", "代码", "name", "id")
_UNIT_LINE = re.compile(r"^(?:计量)?单位[:：]\s*(\S+)$|^unit:\s*(.+)$", re.I)


@dataclass(frozen=True)
class Match:
    """A heading taken for a field: with what stands in brackets, and whether it is the field's own label."""

    field: str
    remark: str = ""
    exact: bool = True


@dataclass(frozen=True)
class Heading:
    """The heading of a sheet: at which of its rows, of which table, and the columns by position in the grid."""

    at: int
    table: Table
    columns: dict[int, Column]
    units: dict[str, str]
    notes: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def find(grid: Grid, file: str, units: Units) -> Heading | None:
    """The heading of a sheet, or None when nothing in it looks like one of ours."""
    rows = spread(grid)
    named = _by_title(grid.title)
    tables = [named] if named else list(schema.tables().values())
    found = _best(rows, tables, 1.0 if named else 1.5) or (_best(rows, list(schema.tables().values()), 2.0))
    if found is None:
        return None
    at, table = found
    return _columns(grid, file, rows, at, table, units)


def spread(grid: Grid) -> list[list[str]]:
    """The first rows of a sheet, every merged cell filled with its value."""
    rows = [[cell or "" for cell in row] for row in grid.cells.head(ZONE).rows()]
    places = {number: at for at, number in enumerate(grid.numbers.head(ZONE))}
    for merge in grid.merges:
        top = places.get(merge.top)
        if top is None or merge.left >= grid.cells.width:
            continue
        value = rows[top][merge.left]
        for number in range(merge.top, min(merge.bottom, merge.top + ZONE) + 1):
            if number in places:
                for at in range(merge.left, min(merge.right + 1, grid.cells.width)):
                    rows[places[number]][at] = rows[places[number]][at] or value
    return rows


@lru_cache(maxsize=20_000)
def match(text: str, name: str) -> Match | None:
    """The field of a table that a heading means.

    >>> match("年产能（万吨/年）", "capacities")
    Match(field='amount', remark='万吨/年', exact=True)
    >>> match("产能", "capacities").field, match("企业名称", "plants").field, match("颜色", "plants")
    ('amount', 'firm', None)
    """
    table = schema.tables()[name]
    parts = _BRACKET.match(_plain(text))
    for words, remark in ((_plain(text), ""), *(((parts[1], parts[2]),) if parts else ())):
        field, exact = _field(words.lower(), table)
        if field:
            return Match(field, remark, exact)
    return None


def _field(words: str, table: Table) -> tuple[str, bool]:
    labels = {_clean(label): f.name for f in reversed(table.fields) for label in (f.en, f.zh, f.name) if label}
    if words in labels:
        return labels[words], True
    without = words.removeprefix(_clean(table.zh))
    if without != words and without in labels:
        return labels[without], True
    for field in table.fields:
        if field.refers_to and any(
            words == _clean(field.zh) + end or words == _clean(field.en) + end for end in _CALLED
        ):
            return field.name, True
    if len(words) < 2:
        return "", False
    near = {
        name for label, name in labels.items() if len(label) > 1 and (label.endswith(words) or words.endswith(label))
    }
    return (near.pop(), False) if len(near) == 1 else ("", False)


def _clean(text: str) -> str:
    return _plain(text).lower()


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def _by_title(title: str) -> Table | None:
    wanted = _clean(title)
    tables = list(schema.tables().values())
    for table in tables:
        if wanted in (_clean(table.zh), table.name, _clean(table.en)):
            return table
    within = sorted((t for t in tables if _clean(t.zh) in wanted), key=lambda t: len(t.zh), reverse=True)
    if not within or (len(within) > 1 and len(within[0].zh) == len(within[1].zh)):
        return None
    return within[0]


def _best(rows: list[list[str]], tables: list[Table], least: float) -> tuple[int, Table] | None:
    """The row and table that most headings speak for; the first row where several do, no table where two do."""
    scores: list[tuple[float, int, int, Table]] = []
    for table in tables:
        for at in range(len(rows)):
            matches = _matched(rows, at, table)
            score = sum(1.0 if m.exact else 0.5 for m in matches.values())
            if score >= least and _mostly(rows[at], table):
                required = sum(f.required for f in table.fields if f.name in {m.field for m in matches.values()})
                scores.append((score, required, -at, table))
    if not scores:
        return None
    scores.sort(key=lambda one: one[:3], reverse=True)
    best = scores[0]
    rivals = {s[3].name for s in scores if s[:2] == best[:2]}
    return (-best[2], best[3]) if len(rivals) == 1 else None


def _mostly(row: list[str], table: Table) -> bool:
    """A row of data may hold a heading's word by chance; a heading holds little else."""
    given = [cell for cell in row if cell]
    return bool(given) and sum(match(cell, table.name) is not None for cell in given) * 2 >= len(given)


def _matched(rows: list[list[str]], at: int, table: Table) -> dict[int, Match]:
    """The columns of a row that are headings, each field once; a blank cell takes the heading above it."""
    found: dict[int, Match] = {}
    for exact in (True, False):
        for column in range(len(rows[at])):
            told = match(_text(rows, at, column, table), table.name) if column not in found else None
            if told and told.exact == exact and (exact or told.field not in {m.field for m in found.values()}):
                found[column] = told
    return found


def _text(rows: list[list[str]], at: int, column: int, table: Table) -> str:
    if rows[at][column]:
        return rows[at][column]
    above = [rows[row][column] for row in range(max(at - _ABOVE, 0), at) if rows[row][column]]
    return above[-1] if above and match(above[-1], table.name) else ""


def _columns(grid: Grid, file: str, rows: list[list[str]], at: int, table: Table, units: Units) -> Heading:
    matches = _matched(rows, at, table)
    number = grid.numbers[at]
    columns: dict[int, Column] = {}
    found_units: dict[str, str] = {}
    notes: list[Problem] = []
    problems: list[Problem] = []
    holders: dict[str, str] = {}
    below = grid.cells.slice(at + 1)

    def said(kind: list[Problem], code: str, column: int, value: str, **slots: str) -> None:
        cell = f"{letter(column)}{number}"
        kind.append(place(Problem(code, table.name, value=value, slots=slots), file, grid.title, cell, "", value))

    for column in range(grid.cells.width):
        text = _text(rows, at, column, table)
        told = matches.get(column)
        if told is None:
            _unmatched(said, grid, at, column, text, table, below[str(column)].drop_nulls().len(), notes, problems)
        elif told.field in holders:
            said(problems, "duplicate_column", column, text)
        else:
            field = table.field(told.field)
            holders[told.field] = text
            columns[column] = Column(told.field, letter(column), " ".join(text.split()))
            unit = _unit(told.remark, field, units)
            if unit and unit != field.quantity:
                found_units[field.name] = unit
                said(notes, "heading_unit", column, text, read=unit)
            if not told.exact or (told.remark and not unit):
                said(notes, "read_heading", column, text, read=f"{field.zh} / {field.en}")
    default = _unit_line(rows[:at], units)
    for field in table.fields:
        if default and field.unit_field and field.name in holders and field.name not in found_units:
            found_units[field.name] = default
            notes.append(
                place(Problem("heading_unit", table.name, value=default, slots={"read": default}), file, grid.title)
            )
    return Heading(at, table, columns, found_units, tuple(notes), tuple(problems))


def _unmatched(
    said: Callable[..., None],
    grid: Grid,
    at: int,
    column: int,
    text: str,
    table: Table,
    filled: int,
    notes: list[Problem],
    problems: list[Problem],
) -> None:
    if not text:
        if filled:
            said(problems, "no_heading", column, letter(column))
    elif _clean(text) in _COUNT:
        said(notes, "ignored_column", column, text)
    else:
        known = [word for field in table.fields for word in (field.zh, field.en, field.name)]
        said(problems, "unknown_column", column, text, nearest=nearest(text, known))


def _unit(remark: str, field: Field, units: Units) -> str:
    if not remark or field.type not in ("decimal", "integer"):
        return ""
    unit = remark.removeprefix("单位:").removeprefix("unit:")
    return unit if unit == field.quantity or units.read(unit) is not None else ""


def _unit_line(rows: list[list[str]], units: Units) -> str:
    """The unit of the whole sheet, written above its heading (单位：万吨)."""
    for cell in (cell for row in rows for cell in row if cell):
        told = _UNIT_LINE.match(unicodedata.normalize("NFKC", cell).strip())
        unit = (told[1] or told[2]) if told else ""
        if unit and units.read(unit) is not None:
            return unit
    return ""
