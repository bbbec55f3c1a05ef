"""Bringing a database to this version of Liantu."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from liantu.model.problems import Problem, Problems
from liantu.store.database import write_transaction


def migrate_database(engine: Engine) -> str:
    """Bring the database to the newest version, in one transaction; returns that version."""
    with write_transaction(engine) as connection:
        upgrade_to(connection, newest_version())
    return newest_version()


def upgrade_to(connection: Connection, revision: str) -> None:
    """Bring the database to a version, within a transaction that somebody else began."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def is_known_version(version: str) -> bool:
    """Whether this Liantu knows the version: its own, or one released before."""
    return version in {script.revision for script in _scripts().walk_revisions()}


def database_version(connection: Connection) -> str | None:
    """The version the database is at; None when it holds no workspace."""
    if not inspect(connection).has_table("liantu_version"):
        return None
    return MigrationContext.configure(connection, opts={"version_table": "liantu_version"}).get_current_revision()


def require_newest(connection: Connection, name: str) -> None:
    """Raises Problems when the database holds no workspace, or one of another version."""
    found = database_version(connection)
    if found is None:
        raise Problems([Problem("no_workspace", value=name)])
    if found != newest_version():
        code = "old_workspace" if is_known_version(found) else "newer_workspace"
        raise Problems([Problem(code, value=name, slots={"version": found})])


@cache
def newest_version() -> str:
    """The version this Liantu writes."""
    return str(_scripts().get_current_head())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("liantu.store") / "migrations"))
    return config
