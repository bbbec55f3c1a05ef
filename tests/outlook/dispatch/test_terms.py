"""Of a firm and month: what it was and a year before, from which statement; the year so far stated or added up."""

from __future__ import annotations

import polars as pl
import pytest

from .months import at, one, returns, terms


def of(frame: pl.DataFrame, month: str, span: str = "month", measure: str = "output") -> tuple[object, ...]:
    found = terms(frame).filter(pl.col("at") == at(month), span=span, measure=measure)
    return found.select("amount", "before", "increment", "origin").row(0)


def test_the_same_month_is_what_is_stated_this_year_even_where_last_year_returned_another() -> None:
    frame = returns(one("a", "2022-11", 90, None), one("a", "2023-11", 120, 100))
    assert of(frame, "2023-11") == (120, 100, 20, "stated")


def test_where_it_is_not_stated_it_is_what_the_firm_returned_then() -> None:
    frame = returns(one("a", "2022-11", 90, None), one("a", "2023-11", 120, None))
    assert of(frame, "2023-11") == (120, 90, 30, "earlier_return")


def test_without_either_there_is_no_step_and_no_zero() -> None:
    assert of(returns(one("a", "2023-11", 120, None)), "2023-11") == (120, None, None, None)


def test_a_true_zero_a_year_before_is_a_comparison() -> None:
    assert of(returns(one("a", "2023-11", 120, 0)), "2023-11") == (120, 0, 120, "stated")


def test_months_are_added_up_from_january_and_february_on() -> None:
    frame = returns(one("a", "2023-01..02", 30, 20), one("a", "2023-03", 12, 10), one("a", "2023-04", 8, 10))
    assert of(frame, "2023-04", "so_far") == (50, 40, 10, "summed")
    assert of(frame, "2023-03", "so_far") == (42, 30, 12, "summed")


def test_a_missing_month_leaves_the_year_so_far_unknown() -> None:
    frame = returns(one("a", "2023-01..02", 30, 20), one("a", "2023-04", 8, 10))
    assert of(frame, "2023-04", "so_far") == (None, None, None, None)
    late = returns(one("a", "2023-01..02", None, 20), one("a", "2023-03", 8, 10))
    assert of(late, "2023-03", "so_far") == (None, 30, None, "summed")


def test_a_sum_that_is_stated_counts_before_the_months() -> None:
    sums = {"output_so_far": 55, "output_so_far_before": 44}
    frame = returns(one("a", "2023-01..02", 30, 20), one("a", "2023-03", 12, 10, **sums))
    assert of(frame, "2023-03", "so_far") == (55, 44, 11, "stated")


def test_a_new_year_begins_anew() -> None:
    frame = returns(one("a", "2022-12", 99, 99), one("a", "2023-01..02", 30, 20))
    assert of(frame, "2023-01..02", "so_far") == (30, 20, 10, "summed")


@pytest.mark.parametrize(("measure", "spans"), [("power", {"month", "so_far"}), ("orders", {"month"})])
def test_what_stands_at_a_day_has_no_year_so_far(measure: str, spans: set[str]) -> None:
    frame = returns(one("a", "2023-11", 1, 1, power=5, power_before=4, orders=9, orders_before=8))
    assert set(terms(frame).filter(measure=measure)["span"]) == spans


def test_industry_and_park_are_those_of_the_year() -> None:
    frame = returns(one("a", "2022-12", 1, 1), one("b", "2023-11", 1, 1))
    found = terms(frame, a=("36", "south"), b=(None, "north")).filter(measure="output", span="month")
    assert found.select("firm", "industry", "park").rows() == [("a", "36", "south"), ("b", None, "north")]
