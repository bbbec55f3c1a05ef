"""Ranks with their ranges are those of the run that is meant, not of another one of the same scheme."""

from __future__ import annotations

from pathlib import Path

import liantu

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"


def test_a_run_made_otherwise_has_ranks_of_its_own() -> None:
    district = liantu.open(YUNXI)
    first = district.outlook.district_index()
    other = district.outlook.district_index(choices=["normalise=rank"])
    assert not (first.node_scores == other.node_scores).all()
    ranks = district.outlook.index_ranks(first)
    assert district.outlook.index_ranks(other) is not ranks
    assert district.outlook.index_ranks(first) is ranks
