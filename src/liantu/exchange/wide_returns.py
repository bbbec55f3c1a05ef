"""Firms' yearly returns in a CSV or workbook, a row a firm and year, as the wide table an evaluation takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from liantu.exchange.loading.body import read_body
from liantu.exchange.loading.grid import Grid, letter
from liantu.exchange.loading.headings import Heading, spread
from liantu.exchange.loading.read import content_of, read_file
from liantu.exchange.loading.sheet import Column, Sheet
from liantu.library.load import load
from liantu.model.nearest import nearest
from liantu.model.problems import Problem, Problems
from liantu.model.schema import Field, Table
from liantu.model.tables import Tables
from liantu.model.units import Unit, Units, split_number

#: The columns that say which firm, and what people write over them.
_WHO = {
    "firm": ("firm", "企业", "企业名称", "单位名称", "企业编号", "name"),
    "year": ("year", "年份", "年度", "评价年度"),
    "group": ("group", "分组", "评价分组", "企业类型", "组别"),
    "industry": ("industry", "行业", "行业代码", "所属行业"),
    "park": ("park", "园区", "所属园区"),
}
_ALSO = {
    "land": ("用地面积", "土地面积"),
    "tax": ("实缴税金", "税收实际贡献", "纳税"),
    "value_added": ("工业增加值",),
    "revenue": ("主营业务收入", "销售收入"),
    "energy": ("能耗", "综合能源消费量", "能源消费量"),
    "electricity": ("用电", "电量"),
    "emission": ("排放", "主要污染物排放量", "污染物排放量"),
    "employees": ("从业人数", "职工人数", "年平均从业人员"),
    "rd": ("研发", "r&d", "研发投入", "r&d经费", "r&d费用", "研发经费"),
}
#: What stands where nobody gave a value, and where none is due.
_MISSING = ("/", "-", "--", "—", "——", "–", "…", "……", "n/a", "na", "null", "缺", "缺报", "未掌握", "未填报", "不详")
_NOT_APPLICABLE = ("不适用", "not applicable", "n.a.")
_BRACKET = re.compile(r"^(.+?)[(\[【](.+?)[)\]】]$")
_YEAR = re.compile(r"^(\d{4})(?:\.0+)?年?(?:度)?$")
_ZONE = 30


@dataclass(frozen=True)
class WideReturns:
    """What the file says. ``returns``: firm, year, group, industry, park and a Float64 column a field, in its unit.

    ``not_applicable``: firm, year, field. ``lines``: firm, year, and the row of the file. ``notes``: how it was read.
    """

    returns: pl.DataFrame
    not_applicable: pl.DataFrame
    lines: pl.DataFrame
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class _Held:
    """A column of the file: the field it holds and what its numbers are multiplied with."""

    field: str
    heading: str
    factor: Decimal


def read_returns(path: Path, extra: Iterable[tuple[str, str, str, str]] = ()) -> WideReturns:
    """The returns of a file; of a workbook its first sheet that has some.

    ``extra`` are fields beside the library's (id, zh, en, unit), as a scheme may bring them. Raises Problems: a file
    that cannot be read, a column or unit nobody knows, a cell that is no number, a firm twice in one year, no rows.
    """
    content, name = content_of(path)
    grids, notes = read_file(content, name)
    items = load()["return_items"].select("id", "zh", "en", "unit").rows()
    fields = {row[0]: row for row in [*items, *extra]}
    units = Tables({}, {"units": load()["units"]}).units
    words = _words(fields.values())
    for grid in grids:
        at = _heading_row(grid, words)
        if at is not None and not grid.cells.is_empty():
            return _read(grid, at, name, fields, words, units, list(notes))
    headings = {
        words.get(_plain(_parts(cell)[0])) for grid in grids for row in spread(grid)[:_ZONE] for cell in row if cell
    }
    if headings and "firm" not in headings:
        raise Problems([Problem("missing_column", file=name, value="/".join(_WHO["firm"][:2]))])
    raise Problems([Problem("no_returns", file=name)])


def _words(fields: Iterable[tuple[str, str, str, str]]) -> dict[str, str]:
    known = {word: field for field, spellings in _WHO.items() for word in spellings}
    for id, zh, en, _ in fields:
        for word in (id, zh, en, *_ALSO.get(id, ())):
            known.setdefault(_plain(word), id)
    return known


def _plain(text: str) -> str:
    return re.sub(r"[\s*_]+", "", unicodedata.normalize("NFKC", text)).lower()


def _parts(heading: str) -> tuple[str, str]:
    """The words of a heading and the unit in its brackets."""
    text = re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", heading))
    found = _BRACKET.match(text)
    return (found[1], found[2].removeprefix("单位:").removeprefix("单位：")) if found else (text, "")


def _heading_row(grid: Grid, words: dict[str, str]) -> int | None:
    """The first row with a column for the firm and at least one more."""
    words = {_plain(word): field for word, field in words.items()}
    for at, row in enumerate(spread(grid)[:_ZONE]):
        fields = {words.get(_plain(_parts(cell)[0])) for cell in row if cell} - {None}
        if "firm" in fields and len(fields) > 1:
            return at
    return None


def _read(
    grid: Grid,
    at: int,
    file: str,
    fields: dict[str, tuple[str, str, str, str]],
    words: dict[str, str],
    units: Units,
    notes: list[Problem],
) -> WideReturns:
    problems: list[Problem] = []
    held = _columns(grid, at, file, fields, words, units, problems, notes)
    columns = {n: Column(one.field, letter(n), one.heading) for n, one in held.items()}
    heading = Heading(at, _table(fields), columns, {}, (), ())
    sheet = Sheet(file, grid.title, "returns", columns={one.field: one for one in columns.values()})
    body = read_body(grid, heading, sheet)
    problems += body.problems
    frame, rows = body.frame, body.rows
    if frame.is_empty():
        raise Problems([*problems, Problem("no_returns", file=file)])
    by_field = {one.field: one for one in held.values()}
    who = _who(frame, rows, file, by_field, problems)
    outs, numbers = [], []
    for name, one in by_field.items():
        if name not in _WHO:
            values, out = _numbers(frame[name], rows, file, one, units, problems, notes)
            numbers.append(values)
            outs.append(who.select("firm", "year").filter(out).with_columns(pl.lit(name).alias("field")))
    _twice(who, rows, file, by_field, problems)
    if problems:
        raise Problems(problems)
    no_firm = pl.DataFrame(schema={"firm": pl.String, "year": pl.Int64, "field": pl.String})
    lines = who.select("firm", "year").with_columns(rows.alias("row"))
    notes += [*grid_notes(grid, file), *body.notes]
    return WideReturns(who.with_columns(numbers), pl.concat([no_firm, *outs]), lines, tuple(notes))


def grid_notes(grid: Grid, file: str) -> list[Problem]:
    """What is odd about the sheet and was read all the same."""
    return [Problem("read_formulas", file=file, value=str(grid.formulas))] if grid.formulas else []


def _table(fields: dict[str, tuple[str, str, str, str]]) -> Table:
    """The file as a table of the schema, so that its rows are read as those of any sheet."""
    who = [_field(name, "text", int(name == "firm"), spellings[1], name) for name, spellings in _WHO.items()]
    return Table(
        "returns",
        "district",
        "",
        "",
        "",
        (*who, *(_field(i, "decimal", 0, zh, en) for i, zh, en, _ in fields.values())),
    )


def _field(name: str, type: str, key: int, zh: str, en: str) -> Field:
    return Field(name, type, "", key, False, "", (), "", "", zh, en, "")


def _columns(
    grid: Grid,
    at: int,
    file: str,
    fields: dict[str, tuple[str, str, str, str]],
    words: dict[str, str],
    units: Units,
    problems: list[Problem],
    notes: list[Problem],
) -> dict[int, _Held]:
    words = {_plain(word): field for word, field in words.items()}
    row = int(grid.numbers[at])
    cells = spread(grid)
    held: dict[int, _Held] = {}
    below = grid.cells.slice(at + 1)
    for n in range(grid.cells.width):
        text = cells[at][n] or (cells[at - 1][n] if at else "")
        word, unit = _parts(text)
        field = words.get(_plain(word))
        where = Problem("unknown_column", file=file, row=row, column=text, value=text)
        if field is None:
            if below[str(n)].drop_nulls().len() and _plain(word) not in ("序号", "no.", "no", "#"):
                slots = {"nearest": nearest(_plain(word), list(words))}
                problems.append(replace(where, slots=slots, value=text or letter(n)))
        elif field in {one.field for one in held.values()}:
            problems.append(replace(where, code="duplicate_column"))
        else:
            held[n] = _Held(field, text, _factor(field, unit, where, fields, units, problems, notes))
    return held


def _factor(
    field: str,
    unit: str,
    where: Problem,
    fields: dict[str, tuple[str, str, str, str]],
    units: Units,
    problems: list[Problem],
    notes: list[Problem],
) -> Decimal:
    """What takes a number of the column to the unit of its field."""
    if field in _WHO:
        return Decimal(1)
    own = fields[field][3]
    if not unit:
        notes.append(replace(where, code="assumed_unit", slots={"read": own}))
        return Decimal(1)
    return _converted(unit, own, where, units, problems)


def _converted(unit: str, own: str, where: Problem, units: Units, problems: list[Problem]) -> Decimal:
    found, wanted = units.read(unit), units.read(own)
    if unit == own:
        return Decimal(1)
    if found is None or wanted is None:
        slots = {"nearest": nearest(unit, units.names())}
        problems.append(replace(where, code="unknown_unit", value=unit, slots=slots))
    elif found.dimension != wanted.dimension:
        problems.append(replace(where, code="wrong_dimension", value=unit, slots={"wanted": own}))
    else:
        return _quotient(found, wanted)
    return Decimal(1)


def _quotient(found: Unit, wanted: Unit) -> Decimal:
    return found.factor / wanted.factor


def _who(
    frame: pl.DataFrame, rows: pl.Series, file: str, held: dict[str, _Held], problems: list[Problem]
) -> pl.DataFrame:
    texts = [
        (pl.col(name).str.strip_chars() if name in frame.columns else pl.lit(None, pl.String)).alias(name)
        for name in ("firm", "year", "group", "industry", "park")
    ]
    who = frame.select(texts)
    for at in who["firm"].is_null().arg_true():
        problems.append(Problem("required", file=file, row=int(rows[at]), column=held["firm"].heading))
    years: list[int | None] = []
    for at, text in enumerate(who["year"]):
        found = _YEAR.match(unicodedata.normalize("NFKC", text).strip()) if text else None
        years.append(int(found[1]) if found else None)
        if "year" in held and not found:
            column = held["year"].heading
            problems.append(Problem("whole_year", file=file, row=int(rows[at]), column=column, value=text or ""))
    return who.with_columns(pl.Series("year", years, pl.Int64))


def _numbers(
    cells: pl.Series,
    rows: pl.Series,
    file: str,
    one: _Held,
    units: Units,
    problems: list[Problem],
    notes: list[Problem],
) -> tuple[pl.Series, pl.Series]:
    """A column in the unit of its field, and where its value is not applicable; each different odd text read once."""
    plain = cells.cast(pl.Float64, strict=False)
    odd = cells.is_not_null() & (plain.is_null() | ~plain.is_finite())
    known: dict[str, float | None] = {}
    out: set[str] = set()
    for text in cells.filter(odd).unique(maintain_order=True):
        narrow = unicodedata.normalize("NFKC", text).strip()
        parts = split_number(narrow)
        at = int(rows[(cells == text).arg_true()[0]])
        where = Problem("text_number", file=file, row=at, column=one.heading, value=text)
        if narrow.lower() in _NOT_APPLICABLE:
            out.add(text)
        elif narrow.lower() in _MISSING:
            times = str(int((cells == text).sum()))
            notes.append(replace(where, code="read_missing", slots={"times": times}))
        elif parts and not parts[1]:
            known[text] = float(parts[0] * one.factor)
            continue
        else:
            problems.extend(replace(where, row=int(rows[n])) for n in (cells == text).arg_true())
        known[text] = None
    told = cells.filter(odd).replace_strict(known, return_dtype=pl.Float64) if known else None
    values = plain * float(one.factor)
    if told is not None:
        values = values.scatter(odd.arg_true(), told)
    return values.alias(one.field), cells.is_in(list(out)).fill_null(False)


def _twice(who: pl.DataFrame, rows: pl.Series, file: str, held: dict[str, _Held], problems: list[Problem]) -> None:
    twice = (
        who.select("firm", "year")
        .with_columns(rows.alias("row"))
        .drop_nulls("firm")
        .with_columns(
            pl.col("row").first().over("firm", "year").alias("first"), pl.len().over("firm", "year").alias("n")
        )
        .filter((pl.col("n") > 1) & (pl.col("row") != pl.col("first")))
    )
    for firm, _, row, _, times in twice.iter_rows():
        slots = {"times": str(times)}
        problems.append(
            Problem("duplicate_return", file=file, row=row, column=held["firm"].heading, value=firm, slots=slots)
        )
