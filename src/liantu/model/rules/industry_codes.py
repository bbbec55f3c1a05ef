"""Codes of industries are codes of GB/T 4754, whichever way they came in."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from liantu.model import schema
from liantu.model.industry_codes import suggest_industry
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Fields that hold one code, and those that hold several with semicolons between them.
_SINGLE, _LISTED = "industry", "gbt4754"


def check_industry_codes(tables: Tables) -> list[Problem]:
    """Digits that are no division, group or class of the standard, each with the nearest code: ``unknown_industry``."""
    return [
        problem
        for name, table in schema.read_tables().items()
        for field in (_SINGLE, _LISTED)
        if field in table.columns and not tables[name].is_empty()
        for problem in _check_column(name, field, tables[name][field])
    ]


def _check_column(name: str, field: str, cells: pl.Series) -> Iterator[Problem]:
    texts = cells.drop_nulls().unique()
    false = {text: wrong for text in texts if (wrong := list(_find_false_codes(field, text)))}
    for index in cells.is_in(list(false)).fill_null(False).arg_true() if false else ():
        for code, nearest in false[cells[index]]:
            yield Problem("unknown_industry", name, f"{name}.csv", index + 2, field, code, {"nearest": nearest})


def _find_false_codes(field: str, text: str) -> Iterator[tuple[str, str]]:
    for code in text.split(";") if field == _LISTED else (text,):
        nearest = suggest_industry(code)
        if nearest is not None:
            yield code.strip(), nearest
