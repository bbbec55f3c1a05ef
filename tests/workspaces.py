"""Workspaces for tests: each district is taken into a workspace once a process, and every test gets a copy.

What the first one has read and computed is handed to the copies, as the application hands it on after a change: a
result stands where the tables that it rests on are the same. Whoever wants a district that has computed nothing makes
one: ``District(shared.given, shared.as_of)``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from liantu.district import District
from liantu.district.recent_views import RecentViews
from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

ROOT = Path(__file__).parents[1]
#: Goes when the process ends.
_ORIGINALS = TemporaryDirectory(prefix="liantu-tests-")
#: The first workspaces, by the name of their district.
_MADE: dict[str, Workspace] = {}
#: The district of each copy, by its place.
_COPIES: dict[Path, str] = {}
#: The districts and views of the first copies that were opened, by the number of their tables and the day.
_FIRST: dict[tuple[int, date], District] = {}
_VIEWS: dict[tuple[int, date], RecentViews] = {}
#: The numbers of the tables that copies have from the first workspaces, which hold them until the process ends.
_HANDED: set[int] = set()


def copy_workspace(district: str, folder: Path) -> Path:
    """A workspace of its own in a folder, with a district of the checkout or of the tests as its first change."""
    first = Path(_first(district).place)
    for file in first.parent.glob(f"{first.name}*"):  # what was written last may still stand beside it
        shutil.copy(file, folder / file.name)
    _COPIES[(folder / first.name).resolve()] = district
    return folder / first.name


def copy_made_workspace(name: str, make: Callable[[], Tables], folder: Path) -> Path:
    """The same of tables that a test makes, once a process, under a name of their own."""
    if name not in _MADE:
        _make_first(name, make())
    return copy_workspace(name, folder)


def hand_on_tables(opened: Workspace) -> Workspace:
    """A workspace; a copy need not read what the first one has read."""
    district = _COPIES.get(Path(opened.place).resolve())
    if district is not None and opened._now is None:
        first = _first(district)
        opened._now, opened._shown = first._now, first._shown
        assert first._shown is not None
        _HANDED.add(id(first._shown[1]))
    return opened


def hand_on_results(opened: District) -> District:
    """A district; that of a copy has the results of the first one of the same tables."""
    if id(opened.given) in _HANDED:
        opened.follow(_FIRST.setdefault((id(opened.given), opened.as_of), opened))
    return opened


def share_views(opened: District) -> RecentViews:
    """The views of a district as those of a program that has answered questions on it before."""
    views = RecentViews(opened)
    if id(opened.given) in _HANDED:
        views._earlier = _VIEWS.setdefault((id(opened.given), opened.as_of), views)._earlier
    return views


def _first(name: str) -> Workspace:
    if name not in _MADE:
        folders = (ROOT / "districts" / name, ROOT / "tests" / "districts" / name)
        tables, _notes = read_folder(next(folder for folder in folders if folder.exists()), beneath=load_library())
        _make_first(name, tables)
    return _MADE[name]


def _make_first(name: str, tables: Tables) -> None:
    place = Path(_ORIGINALS.name) / f"{name}.db"
    made = Workspace.create(place, tables, load_library(), ChangeEntry("test", "init"))
    made.tables()
    made.engine.dispose()
    _MADE[name] = made
