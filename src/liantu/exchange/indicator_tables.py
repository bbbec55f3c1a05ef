"""Tables of indicators in a CSV or workbook: a heading line, then a row each; no column is known beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from liantu.exchange.loading.file_reader import read_content, read_file
from liantu.exchange.reading.written_numbers import read_numbers
from liantu.model.file_table import FileTable
from liantu.model.problems import Problem, Problems


def read_file_table(path: Path) -> FileTable:
    """The first table of a file. Raises Problems: an unreadable or empty file, a heading that stands twice."""
    content, name = read_content(path)
    grids, _ = read_file(content, name)
    grid = next((grid for grid in grids if not grid.cells.is_empty()), None)
    if grid is None:
        raise Problems([Problem("empty_file", file=name)])
    headings = [(text or "").strip() for text in grid.cells.row(0)]
    twice = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    if twice:
        raise Problems([Problem("duplicate_column", file=name, value=heading) for heading in twice])
    named = {grid.cells.columns[place]: heading for place, heading in enumerate(headings) if heading}
    body = grid.cells[1:].select(list(named)).rename(named)
    return FileTable(name, body, tuple(grid.numbers[1:].to_list()))


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
            table.problem("text_number", row, column, str(texts[row]))
            for row in (numbers[column].is_null() & texts.is_not_null()).arg_true()
            if texts[row] not in empty
        ]
    return pl.DataFrame(numbers), problems
