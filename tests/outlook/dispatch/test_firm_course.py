"""Firm by firm: one course each, its own forecast beside what came, silence apart from standing still."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.disclosure import DisclosureRules
from liantu.outlook.dispatch.firm_course import compare_forecasts, count_courses, list_firms
from liantu.outlook.dispatch.size_line import count_unknown_revenue, list_near_line
from liantu.outlook.dispatch.told_sums import protect_month, protect_totals

from .months import at, one, returns, terms

OCTOBER = [one(firm, "2023-10", 100, 100, next_output=110) for firm in "abcdef"]
NOVEMBER = [
    one("a", "2023-11", 121, 100, next_output=130),
    one("b", "2023-11", 99, 110),
    one("c", "2023-11", 0, 100, state="stopped"),
    one("d", "2023-11", 100, 100),
    one("e", "2023-11", 50, None),
]
FRAME = returns(*OCTOBER, *NOVEMBER)


def firms() -> pl.DataFrame:
    return list_firms(terms(FRAME), FRAME, at("2023-11"))


def test_each_firm_has_one_course() -> None:
    assert dict(firms().select("firm", "course").iter_rows()) == {
        **{"a": "growing", "b": "falling", "c": "stopped", "d": "level"},
        **{"e": "not_compared", "f": "not_returned"},
    }
    counts = count_courses(firms())
    assert counts == {
        **{"returned": 5, "growing": 1, "falling": 1, "level": 1},
        **{"stopped": 1, "not_compared": 1, "not_returned": 1},
    }


def test_who_is_silent_has_no_amount() -> None:
    row = firms().filter(firm="f").row(0, named=True)
    assert (row["month_amount"], row["month_contribution"], row["expected"]) == (None, None, 110)


def test_a_forecast_stands_beside_what_came_of_firms_that_said_both() -> None:
    """Expected 5 × 110, came 121 + 99 + 0 + 100 + 50 = 370: − 180, − 32.73 %; f said nothing of the month."""
    row = compare_forecasts(firms()).row(0, named=True)
    assert (row["firms"], row["expected"], row["came"], row["difference"]) == (5, 550, 370, -180)
    assert row["surprise"] == pytest.approx(-100 * 180 / 550)
    assert (row["next_firms"], row["next_output"]) == (1, 130)
    assert firms().filter(firm="a")["surprise"][0] == pytest.approx(10)


def test_nobody_having_said_anything_is_unknown() -> None:
    frame = returns(one("a", "2023-11", 121, 100))
    row = compare_forecasts(list_firms(terms(frame), frame, at("2023-11"))).row(0, named=True)
    assert (row["expected"], row["came"], row["difference"], row["next_output"]) == (None, None, None, None)


YEAR = ["2022-12", "2023-01..02", *(f"2023-{month:02}" for month in range(3, 12))]


def test_near_the_line_are_those_whose_twelve_months_are_known() -> None:
    rows = [one("near", month, 1, 1, revenue=170) for month in YEAR]  # 1,870: 6.5 % below 2,000
    rows += [one("over", month, 1, 1, revenue=200) for month in YEAR]  # 2,200: 10 % above
    rows += [one("far", month, 1, 1, revenue=300) for month in YEAR]
    rows += [one("gap", month, 1, 1, revenue=None if month == "2023-05" else 180) for month in YEAR]
    rows += [one("gone", month, 1, 1, revenue=180) for month in YEAR[:-1]]
    found = list_near_line(returns(*rows), at("2023-11"), 2000, 10)
    assert found.rows() == [("over", 2200, 10, "above"), ("near", 1870, -6.5, "below")]
    assert count_unknown_revenue(returns(*rows), at("2023-11")) == 1


RULES = DisclosureRules(4, (2, 85.0), None, 10, 2, True)


def test_what_would_tell_of_one_firm_does_not_go_out_nor_what_it_follows_from() -> None:
    """Two firms in the south: hidden, and with them the north, since the whole is told."""
    rows = [one(f"n{n}", "2023-11", 50 + n, 50) for n in range(6)]
    rows += [one(f"s{n}", "2023-11", 40 + n, 30) for n in range(2)]
    parts = {f"s{n}": ("26", "south") for n in range(2)}
    found = protect_month(terms(returns(*rows), **parts), at("2023-11"), RULES)
    parks = {row["part"]: row for row in found.filter(by="park").iter_rows(named=True)}
    assert (parks[None]["amount"], parks[None]["hidden"]) == (6 * 50 + 15 + 81, False)
    assert [parks[park]["amount"] for park in ("south", "north")] == [None, None]
    assert [parks[park]["contribution"] for park in ("south", "north")] == [None, None]
    assert parks[None]["growth"] == pytest.approx(100 * (396 / 360 - 1))


def test_a_whole_of_three_firms_is_not_told() -> None:
    rows = [one(f"n{n}", "2023-11", 50 + n, 50) for n in range(3)]
    found = protect_totals(terms(returns(*rows)), [at("2023-11")], RULES)
    assert found["growth"].to_list() == [None]
    assert protect_month(terms(returns(*rows)), at("2023-10"), RULES).is_empty()
