"""From long returns and the land ledger to the wide table: three kinds of nothing, units, who is in it, channels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
from tests.model.ledger import lease, ledger, own, parcel, returned

from liantu.district import District
from liantu.model.tables import Tables, conform_frame
from liantu.score.run.returns_table import ReturnsTable, collect_facts, read_grade_history

FIRMS = [
    {"id": "ant", "zh": "甲", "kind": "firm", "industry": "2613", "place": "east"},
    {"id": "bee", "zh": "乙", "kind": "firm", "place": "east"},
    {"id": "cow", "zh": "丙", "kind": "firm"},
]


def given(*returns: dict[str, str], **others: list[dict[str, str]]) -> Tables:
    return ledger(
        *others.pop("land", []),
        firms=FIRMS,
        returns=[*returns],
        **others,
    )


def wide(tables: Tables, years: Sequence[int] | None = None) -> ReturnsTable:
    """The wide table with the land of the ledger at the end of each year."""
    return District(tables, date.max).score.returns(years)


def test_missing_zero_and_not_applicable_are_three_things() -> None:
    rows = [
        returned("ant", "emission", "0", "t"),
        returned("bee", "emission", None),
        returned("cow", "emission", None, state="not_applicable"),
        returned("ant", "tax", "1", "万元"),
    ]
    found = wide(given(*rows))
    assert found.returns.select("firm", "emission", "tax").rows() == [
        ("ant", 0.0, 1.0),
        ("bee", None, None),
        ("cow", None, None),
    ]
    assert found.not_applicable.rows() == [("cow", 2023, "emission")]


def test_values_are_in_the_unit_of_their_item() -> None:
    rows = [
        returned("ant", "tax", "-0.5", "亿元"),
        returned("ant", "land", "0.2", "公顷"),
        returned("bee", "land", "2000", "m2"),
        returned("ant", "electricity", "12345678", "kWh"),
        returned("ant", "energy", "1500", "kgce"),
    ]
    row, other = wide(given(*rows)).returns.iter_rows(named=True)
    assert (row["tax"], row["electricity"], row["energy"]) == (-5000, 1234.5678, 1.5)
    assert row["land"] == other["land"] == 3  # whole mu come out whole: groups are cut there


def test_group_industry_and_park_come_from_the_roster_then_from_the_firm() -> None:
    rosters = [
        {"firm": "ant", "year": "2022", "group": "规下", "basis": "ours"},
        {"firm": "ant", "year": "2023", "group": "规上", "industry": "2614", "park": "west", "basis": "ours"},
        {"firm": "cow", "year": "2023", "group": "规下", "basis": "ours"},
    ]
    found = wide(given(returned("bee", "tax", "1", "万元"), rosters=rosters)).returns
    assert found.select("firm", "year", "group", "industry", "park").rows() == [
        ("ant", 2022, "规下", "2613", "east"),
        ("ant", 2023, "规上", "2614", "west"),
        ("bee", 2023, None, None, "east"),
        ("cow", 2023, "规下", None, None),
    ]
    assert wide(given(returned("bee", "tax", "1", "万元"), rosters=rosters), [2022]).returns["firm"].to_list() == [
        "ant"
    ]


def test_land_is_the_ledgers_at_the_end_of_each_year() -> None:
    rows = [returned(firm, "tax", "1", "万元", year=year) for firm in ("ant", "bee") for year in ("2022", "2023")]
    rows += [returned("bee", "land", "9", "亩"), returned("ant", "land", "31", "亩")]
    land = [parcel("p", "30"), own("a", "ant", area="30"), lease("l", "cow", None, area="4", **{"from": "2023"})]
    found = wide(given(*rows, land=land))
    assert found.returns.select("firm", "year", "land").rows() == [
        ("ant", 2022, 30),
        ("bee", 2022, None),
        ("ant", 2023, 26),
        ("bee", 2023, 9),
    ]
    assert found.land_claims.rows() == [("ant", 2023, 26, 31)]


def test_land_that_the_ledger_does_not_know_is_not_taken_from_the_return() -> None:
    land = [parcel("p"), own("a", "ant", share="50")]
    found = wide(given(returned("ant", "land", "7", "亩"), land=land))
    assert found.returns["land"].to_list() == [None]


def test_channels_of_what_is_used() -> None:
    rows = [
        returned("ant", "tax", "1", "万元"),
        returned("bee", "tax", "1", "万元"),
        returned("ant", "rd", "1", "万元", channel="statistics"),
        returned("bee", "rd", "1", "万元", channel=None),
        returned("cow", "rd", None, channel="firm"),
        returned("ant", "land", "1", "亩", channel="firm"),
    ]
    land = [parcel("p", "30"), own("a", "ant", area="30")]
    found = wide(given(*rows, land=land)).channels.sort("field", "channel", nulls_last=True)
    assert found.rows() == [
        ("land", "land", 2023, 1, ["ant"]),
        ("rd", "statistics", 2023, 1, ["ant"]),
        ("rd", None, 2023, 1, ["bee"]),
        ("tax", "tax", 2023, 2, ["ant", "bee"]),
    ]


def test_an_item_of_the_district_is_a_field() -> None:
    tables = given(returned("ant", "export", "2", "亿元"))
    item = pl.DataFrame({"id": ["export"], "zh": ["出口额"], "unit": ["万元"]})
    items = pl.concat([tables["return_items"], conform_frame("return_items", item)])
    tables = tables.replace(return_items=items)
    assert wide(tables).returns["export"].to_list() == [20000]


def test_facts_and_history() -> None:
    told = [
        {
            "id": "1",
            "firm": "ant",
            "fact": "new_firm",
            "from": "2022-05",
            "to": "2025-04",
            "evidence": "执照",
            "basis": "ours",
        },
        {"id": "2", "firm": "bee", "fact": "veto_safety", "basis": "ours"},
    ]
    runs = [
        {"id": "a", "year": "2022", "state": "final"},
        {"id": "b", "year": "2022", "state": "final"},
        {"id": "c", "year": "2023", "state": "notice"},
    ]
    grades = [{"evaluation": run, "firm": "ant", "grade": grade} for run, grade in zip("abc", "CDA", strict=True)]
    tables = given(facts=told, evaluations=runs, grades=grades)
    assert collect_facts(tables).rows() == [
        ("ant", "new_firm", "执照", date(2022, 5, 1), date(2025, 4, 30)),
        ("bee", "veto_safety", None, None, None),
    ]
    assert read_grade_history(tables).rows() == [("ant", 2022, "D")]


def test_a_district_without_returns() -> None:
    found = wide(Tables({}, {}))
    assert found.returns.columns == ["firm", "year", "group", "industry", "park", "land"]
    assert found.returns.height == found.channels.height == found.not_applicable.height == 0
