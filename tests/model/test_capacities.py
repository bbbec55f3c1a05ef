"""Every amount counts once: totals, their parts and what is not itemised."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.model.capacities import UNALLOCATED, convert_to_base_units, list_capacities
from liantu.model.tables import Tables

from .small import Row, capacity, product, tables

END = date(2023, 12, 31)


def given_capacities(*rows: Row, events: tuple[Row, ...] = ()) -> Tables:
    return tables(
        capacities=[*rows], products=[product("cell", "GWh"), product("adipic")], events=[*events, event("x")]
    )


def event(name: str, stage: str = "operating", period: str = "2023-06") -> Row:
    return {"id": f"{name}-{stage}", "capacity": name, "stage": stage, "period": period, "basis": "ours"}


def amounts(given: Tables) -> dict[str, float | None]:
    return dict(list_capacities(given, END).select("id", "base").iter_rows())


def test_72_with_30_itemised_leaves_42() -> None:
    given = given_capacities(
        capacity("all", "72", "GWh/年"),
        capacity("one", "300", "亿Wh/年", part_of="all"),
        capacity("two", part_of="all"),
        events=(event("all", "announced"), event("one", "building")),
    )
    rows = {row["id"]: row for row in list_capacities(given, END).iter_rows(named=True)}
    assert set(rows) == {"one", "two", f"all{UNALLOCATED}"}
    assert (rows["one"]["base"], rows["one"]["status"], rows["one"]["covered"]) == (30, "building", False)
    rest = rows[f"all{UNALLOCATED}"]
    assert (rest["base"], rest["status"], rest["row"], rest["covered"]) == (42, "planned", "all", False)
    # the second is somewhere in the 42: unknown, and already counted
    assert (rows["two"]["base"], rows["two"]["status"], rows["two"]["covered"]) == (None, "unknown", True)


def test_parts_that_fill_their_total_leave_nothing() -> None:
    given = given_capacities(
        capacity("all", "30", "GWh"),
        capacity("a", "1e1", "GWh", part_of="all"),
        capacity("b", "20", "GWh", part_of="all"),
    )
    assert amounts(given) == {"a": 10, "b": 20}


def test_an_unknown_total_has_an_unknown_rest() -> None:
    given = given_capacities(capacity("all"), capacity("three", "60", "GWh", part_of="all"))
    assert amounts(given) == {"three": 60, f"all{UNALLOCATED}": None}


def test_a_part_of_a_part() -> None:
    given = given_capacities(
        capacity("all", "72", "GWh"),
        capacity("site", "30", "GWh", part_of="all"),
        capacity("line", "10", "GWh", part_of="site"),
    )
    assert amounts(given) == {"line": 10, f"site{UNALLOCATED}": 20, f"all{UNALLOCATED}": 42}


def test_a_part_below_a_part_that_nobody_gives() -> None:
    given = given_capacities(
        capacity("all", "72", "GWh"), capacity("site", part_of="all"), capacity("line", "10", "GWh", part_of="site")
    )
    rows = list_capacities(given, END)
    assert dict(rows.select("id", "base").iter_rows()) == {
        "line": 10,
        f"site{UNALLOCATED}": None,
        f"all{UNALLOCATED}": 62,
    }
    # what else the site makes is in the 62
    assert dict(rows.select("id", "covered").iter_rows())[f"site{UNALLOCATED}"]


def test_amounts_in_the_unit_of_the_product() -> None:
    given = given_capacities(
        capacity("a", "30", "万吨/年", product="adipic"),
        capacity("b", "300000000", "公斤", product="adipic"),
        capacity("c", "3", "GWh", product="adipic"),
        capacity("d", "3", None, product="adipic"),
    )
    assert convert_to_base_units(given)["base"].to_list() == [300_000, 300_000, None, None]


def test_places_and_firms_come_from_the_plant() -> None:
    given = tables(
        capacities=[capacity("a", "1", "GWh"), capacity("b", "2", "GWh", plant="", group="cluster")],
        products=[product("cell", "GWh")],
        plants=[{"id": "a", "zh": "a", "firm": "maker", "place": "far", "basis": "ours"}],
        places=[{"id": "far", "zh": "far", "kind": "city", "outside": "yes", "distance": "80", "basis": "ours"}],
    )
    a, b = list_capacities(given, END).iter_rows(named=True)
    assert (a["firm"], a["place"], a["outside"], a["distance"]) == ("maker", "far", True, 80)
    assert (b["firm"], b["place"], b["outside"], b["distance"]) == (None, None, False, None)


@st.composite
def trees(draw: st.DrawFn) -> list[Row]:
    """Totals whose parts, to any depth, sum to no more than they do; each amount known."""
    rows: list[Row] = []

    def grow(name: str, amount: int, parent: str | None, depth: int) -> None:
        rows.append(capacity(name, str(amount), "GWh", part_of=parent or ""))
        left = amount
        for index in range(draw(st.integers(0, 3)) if depth else 0):
            part = draw(st.integers(0, left))
            left -= part
            grow(f"{name}.{index}", part, name, depth - 1)

    for index in range(draw(st.integers(1, 3))):
        grow(f"t{index}", draw(st.integers(0, 1000)), None, 3)
    return rows


@given(trees())
def test_what_counts_sums_to_the_totals(rows: list[Row]) -> None:
    rows = [{**row, "part_of": row["part_of"] or None} for row in rows]
    totals = sum(float(row["amount"] or 0) for row in rows if row["part_of"] is None)
    assert sum(amount or 0 for amount in amounts(given_capacities(*rows)).values()) == pytest.approx(totals)
