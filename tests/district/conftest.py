"""The orchard as a folder, and as a workspace of every test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workspaces import ROOT, copy_workspace

from liantu.district import District, open_district
from liantu.model.change import Change


@pytest.fixture
def folder() -> District:
    return open_district(ROOT / "tests" / "districts" / "orchard")


@pytest.fixture
def orchard(tmp_path: Path) -> District:
    return open_district(copy_workspace("orchard", tmp_path))


def edit(*lines: str, reason: str = "test") -> Change:
    """A change of lines as addresses carry them."""
    return Change(Change.from_query(lines).rows, reason)
