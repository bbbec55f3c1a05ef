"""Many rows into one table, as each database takes them fastest."""

from __future__ import annotations

from typing import Any

import polars as pl
from sqlalchemy import Connection

_FEW = 500
_BATCH = 20_000


def insert_rows(connection: Connection, name: str, rows: pl.DataFrame) -> None:
    """Insert the rows; the columns of the frame are those of the table."""
    if rows.is_empty():
        return
    if connection.dialect.name == "postgresql" and rows.height > _FEW:
        _copy(connection, name, rows)
        return
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * rows.width)
    statement = f"INSERT INTO {_quote_name(connection, name)} ({_columns(connection, rows)}) VALUES ({marks})"
    for batch in rows.iter_slices(_BATCH):
        connection.exec_driver_sql(statement, batch.rows())


def _copy(connection: Connection, name: str, rows: pl.DataFrame) -> None:
    raw: Any = connection.connection.driver_connection
    statement = f"COPY {_quote_name(connection, name)} ({_columns(connection, rows)}) FROM STDIN"
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows.iter_rows():
            copy.write_row(row)


def _columns(connection: Connection, rows: pl.DataFrame) -> str:
    return ", ".join(_quote_name(connection, column) for column in rows.columns)


def _quote_name(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
