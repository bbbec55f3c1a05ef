"""Tables of indicators in a CSV or workbook: a heading line, then a row each; no column is known beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from liantu.exchange.loading.file_reader import read_content, read_file
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn
from liantu.exchange.loading.uncomputed_formulas import find_uncomputed_formulas
from liantu.exchange.reading.written_numbers import read_numbers
from liantu.model.file_table import FileTable
from liantu.model.problems import Problem, Problems

#: No statistic is larger, in whatever unit; what is cannot be raised to the fourth power either.
_LARGEST = 1e30


def read_file_table(path: Path) -> FileTable:
    """The first table of a file.

    Raises Problems: an unreadable or empty file, a heading that stands twice, content without a heading (as where a
    comma within a number made two cells of it), a formula that was never computed.
    """
    return read_content_table(*read_content(path))


def read_content_table(content: bytes, name: str) -> FileTable:
    """The same of bytes that were read, called by the name of their file."""
    grids, _ = read_file(content, name)
    grid = next((grid for grid in grids if not grid.cells.is_empty()), None)
    if grid is None:
        raise Problems([Problem("empty_file", file=name)])
    headings = [(text or "").strip() for text in grid.cells.row(0)]
    problems = [*_find_cells_beyond(grid, headings, name), *_find_uncomputed(grid, headings, name)]
    twice = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    problems += [Problem("duplicate_column", file=name, value=heading) for heading in twice]
    if problems:
        raise Problems(problems)
    named = {grid.cells.columns[place]: heading for place, heading in enumerate(headings) if heading}
    body = grid.cells[1:].select(list(named)).rename(named)
    return FileTable(name, body, tuple(grid.numbers[1:].to_list()))


def _find_cells_beyond(grid: SheetGrid, headings: list[str], name: str) -> Iterator[Problem]:
    for place, heading in enumerate(headings):
        rows = grid.numbers.filter(grid.cells[:, place].is_not_null())
        if not heading and len(rows):
            yield Problem("no_heading", file=name, row=int(rows[0]), value=column_letters(place))


def _find_uncomputed(grid: SheetGrid, headings: list[str], name: str) -> Iterable[Problem]:
    columns = {place: SheetColumn(text, column_letters(place), text) for place, text in enumerate(headings) if text}
    return find_uncomputed_formulas(grid, name, columns, grid.numbers[1:])


def read_number_columns(table: FileTable, columns: Iterable[str]) -> tuple[pl.DataFrame, list[Problem]]:
    """Some columns as numbers, a blank or a mark of absence (—, NA) as null; and what is no number, cell by cell."""
    numbers: dict[str, pl.Series] = {}
    problems: list[Problem] = []
    for column in columns:
        texts = table.cells[column]
        written = read_numbers(texts)
        united = {text for text, (_, unit) in written.numbers.items() if unit}
        wrong = {*written.unread, *united}
        absent = {*written.missing, *written.not_applicable}
        plain = {text: number for text, (number, unit) in written.numbers.items() if not unit}
        problems += [table.problem("text_number", row, column, text) for row, text in enumerate(texts) if text in wrong]
        empty = dict.fromkeys([*wrong, *absent])
        numbers[column] = texts.replace({**plain, **empty}).cast(pl.Float64, strict=False)
        problems += [
            table.problem("index_number_size", row, column, str(texts[row]))
            for row in (numbers[column].abs() > _LARGEST).fill_null(False).arg_true()
        ]
    return pl.DataFrame(numbers), problems
