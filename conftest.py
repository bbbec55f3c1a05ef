"""Doctests are collected from the modules that have them; no other module is imported for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule

SOURCE = Path(__file__).parent / "src"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> DoctestModule | None:
    """The doctests of a module of ours."""
    if file_path.suffix != ".py" or SOURCE not in file_path.parents:
        return None
    if ">>> " not in file_path.read_text(encoding="utf-8"):
        return None
    return DoctestModule.from_parent(parent, path=file_path)
