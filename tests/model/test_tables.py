"""Rows of tables by their key."""

from __future__ import annotations

from pathlib import Path

from liantu.district import open_district
from liantu.model.change import Change
from liantu.model.tables import find_row, row_key


def test_a_row_is_found_by_its_key() -> None:
    district = open_district(Path(__file__).parents[1] / "districts" / "orchard")
    line = "+names:mash/浆厂/short;entity=mash;name=浆厂;kind=short;basis=stated;source=report"
    tables = district.what_if(Change.from_query([line])).tables
    row = find_row(tables, "names", "mash/浆厂/short")
    assert row is not None
    assert row_key("names", row) == "mash/浆厂/short"
    assert find_row(tables, "names", "mash/浆厂") is None
    assert row_key("firms", {"id": "mash"}) == "mash"
