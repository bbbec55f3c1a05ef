"""The connection: SQLite by default, PostgreSQL by its address; one way to write on both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, TimeoutError

from liantu.model.problems import Problem, Problems

#: How long a writer waits for another, in seconds.
PATIENCE = 30


def connect(place: str | Path) -> Engine:
    """The engine for a file (``fuling.db``) or an address (``postgresql://…``). Raises Problems on neither."""
    name = str(place)
    try:
        url = make_url(name) if "://" in name else make_url(f"sqlite:///{Path(name).absolute()}")
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        arguments = {"timeout": PATIENCE} if url.get_backend_name() == "sqlite" else {"connect_timeout": PATIENCE}
        # A server that was started again is met with a new connection, not with an error.
        engine = create_engine(url, connect_args=arguments, pool_pre_ping=url.get_backend_name() != "sqlite")
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise Problems([Problem("bad_workspace", value=name)]) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    for setting in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={PATIENCE * 1000}"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes the lock at once: two that read first and write later would deadlock.
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


@contextmanager
def history_transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes history, alone: all of it or nothing. Raises Problems when the database refuses."""
    with write_transaction(engine) as connection:
        # On every database the first to update this row goes first; the others wait here.
        connection.execute(text("UPDATE liantu_head SET number = number"))
        yield connection


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes what is beside history: files, drafts, tasks. Raises Problems when refused."""
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
    except _errors(engine) as error:
        raise Problems([to_problem(error)]) from error


@contextmanager
def read_transaction(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the database."""
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection
    except _errors(engine) as error:
        raise Problems([to_problem(error)]) from error


def _errors(engine: Engine) -> tuple[type[Exception], ...]:
    """What a database refuses with; the driver's own errors come from bulk loading."""
    return (DBAPIError, TimeoutError, engine.dialect.loaded_dbapi.Error)


def to_problem(error: Exception) -> Problem:
    """What the database said, as a problem a person can act on."""
    message = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    lower = message.lower()
    if "full" in lower or "no space" in lower:
        return Problem("disk_full", value=message)
    if "locked" in lower or "timeout" in lower:
        return Problem("workspace_busy", value=message)
    return Problem("workspace_refused", value=message)
