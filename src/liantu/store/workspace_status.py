"""What a workspace holds, in figures; also of one that still has to be migrated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.engine import make_url

from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.store import version_history
from liantu.store.database import read_transaction
from liantu.store.database_layout import database_table
from liantu.store.migration import database_version, newest_version


@dataclass(frozen=True)
class WorkspaceStatus:
    """The workspace at one moment. ``rows`` and ``versions`` are by table; all is blank until it is migrated."""

    place: str
    database: str
    version: str
    newest: str
    size: int | None = None
    head: int = 0
    made: str = ""
    author: str = ""
    rows: Mapping[str, int] | None = None
    versions: Mapping[str, int] | None = None
    files: int = 0
    drafts: int = 0
    tasks: Mapping[str, int] | None = None

    @property
    def current(self) -> bool:
        """Whether it is of the version that this Liantu writes."""
        return self.version == self.newest


def workspace_status(engine: Engine) -> WorkspaceStatus:
    """The status of a workspace. Raises Problems when there is none; the address shows no password."""
    place = make_url(engine.url).render_as_string(hide_password=True)
    with read_transaction(engine) as connection:
        found = database_version(connection)
        if found is None:
            raise Problems([Problem("no_workspace", value=place)])
        database = f"{connection.dialect.name} {'.'.join(map(str, connection.dialect.server_version_info or ()))}"
        size = _size(connection)
        if found != newest_version() or not inspect(connection).has_table("liantu_tasks"):
            return WorkspaceStatus(place, database, found, newest_version(), size)
        last = version_history.list_changes(connection, version_history.last_change_number(connection) - 1)
        tasks = database_table("liantu_tasks")
        states = connection.execute(select(tasks.c.state, func.count()).group_by(tasks.c.state))
        return WorkspaceStatus(
            place,
            database,
            found,
            newest_version(),
            size,
            version_history.last_change_number(connection),
            last["made"].item() if last.height else "",
            last["author"].item() if last.height else "",
            {name: _count(connection, name, standing=True) for name in schema.read_tables()},
            {name: _count(connection, name) for name in schema.read_tables()},
            _count(connection, "liantu_files"),
            _count(connection, "liantu_drafts"),
            {str(state): int(count) for state, count in states},
        )


def _count(connection: Connection, name: str, standing: bool = False) -> int:
    counted = database_table(name)
    query = select(func.count()).select_from(counted)
    return int(connection.execute(query.where(counted.c.closed.is_(None)) if standing else query).scalar_one())


def _size(connection: Connection) -> int | None:
    """Bytes on disk; unknown where the database does not say."""
    if connection.dialect.name == "sqlite":
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        return pages * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    if connection.dialect.name == "postgresql":
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    return None
