"""New SQLite databases as copies of one that the migrations made once a process.

Of a workspace in a new file nothing but its tables stands there before its first change. The tests of the migrations
themselves call ``store.migration``, where nothing is copied.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine

from liantu.store import workspace
from liantu.store.database import connect
from liantu.store.migration import migrate_database, newest_version


def copy_new_databases() -> None:
    """From now on a new workspace in a file gets a copy of what the migrations make."""
    pytest.MonkeyPatch().setattr(workspace, "migrate_database", _copy_or_migrate)


def _copy_or_migrate(engine: Engine) -> str:
    if engine.dialect.name != "sqlite":
        return migrate_database(engine)
    pooled = engine.raw_connection()
    try:
        file = pooled.driver_connection
        assert isinstance(file, sqlite3.Connection)
        is_new = file.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        if is_new:
            _migrated().backup(file)
    finally:
        pooled.close()
    return newest_version() if is_new else migrate_database(engine)


@cache
def _migrated() -> sqlite3.Connection:
    """A database in memory, as the migrations leave it."""
    made = sqlite3.connect(":memory:", check_same_thread=False)
    with TemporaryDirectory(prefix="liantu-tests-") as folder:
        engine = connect(Path(folder) / "new.db")
        migrate_database(engine)
        pooled = engine.raw_connection()
        file = pooled.driver_connection
        assert isinstance(file, sqlite3.Connection)
        file.backup(made)
        pooled.close()
        engine.dispose()
    return made
