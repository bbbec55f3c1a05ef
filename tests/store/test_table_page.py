"""Pages of a table: conditions, search also by pinyin initials, order by number and by pinyin."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame
from liantu.store.table_page import Filter, Sort, TablePage, make_listing, select_page


def tables() -> Tables:
    firms = [
        ("a", "重庆铝业", "Aluminium"),
        ("b", "长安汽车", None),
        ("c", "涪陵化工", "Fuling Chemical"),
        ("d", "PTA厂", None),
    ]
    capacities = [("1", "p", "30", "万吨"), ("2", "p", "200000", "吨"), ("3", "q", None, None), ("4", "q", "9", "万吨")]
    frames = {
        "firms": pl.DataFrame(firms, schema=["id", "zh", "en"], orient="row").with_columns(
            kind=pl.Series(["institution", "firm", "firm", None])
        ),
        "plants": pl.DataFrame({"id": ["p", "q"], "zh": ["白涛厂", "新城厂"], "firm": ["a", "c"]}),
        "capacities": pl.DataFrame(capacities, schema=["id", "plant", "amount", "unit"], orient="row"),
    }
    return Tables({}, {**load_library().frames, **{name: conform_frame(name, frame) for name, frame in frames.items()}})


ALL = tables()


def ids(found: TablePage) -> str:
    assert found.total >= found.rows.height
    return "".join(found.rows["id"])


@pytest.mark.parametrize(
    ("name", "condition", "wanted"),
    [
        ("firms", Filter("zh", "contains", "汽"), "b"),
        ("firms", Filter("en", "contains", "fuling"), "c"),
        ("firms", Filter("en", "contains", "."), ""),
        ("firms", Filter("en", "blank"), "bd"),
        ("firms", Filter("en", "not_blank"), "ac"),
        ("firms", Filter("kind", "equals", "firm"), "bc"),
        ("capacities", Filter("plant", "contains", "白涛"), "12"),
        ("capacities", Filter("plant", "contains", "p"), "12"),
        ("capacities", Filter("amount", "at_least", "30"), "12"),
        ("capacities", Filter("amount", "at_least", "25万吨"), "1"),
        ("capacities", Filter("amount", "at_most", "20万吨"), "24"),
        ("capacities", Filter("amount", "at_most", "much"), ""),
        ("capacities", Filter("plant", "at_most", "3"), ""),
    ],
)
def test_conditions(name: str, condition: Filter, wanted: str) -> None:
    assert ids(select_page(make_listing(ALL, name), [condition])) == wanted


def test_conditions_together() -> None:
    both = [Filter("plant", "equals", "p"), Filter("amount", "at_most", "100")]
    assert ids(select_page(make_listing(ALL, "capacities"), both)) == "1"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("cq", "a"),
        ("CQLY", "a"),
        ("caqc", "b"),
        ("fl", "c"),
        ("化工", "c"),
        ("pta", "d"),
        ("ptac", "d"),
        ("化工 cq", ""),
    ],
)
def test_search(word: str, wanted: str) -> None:
    assert ids(select_page(make_listing(ALL, "firms"), search=word)) == wanted


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_search_by_what_is_referred_to(language: str) -> None:
    """By either name and by the initials of the Chinese one, whatever the language of the page."""
    assert ids(select_page(make_listing(ALL, "capacities", language), search="xcc")) == "34"
    for word in ("涪陵", "fuling chem", "flhg"):
        assert ids(select_page(make_listing(ALL, "plants", language), search=word)) == "q"


@pytest.mark.parametrize(
    ("name", "sort", "wanted"),
    [
        ("firms", [Sort("zh")], "bacd"),  # chang an, chong qing, fu ling, pta
        ("firms", [Sort("zh", descending=True)], "dcab"),
        ("firms", [Sort("kind"), Sort("zh", descending=True)], "cbad"),
        ("capacities", [Sort("amount")], "4213"),
        ("capacities", [Sort("amount", descending=True)], "1243"),
        ("capacities", [Sort("plant", descending=True), Sort("amount")], "4321"),
    ],
)
def test_order(name: str, sort: list[Sort], wanted: str) -> None:
    assert ids(select_page(make_listing(ALL, name), sort=sort)) == wanted


def test_some_rows_of_all() -> None:
    found = select_page(make_listing(ALL, "firms"), sort=[Sort("zh")], offset=1, limit=2)
    assert (ids(found), found.total) == ("ac", 4)
    assert select_page(make_listing(ALL, "firms"), offset=9).rows.is_empty()
    assert (
        select_page(make_listing(ALL, "targets"), [Filter("value", "at_least", "1")], [Sort("value")], "x").total == 0
    )


def test_made_ready_once_for_as_long_as_the_table_stays() -> None:
    first = make_listing(ALL, "firms")
    assert make_listing(ALL, "firms") is first
    assert make_listing(ALL.replace(plants=ALL["plants"].head(1)), "firms") is first
    assert make_listing(ALL.replace(firms=ALL["firms"].head(1)), "firms") is not first


def test_every_table_has_its_pages() -> None:
    for name, frame in load_library().frames.items():
        for column in frame.columns:
            assert (
                select_page(make_listing(ALL, name), sort=[Sort(column)], search="a", limit=1).rows.width == frame.width
            )
