"""The database, from the schema alone: one table of versions for each table of the district, and the changes.

A version stands from the change that opened it to the change that closed it. Nothing is overwritten or removed.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

from liantu.model import schema

#: Columns of every table of versions, before the fields of the schema.
VERSION_COLUMNS = ("row_key", "opened", "closed", "sequence")
#: What tells the database's own tables from those of the district.
PREFIX = "liantu_"


@cache
def database_metadata() -> MetaData:
    """All tables of the database as they should be now; migrations never read this."""
    found = MetaData()
    for table in schema.read_tables().values():
        versions_table(found, table.name, table.columns)
    _add_history(found)
    _add_desk(found)
    _add_tasks(found)
    _add_requests(found)
    return found


def versions_table(into: MetaData, name: str, columns: list[str]) -> Table:
    """The table of versions of one table of the district. Values are text: decimals stay exact as they stand."""
    return Table(
        name,
        into,
        Column("row_key", Text, primary_key=True),
        Column("opened", BigInteger, primary_key=True, autoincrement=False),
        Column("closed", BigInteger),
        Column("sequence", BigInteger, nullable=False),
        *(Column(column, Text) for column in columns),
        # One open version a row, whoever writes: the database itself holds it.
        Index(
            f"{name}_open",
            "row_key",
            unique=True,
            sqlite_where=text("closed IS NULL"),
            postgresql_where=text("closed IS NULL"),
        ),
    )


def database_table(name: str) -> Table:
    """A table of the database: one of the district's by its own name, one of ours by ``PREFIX`` and its name."""
    return database_metadata().tables[name]


def _add_history(into: MetaData) -> None:
    """The changes, the last of them, what the district is called from each on, and settings of the workspace."""
    Table(
        f"{PREFIX}changes",
        into,
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("made", Text, nullable=False),  # UTC, ISO 8601
        Column("author", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("tables", Text, nullable=False),
        Column("rows", BigInteger, nullable=False),
        Column("opened", BigInteger, nullable=False),  # how many versions began and ended: that none is missing
        Column("closed", BigInteger, nullable=False),
        Column("undoes", BigInteger),
    )
    Table(
        f"{PREFIX}head",
        into,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("number", BigInteger, nullable=False),
    )
    Table(
        f"{PREFIX}descriptions",  # district.yaml, from a change on
        into,
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("content", Text, nullable=False),
    )
    Table(f"{PREFIX}settings", into, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))


def _add_desk(into: MetaData) -> None:
    """Drafts of people, and files that rows refer to."""
    Table(
        f"{PREFIX}drafts",
        into,
        Column("author", Text, primary_key=True),
        Column("name", Text, primary_key=True),
        Column("saved", Text, nullable=False),
        Column("base", BigInteger, nullable=False),
        Column("content", Text, nullable=False),
    )
    Table(
        f"{PREFIX}files",
        into,
        Column("sha256", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("media", Text, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("added", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("content", LargeBinary, nullable=False),
    )


def _add_requests(into: MetaData) -> None:
    """What was sent under a key, with the change or task that it made and its answer."""
    Table(
        f"{PREFIX}requests",
        into,
        Column("key", Text, primary_key=True),
        Column("digest", Text, nullable=False),
        Column("made", Text, nullable=False),  # UTC
        Column("number", BigInteger),
        Column("task", Text),
        Column("answer", Text),
    )


def _add_tasks(into: MetaData) -> None:
    """Work in the queue."""
    Table(
        f"{PREFIX}tasks",
        into,
        Column("id", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("asked", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("done", BigInteger, nullable=False),
        Column("total", BigInteger, nullable=False),
        Column("given", Text, nullable=False),
        Column("result", Text, nullable=False),
        Column("worker", Text, nullable=False),
        Column("alive", Text, nullable=False),  # UTC, when the worker last gave a sign
        Column("attempts", BigInteger, nullable=False),
        Column("file", Text),
    )
