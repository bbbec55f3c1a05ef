"""Settings of the processes that run tests, and doctests: of the modules that have them, no other is imported."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule

SOURCE = Path(__file__).parent / "src"

# Before Polars is imported: there is a process of tests a core, and frames of a few rows gain nothing by threads.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
# Pages, trees and tables come by the hundred thousand and stay: the collector need not look through them so often.
gc.set_threshold(200_000, 20, 50)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> DoctestModule | None:
    """The doctests of a module of ours."""
    if file_path.suffix != ".py" or SOURCE not in file_path.parents:
        return None
    if ">>> " not in file_path.read_text(encoding="utf-8"):
        return None
    return DoctestModule.from_parent(parent, path=file_path)
