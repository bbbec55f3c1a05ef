"""January and February are one period: what a column of this month says in a table of both, beside that of the year.

This month is February alone in some tables and both months in others, so where it is not the figure so far it is asked
about and not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from liantu.exchange.loading.sheet_grid import column_letters
from liantu.exchange.loading.table_sheet import TableSheet, place_problem
from liantu.exchange.reading.figure_headings import FigureColumn
from liantu.exchange.reading.marks import is_missing
from liantu.model.problems import Problem
from liantu.model.units import split_number

_BOTH = (1, 2)


def pair_months_of_two(
    figures: Iterable[tuple[int, FigureColumn]], of_title: tuple[int | None, tuple[int, int] | None]
) -> dict[int, int | None]:
    """Columns of this month in a table of January and February, with the column of the same so far; None without one.

    ``figures`` are the columns with what they hold, from left to right; ``of_title`` year and months of a title.
    """
    if of_title[1] != _BOTH:
        return {}
    columns = [(column, found) for column, found in figures if found.months in (None, _BOTH)]
    so_far = {
        (found.field, found.year, found.growth_base): column
        for column, found in reversed(columns)
        if found.accumulation == "cumulative"
    }
    return {
        column: so_far.get((found.field, found.year, found.growth_base))
        for column, found in columns
        if found.accumulation == "single" and found.months is None
    }


def check_months_of_two(
    pairs: Mapping[int, int | None],
    texts: Mapping[int, str],
    rows: Iterable[tuple[int, tuple[str | None, ...]]],
    sheet: TableSheet,
) -> tuple[Problem, ...]:
    """Columns of this month that are not what is so far: ``month_of_two``, each at its first cell that says more.

    ``rows`` are numbers of the sheet and cells.
    """
    problems: dict[int, Problem] = {}
    for row, cells in rows:
        for column, so_far in pairs.items():
            text = cells[column]
            if column in problems or not text or is_missing(text):
                continue
            if so_far is None or not _is_alike(text, cells[so_far] or ""):
                problem = Problem("month_of_two", str(sheet.table), value=f"{texts[column]} {text}")
                address = f"{column_letters(column)}{row}"
                problems[column] = place_problem(problem, sheet.file, sheet.title, address)
    return tuple(problems.values())


def _is_alike(text: str, other: str) -> bool:
    """Whether two cells say one figure."""
    first, second = split_number(text), split_number(other)
    return first == second if first and second else text.strip() == other.strip()
