"""Fuling, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

import liantu


@pytest.fixture(scope="session")
def fuling() -> liantu.District:
    return liantu.open(Path(__file__).parents[2] / "districts" / "fuling")
