"""The data of an index from a table: a row a unit (and time), a column an indicator, denominator or grouping."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from liantu.model.file_table import FileTable
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.outlook.index.inputs import IndexData, Matrix
from liantu.outlook.index.scheme import IndexScheme

#: The columns of a unit: its code, its name, and the time of its figures.
UNIT, NAME, TIME = "uCode", "uName", "Time"


def list_number_columns(table: FileTable, scheme: IndexScheme) -> list[str]:
    """The columns that the scheme reads as numbers. Raises Problems with every one that is not there."""
    used = {node.denominator for node in scheme.indicators if node.denominator}
    columns = [*(node.id for node in scheme.indicators), *(d for d in scheme.denominators if d in used)]
    known = table.cells.columns
    problems = [
        Problem("missing_column", file=table.file, value=column)
        for column in (UNIT, *columns, *scheme.groups)
        if column not in known
    ]
    if problems:
        raise Problems(problems)
    return columns


def build_data(table: FileTable, numbers: pl.DataFrame, scheme: IndexScheme, found: Sequence[Problem]) -> IndexData:
    """The data of a table whose ``numbers`` have been read, with the problems ``found`` in them.

    Raises Problems, all at once: a unit without a code or twice at one time, a denominator that is not above zero.
    """
    units, times = table.texts(UNIT), [text.removesuffix(".0") for text in table.texts(TIME)]
    problems = [*found, *_check_units(table, units, times)]
    for name in numbers.columns[len(scheme.indicators) :]:
        problems += [
            table.problem("not_above_zero", row, name, f"{numbers[name][row]:g}")
            for row in (numbers[name] <= 0).fill_null(False).arg_true()
        ]
    problems += [
        Problem("index_empty_indicator", file=table.file, column=node.id)
        for node in scheme.indicators
        if not problems and numbers[node.id].is_null().all()
    ]
    if problems:
        raise Problems(problems)
    matrix = [_to_array(numbers[node.id]) for node in scheme.indicators]
    return IndexData(
        units=tuple(units),
        names=tuple(name or unit for name, unit in zip(table.texts(NAME), units, strict=True)),
        times=tuple(times),
        values=np.column_stack(matrix) if matrix else np.empty((len(units), 0)),
        denominators={name: _to_array(numbers[name]) for name in numbers.columns[len(scheme.indicators) :]},
        groups={name: tuple(table.texts(name)) for name in scheme.groups},
    )


def find_unread_columns(table: FileTable, scheme: IndexScheme) -> list[Problem]:
    """A note for each column that the scheme knows nothing of."""
    known = {UNIT, NAME, TIME, *scheme.groups, *scheme.denominators, *(node.id for node in scheme.nodes)}
    return [
        Problem(
            "index_unread_column",
            file=table.file,
            value=column,
            slots={"nearest": suggest_nearest(column, known)},
        )
        for column in table.cells.columns
        if column not in known
    ]


def _check_units(table: FileTable, units: list[str], times: list[str]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[tuple[str, str], int] = {}
    for row, key in enumerate(zip(units, times, strict=True)):
        if not key[0]:
            problems.append(table.problem("required", row, UNIT))
        elif first.setdefault(key, row) != row:
            value = "/".join(filter(None, key))
            problems.append(table.problem("duplicate_key", row, UNIT, value, first=str(table.rows[first[key]])))
    return problems


def _to_array(numbers: pl.Series) -> Matrix:
    return numbers.cast(pl.Float64).fill_null(np.nan).to_numpy().astype(float)
