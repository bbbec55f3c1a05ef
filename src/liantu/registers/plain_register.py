"""A small CSV of firms that stands as it is beside a district's folder, read whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from liantu.registers.clean_rows import FIRMS
from liantu.registers.firm_pieces import Line, clean_piece, hide_persons
from liantu.registers.journal import Journal
from liantu.registers.register_columns import map_columns
from liantu.registers.source_rows import read_headings, read_pieces


@dataclass(frozen=True)
class PlainRegister:
    """``firms`` with the columns of ``FIRMS``, and ``lines``: what was set aside or could not be read."""

    journal: Journal
    firms: pl.DataFrame
    lines: list[Line]


def read_plain(path: Path) -> PlainRegister:
    """A CSV as a register: its id and date are those of its name, ``id@2024-06-30.csv``. Raises Problems.

    It is read as an import reads: of rows with the same credit code the first counts, the others are set aside.
    """
    id, _mark, as_of = path.stem.partition("@")
    columns = map_columns(read_headings(path), {}, path.name)
    pieces = [clean_piece(piece, columns) for piece in read_pieces(path, 0, 1)]
    frames = [piece.firms.with_columns(piece.written) for piece in pieces]
    found = pl.concat([pl.DataFrame(schema={**FIRMS, "written": pl.String}), *frames])
    is_twice = pl.col("code").is_not_null() & ~pl.col("code").is_first_distinct()
    again = found.filter(is_twice).with_columns(problem=pl.lit("register_code_twice"))
    firms = found.filter(~is_twice).drop("written")
    noted = sorted(line for piece in pieces for line in piece.lines)
    rows = found.height + sum(len(piece.aside) for piece in pieces)
    journal = Journal(
        id, path.name, path.stat().st_size, "", as_of, columns.headings, columns.mapping, columns.persons,
        columns.others, rows=rows, firms=firms.height, finished=True,
    )  # fmt: skip
    counted = journal.count([*noted, *again.select("line", "problem", "code").rows()])
    return PlainRegister(counted, firms, [*noted, *hide_persons(again.select("line", "problem", "written").rows())])
