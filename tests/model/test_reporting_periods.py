"""Weeks and quarters that lists are printed of."""

from __future__ import annotations

from datetime import date

import pytest

from liantu.model.reporting_periods import find_quarter, find_week, name_quarter


@pytest.mark.parametrize(
    ("month", "quarter"), [(month, 1 + (month > 3) + (month > 6) + (month > 9)) for month in range(1, 13)]
)
def test_the_quarter_of_every_month(month: int, quarter: int) -> None:
    assert name_quarter(date(2024, month, 15)) == f"2024-Q{quarter}"


def test_first_and_last_days() -> None:
    assert find_quarter(date(2024, 3, 31)) == (date(2024, 1, 1), date(2024, 3, 31))
    assert find_quarter(date(2024, 4, 1)) == (date(2024, 4, 1), date(2024, 6, 30))
    # 4 March 2024 is a Monday
    assert {find_week(date(2024, 3, day)) for day in range(4, 11)} == {(date(2024, 3, 4), date(2024, 3, 10))}
    assert find_week(date(2024, 3, 11))[0] == date(2024, 3, 11)
