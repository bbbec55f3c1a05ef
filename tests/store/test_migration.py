"""The migrations make just the layout, from every version, and no other version is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from tests.examples import choose_cases
from tests.store.edits import ANN, amount, edit, refused

from liantu.library.shipped_tables import load_library
from liantu.store import document_files
from liantu.store.database import connect
from liantu.store.database_layout import database_metadata
from liantu.store.integrity import find_integrity_problems
from liantu.store.migration import migrate_database, newest_version
from liantu.store.workspace import Workspace

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))
#: The first goes through all migrations; between it and the last some are drawn, and all in ``make fuzz``.
COMING = [RELEASED[0], *choose_cases(RELEASED[1:-1], 3), RELEASED[-1]]


def test_migrations_make_the_layout(place: str) -> None:
    engine = connect(place)
    assert migrate_database(engine) == newest_version()
    with engine.connect() as connection:
        opts = {"version_table": "liantu_version", "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), database_metadata()) == []
    assert migrate_database(engine) == newest_version()  # again: nothing to do
    engine.dispose()


def test_migrations_do_not_read_the_live_schema() -> None:
    folder = Path(__file__).parents[2] / "src" / "liantu" / "store" / "migrations"
    assert not [path.name for path in folder.rglob("*.py") if "liantu.model" in path.read_text(encoding="utf-8")]


@pytest.mark.hypothesis
@pytest.mark.parametrize("released", COMING, ids=lambda path: path.stem)
def test_a_released_version_comes_forward(place: str, kind: str, released: Path) -> None:
    engine = connect(place)
    with engine.begin() as connection:
        for statement in _statements(released, kind):
            connection.exec_driver_sql(statement)
    migrate_database(engine)
    workspace = Workspace(place, load_library())
    assert find_integrity_problems(workspace) == []
    assert (amount(workspace, number=1), amount(workspace)) == ("1000", "7")
    assert workspace.changes()["author"].to_list() == ["bob", "ann"]
    (sha256,) = document_files.list_documents(workspace.engine)["sha256"]
    assert document_files.load_document(workspace.engine, sha256) == b"abc"
    assert workspace.undo(2, ANN) == 3
    assert workspace.commit(edit("capacities:juice-1;amount=9"), ANN) == 4
    workspace.engine.dispose()
    engine.dispose()


def test_every_version_has_its_frozen_database() -> None:
    assert newest_version() in {path.stem for path in RELEASED}


def _statements(path: Path, kind: str) -> list[str]:
    """SQL as SQLite wrote it, in the words of the database."""
    lines = path.read_text(encoding="utf-8").split(";\n")
    found = [line.strip() for line in lines if line.strip() and line.split()[0] not in ("BEGIN", "COMMIT", "PRAGMA")]
    if kind == "sqlite":
        return [line.replace(" BYTEA", " BLOB") for line in found]
    return [line.replace("X'616263'", "decode('616263', 'hex')").replace("%", "%%") for line in found]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE liantu_version SET version_num = '9999'", "newer_workspace"),
        ("DROP TABLE liantu_version", "no_workspace"),
    ],
)
def test_another_version_is_not_opened(workspace: Workspace, statement: str, code: str) -> None:
    with workspace.engine.begin() as connection:
        connection.execute(text(statement))
    refused(code, Workspace, workspace.place, load_library())


def test_an_older_version_is_to_be_migrated(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    present = newest_version()
    monkeypatch.setattr("liantu.store.migration.newest_version", lambda: "9999")
    (found,) = refused("old_workspace", Workspace, workspace.place, load_library())
    assert found.slots["version"] == present


def test_an_empty_place(place: str, kind: str) -> None:
    refused("no_workspace", Workspace, place, load_library())
    if kind == "sqlite":
        assert not Path(place).exists()
