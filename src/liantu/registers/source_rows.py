"""The rows of a register file as they come, piece by piece, from wherever an earlier reading stopped."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.registers.text_lines import LONGEST_LINE, read_lines

#: So many rows of a workbook or a Parquet file are taken at a time.
_ROWS = 50_000
#: A row of more lines than this has lost a quotation mark.
_LONGEST_ROW = 60
#: What may stand between the cells of a text; the one that makes most cells of the headings does.
_SEPARATORS = (",", ";", "\t", "|")
# A cell may be as long as a line may be.
csv.field_size_limit(LONGEST_LINE)


@dataclass(frozen=True)
class Piece:
    """Some rows of a file: ``cells`` by line, rows set aside (line, problem, text), and where the next piece begins;
    ``separator`` stands between the cells of what was set aside."""

    rows: list[list[str]]
    lines: list[int]
    offset: int
    line: int
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[tuple[int, str, str]] = field(default_factory=list)
    separator: str = ","


def read_headings(source: Path) -> list[str]:
    """The first row of a file. Raises Problems when it cannot be read."""
    if _ending(source) in ("parquet", "xlsx"):
        return _read_workbook_headings(source) if _ending(source) == "xlsx" else _read_parquet_headings(source)
    return _read_text_headings(source)[0]


def read_pieces(source: Path, offset: int, line: int) -> Iterator[Piece]:
    """The rows from an offset on (bytes of a text, rows of others), ``line`` being the line that stands there."""
    ending = _ending(source)
    if ending == "parquet":
        return _read_parquet(source, offset)
    return _read_workbook(source, offset) if ending == "xlsx" else _read_text(source, offset, line)


def measure(source: Path) -> int:
    """How far an offset goes until the file ends."""
    if _ending(source) == "parquet":
        from pyarrow.parquet import ParquetFile

        with ParquetFile(source) as file:
            return int(file.metadata.num_rows)
    if _ending(source) == "xlsx":
        return 0  # a workbook says so at its end alone
    return source.stat().st_size


def _ending(source: Path) -> str:
    return source.suffix.lower().lstrip(".")


def _read_text_headings(source: Path) -> tuple[list[str], str]:
    """The headings of a text, and what stands between its cells."""
    for block in read_lines(source, 0, 1):
        for text in block.lines[:1]:
            ways = {mark: next(csv.reader([text or ""], delimiter=mark), []) for mark in _SEPARATORS}
            separator = max(ways, key=lambda mark: len(ways[mark]))
            if any(cell.strip() for cell in ways[separator]):
                return [cell.strip() for cell in ways[separator]], separator
    raise Problems([Problem("empty_file", file=source.name)])


def _read_text(source: Path, offset: int, line: int) -> Iterator[Piece]:
    headings, separator = _read_text_headings(source)
    carried: list[str | None] = []
    sizes: list[int] = []
    for block in read_lines(source, offset, line):
        texts, sizes = [*carried, *block.lines], [*sizes, *block.sizes]
        first = block.first - len(carried)
        parsed = _parse(texts, first, _Shape(len(headings), separator), block.is_last)
        carried, sizes = texts[parsed.used :], sizes[parsed.used :]
        if parsed.lines[:1] == [1]:  # the headings
            del parsed.rows[0], parsed.lines[0]
        aside = [*parsed.aside, *((block.first + n, problem, text) for n, problem, text in block.broken)]
        end, following = block.end - sum(sizes), first + parsed.used
        yield Piece(parsed.rows, parsed.lines, end, following, sorted(aside), list(block.notes), separator)


class _Shape(NamedTuple):
    """How many cells a row has, and what stands between them."""

    width: int
    separator: str


@dataclass
class _Parsed:
    """Rows of lines with the line of each, lines set aside, and how many lines were used."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    used: int = 0

    def take(self, cells: list[str], line: int, text: str | None, count: int) -> None:
        """Take a row of as many cells as the header has; set another one aside, but for an empty line."""
        if len(cells) == count:
            self.rows.append(cells)
            self.lines.append(line)
        elif cells:
            self.aside.append((line, "register_broken_row", text or ""))


