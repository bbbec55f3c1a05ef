"""A column of figures of the returns, in the unit of its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

import polars as pl

from liantu.exchange.reading.written_numbers import read_numbers
from liantu.exchange.returns.return_headings import FieldColumn
from liantu.model.problems import Problem
from liantu.model.units import LARGEST

#: How many different readings of one column are told one by one.
_LISTED = 200


class ReturnNumbers(NamedTuple):
    """The values of a column, null where there is none, and where its value is not applicable."""

    values: pl.Series
    not_applicable: pl.Series


@dataclass(frozen=True)
class _Column:
    """The cells of a column as they stand, each with its row of the file."""

    cells: pl.Series
    rows: pl.Series
    place: str
    heading: str

    def describe(self, code: str, places: Iterable[int]) -> list[Problem]:
        """What is wrong with the cells at some places."""
        return [
            Problem(code, file=self.place, row=int(self.rows[n]), column=self.heading, value=self.cells[n])
            for n in places
        ]

    def find(self, texts: Iterable[str]) -> pl.Series:
        """Which cells hold one of these texts."""
        return self.cells.is_in(list(texts)).fill_null(False)


def read_return_numbers(
    cells: pl.Series, rows: pl.Series, place: str, column: FieldColumn, problems: list[Problem], notes: list[Problem]
) -> ReturnNumbers:
    """The cells of a column, each different text read once; what is no number is a problem, how one was read a note."""
    written = _Column(cells, rows, place, column.heading)
    found = read_numbers(cells)
    refused = found.unread | {
        text for text, (number, unit) in found.numbers.items() if unit or not isfinite(float(number))
    }
    read = {text: number for text, (number, _unit) in found.numbers.items() if text not in refused}
    problems += written.describe("text_number", written.find(refused).arg_true())
    notes += _note_readings(written, "read_missing", dict.fromkeys(found.missing, ""))
    notes += _note_readings(written, "read_number", read)
    amounts: dict[str, float | None] = dict.fromkeys(refused | found.missing | found.not_applicable)
    amounts |= {text: column.amount(Decimal(number)) for text, number in read.items()}
    values = _convert_cells(cells, column, amounts)
    size = values.abs()
    odd = (size > LARGEST) | ((size < 1 / LARGEST) & (size > 0))
    problems += written.describe("number_size", odd.fill_null(False).arg_true())
    return ReturnNumbers(values.alias(column.field), written.find(found.not_applicable))


def _note_readings(column: _Column, code: str, readings: Mapping[str, str]) -> Iterator[Problem]:
    """How texts were read, in the order they stand, with how often each does."""
    texts = pl.DataFrame({"text": column.cells, "row": column.rows}).filter(pl.col("text").is_in(list(readings)))
    firsts = texts.group_by("text").agg(pl.col("row").first(), pl.len()).sort("row", maintain_order=True)
    for text, row, times in firsts.head(_LISTED).iter_rows():
        slots = {"times": str(times), "read": readings[text]}
        yield Problem(code, "", column.place, int(row), column.heading, text, slots)


def _convert_cells(cells: pl.Series, column: FieldColumn, amounts: Mapping[str, float | None]) -> pl.Series:
    """The values: ``amounts`` of texts that were read otherwise than they stand, plain numbers for the others."""
    plain = cells.cast(pl.Float64, strict=False)
    known = dict(amounts)
    if column.factor != 1:
        known |= {text: column.amount(Decimal(text)) for text in cells.drop_nulls().unique() if text not in known}
    return cells.replace_strict(known, default=plain, return_dtype=pl.Float64) if known else plain
