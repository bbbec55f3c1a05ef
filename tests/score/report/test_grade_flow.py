"""Firms between grades: counted once a year pair, whether or not they have a grade."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.score.report.grade_flow import count_grade_flow

GRADES = ["A", "B", "C"]
HISTORY = pl.DataFrame(
    {
        "firm": ["a", "b", "c", "d", "a", "b", "c", "e", "a"],
        "year": [2021, 2021, 2021, 2021, 2022, 2022, 2022, 2022, 2023],
        "grade": ["A", "B", "B", None, "B", "A", "B", "C", "B"],
    }
)


def test_each_pair_of_years_counts_every_firm() -> None:
    flow = count_grade_flow(HISTORY, GRADES, [2021, 2022, 2023])
    assert flow.group_by("year", maintain_order=True).agg(pl.col("firms").sum()).rows() == [(2021, 5), (2022, 5)]


def test_better_is_up_and_a_missing_grade_is_no_move() -> None:
    flow = count_grade_flow(HISTORY, GRADES, [2021, 2022])
    assert flow.select("grade", "next_grade", "firms", "move").rows() == [
        ("A", "B", 1, "down"),
        ("B", "A", 1, "up"),
        ("B", "B", 1, "same"),
        (None, "C", 1, None),
        (None, None, 1, None),
    ]


@pytest.mark.parametrize("years", [[], [2021]])
def test_one_year_has_no_flow(years: list[int]) -> None:
    assert count_grade_flow(HISTORY, GRADES, years).is_empty()
