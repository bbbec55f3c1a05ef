"""A piece of a register as firms, with what of it was set aside or could not be read, every such row whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from liantu.registers.clean_rows import clean_rows
from liantu.registers.register_columns import Columns
from liantu.registers.source_rows import Piece

#: How the file of what was set aside begins.
SET_ASIDE_HEADINGS = "\ufeffline,problem,value\n".encode()
#: A line, the code of the problem, and what stands there.
Line = tuple[int, str, str]
#: No cell of a file holds it; the end of a line in it has cells of several lines quoted.
_END = "\0\n"


@dataclass(frozen=True)
class FirmPiece:
    """``firms`` with the columns of ``FIRMS``, ``written`` the rows that they come from; ``aside`` are rows left out,
    each whole, ``notes`` cells that could not be read."""

    firms: pl.DataFrame
    written: pl.Series
    aside: list[Line]
    notes: list[Line]

    @property
    def lines(self) -> list[Line]:
        """All that is to be said of the piece, by line."""
        return sorted([*self.aside, *self.notes])


def clean_piece(piece: Piece, columns: Columns) -> FirmPiece:
    """The firms of a piece of a file of these columns."""
    cells: Sequence[Sequence[str]] = [*zip(*piece.rows, strict=True)] if piece.rows else [()] * len(columns.headings)
    fields = {name: pl.Series(cells[place], dtype=pl.String) for name, place in columns.taken.items()}
    lines = pl.Series(piece.lines, dtype=pl.Int64)
    found = clean_rows(pl.DataFrame({"line": lines, **fields}), columns.mapping)
    texts = _write_rows(cells, columns)
    by_line: Mapping[int, str] = dict(zip(piece.lines, texts, strict=True))
    nameless = [(line, problem, by_line[line]) for line, problem in found.aside.select("line", "problem").iter_rows()]
    notes = [*found.notes.select("line", "problem", "value").iter_rows(), *piece.notes]
    places = lines.is_in(found.firms["line"].implode())
    return FirmPiece(
        found.firms, pl.Series("written", texts, pl.String).filter(places), [*piece.aside, *nameless], notes
    )


def write_lines(lines: Sequence[Line]) -> bytes:
    """Lines of the file of what was set aside, which has no headings of its own here."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue().encode()


def _write_rows(cells: Sequence[Sequence[str]], columns: Columns) -> list[str]:
    """The rows as lines of a CSV file; the cells of columns of persons are blank."""
    persons = {n for n, heading in enumerate(columns.headings) if heading in columns.persons}
    blank = [""] * len(cells[0])
    text = io.StringIO()
    rows = zip(*(blank if n in persons else column for n, column in enumerate(cells)), strict=True)
    csv.writer(text, lineterminator=_END).writerows(rows)
    return text.getvalue().split(_END)[:-1]
