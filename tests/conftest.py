"""Settings of all tests, and the districts of the checkout, read once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.examples import register_profiles

from liantu.exchange.folder import district_folder
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem
from liantu.model.tables import Tables

register_profiles()

ROOT = Path(__file__).parents[1]
#: Folders that no test writes in. Tests of reading use folders of their own, or call ``read_folder`` themselves.
UNCHANGING = (ROOT / "districts", ROOT / "tests" / "districts")


def pytest_collection_finish() -> None:
    """What is collected stays until the end: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def districts_read_once() -> Iterator[None]:
    """The facade and the commands read a folder of the checkout once a process: tables never change."""
    read = district_folder.read_folder

    @cache
    def read_once(folder: Path) -> tuple[Tables, list[Problem]]:
        return read(folder, beneath=load_library())

    def read_folder(folder: Path, beneath: Tables | None = None, **given: Any) -> tuple[Tables, list[Problem]]:
        place = Path(folder).resolve()
        if given or beneath is not load_library() or place.parent not in UNCHANGING:
            return read(folder, beneath=beneath, **given)
        tables, notes = read_once(place)
        return tables, list(notes)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(district_folder, "read_folder", read_folder)
        yield
