"""Rows of tables by their key."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from liantu.district import open_district
from liantu.model.change import Change
from liantu.model.tables import Tables, conform_frame, empty_table, find_row, row_key


def test_a_row_is_found_by_its_key() -> None:
    district = open_district(Path(__file__).parents[1] / "districts" / "orchard")
    line = "+names:mash/浆厂/short;entity=mash;name=浆厂;kind=short;basis=stated;source=report"
    tables = district.what_if(Change.from_query([line])).tables
    row = find_row(tables, "names", "mash/浆厂/short")
    assert row is not None
    assert row_key("names", row) == "mash/浆厂/short"
    assert find_row(tables, "names", "mash/浆厂") is None
    assert row_key("firms", {"id": "mash"}) == "mash"


def test_an_answer_is_kept_for_as_long_as_the_tables_it_looked_at_are_the_same() -> None:
    asked = []

    def count_firms(tables: Tables) -> int:
        asked.append(tables.rows("firms"))  # through a cache of its own
        return len(asked[-1]) if tables["plants"].is_empty() else 0

    firms = pl.DataFrame([{"id": "a"}, {"id": "b"}])
    tables = Tables({}, {"firms": conform_frame("firms", firms)})
    assert tables.remembered("count", count_firms) == 2
    changed = [
        tables.replace(places=empty_table("places")),  # not looked at
        tables.replace(firms=conform_frame("firms", firms.head(1))),
        tables.replace(plants=conform_frame("plants", firms)),  # looked at, and not there before
    ]
    assert [now.remembered("count", count_firms) for now in [*changed, tables]] == [2, 1, 0, 2]
    assert len(asked) == 3
