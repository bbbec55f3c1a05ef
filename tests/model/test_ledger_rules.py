"""Rules of the land ledger and the yearly returns: what is right passes, what is wrong is told where it stands."""

from __future__ import annotations

import pytest

from liantu.model.problems import Problem
from liantu.model.rules import RULES
from liantu.model.rules.date_order import check_date_order
from liantu.model.rules.land_standards import check_standard_units
from liantu.model.rules.land_sums import check_lessor_land, check_lessors, check_one_measure, check_parcel_land
from liantu.model.rules.return_values import (
    check_future_years,
    check_never_negative,
    check_return_units,
    check_state_and_value,
    check_whole_years,
)

from .ledger import lease, ledger, own, parcel, returned
from .small import tables


def told(problems: list[Problem]) -> list[tuple[str, int | None, str, str]]:
    return [(p.code, p.row, p.column, p.value) for p in problems]


# -- land --------------------------------------------------------------------------------------------------------------


def test_two_firms_on_one_parcel_and_one_firm_on_two_are_right() -> None:
    given = ledger(
        parcel("p", "100"),
        parcel("q", "40"),
        own("a", "ant", area="60"),
        own("b", "bee", share="40"),
        own("c", "ant", "q", area="40"),
    )
    assert check_parcel_land(given) == []
    assert check_lessors(given) == []


def test_land_beyond_the_parcel_is_told_at_the_holding_that_begins_it() -> None:
    given = ledger(
        parcel("p", "100"), own("a", "ant", area="60"), own("b", "bee", share="41"), own("c", "cow", area="1")
    )
    (problem,) = check_parcel_land(given)
    assert told([problem]) == [("land_exceeds_parcel", 4, "area", "102")]
    assert problem.slots == {"limit": "100", "parcel": "p"}
    assert "parcel p comes to 102 mu, more than its 100 mu" in problem.message("en")


def test_land_that_changes_hands_counts_once_at_a_time() -> None:
    before, after = own("a", "ant", share="100", to="2020-06"), own("b", "bee", share="100", **{"from": "2020-07"})
    assert check_parcel_land(ledger(parcel("p", "100"), before, after)) == []
    overlapping = own("b", "bee", share="100", **{"from": "2020-06"})
    assert told(check_parcel_land(ledger(parcel("p", "100"), before, overlapping))) == [
        ("land_exceeds_parcel", 3, "area", "200")
    ]


def test_what_is_unknown_exceeds_nothing() -> None:
    assert check_parcel_land(ledger(parcel("p"), own("a", "ant", area="60"))) == []
    assert check_parcel_land(ledger(parcel("p", "10"), own("a", "ant"), own("b", "bee", area="60"))) == []


def test_a_lease_comes_from_somebody_who_has_the_land() -> None:
    owner, tenant = own("a", "ant", area="60"), lease("l", "bee", "ant", area="10")
    assert check_lessors(ledger(parcel("p", "100"), owner, tenant)) == []
    assert check_lessors(ledger(parcel("p", "100"), owner, lease("l", "bee", None, area="10"))) == []
    sublet = lease("m", "cow", "bee", area="5")
    assert check_lessors(ledger(parcel("p", "100"), owner, tenant, sublet)) == []
    stranger = lease("l", "bee", "cow", area="10")
    assert told(check_lessors(ledger(parcel("p", "100"), owner, stranger))) == [
        ("lease_without_owner", 3, "lessor", "cow")
    ]
    assert told(check_lessors(ledger(parcel("p", "100"), lease("l", "bee", None)))) == [
        ("lease_without_owner", 2, "lessor", "bee")
    ]
    sold = own("a", "ant", area="60", to="2019")
    late = lease("l", "bee", "ant", area="10", **{"from": "2020"})
    assert told(check_lessors(ledger(parcel("p", "100"), sold, late))) == [("lease_without_owner", 3, "lessor", "ant")]


def test_of_several_owners_the_lessor_is_named() -> None:
    rows = own("a", "ant", area="60"), own("b", "bee", area="40"), lease("l", "cow", None, area="5")
    (problem,) = check_lessors(ledger(parcel("p", "100"), *rows))
    assert told([problem]) == [("lessor_unclear", 4, "lessor", "cow")]
    assert problem.slots == {"owners": "ant, bee"}


@pytest.mark.parametrize("row", [lease("l", "ant", "ant"), own("l", "ant", lessor="bee")])
def test_nobody_lets_to_itself(row: dict[str, str]) -> None:
    (problem,) = check_lessors(ledger(parcel("p", "100"), row))
    assert (problem.code, problem.severity) == ("lets_to_itself", "error")


def test_nobody_lets_more_than_it_has() -> None:
    owner = own("a", "ant", area="60")
    rows = lease("l", "bee", "ant", area="40"), lease("m", "cow", "ant", area="30")
    (problem,) = check_lessor_land(ledger(parcel("p", "100"), owner, *rows))
    assert told([problem]) == [("lease_exceeds_holding", 4, "area", "70")]
    assert problem.slots == {"limit": "60", "lessor": "ant"}
    assert check_lessor_land(ledger(parcel("p", "100"), owner, rows[0], lease("m", "cow", "ant"))) == []
    assert check_lessor_land(ledger(parcel("p", "100"), owner, rows[0], lease("m", "dog", "bee", area="40"))) == []


