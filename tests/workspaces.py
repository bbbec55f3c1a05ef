"""Workspaces for tests: each district is taken into a workspace once a process, and every test gets a copy."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

ROOT = Path(__file__).parents[1]
#: Goes when the process ends.
_ORIGINALS = TemporaryDirectory(prefix="liantu-tests-")


def copy_workspace(district: str, folder: Path) -> Path:
    """A workspace of its own in a folder, with a district of the checkout or of the tests as its first change."""
    first = _first(district)
    for file in first.parent.glob(f"{first.name}*"):  # what was written last may still stand beside it
        shutil.copy(file, folder / file.name)
    return folder / first.name


@cache
def _first(district: str) -> Path:
    place = Path(_ORIGINALS.name) / f"{district}.db"
    folders = (ROOT / "districts" / district, ROOT / "tests" / "districts" / district)
    tables, _notes = read_folder(next(folder for folder in folders if folder.exists()), beneath=load_library())
    Workspace.create(place, tables, load_library(), ChangeEntry("test", "init")).engine.dispose()
    return place
