"""What a grade costs, by how many years running a firm has had it."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from liantu.library.policy import read_policy_value
from liantu.score.report.surcharges import PriceRule, compute_surcharges, count_consecutive_years

SHANDONG = PriceRule("price/shandong-2022", read_policy_value("price/shandong-2022", date(2024, 12, 31)))
HAINING = PriceRule("price/haining-2025-draft", read_policy_value("price/haining-2025-draft", date(2025, 12, 31)))
MILLION = pl.DataFrame({"firm": ["f"], "electricity": [100.0]})  # 10⁴ kWh


def history(*grades: str | None, last: int = 2024) -> pl.DataFrame:
    years = range(last - len(grades) + 1, last + 1)
    return pl.DataFrame([("f", y, g) for y, g in zip(years, grades, strict=True)],
                        schema={"firm": pl.String, "year": pl.Int64, "grade": pl.String}, orient="row")  # fmt: skip


@pytest.mark.parametrize(
    ("grades", "years"),
    [("D", 1), ("DD", 2), ("DDD", 3), ("DDDD", 4), ("DCD", 1), ("CDD", 2), ("DDC", 1), ((*"D", None, *"D"), 1)],
)
def test_years_running(grades: tuple[str | None, ...], years: int) -> None:
    assert count_consecutive_years(history(*grades), 2024)["years"].to_list() == [years]


def test_a_year_nobody_has_ends_the_count() -> None:
    rows = history("D", "D", "D").filter(pl.col("year") != 2023)
    assert count_consecutive_years(rows, 2024)["years"].to_list() == [1]


def test_years_after_the_one_priced_are_not_counted() -> None:
    assert count_consecutive_years(history("D", "D", "D"), 2023)["years"].to_list() == [2]
    assert count_consecutive_years(history("D", "C", "D"), 2022)["years"].to_list() == [1]


def test_of_two_grades_of_one_year_the_later_row_counts() -> None:
    rows = pl.concat([history("D", "C"), history("D")])  # 2024 was C and is corrected to D
    assert count_consecutive_years(rows, 2024).rows() == [("f", "D", 2)]


@pytest.mark.parametrize(
    ("rule", "grades", "yuan"),
    [
        (SHANDONG, "D", 50_000),
        (SHANDONG, "DD", 100_000),
        (SHANDONG, "DDD", 150_000),
        (SHANDONG, "DDDDD", 150_000),
        (HAINING, "D", 300_000),
        (HAINING, "DD", 300_000),
        (HAINING, "DDD", 400_000),
    ],
)
def test_a_million_kilowatt_hours(rule: PriceRule, grades: str, yuan: int) -> None:
    assert compute_surcharges(history(*grades), 2024, rule, MILLION)["amount"].to_list() == [
        pytest.approx(yuan / 10_000)
    ]


def test_other_grades_pay_nothing_more() -> None:
    assert compute_surcharges(history("C"), 2024, SHANDONG, MILLION).is_empty()


def test_a_corrected_old_grade_is_counted_anew() -> None:
    corrected = history("D", "C", "D")
    assert compute_surcharges(corrected, 2024, SHANDONG, MILLION)["rate"].to_list() == [0.05]


def test_of_several_surcharges_only_the_highest_counts() -> None:
    others = pl.DataFrame({"firm": ["f", "f"], "rate": [0.08, 0.12]})
    found = compute_surcharges(history("DD"[0], "D"), 2024, SHANDONG, MILLION, others)
    assert found.select("rate", "amount", "counts").row(0) == (0.12, pytest.approx(12.0), False)


@pytest.mark.parametrize(
    ("other", "rate", "counts"), [(0.0499, 0.05, True), (0.05, 0.05, True), (0.0501, 0.0501, False)]
)
def test_of_two_equal_surcharges_this_one_counts(other: float, rate: float, counts: bool) -> None:
    others = pl.DataFrame({"firm": ["f"], "rate": [other]})
    found = compute_surcharges(history("D"), 2024, SHANDONG, MILLION, others)
    assert found.select("rate", "other", "counts").row(0) == (rate, other, counts)


def test_unknown_electricity_stays_unknown() -> None:
    found = compute_surcharges(history("D"), 2024, SHANDONG, MILLION.clear())
    assert found.select("rate", "amount").row(0) == (0.05, None)
