"""A sheet as it stands: texts by row and column, before anyone knows which table it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl


@dataclass(frozen=True)
class MergedRange:
    """Cells merged into one; rows as the sheet counts them, columns from 0; both ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class SheetGrid:
    """The cells of one sheet that hold anything.

    ``cells`` has a column of text for each column of the sheet (named ``0``, ``1``, …), ``numbers`` the sheet's row
    numbers beside it. Dates are written as periods and percentages with their sign.
    """

    title: str
    cells: pl.DataFrame
    numbers: pl.Series
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merges: tuple[MergedRange, ...] = ()
    formulas: int = 0
    without_value: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    long_numbers: tuple[str, ...] = ()
    """Cells that hold a number of more digits than a spreadsheet keeps."""
    rounded: tuple[str, ...] = ()
    """Cells whose number may be a year and a month, and is shown with fewer decimals than it has."""
    outside: bool = field(default=False)
    """Whether the texts came from a file without cell types (CSV), where a formula is told only by its look."""
    table: str = ""
    """The table that a person has chosen for it."""


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    text = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        text = chr(65 + letter) + text
    return text


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The column, counted from 0, of its letters.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - 64
    return number - 1


def rows_to_frame(rows: list[dict[int, str]], width: int) -> pl.DataFrame:
    """Rows given as column → text, as a frame of texts."""
    return pl.DataFrame(
        {str(column): [row.get(column) for row in rows] for column in range(width)}, schema=grid_schema(width)
    )


def grid_schema(width: int) -> dict[str, type[pl.String]]:
    """The columns of a grid of that width."""
    return {str(column): pl.String for column in range(width)}
