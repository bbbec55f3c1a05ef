"""Reading the past: the tables as they stood after any change, and the story of every row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, TextClause, and_, func, or_, select, text
from sqlalchemy.sql.elements import ColumnElement

from liantu.model import schema
from liantu.store.database_layout import VERSION_COLUMNS, database_table


def last_change_number(connection: Connection) -> int:
    """The number of the last change; 0 when nothing was ever written."""
    heads = database_table("liantu_head")
    return int(connection.execute(select(heads.c.number)).scalar_one())


def change_number_at(connection: Connection, moment: date | datetime) -> int:
    """The last change made by a moment; a date means its end, in UTC."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.max, UTC)
    changes = database_table("liantu_changes")
    made = moment.astimezone(UTC).isoformat(timespec="microseconds")
    found = connection.execute(select(func.max(changes.c.number)).where(changes.c.made <= made)).scalar()
    return int(found or 0)


def description_at(connection: Connection, number: int) -> dict[str, Any]:
    """The description of the district (``district.yaml``) as it stood after a change."""
    descriptions = database_table("liantu_descriptions")
    last = select(func.max(descriptions.c.number)).where(descriptions.c.number <= number).scalar_subquery()
    found = connection.execute(select(descriptions.c.content).where(descriptions.c.number == last)).scalar()
    return dict(json.loads(found)) if found else {}


def rows_at(connection: Connection, name: str, number: int) -> pl.DataFrame:
    """A table of the district as it stood after a change, in the order the rows came: row_key, sequence, fields."""
    columns = ["row_key", "sequence", *schema.read_tables()[name].columns]
    return _frame(columns, connection.execute(_query_rows_at(name), {"number": number}))


@cache
def _query_rows_at(name: str) -> TextClause:
    """Written out: an engine would otherwise spend longer on composing sixty such queries than on answering them."""
    columns = ", ".join(f'"{column}"' for column in ("row_key", "sequence", *schema.read_tables()[name].columns))
    stood = '"opened" <= :number AND ("closed" IS NULL OR "closed" > :number)'
    return text(f'SELECT {columns} FROM "{name}" WHERE {stood} ORDER BY "sequence", "row_key"')


def versions_between(connection: Connection, name: str, after: int, until: int) -> pl.DataFrame:
    """Versions opened or closed by the changes after one number and until another: VERSION_COLUMNS and the fields."""
    versions, columns = database_table(name), [*VERSION_COLUMNS, *schema.read_tables()[name].columns]
    span = or_(_between(versions.c.opened, after, until), _between(versions.c.closed, after, until))
    query = select(*(versions.c[c] for c in columns)).where(span).order_by(versions.c.sequence, versions.c.row_key)
    return _frame(columns, connection.execute(query))


def advance_rows(connection: Connection, name: str, rows: pl.DataFrame, after: int, until: int) -> pl.DataFrame:
    """The rows of ``rows_at(after)`` brought to ``until``, reading only what changed between."""
    versions = versions_between(connection, name, after, until)
    stand = versions.filter(pl.col("opened") <= until, pl.col("closed").is_null() | (pl.col("closed") > until))
    return replace_rows(rows, versions["row_key"], stand)


def replace_rows(rows: pl.DataFrame, gone: pl.Series, come: pl.DataFrame) -> pl.DataFrame:
    """The rows of a moment without some and with others, each in its place."""
    remaining = rows.filter(~pl.col("row_key").is_in(gone.implode()))
    return pl.concat([remaining, come.select(rows.columns)]).sort("sequence", "row_key")


def list_changes(connection: Connection, after: int = 0, until: int | None = None) -> pl.DataFrame:
    """The changes between two numbers, the last first.

    Columns: number, made (UTC), author, kind (edit, import, undo …), reason, source, tables (list), rows,
    opened and closed (how many versions began and ended), undoes.
    """
    made = database_table("liantu_changes")
    query = select(made).where(made.c.number > after).order_by(made.c.number.desc())
    if until is not None:
        query = query.where(made.c.number <= until)
    kinds = dict.fromkeys(("number", "rows", "opened", "closed", "undoes"), pl.Int64)
    names = [column.name for column in made.columns]
    rows = [tuple(row) for row in connection.execute(query)]
    frame = pl.DataFrame(rows, schema={name: kinds.get(name, pl.String) for name in names}, orient="row")
    return frame.with_columns(pl.col("tables").str.split(";").list.eval(pl.element().filter(pl.element() != "")))


def row_versions(connection: Connection, name: str, key: str) -> pl.DataFrame:
    """Every version of a row, the last first: opened, closed, the fields, and the change that opened it.

    Of the change: author, made, change_kind, change_reason, change_source.
    """
    versions, made = database_table(name), database_table("liantu_changes")
    columns = schema.read_tables()[name].columns
    query = (
        select(
            versions.c.opened,
            versions.c.closed,
            *(versions.c[c] for c in columns),
            made.c.author,
            made.c.made,
            made.c.kind.label("change_kind"),
            made.c.reason.label("change_reason"),
            made.c.source.label("change_source"),
        )
        .join(made, made.c.number == versions.c.opened)
        .where(versions.c.row_key == key)
        .order_by(versions.c.opened.desc())
    )
    names = ["opened", "closed", *columns, "author", "made", "change_kind", "change_reason", "change_source"]
    kinds = {"opened": pl.Int64, "closed": pl.Int64}
    rows = [tuple(row) for row in connection.execute(query)]
    return pl.DataFrame(rows, schema=[(n, kinds.get(n, pl.String)) for n in names], orient="row")


def last_source_classes(connection: Connection) -> dict[str, str]:
    """The class of every source that ever stood, by its last version; public where it states none."""
    versions = database_table("sources")
    query = select(versions.c.row_key, versions.c["class"]).order_by(versions.c.opened)
    return {key: stated or "public" for key, stated in connection.execute(query)}


def rows_changed_since(connection: Connection, name: str, keys: Iterable[str], number: int) -> dict[str, int]:
    """Of these rows, those changed after a number, each with the last change that touched it."""
    versions = database_table(name)
    found: dict[str, int] = {}
    row_keys = [*keys]
    for start in range(0, len(row_keys), 500):
        some = versions.c.row_key.in_(row_keys[start : start + 500])
        later = or_(versions.c.opened > number, versions.c.closed > number)
        query = select(versions.c.row_key, versions.c.opened, versions.c.closed).where(some, later)
        for key, opened, closed in connection.execute(query):
            found[key] = max(found.get(key, 0), opened, closed or 0)
    return found


def _between(column: ColumnElement[int], after: int, until: int) -> ColumnElement[bool]:
    return and_(column > after, column <= until)


def _frame(columns: list[str], rows: Iterable[Row[Any]]) -> pl.DataFrame:
    found = [*map(tuple, rows)]
    if not found:
        return _empty_frame(tuple(columns))
    return pl.DataFrame(found, schema=_column_kinds(columns), orient="row")


@cache
def _empty_frame(columns: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(schema=_column_kinds(columns))


def _column_kinds(columns: Iterable[str]) -> dict[str, type[pl.DataType]]:
    return {c: pl.Int64 if c in ("opened", "closed", "sequence") else pl.String for c in columns}