def _parse(texts: list[str | None], first: int, shape: _Shape, is_last: bool) -> _Parsed:
    """Rows of lines. A quotation mark that is nowhere closed spoils its own line and no other."""
    parsed, place, count = _Parsed(), 0, shape.width
    while place < len(texts):
        lines = (f"{text or ''}\n" for text in texts[place:])
        reader = csv.reader(lines, delimiter=shape.separator, strict=True)
        begun = 0
        try:
            for cells in reader:
                size = reader.line_num - begun
                if size > 1 and len(cells) != count:
                    break
                parsed.take(cells, first + place + begun, texts[place + begun], count)
                begun = reader.line_num
            else:
                parsed.used = len(texts)
                return parsed
        except csv.Error:
            waits = reader.line_num >= len(texts) - place and len(texts) - place - begun <= _LONGEST_ROW
            if waits and not is_last:
                parsed.used = place + begun
                return parsed
        # The line at which reading stopped is read by itself, and reading goes on behind it.
        place += begun
        cells = next(csv.reader([texts[place] or ""], delimiter=shape.separator), [])
        parsed.take(cells, first + place, texts[place], count)
        place += 1
    parsed.used = len(texts)
    return parsed


def _read_parquet_headings(source: Path) -> list[str]:
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import read_schema

    try:
        return list(read_schema(source).names)
    except ArrowInvalid as wrong:
        raise Problems([Problem("register_unreadable", file=source.name, value=str(wrong))]) from wrong


def _read_parquet(source: Path, offset: int) -> Iterator[Piece]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    passed = 0
    with ParquetFile(source) as file:
        batches = file.iter_batches(_ROWS)
        while True:
            try:
                batch = next(batches, None)
            except (ArrowException, OSError) as wrong:
                raise Problems([Problem("register_unreadable", file=source.name, value=str(wrong))]) from wrong
            if batch is None:
                return
            passed += batch.num_rows
            if passed <= offset:
                continue
            frame = pl.DataFrame(batch).tail(passed - max(offset, passed - batch.num_rows))
            texts = frame.select(_write_column(name, kind) for name, kind in frame.schema.items()).fill_null("")
            begins = passed - frame.height
            yield Piece([list(row) for row in texts.rows()], [*range(begins + 1, passed + 1)], passed, passed + 1)


def _write_column(name: str, kind: pl.DataType) -> pl.Expr:
    """A column as text; a list with a semicolon between its entries."""
    column = pl.col(name)
    return column.cast(pl.List(pl.String)).list.join(";") if isinstance(kind, pl.List) else column.cast(pl.String)


def _read_workbook_headings(source: Path) -> list[str]:
    for piece in _read_workbook_rows(source, 0, 1):
        return [cell.strip() for cell in piece[0]]
    raise Problems([Problem("empty_file", file=source.name)])


def _read_workbook(source: Path, offset: int) -> Iterator[Piece]:
    count = len(_read_workbook_headings(source))
    passed = max(offset, 1)
    for cells in _read_workbook_rows(source, passed, _ROWS):
        lines = [*range(passed + 1, passed + 1 + len(cells))]
        passed += len(cells)
        rows = [(row + [""] * count)[:count] for row in cells]
        filled = [n for n, row in enumerate(rows) if any(row)]
        yield Piece([rows[n] for n in filled], [lines[n] for n in filled], passed, passed + 1)


def _read_workbook_rows(source: Path, offset: int, size: int) -> Iterator[list[list[str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(source, read_only=True, data_only=True)
    except Exception as wrong:  # whatever is wrong within a workbook
        raise Problems([Problem("register_unreadable", file=source.name, value=str(wrong))]) from wrong
    waiting: list[list[str]] = []
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True)):
        if number >= offset:
            waiting.append([_write_cell(value) for value in row])
            if len(waiting) == size:
                yield waiting
                waiting = []
    if waiting:
        yield waiting


def _write_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # A code that a spreadsheet took for a number has lost digits; it is written as the spreadsheet shows it.
        return f"{value:.2E}" if value >= 1e11 else f"{value:g}"
    if isinstance(value, int) and value >= 1e15:
        return f"{value:.2E}"
    return str(value)
