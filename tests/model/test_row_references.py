"""What refers to a row, and what hangs on it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from liantu.district import open_district
from liantu.model.assumed_fields import assumptions_of_row
from liantu.model.change import Change
from liantu.model.row_references import (
    find_dependent_rows,
    find_referring_rows,
    find_rows_of_plants,
)
from liantu.model.tables import Tables


def orchard(*lines: str) -> Tables:
    district = open_district(Path(__file__).parents[1] / "districts" / "orchard")
    return district.what_if(Change.from_query(lines)).tables


def test_referring_rows_name_the_fields_that_do() -> None:
    found = {name: (rows.height, fields) for name, rows, fields in find_referring_rows(orchard(), "firms", "sweet")}
    assert found == {"plants": (2, ["firm"])}
    assert find_referring_rows(orchard(), "sources", "report") == []  # being a source is no reference


def test_only_tables_that_name_a_row_are_searched_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[list[str]] = []
    plain = pl.DataFrame.filter
    tables = orchard("capacities:pulp-1;locator=10")
    monkeypatch.setattr(pl.DataFrame, "filter", lambda frame, *by: searched.append(frame.columns) or plain(frame, *by))
    assert find_referring_rows(tables, "places", "nowhere") == []
    assert searched == []
    assert [name for name, _rows, _fields in find_referring_rows(tables, "firms", "sweet")] == ["plants"]
    assert len(searched) == 1


def test_dependent_rows_stand_deepest_first() -> None:
    found = find_dependent_rows(orchard(), "firms", "mash")
    assert ("plants", "mash-1") in found
    assert found.index(("capacities", "pulp-1")) < found.index(("plants", "mash-1"))
    assert ("firms", "mash") not in found
    assert find_dependent_rows(orchard(), "capacities", "pulp-far") == [("events", "6")]
    assert find_dependent_rows(orchard(), "events", "6") == []


def test_rows_of_the_plants_of_a_firm() -> None:
    found = find_rows_of_plants(orchard(), "sweet")
    assert found["capacities"]["id"].to_list() == ["juice-1", "juice-2"]
    assert find_rows_of_plants(orchard(), "nobody") == {}


def test_what_is_assumed_of_a_row() -> None:
    line = "+assumptions:own/capacities/pulp-1/self_use;id=own;table=capacities;row=pulp-1;field=self_use;value=10"
    words = "zh=自用;en=own use;reason_zh=未掌握;reason_en=not known;source=report"
    tables = orchard(f"{line};operation=update;active=yes;{words}")
    assert assumptions_of_row(tables, "capacities", "pulp-1")["self_use"]["value"] == "10"
    assert assumptions_of_row(tables, "capacities", "pulp-next") == {}
