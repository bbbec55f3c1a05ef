"""Which rows hang together, asked of a district."""

from __future__ import annotations

from liantu.district import District

from .conftest import edit


def test_what_refers_to_a_row_and_what_hangs_on_the_plants_of_a_firm(folder: District) -> None:
    found = {table: fields for table, _rows, fields in folder.links.referring("firms", "sweet")}
    assert found["plants"] == ["firm"]
    assert folder.links.referring("firms", "nobody") == []
    assert folder.links.of_plants("sweet")["capacities"]["id"].to_list() == ["juice-1", "juice-2"]


def test_what_a_what_if_removes_refers_no_more_and_is_still_kept(folder: District) -> None:
    without = folder.what_if(edit("-events:6"))
    assert folder.links.depending("capacities", "pulp-far") == [("events", "6")]
    assert without.links.depending("capacities", "pulp-far") == [("events", "6")]
    before = [table for table, _rows, _fields in folder.links.referring("capacities", "pulp-far")]
    after = [table for table, _rows, _fields in without.links.referring("capacities", "pulp-far")]
    assert [table for table in before if table not in after] == ["events"]


def test_what_cites_a_source(folder: District) -> None:
    counts = folder.links.citation_counts()
    assert counts["report"] == folder.links.citing("report").height > 0
    assert folder.links.citing("nothing").is_empty()


def test_what_is_assumed_of_a_kept_row_is_switched_on_there(folder: District) -> None:
    assert folder.links.assumptions("capacities", "pulp-next") == {}
    assert {*folder.links.assumptions("capacities", "pulp-1")} <= {"self_use"}
