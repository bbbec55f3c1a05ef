"""Since when a step counts, and which rows lie in a span; by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from liantu.model.period_days import add_period_days, align_step_days, has_begun, is_within


def steps(*rows: tuple[str | None, int]) -> list[date | None]:
    """The day since which each step of one project counts; given as period and order of its stage."""
    frame = pl.DataFrame([("p", *row) for row in rows], schema=["project", "period", "order"], orient="row")
    return align_step_days(add_period_days(frame), "project")["day"].to_list()


def test_a_step_of_a_year_had_happened_by_the_earliest_later_stage_in_it() -> None:
    days = steps(("2023", 10), ("2023-09-05", 30), ("2023-06-07", 20), ("2024-01-02", 40))
    assert days == [date(2023, 6, 7), date(2023, 9, 5), date(2023, 6, 7), date(2024, 1, 2)]


def test_the_same_stage_or_an_earlier_one_says_nothing() -> None:
    assert steps(("2023", 10), ("2023-06-07", 10), ("2023-05-01", 5))[0] == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("later", "day"),
    [("2023-01-01", "2023-01-01"), ("2023-12-31", "2023-12-31"), ("2022-12-31", "2023-12-31")],
)
def test_a_later_stage_counts_from_the_first_to_the_last_day_of_the_period(later: str, day: str) -> None:
    assert steps(("2023", 10), (later, 20))[0] == date.fromisoformat(day)


def test_what_lies_in_a_span_to_the_day() -> None:
    rows = add_period_days(
        pl.DataFrame({"period": ["2024-03-04", "2024-03-10", "2024-03-03", "2024-03-11", "2024-03"]})
    )
    inside = rows.filter(is_within(date(2024, 3, 4), date(2024, 3, 10)))["period"].to_list()
    assert inside == ["2024-03-04", "2024-03-10"]
    had_begun = rows.filter(has_begun(date(2024, 3, 10)))["period"].to_list()
    assert had_begun == ["2024-03-04", "2024-03-10", "2024-03-03"]
