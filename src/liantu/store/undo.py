"""Taking a change back: the versions it closed stand again, those it opened end."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from sqlalchemy import Connection

from liantu.model.problems import Problem, Problems
from liantu.store.history import changes, head, touched_since, versions_between


def undoing(connection: Connection, number: int, rows: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The rows of the change's tables as they would be without it. Raises Problems that name what rests on it."""
    last = head(connection)
    found = changes(connection, number - 1, number)
    if found.is_empty():
        raise Problems([Problem("no_such_change", value=str(number), slots={"last": str(last)})])
    problems: list[Problem] = []
    after = {}
    for name in found["tables"][0].to_list():
        versions = versions_between(connection, name, number - 1, number)
        opened = versions.filter(pl.col("opened") == number)
        closed = versions.filter(pl.col("closed") == number)
        keys = {*opened["row_key"], *closed["row_key"]}
        later = touched_since(connection, name, keys, number)
        problems += [Problem("rested_on", name, value=key, slots={"number": str(n)}) for key, n in later.items()]
        after[name] = _without(rows[name], opened, closed)
    if problems:
        raise Problems(problems)
    return after


def _without(now: pl.DataFrame, opened: pl.DataFrame, closed: pl.DataFrame) -> pl.DataFrame:
    kept = now.filter(~pl.col("row_key").is_in(opened["row_key"].implode()))
    return pl.concat([kept, closed.select(now.columns)]).sort("sequence", "row_key")
