"""Observations as series: January and February one month, differences marked, gaps and mixed units told in words."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from liantu.model.tables import Tables
from liantu.outlook.forecast.series import Series, assemble_series
from liantu.outlook.forecast.series_checks import check_points
from liantu.outlook.forecast.series_points import list_points
from liantu.outlook.forecast.single_periods import list_single_periods

from .observed import Row, make_town, observe

AS_OF = date(2024, 6, 30)


def read(*rows: Row) -> tuple[pl.DataFrame, pl.DataFrame, list[Series]]:
    tables = make_town(*rows)
    points = list_points(tables, AS_OF)
    single = list_single_periods(points)
    return points, single, list(assemble_series(points, single))


def months(single: pl.DataFrame) -> list[tuple[int, int, float, str]]:
    rows = single.filter(pl.col("end") - pl.col("start") < 2).select("start", "end", "value", "origin")
    return [(start, end, round(value, 6), origin) for start, end, value, origin in rows.iter_rows()]


def test_months_are_what_cumulative_figures_add_and_say_so() -> None:
    _points, single, (series,) = read(
        observe("2024-01..02", "12"), observe("2024-Q1", "20"), observe("2024-01..04", "27.5"), observe("2024-05", "8")
    )
    assert months(single) == [
        (1, 2, 12, "stated"),
        (3, 3, 8, "derived"),
        (4, 4, 7.5, "derived"),
        (5, 5, 8, "stated"),
    ]
    assert (series.cells, series.year, series.through, series.so_far) == (11, 2024, 5, 35.5)


def test_what_is_printed_by_itself_comes_before_a_difference() -> None:
    _points, single, (series,) = read(observe("2024-Q1", "20"), observe("2024-01..04", "28"), observe("2024-04", "9"))
    assert single.filter(start=4, end=4).select("value", "origin").row(0) == (9, "stated")
    assert series.so_far == 28


def test_january_and_february_apart_are_one_month() -> None:
    _points, single, _series = read(observe("2024-01", "5"), observe("2024-02", "6"), observe("2024-03", "7"))
    assert months(single) == [(1, 2, 11, "derived"), (3, 3, 7, "stated")]
    assert single.filter(start=1, end=3)["value"].to_list() == [18]


def test_a_later_print_counts_and_a_bound_does_not() -> None:
    points, _single, (series,) = read(
        observe("2022", "90", id="first", vintage="2023-02"),
        observe("2022", "94", id="census", vintage="2023-11"),
        observe("2021", "80", comparator="gt"),
        observe("2023", "100"),
    )
    assert points["observation"].to_list() == ["census", "output 2023 100"]
    assert (series.years, series.yearly.tolist(), series.vintage) == ((2022, 2023), [94, 100], "2024-01")


def test_figures_are_in_the_unit_of_their_indicator() -> None:
    points, _single, _series = read(observe("2023", "1234500", unit="万元"))
    assert points.select("value", "unit").row(0) == (123.45, "亿元")


def test_what_is_no_flow_is_its_value_in_december() -> None:
    _points, _single, (series,) = read(
        observe("2022-12", "5", "firms"), observe("2023-06", "6", "firms"), observe("2023-12", "7", "firms")
    )
    assert (series.flow, series.years, series.yearly.tolist(), series.so_far) == (False, (2022, 2023), [5, 7], None)
    assert series.latest == (2023, 7)


def test_quarters_where_months_are_not_known() -> None:
    rows = [observe(f"{year}-Q{quarter}", str(year - 2000 + quarter)) for year in (2022, 2023) for quarter in (2, 3, 4)]
    _points, _single, (series,) = read(*rows, observe("2022-Q1", "23"), observe("2023-Q1", "24"))
    assert (series.cells, series.full_years, series.first_year) == (4, 2, 2022)
    assert series.yearly.tolist() == [98, 102]


def test_shares_of_earlier_years_are_of_the_same_months() -> None:
    _points, _single, (series,) = read(
        *(observe(f"{year}", value) for year, value in ((2022, "100"), (2023, "120"))),
        *(observe(f"{year}-Q1", value) for year, value in ((2022, "22"), (2023, "30"), (2024, "33"))),
    )
    assert (series.year, series.through, series.so_far) == (2024, 3, 33)
    assert series.shares.tolist() == [0.22, 0.25]


def told(*rows: Row, language: str = "en") -> list[str]:
    points, _single, series = read(*rows)
    problems = [*check_points(points), *(problem for part in series for problem in part.problems)]
    return [problem.message(language) for problem in problems]


def test_bad_series_are_told_all_at_once() -> None:
    messages = told(
        observe("2019", "50"),
        observe("2021", "60"),
        observe("2022", "70"),
        observe("2023-Q1", "20"),
        observe("2023-01..04", "19"),
        observe("2023-01..05", "30"),
        observe("2023-05", "12"),
        observe("2022", "5", "mixed"),
        observe("2023", "5", "mixed", unit="t"),
    )
    assert len(messages) == 4
    assert "the cumulative figure of January–April 2023, 19, is below an earlier one" in messages[0]
    assert "May 2023 is printed as 12; the cumulative figures leave 11" in messages[1]
    assert any("lacks 2020; only the years after the gap are used" in message for message in messages)


def test_mixed_units_are_told_in_chinese() -> None:
    (message,) = told(observe("2022", "5"), observe("2023", "5", unit="t"), language="zh_CN")
    assert "指标“output”的统计值单位不能互相换算" in message


@pytest.mark.parametrize("period", ["2023-04-01..2023-04-15", "2022-11..2023-02", "2023..", "2024-07", "199X"])
def test_what_is_no_part_of_one_year_or_still_to_come_is_no_point(period: str) -> None:
    assert read(observe(period, "5"))[0].is_empty()


def test_a_district_without_observations_has_no_series() -> None:
    tables: Tables = make_town()
    points = list_points(tables, AS_OF)
    assert list(assemble_series(points, list_single_periods(points))) == []


def test_a_level_without_a_readable_unit_stops_no_series() -> None:
    year = [observe(f"2022-01..{month:02}", str(10 * month), accumulation="cumulative") for month in (2, 3, 4)]
    unread = observe("2023-01..02", "24", accumulation="cumulative", unit=None)
    _points, _single, (series,) = read(*year, unread)
    assert [problem.code for problem in series.problems] == ["series_mixed_units"]


def test_a_sum_that_falls_leaves_no_month_below_zero() -> None:
    rows = [observe(f"2023-01..{end}", value) for end, value in (("03", "30"), ("04", "29"), ("05", "41"))]
    points, single, _ = read(*rows)
    assert months(single) == [(5, 5, 12, "derived")]  # and no April of -1
    assert [problem.code for problem in check_points(points)] == ["cumulative_falls"]
    sums = [observe(f"2023-01..{end}", value) for end, value in (("03", "3"), ("04", "2"))]
    profit: list[Row] = [{**row, "indicator": "profit"} for row in sums]
    indicators: list[Row] = [{"id": "profit", "unit": "亿元", "kind": "other"}]
    of_profit = list_single_periods(list_points(make_town(*profit, indicators=indicators), AS_OF))
    assert months(of_profit) == [(4, 4, -1, "derived")]  # a month may lose