def test_land_is_given_one_way() -> None:
    right = own("a", "ant", area="1"), own("b", "ant", share="1"), own("c", "ant", floor_area="1"), own("d", "ant")
    assert check_one_measure(ledger(*right)) == []
    assert told(check_one_measure(ledger(own("a", "ant", area="1", share="1")))) == [("two_measures", 2, "area", "a")]


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "end", "right"),
    [
        ("2020", "2020", True),
        ("2020-05", "2020", True),
        ("2020-05-02", "2020-05-01", False),
        ("2021", "2020-12-31", False),
        (None, "2020", True),
        ("2020..", None, True),
        ("2021..", "2020", False),
    ],
)
def test_dates_in_order(begin: str | None, end: str | None, right: bool) -> None:
    row = {**own("a", "ant"), "from": begin, "to": end}
    assert told(check_date_order(ledger(row))) == ([] if right else [("dates_out_of_order", 2, "to", end)])


def test_an_objection_is_decided_after_it_came() -> None:
    row = {"id": "o", "firm": "ant", "received": "2024-05-03", "decided": "2024-05-02"}
    (problem,) = check_date_order(tables(objections=[row]))
    assert problem.message("en") == (
        "objections.csv, row 2, column “decided”: “2024-05-02” lies before its beginning "
        "“2024-05-03”. Check the two dates."
    )


# -- returns -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "state", "right"),
    [
        ("0", None, True),
        ("0", "reported", True),
        (None, None, True),
        (None, "missing", True),
        (None, "not_applicable", True),
        ("0", "not_applicable", False),
        ("7", "missing", False),
        (None, "reported", False),
    ],
)
def test_three_kinds_of_nothing(value: str | None, state: str | None, right: bool) -> None:
    found = check_state_and_value(ledger(returns=[returned("ant", "tax", value, "万元", state=state)]))
    assert told(found) == ([] if right else [("state_and_value", 2, "state", state)])


def test_a_return_is_measured_like_its_item() -> None:
    rows = [
        returned("ant", "tax", "1", "亿元"),
        returned("ant", "energy", "1", "吨标准煤"),
        returned("ant", "electricity", "1", "kWh"),
        returned("ant", "rd", "1", "t"),
        returned("ant", "employees", None),
    ]
    assert told(check_return_units(ledger(returns=rows))) == [("wrong_dimension", 5, "unit", "t")]


def test_only_some_items_may_be_below_zero() -> None:
    rows = [returned("ant", item, "-1", "万元") for item in ("tax", "value_added", "profit", "revenue", "land")]
    assert told(check_never_negative(ledger(returns=rows))) == [
        ("negative_number", 5, "value", "-1"),
        ("negative_number", 6, "value", "-1"),
    ]


@pytest.mark.parametrize("year", ["2023-06", "2023..", "202X"])
def test_returns_are_of_whole_years(year: str) -> None:
    assert check_whole_years(ledger(returns=[returned("ant", "tax", "1", "元")])) == []
    rows = [returned("ant", "tax", "1", "元", year=year)]
    assert told(check_whole_years(ledger(returns=rows))) == [("whole_year", 2, "year", year)]


@pytest.mark.parametrize(
    ("as_of", "year", "value", "right"),
    [
        ("2023-12-31", "2023", "1", True),
        ("2023-01-01", "2023", "1", True),  # a year that runs may be reported so far
        ("2023-12-31", "2024", "1", False),
        ("2023-12-31", "2024", None, True),  # a form handed out, and nothing said
        ("", "2031", "1", True),
    ],
)
def test_returns_are_of_years_that_have_begun(as_of: str, year: str, value: str | None, right: bool) -> None:
    given = ledger(returns=[returned("ant", "tax", "1", "元"), returned("ant", "tax", value, "元", year=year)])
    given = given.with_about({"as_of": as_of} if as_of else {}, given.frames)
    assert told(check_future_years(given)) == ([] if right else [("future_return", 3, "year", year)])


@pytest.mark.parametrize(
    ("indicator", "unit", "right"),
    [
        ("tax", "万元/亩", True),
        ("tax", "元/m2", True),
        ("investment", "亿元/公顷", True),
        ("energy", "吨标准煤/万元", True),
        ("energy", "kgce/万元", True),
        ("tax", "万元", False),
        ("energy", "万元/亩", False),
    ],
)
def test_units_of_land_standards(indicator: str, unit: str, right: bool) -> None:
    row = {"id": "s", "indicator": indicator, "value": "1", "unit": unit}
    assert told(check_standard_units(tables(land_standards=[row]))) == (
        [] if right else [("wrong_dimension", 2, "unit", unit)]
    )


def test_all_are_run() -> None:
    land = {check_one_measure, check_lessors, check_parcel_land, check_lessor_land, check_standard_units}
    assert land | {
        check_date_order,
        check_state_and_value,
        check_return_units,
        check_never_negative,
        check_whole_years,
    } <= set(RULES)
