"""The library's makers: read ones with a page that has a date, recalled ones beside them without any figure."""

from __future__ import annotations

import polars as pl

from liantu.library.recalled_makers import RECALLED_SOURCE, read_maker_relations, read_recalled_makers
from liantu.library.shipped_tables import load_library

MAKERS = load_library()["makers"]
SOURCES = load_library()["sources"]


def test_every_maker_has_a_source_that_was_read() -> None:
    read = MAKERS.join(SOURCES, left_on="source", right_on="id", how="left", suffix="_source")
    assert MAKERS.height == 136
    assert read["kind"].null_count() == read["published"].null_count() == 0
    assert RECALLED_SOURCE not in set(MAKERS["source"])
    assert set(read["kind"]).isdisjoint({"ours"})


def test_what_is_recalled_has_no_capacity_and_repeats_nothing_that_was_read() -> None:
    recalled = read_recalled_makers()
    assert {"capacity", "unit", "period", "state"}.isdisjoint(recalled.columns)
    assert recalled.join(MAKERS, on=["firm", "product"], how="semi").is_empty()
    assert set(recalled["source"]) == {RECALLED_SOURCE}
    known = set(load_library()["products"]["id"])
    assert set(recalled["product"]) | set(MAKERS["product"]) <= known


def test_recalled_ties_stand_apart() -> None:
    plain, all_ties = read_maker_relations(), read_maker_relations(recalled=True)
    assert all_ties.height > plain.height
    assert "recalled" not in set(plain["basis"])
    assert set(plain["source"]) <= set(SOURCES["id"])
    assert all_ties.filter(pl.col("basis") == "recalled")["source"].unique().to_list() == [RECALLED_SOURCE]
