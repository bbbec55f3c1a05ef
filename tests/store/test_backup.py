"""A backup holds everything, goes into either database, and a damaged one is refused."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect
from tests.store.conftest import Places
from tests.store.edits import ANN, BOB, edit, refused, same

from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problems
from liantu.store import document_files, drafts, tasks
from liantu.store.backup import restore, write_backup
from liantu.store.database import connect
from liantu.store.integrity import find_integrity_problems
from liantu.store.migration import newest_version
from liantu.store.workspace import Workspace
from liantu.store.workspace_status import workspace_status

PICTURE = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def made() -> Iterator[dict[str, tuple[Workspace, Path]]]:
    """By kind of database a workspace with something of everything and its backup. No test here writes in them."""
    found: dict[str, tuple[Workspace, Path]] = {}
    yield found
    for workspace, _file in found.values():
        workspace.engine.dispose()


@pytest.fixture
def busy(
    made: dict[str, tuple[Workspace, Path]], kind: str, orchards: Places, tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    if kind not in made:
        workspace = Workspace(orchards(), load_library())
        workspace.commit(edit("capacities:juice-1;amount=7;note=一%0A二 “\t\\N'"), BOB)
        workspace.commit(edit("-capacities:pulp-far", "-events:6"), BOB)
        workspace.undo(2, ANN)
        document_files.store_document(workspace.engine, PICTURE, "图.png", "ann")
        drafts.save_draft(workspace.engine, "ann", "begun", edit("plants:mash-1;zh=厂"), 4)
        tasks.queue_task(workspace.engine, "load", {"a": 1}, "ann")
        file = tmp_path_factory.mktemp("backup") / "backup.zip"
        assert write_backup(workspace.engine, file) == 4
        made[kind] = workspace, file
    return made[kind][0]


@pytest.fixture
def backup(busy: Workspace, made: dict[str, tuple[Workspace, Path]], kind: str, tmp_path: Path) -> Path:
    """A copy of the backup of the busy workspace."""
    return Path(shutil.copy(made[kind][1], tmp_path))


@pytest.mark.parametrize("into", ["same", "sqlite"])
def test_everything_comes_back(busy: Workspace, backup: Path, places: Places, tmp_path: Path, into: str) -> None:
    place = places() if into == "same" else str(tmp_path / "restored.db")
    assert restore(backup, place) == 4
    again = Workspace(place, load_library())
    for number in range(5):
        assert same(again.tables(number), busy.tables(number))
    assert again.changes().equals(busy.changes())
    assert again.story("capacities", "juice-1").equals(busy.story("capacities", "juice-1"))
    assert again.tables().about == busy.tables().about
    (sha256,) = document_files.list_documents(again.engine)["sha256"]
    assert document_files.load_document(again.engine, sha256) == PICTURE
    draft = drafts.load_draft(again.engine, "ann", "begun")
    assert draft is not None
    assert draft.change == edit("plants:mash-1;zh=厂")
    assert [task.given for task in tasks.list_tasks(again.engine)] == [{"a": 1}]
    assert find_integrity_problems(again) == []
    assert again.commit(edit("capacities:juice-1;amount=8"), ANN) == 5
    again.engine.dispose()


def test_nothing_is_overwritten(busy: Workspace, backup: Path, orchards: Places, tmp_path: Path) -> None:
    refused("file_exists", write_backup, busy.engine, backup)
    refused("workspace_exists", restore, backup, orchards())
    refused("cannot_write", write_backup, busy.engine, tmp_path / "nowhere" / "backup.zip")
    assert [path.name for path in tmp_path.glob("*.part")] == []


def damage(file: Path, part: str, content: bytes | None) -> Path:
    """The backup with a part altered, or left out."""
    other = file.with_name("damaged.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
            elif content is not None:
                new.writestr(name, content)
    return other


def test_a_damaged_backup_is_refused_and_leaves_the_place_empty(backup: Path, places: Places, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as found:
        names = found.namelist()
    place = places()
    for part in ("workspace.json", "tables/liantu_changes.parquet", next(n for n in names if n.startswith("files/"))):
        for content in (None, b"other"):
            refused("bad_backup", restore, damage(backup, part, content), place)
    half = Path(shutil.copy(backup, tmp_path / "half.zip"))
    half.write_bytes(half.read_bytes()[:5000])
    refused("bad_backup", restore, half, place)
    refused("bad_backup", restore, tmp_path / "none.zip", place)
    engine = connect(place)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    restore(backup, place)  # and can still be filled


def test_a_backup_of_a_newer_version_is_refused(backup: Path, places: Places) -> None:
    with zipfile.ZipFile(backup) as found:
        told = found.read("workspace.json").replace(f'"version": "{newest_version()}"'.encode(), b'"version": "9999"')
    refused("newer_workspace", restore, damage(backup, "workspace.json", told), places())


def test_status(busy: Workspace, kind: str) -> None:
    found = workspace_status(busy.engine)
    assert (found.head, found.author, found.files, found.drafts, found.tasks) == (4, "ann", 1, 1, {"waiting": 1})
    assert found.rows is not None
    assert found.versions is not None
    assert (found.rows["capacities"], found.versions["capacities"]) == (4, 7)
    assert found.current
    assert found.database.startswith(kind)
    assert found.size
    assert found.size > 10_000


def test_status_of_nothing(place: str) -> None:
    engine = connect(place)
    with pytest.raises(Problems):
        workspace_status(engine)
    engine.dispose()
