"""Firms of a file of returns that are two although their names are one to the eye: a sheet of relations beside it."""

from __future__ import annotations

from pathlib import Path

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.model.names_alike import DISTINCT_FROM
from liantu.model.problems import Problem, Problems

_TABLE, _NEEDED = "relations", ("subject", "predicate")
_OTHERS = ("object", "object_text")


def read_distinct_names(path: Path) -> frozenset[frozenset[str]]:
    """The pairs of names, each as it is written, of which a row of relations says ``distinct_from``.

    The sheet is the table of relations with names in place of ids: subject, predicate, and object or object_text.
    Raises Problems: a file that cannot be read, no sheet of relations, a sheet without one of these columns.
    """
    sheets = [sheet for sheet in parse_sheets(path) if sheet.table == _TABLE]
    problems = [problem for sheet in sheets for problem in sheet.problems]
    if lacking := _find_missing_columns([set(sheet.frame.columns) for sheet in sheets]):
        problems.append(Problem("missing_column", file=path.name, value=", ".join(lacking)))
    if problems:
        raise Problems(problems)
    rows = [row for sheet in sheets for row in sheet.frame.iter_rows(named=True) if row["predicate"] == DISTINCT_FROM]
    return frozenset(frozenset((row["subject"], row[other])) for row in rows for other in _OTHERS if row.get(other))


def _find_missing_columns(sheets: list[set[str]]) -> list[str]:
    """The columns that a sheet lacks; all of them where there is no sheet."""
    lacking = []
    for columns in sheets or [set()]:
        lacking += [name for name in _NEEDED if name not in columns]
        lacking += [] if columns & set(_OTHERS) else [_OTHERS[0]]
    return lacking
