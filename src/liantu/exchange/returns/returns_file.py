"""Firms' yearly returns in a CSV or workbook, a row a firm and year, as the wide table an evaluation takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from liantu.exchange.loading.file_reader import read_content, read_file
from liantu.exchange.loading.heading_columns import SheetHeading
from liantu.exchange.loading.hidden_parts import note_hidden_parts
from liantu.exchange.loading.sheet_body import read_body
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, TableSheet
from liantu.exchange.loading.uncomputed_formulas import find_uncomputed_formulas
from liantu.exchange.reading.industry_codes import find_false_industries
from liantu.exchange.reading.return_words import IDENTITY_WORDS
from liantu.exchange.reading.stored_texts import join_lines
from liantu.exchange.reading.written_dates import read_period
from liantu.exchange.returns.return_headings import FieldColumn, ReturnHeadings
from liantu.exchange.returns.return_numbers import read_return_numbers
from liantu.exchange.returns.returns_sheet import Pairs, ReturnsSheet, check_sheets
from liantu.exchange.returns.unnamed_sums import note_unnamed_sums
from liantu.exchange.returns.year_blocks import split_year_blocks
from liantu.model.names_alike import is_no_firm
from liantu.model.problems import Problem, Problems
from liantu.model.schema import Field, Table

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class ReturnsFile:
    """What the file says. ``returns``: firm, year, group, industry, park and a Float64 column a field, in its unit.

    ``not_applicable``: firm, year, field. ``lines``: firm, year, and sheet and row of the file. ``notes``: how it was
    read.
    """

    returns: pl.DataFrame
    not_applicable: pl.DataFrame
    lines: pl.DataFrame
    notes: tuple[Problem, ...]


def read_returns(
    path: Path, extra: Iterable[tuple[str, str, str, str]] = (), distinct: Pairs = frozenset()
) -> ReturnsFile:
    """The returns of a file; of a workbook the rows of all sheets that have some. One without is noted.

    ``extra`` are fields beside the library's (id, zh, en, unit), as a scheme may bring them; ``distinct`` pairs
    of names that are two firms though they look alike. Raises Problems: a file that cannot be read, a column or unit
    nobody knows, a cell that is no number, a firm twice in one year, two names alike, no rows.
    """
    content, name = read_content(path)
    grids, read_notes = read_file(content, name)
    grids = [grid for grid in grids if not grid.cells.is_empty()]
    headings = ReturnHeadings(extra)
    heads = _find_heads(grids, headings)
    if not heads:
        raise Problems([_no_returns_problem(grids, name, headings)])
    notes: list[Problem] = [*read_notes, *_note_left_out(grids, heads, name)]
    problems: list[Problem] = []
    pages = _read_pages(grids, heads, name, headings, problems, notes)
    if not pages:
        raise Problems([*problems, Problem("no_returns", file=name)])
    problems += check_sheets(pages, distinct)
    notes += [note for page in pages for note in note_unnamed_sums(page)]
    if problems:
        raise Problems(problems)
    return ReturnsFile(
        pl.concat([page.returns for page in pages], how="diagonal"),
        pl.concat([page.not_applicable for page in pages]),
        pl.concat(_lines(page) for page in pages),
        tuple(notes),
    )


def _find_heads(grids: Sequence[SheetGrid], headings: ReturnHeadings) -> dict[int, int]:
    """The row of headings of each sheet that has one; of sheets that measure something alone, where some do."""
    heads = {n: row for n, grid in enumerate(grids) if (row := headings.row(grid)) is not None}
    return {n: row for n, row in heads.items() if headings.measures(grids[n], row)} or heads


def _note_left_out(grids: Sequence[SheetGrid], heads: Mapping[int, int], name: str) -> list[Problem]:
    """The sheets without returns."""
    left_out = [grid for n, grid in enumerate(grids) if n not in heads]
    return [Problem("sheet_left_out", file=name, value=sheet.title) for sheet in left_out]


def _read_pages(
    grids: Sequence[SheetGrid],
    heads: Mapping[int, int],
    name: str,
    headings: ReturnHeadings,
    problems: list[Problem],
    notes: list[Problem],
) -> list[ReturnsSheet]:
    """The sheets that have rows of returns."""
    pages = []
    for n, row in heads.items():
        place = name if len(heads) == 1 else f"{name} {grids[n].title}"
        for block in split_year_blocks(grids[n], row, headings.figures(grids[n], row), IDENTITY_WORDS["year"][2]):
            findings: tuple[list[Problem], list[Problem]] = ([], [])
            pages.append(_read(block, row, name, place, headings, *findings))
            # what is said of a row stands once, however many years the row has
            for known, found in zip((problems, notes), findings, strict=True):
                known += [problem for problem in found if problem not in known]
    return [page for page in pages if not page.returns.is_empty()]


def _no_returns_problem(grids: Sequence[SheetGrid], name: str, headings: ReturnHeadings) -> Problem:
    """What is said of a file without a sheet of returns."""
    if grids and not any(headings.names_firm(grid) for grid in grids):
        return Problem("missing_column", file=name, value="/".join(IDENTITY_WORDS["firm"][:2]))
    return Problem("no_returns", file=name)


def _read(
    grid: SheetGrid,
    row: int,
    file: str,
    place: str,
    headings: ReturnHeadings,
    problems: list[Problem],
    notes: list[Problem],
) -> ReturnsSheet:
    columns_by_number = headings.columns(grid, row, place, problems, notes)
    columns = {
        n: SheetColumn(column.field, column_letters(n), column.heading) for n, column in columns_by_number.items()
    }
    last_head_row = row + bool(headings.unit_row(grid, row))
    heading = SheetHeading(last_head_row, _table(headings), columns, {}, (), ())
    sheet = TableSheet(file, grid.title, "returns", columns={column.field: column for column in columns.values()})
    body = read_body(grid, heading, sheet)
    problems += body.problems
    by_field = {column.field: column for column in columns_by_number.values()}
    identity = _read_firm_columns(body.frame, body.rows, place, by_field, problems)
    outs, numbers = [pl.DataFrame(schema={"firm": pl.String, "year": pl.Int64, "field": pl.String})], []
    for name, column in by_field.items():
        if name not in IDENTITY_WORDS:
            values, out = read_return_numbers(body.frame[name], body.rows, place, column, problems, notes)
            numbers.append(values)
            outs.append(identity.select("firm", "year").filter(out).with_columns(pl.lit(name).alias("field")))
    notes += [*_note_oddities(grid, place, columns, body.rows), *body.notes]
    problems += find_uncomputed_formulas(grid, place, columns, body.rows)
    return ReturnsSheet(place, grid.title, by_field, body.rows, identity.with_columns(numbers), pl.concat(outs))


def _note_oddities(grid: SheetGrid, place: str, columns: Mapping[int, SheetColumn], rows: pl.Series) -> list[Problem]:
    """What is odd about the sheet and was read all the same."""
    hidden = note_hidden_parts(grid, rows, {number: column.heading for number, column in columns.items()})
    notes = [replace(note, file=place) for note in hidden]
    return notes + ([Problem("read_formulas", file=place, value=str(grid.formulas))] if grid.formulas else [])


def _table(headings: ReturnHeadings) -> Table:
    """The file as a table of the schema, so that its rows are read as those of any sheet."""
    identity = [
        _field(name, "text", int(name == "firm"), spellings[1], name) for name, spellings in IDENTITY_WORDS.items()
    ]
    fields = (_field(i, "decimal", 0, zh, en) for i, zh, en, _ in headings.fields.values())
    return Table("returns", "district", "", "", "", (*identity, *fields))


def _field(name: str, type: str, key: int, zh: str, en: str) -> Field:
    return Field(name, type, "", key, False, "", (), "", "", zh, en, "")


def _read_firm_columns(
    frame: pl.DataFrame, rows: pl.Series, place: str, columns: dict[str, FieldColumn], problems: list[Problem]
) -> pl.DataFrame:
    identity = frame.select(
        (_join_names(frame[name]) if name in frame.columns else pl.lit(None, pl.String)).alias(name)
        for name in IDENTITY_WORDS
    )
    for index in identity["firm"].is_null().arg_true():
        problems.append(Problem("required", file=place, row=int(rows[index]), column=columns["firm"].heading))
    for index in is_no_firm(identity["firm"]).arg_true():
        column, name = columns["firm"].heading, identity["firm"][index]
        problems.append(Problem("no_firm_name", "", place, int(rows[index]), column, name))
    false = find_false_industries(identity["industry"])
    for index in identity["industry"].is_in(list(false)).fill_null(False).arg_true() if false else ():
        text, column = identity["industry"][index], columns["industry"].heading
        slots = {"nearest": false[text]}
        problems.append(Problem("unknown_industry", "", place, int(rows[index]), column, text, slots))
    years: list[int | None] = []
    for index, text in enumerate(identity["year"]):
        found = _YEAR.fullmatch(read_period(text) or "") if text else None
        years.append(int(found[0]) if found else None)
        if "year" in columns and not found:
            column = columns["year"].heading
            problems.append(Problem("whole_year", file=place, row=int(rows[index]), column=column, value=text or ""))
    return identity.with_columns(pl.Series("year", years, pl.Int64))


def _join_names(cells: pl.Series) -> pl.Series:
    """Names without the lines of their cells."""
    broken = cells.filter(cells.str.contains("[\r\n]").fill_null(False)).unique()
    return cells.replace({name: join_lines(name) for name in broken}).str.strip_chars()


def _lines(page: ReturnsSheet) -> pl.DataFrame:
    return page.returns.select("firm", "year", pl.lit(page.title).alias("sheet"), page.rows.alias("row"))
