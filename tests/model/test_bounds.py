"""A figure with an unknown part never reads as if all of it were known, and never as zero."""

from __future__ import annotations

import pytest

from liantu.model.bounds import Bound, read_bound

ROW = {"operating": 0.0, "building": 3.0, "direct": 3.0, "supply": 0.0, "gap": 3.0, "surplus": 0.0}


def row(supply: bool = False, demand: tuple[str, ...] = ()) -> dict[str, object]:
    return ROW | {
        "unknown_supply_by": ["a"] if supply else [],
        "unknown_demand_by": ["b"] if demand else [],
        "unknown_demand_in": list(demand),
    }


@pytest.mark.parametrize("measure", list(ROW))
def test_all_known(measure: str) -> None:
    assert read_bound(row(), measure) == Bound(ROW[measure])


def test_demand_unknown_in_one_status() -> None:
    open_row = row(demand=("operating",))
    assert read_bound(open_row, "operating") == Bound(None)
    assert read_bound(open_row, "building") == Bound(3.0)
    assert read_bound(open_row, "direct") == Bound(3.0, at_least=True)
    assert read_bound(open_row, "gap") == Bound(3.0, at_least=True)


def test_supply_unknown() -> None:
    assert read_bound(row(supply=True), "supply") == Bound(None)
    assert read_bound(row(supply=True), "gap") == Bound(3.0, at_most=True)
    assert read_bound(row(supply=True), "surplus") == Bound(None)


def test_unknown_on_both_sides_bounds_neither() -> None:
    assert read_bound(row(supply=True, demand=("building",)), "gap") == Bound(3.0)
