"""Settings of all tests, and the districts of the checkout, read and opened once."""

from __future__ import annotations

import gc
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest
from polars.lazyframe import engine
from polars.lazyframe.opt_flags import QueryOptFlags
from tests.examples import looks_at_all, read_no_constants, register_profiles
from tests.new_databases import copy_new_databases
from tests.workspaces import hand_on_results, hand_on_tables

import liantu
from liantu import district
from liantu.exchange.folder import district_folder
from liantu.library.shipped_tables import load_library
from liantu.model.district_address import is_address
from liantu.model.problems import Problem
from liantu.model.tables import Tables

register_profiles()

ROOT = Path(__file__).parents[1]
#: Folders that no test writes in. Tests of reading use folders of their own, or call ``read_folder`` themselves.
UNCHANGING = (ROOT / "districts", ROOT / "tests" / "districts")


#: What takes longest is begun first, so that no process is alone with it at the end while others have nothing to do.
LONGEST = ("tests/web/test_every_page.py", "tests/browser/", "tests/papers/", "tests/web/", "tests/store/")


def pytest_collection() -> None:
    if not looks_at_all():
        read_no_constants()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> int:
        return next((rank for rank, start in enumerate(LONGEST) if item.nodeid.startswith(start)), len(LONGEST))

    items.sort(key=rank)


def pytest_collection_finish() -> None:
    """What is collected stays until the end: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()


def watch_no_query() -> None:
    """Before each query Polars makes its settings anew and says whether it is watched: a fifth of what it costs.

    Nobody watches a query of a test, and the settings for eager frames are the same each time.
    """
    patched = pytest.MonkeyPatch()
    if hasattr(engine._LocalEngine, "_with_monitoring"):
        patched.setattr(engine._LocalEngine, "_with_monitoring", lambda _engine, optimizations: optimizations)
    if hasattr(QueryOptFlags, "_eager"):
        settings = QueryOptFlags._eager()
        patched.setattr(QueryOptFlags, "_eager", lambda: settings)


def stands_still(folder: Path) -> bool:
    """Whether a place is a folder that no test writes in."""
    place = Path(folder).resolve()
    return place.parent in UNCHANGING and place.is_dir()


def read_districts_once() -> None:
    """A folder of the checkout is read, and opened for a day, once a process: tables and districts never change.

    Done before any test is collected, so that what modules open while they are imported is shared as well. Whoever
    wants a district that has computed nothing makes one: ``District(shared.given, shared.as_of)``.
    """
    patched = pytest.MonkeyPatch()
    read, open_anew = district_folder.read_folder, district.open_district
    open_workspace = district.open_workspace

    @cache
    def read_once(folder: Path) -> tuple[Tables, list[Problem]]:
        return read(folder, beneath=load_library())

    def read_folder(folder: Path, beneath: Tables | None = None, **given: Any) -> tuple[Tables, list[Problem]]:
        if given or beneath is not load_library() or not stands_still(folder):
            return read(folder, beneath=beneath, **given)
        tables, notes = read_once(Path(folder).resolve())
        return tables, list(notes)

    @cache
    def open_once(folder: Path, as_of: date | None) -> district.District:
        return open_anew(folder, as_of)

    @wraps(open_anew)
    def open_district(place: str | Path, as_of: date | None = None) -> district.District:
        if is_address(place):
            return hand_on_results(open_anew(place, as_of))
        if not stands_still(Path(place)):
            return open_anew(place, as_of)
        return open_once(Path(place).resolve(), as_of)

    patched.setattr(district_folder, "read_folder", read_folder)
    patched.setattr(district, "open_district", open_district)
    patched.setattr(district, "open_workspace", lambda place: hand_on_tables(open_workspace(place)))
    patched.setattr(liantu, "open", open_district)


watch_no_query()
read_districts_once()
copy_new_databases()
