"""Columns whose headings no field is called after, taken for the field that a person chose, or left."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from liantu.exchange.loading.heading_columns import SheetHeading
from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.exchange.loading.table_sheet import TableSheet

#: So far down a heading may stand.
_DEEPEST = 20


def rename_headings(grid: SheetGrid, columns: Mapping[str, str]) -> SheetGrid:
    """The sheet with chosen headings as the labels of their fields."""
    labels = {heading: label for heading, label in columns.items() if label}
    if not labels:
        return grid
    is_high = pl.int_range(pl.len()) < _DEEPEST
    cells = grid.cells.with_columns(
        pl.when(is_high).then(pl.col(name).replace(labels)).otherwise(pl.col(name)).alias(name)
        for name in grid.cells.columns
    )
    return replace(grid, cells=cells)


def leave_columns(heading: SheetHeading, columns: Mapping[str, str]) -> SheetHeading:
    """The heading without the refusal of columns that a person chose to leave; each is noted."""
    is_left = [p.code == "unknown_column" and columns.get(p.value) == "" for p in heading.problems]
    left = [replace(p, code="column_left") for p, leaves in zip(heading.problems, is_left, strict=True) if leaves]
    stay = [p for p, leaves in zip(heading.problems, is_left, strict=True) if not leaves]
    return replace(heading, problems=tuple(stay), notes=(*heading.notes, *left))


def describe_shape(sheets: Sequence[TableSheet]) -> str:
    """What tells files of one shape from others: the tables of their sheets and all their headings."""
    parts = []
    for sheet in sheets:
        unknown = [problem.value for problem in sheet.problems if problem.code == "unknown_column"]
        headings = sorted({column.heading for column in sheet.columns.values()} | set(unknown))
        parts.append("\t".join([sheet.table, *headings]))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def list_unknown_columns(sheets: Sequence[TableSheet]) -> list[tuple[str, str]]:
    """The table and heading of each column that no field is called after."""
    found = [(s.table, p.value) for s in sheets for p in s.problems if p.code == "unknown_column"]
    return list(dict.fromkeys(found))
