"""Taking a change back: the versions it closed stand again, those it opened end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl
from sqlalchemy import Connection

from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables, build_row_keys
from liantu.store.state_difference import compare_tables
from liantu.store.version_history import (
    description_at,
    last_change_number,
    list_changes,
    replace_rows,
    rows_changed_since,
    versions_between,
)


def rows_without_change(
    connection: Connection, number: int, rows: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """The rows of the change's tables as they would be without it. Raises Problems that name what rests on it.

    A later change that was itself taken back is no hindrance: what counts is whether the rows are as this one
    left them.
    """
    last = last_change_number(connection)
    found = list_changes(connection, number - 1, number)
    if found.is_empty():
        raise Problems([Problem("no_such_change", value=str(number), slots={"last": str(last)})])
    problems: list[Problem] = []
    after = {}
    for name in found["tables"][0].to_list():
        versions = versions_between(connection, name, number - 1, number)
        opened = versions.filter(pl.col("opened") == number)
        closed = versions.filter(pl.col("closed") == number)
        touched = pl.concat([opened["row_key"], closed["row_key"]]).unique()
        stand = rows[name].filter(pl.col("row_key").is_in(touched.implode()))
        difference = compare_tables(name, opened, stand)
        keys = {*difference.closed, *difference.opened["row_key"]}
        problems += _dependent_problems(name, rows_changed_since(connection, name, keys, number))
        after[name] = replace_rows(rows[name], opened["row_key"], closed)
    if problems:
        raise Problems(problems)
    return after


def description_without_change(connection: Connection, number: int) -> dict[str, object] | None:
    """The description of the district without the change; None when it did not touch it or a later one did."""
    before, then = description_at(connection, number - 1), description_at(connection, number)
    return (
        before if number > 1 and before != then == description_at(connection, last_change_number(connection)) else None
    )


def name_later_changes(
    connection: Connection, problems: Iterable[Problem], tables: Tables, number: int
) -> list[Problem]:
    """The same problems, but a row of a later change that would be left without what it refers to names the change."""
    explained = []
    for problem in problems:
        if problem.code in ("dangling", "unknown_product") and problem.row is not None:
            key = build_row_keys(problem.table, tables[problem.table].slice(problem.row - 2, 1)).item()
            later = rows_changed_since(connection, problem.table, [key], number)
            explained += _dependent_problems(problem.table, later) or [replace(problem, row=None)]
        else:
            explained.append(problem)
    return list({str(problem): problem for problem in explained}.values())


def _dependent_problems(name: str, later: Mapping[str, int]) -> list[Problem]:
    return [Problem("rested_on", name, value=key, slots={"number": str(n)}) for key, n in later.items()]
