"""A piece of a register as firms, with what of it was set aside or could not be read, every such row whole."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from liantu.registers.clean_rows import clean_rows
from liantu.registers.persons_in_cells import FREE_COLUMNS, blank_persons, is_business
from liantu.registers.register_columns import Columns
from liantu.registers.source_rows import Piece

#: How the file of what was set aside begins.
SET_ASIDE_HEADINGS = "\ufeffline,problem,value\n".encode()
#: A line, the code of the problem, and what stands there.
Line = tuple[int, str, str]
#: No cell of a file holds it; the end of a line in it has cells of several lines quoted.
_END = "\0\n"
#: A cell of more letters is no list of names.
_LONGEST_NAMES = 60
_NAME = r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+\u00b7[\u4e00-\u9fff\u00b7]+|[A-Za-z][A-Za-z.'-]+"
#: A cell of names of persons, of numbers to call or of mail addresses, and of nothing else.
_REACHED = r"\+?[\d()\uff08\uff09-]{7,}[xX]?|\d{3,4}(?: \d{4}){2}|[^@\s]+@[^@\s]+"
_OF_PERSONS = re.compile(rf"[\s\"]*(?:{_NAME}|{_REACHED})(?:[\s\";/\uff1b\u3001]+(?:{_NAME}|{_REACHED}))*[\s\"]*")


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
    """The firms of a piece of a file of these columns, without the persons that its cells name."""
    cells: list[list[str]] = [[row[n] for row in piece.rows] for n in range(len(columns.headings))]
    fields, within = _read_fields(cells, piece.lines, columns)
    lines = pl.Series(piece.lines, dtype=pl.Int64)
    found = clean_rows(pl.DataFrame({"line": lines, **fields}), columns.mapping)
    texts = _write_rows(cells, columns)
    by_line: Mapping[int, str] = dict(zip(piece.lines, texts, strict=True))
    nameless = [(line, problem, by_line[line]) for line, problem in found.aside.select("line", "problem").iter_rows()]
    notes = [*found.notes.select("line", "problem", "value").iter_rows(), *piece.notes]
    broken = [(line, problem, _blank_slid(text, columns, piece.separator)) for line, problem, text in piece.aside]
    places = lines.is_in(found.firms["line"].implode())
    written = pl.Series("written", texts, pl.String).filter(places)
    aside = hide_persons([*broken, *nameless])
    return FirmPiece(found.firms, written, aside, [*hide_persons(notes), *within])


def hide_persons(lines: Sequence[Line]) -> list[Line]:
    """Lines of what was set aside without the persons that their values name."""
    values = blank_persons(pl.Series([value for _line, _problem, value in lines], dtype=pl.String))
    return [(line, problem, value) for (line, problem, _value), value in zip(lines, values, strict=True)]


def _read_fields(
    cells: list[list[str]], lines: Sequence[int], columns: Columns
) -> tuple[Mapping[str, pl.Series], list[Line]]:
    """The cells of each field, and the lines where persons were taken out of a cell with the heading of its column.

    ``cells`` hold them no longer either.
    """
    fields: dict[str, pl.Series] = {}
    within: list[Line] = []
    for name, place in columns.taken.items():
        fields[name] = written = pl.Series(cells[place], dtype=pl.String)
        bare = blank_persons(written) if name in FREE_COLUMNS else written
        if bare is written:
            continue
        fields[name], cells[place] = bare, bare.to_list()
        within += [(lines[n], "register_person_in_cell", columns.headings[place]) for n in (bare != written).arg_true()]
    return fields, within


def write_lines(lines: Sequence[Line]) -> bytes:
    """Lines of the file of what was set aside, which has no headings of its own here."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue().encode()


def _blank_slid(text: str, columns: Columns, separator: str) -> str:
    """A row of another length than the headings, without persons: as far as cells may have slid from the columns of
    persons, those that read as a name or as how to reach somebody are blank. The others stand as they were."""
    places = [n for n, heading in enumerate(columns.headings) if heading in columns.persons]
    cells = text.split(separator)
    slid = len(cells) - len(columns.headings)
    for n, cell in enumerate(cells):
        may_be = any(place + min(slid, 0) <= n <= place + max(slid, 0) for place in places)
        if may_be and len(cell) <= _LONGEST_NAMES and _OF_PERSONS.fullmatch(cell) and not is_business(cell):
            cells[n] = ""
    return separator.join(cells)


def _write_rows(cells: Sequence[Sequence[str]], columns: Columns) -> list[str]:
    """The rows as lines of a CSV file; the cells of columns of persons are blank."""
    persons = {n for n, heading in enumerate(columns.headings) if heading in columns.persons}
    blank = [""] * len(cells[0])
    text = io.StringIO()
    rows = zip(*(blank if n in persons else column for n, column in enumerate(cells)), strict=True)
    csv.writer(text, lineterminator=_END).writerows(rows)
    return text.getvalue().split(_END)[:-1]
