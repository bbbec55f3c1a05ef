"""The districts that questions of investment promotion are put to."""

from __future__ import annotations

from pathlib import Path

import pytest

import liantu

DISTRICTS = Path(__file__).parents[2] / "districts"


@pytest.fixture(scope="session")
def fuling() -> liantu.District:
    """The district of the articles."""
    return liantu.open(DISTRICTS / "fuling")


@pytest.fixture(scope="session")
def yunxi() -> liantu.District:
    """The made-up district."""
    return liantu.open(DISTRICTS / "yunxi")
