"""Writing one change: versions closed and opened, inside a transaction that somebody else began."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl
from sqlalchemy import Connection, bindparam, func, insert, select, update

from liantu.model import schema
from liantu.model.text_checks import refuse_unwritable
from liantu.store.bulk_insert import insert_rows
from liantu.store.database_layout import database_table
from liantu.store.sent_requests import record_write
from liantu.store.state_difference import TableDifference
from liantu.store.version_history import last_change_number

_FEW = 500


@dataclass(frozen=True)
class ChangeEntry:
    """What is told about a change beside its rows."""

    author: str
    kind: str = "edit"
    reason: str = ""
    source: str = ""
    undoes: int | None = None

    def __post_init__(self) -> None:
        """Raises Problems when a text holds what no database takes."""
        refuse_unwritable([("author", self.author), ("reason", self.reason), ("source", self.source)])


def commit_differences(
    connection: Connection,
    differences: Mapping[str, TableDifference],
    entry: ChangeEntry,
    about: Mapping[str, object] | None = None,
) -> tuple[int, dict[str, pl.DataFrame]]:
    """Write the differences as the next change; call inside ``writing``.

    ``about`` is the description of the district, when the change gives it another. Returns the number of the change
    and the versions it opened, by table: VERSION_COLUMNS and the fields.
    """
    number = last_change_number(connection) + 1
    if about is not None:
        content = json.dumps(dict(about), ensure_ascii=False, default=str)
        connection.execute(insert(database_table("liantu_descriptions")).values(number=number, content=content))
    opened = {}
    for name, found in differences.items():
        _close(connection, name, found.closed.to_list(), number)
        opened[name] = _number_versions(connection, name, found.opened, number)
        insert_rows(connection, name, opened[name])
    connection.execute(
        insert(database_table("liantu_changes")).values(
            number=number,
            made=_now(connection),
            author=entry.author,
            kind=entry.kind,
            reason=entry.reason,
            source=entry.source,
            tables=";".join(differences),
            rows=sum(map(len, differences.values())),
            opened=sum(found.opened.height for found in differences.values()),
            closed=sum(found.closed.len() for found in differences.values()),
            undoes=entry.undoes,
        )
    )
    connection.execute(update(database_table("liantu_head")).values(number=number))
    record_write(connection, number=number)
    return number, opened


def _now(connection: Connection) -> str:
    """The time, never before that of the last change: a clock set back must not reorder history."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    last = connection.execute(select(func.max(database_table("liantu_changes").c.made))).scalar()
    return max(now, last or now)


def _close(connection: Connection, name: str, keys: Sequence[str], number: int) -> None:
    versions = database_table(name)
    if not keys:
        return
    statement = (
        update(versions)
        .where(versions.c.row_key == bindparam("ended"), versions.c.closed.is_(None))
        .values(closed=number)
    )
    connection.execute(statement, [{"ended": key} for key in keys])


def _number_versions(connection: Connection, name: str, rows: pl.DataFrame, number: int) -> pl.DataFrame:
    """The versions that begin: those of a row that was there keep its place, new rows come last."""
    placed = rows.join(
        _sequences(connection, name, rows["row_key"].to_list()), on="row_key", how="left", maintain_order="left"
    )
    new = placed["sequence"].is_null()
    last = 0
    if new.any():
        last = int(connection.execute(select(func.max(database_table(name).c.sequence))).scalar() or 0)
    return placed.select(
        "row_key",
        pl.lit(number, pl.Int64).alias("opened"),
        pl.lit(None, pl.Int64).alias("closed"),
        pl.coalesce("sequence", new.cum_sum().cast(pl.Int64) + last).alias("sequence"),
        *schema.read_tables()[name].columns,
    )


def _sequences(connection: Connection, name: str, keys: list[str]) -> pl.DataFrame:
    """Where rows stood that were there before, deleted ones too."""
    versions = database_table(name)
    query = select(versions.c.row_key, func.min(versions.c.sequence)).group_by(versions.c.row_key)
    if len(keys) <= _FEW:
        query = query.where(versions.c.row_key.in_(keys))
    found = [tuple(row) for row in connection.execute(query)]
    return pl.DataFrame(found, schema={"row_key": pl.String, "sequence": pl.Int64}, orient="row")
