"""What cites a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from liantu.district import open_district
from liantu.model.change import Change
from liantu.model.citations import count_citations, find_citing_rows

ORCHARD = open_district(Path(__file__).parents[1] / "districts" / "orchard")


def test_citing_rows_stand_in_the_order_of_paragraphs() -> None:
    lines = ("capacities:pulp-1;locator=10", "capacities:juice-1;locator=9;quote=果汁")
    tables = ORCHARD.what_if(Change.from_query(lines)).tables
    found = find_citing_rows(tables, "report")
    assert found["row"].to_list()[:2] == ["juice-1", "pulp-1"]
    assert found.row(0, named=True)["quote"] == "果汁"
    counts = dict(count_citations(tables).iter_rows())
    assert counts["report"] == found.height
    assert find_citing_rows(tables, "nothing").is_empty()


def test_the_rows_of_all_sources_are_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = ORCHARD.what_if(Change.from_query(["capacities:pulp-1;locator=10"])).tables
    assert find_citing_rows(tables, "report").height
    monkeypatch.setattr("liantu.model.citations.build_row_keys", lambda *_: pytest.fail("listed again"))
    assert find_citing_rows(tables, "nothing").is_empty()
