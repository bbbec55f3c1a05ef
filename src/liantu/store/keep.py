"""Writing one change: versions closed and opened, inside a transaction that somebody else began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, bindparam, func, insert, select, update

from liantu.model import schema
from liantu.model.tables import row_keys
from liantu.store.history import head
from liantu.store.layout import OWN, table

_FEW = 500
_BATCH = 20_000


@dataclass(frozen=True)
class Entry:
    """What is told about a change beside its rows."""

    author: str
    kind: str = "edit"
    reason: str = ""
    source: str = ""
    undoes: int | None = None


@dataclass(frozen=True)
class Difference:
    """One table before and after: keys whose version ends, and rows that begin."""

    closed: pl.Series
    opened: pl.DataFrame

    def __len__(self) -> int:
        return len(set(self.closed) | set(self.opened["row_key"]))


def difference(name: str, before: pl.DataFrame, after: pl.DataFrame) -> Difference:
    """What changed between two states of a table (or of the same rows of it)."""
    columns = schema.tables()[name].columns
    old = before.select(columns).with_columns(row_keys(name, before).alias("row_key"))
    new = after.select(columns).with_columns(row_keys(name, after).alias("row_key"))
    whole = ["row_key", *columns]
    gone = old.join(new, on=whole, how="anti", nulls_equal=True)
    come = new.join(old, on=whole, how="anti", nulls_equal=True)
    return Difference(gone["row_key"], come)


def keep(connection: Connection, differences: Mapping[str, Difference], entry: Entry) -> int:
    """Write the differences as the next change and return its number; call inside ``writing``."""
    number = head(connection) + 1
    for name, found in differences.items():
        _close(connection, name, found.closed.to_list(), number)
        _open(connection, name, found, number)
    connection.execute(
        insert(table("liantu_changes")).values(
            number=number,
            made=_now(connection),
            author=entry.author,
            kind=entry.kind,
            reason=entry.reason,
            source=entry.source,
            tables=";".join(differences),
            rows=sum(map(len, differences.values())),
            undoes=entry.undoes,
        )
    )
    connection.execute(update(table("liantu_head")).values(number=number))
    return number


def _now(connection: Connection) -> str:
    """The time, never before that of the last change: a clock set back must not reorder history."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    last = connection.execute(select(func.max(table("liantu_changes").c.made))).scalar()
    return max(now, last or now)


def _close(connection: Connection, name: str, keys: Sequence[str], number: int) -> None:
    versions = table(name)
    if not keys:
        return
    statement = (
        update(versions)
        .where(versions.c.row_key == bindparam("ended"), versions.c.closed.is_(None))
        .values(closed=number)
    )
    connection.execute(statement, [{"ended": key} for key in keys])


def _open(connection: Connection, name: str, found: Difference, number: int) -> None:
    """New versions of a row keep its place; new rows come last."""
    versions, rows = table(name), found.opened
    if rows.is_empty():
        return
    places = _sequences(connection, name, rows["row_key"].to_list())
    last = int(connection.execute(select(func.max(versions.c.sequence))).scalar() or 0)
    numbered = (
        rows.join(places, on="row_key", how="left", maintain_order="left")
        .with_columns(pl.col("sequence").is_null().cum_sum().alias("next"))
        .with_columns(
            pl.coalesce("sequence", pl.col("next").cast(pl.Int64) + last).alias("sequence"),
            pl.lit(number).alias("opened"),
            pl.lit(None, pl.Int64).alias("closed"),
        )
        .select(*OWN, *schema.tables()[name].columns)
    )
    for batch in numbered.iter_slices(_BATCH):
        _insert(connection, name, batch)


def _sequences(connection: Connection, name: str, keys: list[str]) -> pl.DataFrame:
    """Where rows stood that were there before, deleted ones too."""
    versions = table(name)
    query = select(versions.c.row_key, func.min(versions.c.sequence)).group_by(versions.c.row_key)
    if len(keys) <= _FEW:
        query = query.where(versions.c.row_key.in_(keys))
    found = [tuple(row) for row in connection.execute(query)]
    return pl.DataFrame(found, schema={"row_key": pl.String, "sequence": pl.Int64}, orient="row")


def _insert(connection: Connection, name: str, rows: pl.DataFrame) -> None:
    if connection.dialect.name == "postgresql" and rows.height > _FEW:
        _copy(connection, name, rows)
        return
    connection.execute(insert(table(name)), rows.to_dicts())


def _copy(connection: Connection, name: str, rows: pl.DataFrame) -> None:
    """Many rows at once, as PostgreSQL and its kin take them fastest."""
    raw: Any = connection.connection.driver_connection
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column) for column in rows.columns)
    with raw.cursor() as cursor, cursor.copy(f"COPY {quote(name)} ({columns}) FROM STDIN") as copy:
        for row in rows.iter_rows():
            copy.write_row(row)
