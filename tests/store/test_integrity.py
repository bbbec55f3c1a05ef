"""Every kind of damage is found, and a whole workspace has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.conftest import Copies, Places
from tests.store.edits import ANN, BOB, edit

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables
from liantu.store import document_files
from liantu.store.integrity import find_integrity_problems
from liantu.store.workspace import Workspace

DAMAGE = {
    "a change taken away": (
        "DELETE FROM liantu_changes WHERE number = 2",
        {"change_missing", "version_without_change"},
    ),
    "a head that forgot": ("UPDATE liantu_head SET number = 2", {"change_missing"}),
    "a head that invents": ("UPDATE liantu_head SET number = 4", {"change_missing"}),
    "half a change": ("DELETE FROM capacities WHERE opened = 3", {"change_incomplete"}),
    "a table left out": ("UPDATE liantu_changes SET tables = 'capacities' WHERE number = 3", {"change_incomplete"}),
    "a version opened by nothing": ("UPDATE plants SET opened = 77 WHERE id = 'mash-1'", None),
    "a version that ends before it begins": (
        "UPDATE capacities SET closed = 1 WHERE id = 'juice-1' AND opened = 1",
        {"versions_overlap", "change_incomplete"},
    ),
    "a version that goes on": (
        "UPDATE capacities SET closed = 3 WHERE id = 'juice-1' AND opened = 1",
        {"versions_overlap", "change_incomplete"},
    ),
    "a key of another row": ("UPDATE plants SET row_key = 'x' WHERE id = 'mash-1'", {"wrong_row_key"}),
    "a document altered": ("UPDATE liantu_files SET content = name_bytes", {"file_altered"}),
    "a reference to nothing": ("UPDATE plants SET firm = 'nobody' WHERE id = 'mash-1'", {"dangling"}),
}


@pytest.fixture
def edited(copies: Copies, orchard: Tables) -> Workspace:
    """A workspace that has been written in, and is whole: a copy of one that was looked through when it was made."""
    return Workspace(copies("orchard, edited", orchard, _write_and_look_through)(), load_library())


def _write_and_look_through(workspace: Workspace) -> None:
    workspace.commit(edit("capacities:juice-1;amount=7"), BOB)
    workspace.commit(edit("capacities:juice-2;amount=7", "plants:sweet-1;zh=厂"), BOB)
    document_files.store_document(workspace.engine, b"abc", "a.txt", "ann")
    workspace.undo(2, ANN)
    workspace.commit(edit("capacities:juice-2;amount=8"), BOB)
    assert find_integrity_problems(workspace) == []


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(edited: Workspace, damage: str, kind: str) -> None:
    statement, codes = DAMAGE[damage]
    literal = "X'00'" if kind == "sqlite" else "decode('00', 'hex')"
    with edited.engine.begin() as connection:
        connection.execute(text(statement.replace("name_bytes", literal)))
    found = {problem.code for problem in find_integrity_problems(edited)}
    edited.engine.dispose()
    if codes is None:
        assert "version_without_change" in found
    else:
        assert found == codes


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_broken_file_is_found(tmp_path: Path, orchards: Places) -> None:
    orchard_file = orchards()
    file = tmp_path / "broken.db"
    content = bytearray(Path(orchard_file).read_bytes())
    # A page of an index, overwritten: what is read is still whole, what is looked up may not be.
    workspace = Workspace(orchard_file, load_library())
    with workspace.engine.connect() as connection:
        page = connection.execute(text("SELECT rootpage FROM sqlite_master WHERE name = 'plants_open'")).scalar_one()
    workspace.engine.dispose()
    content[page * 4096 - 40 : page * 4096] = b"\x07" * 40
    file.write_bytes(content)
    found = find_integrity_problems(Workspace(file, load_library()))
    assert {problem.code for problem in found} == {"damaged_database"}
