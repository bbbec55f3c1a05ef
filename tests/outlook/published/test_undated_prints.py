"""Prints of one figure of which nobody says when they were published: all stand, and which counts is said."""

from __future__ import annotations

from datetime import date

from tests.outlook.forecast.observed import Row, make_town, observe

from liantu.model.problems import Problem
from liantu.outlook.forecast.series_points import list_points
from liantu.outlook.published.figure_checks import check_series

AS_OF = date(2026, 12, 31)


def find(*rows: Row) -> list[Problem]:
    return [problem for problem in check_series(make_town(*rows), AS_OF) if problem.code == "print_undated"]


def test_an_undated_print_beside_a_dated_one_is_named_and_does_not_count() -> None:
    rows = (observe("2023", "900", vintage="2024-02"), observe("2023", "880", vintage=None, id="later"))
    (problem,) = find(*rows)
    assert (problem.row, problem.column) == (3, "vintage")
    assert "2023 has 880 beside 900, and nobody says when 880 was published" in problem.message("en")
    assert "目前以 900 计。请在“版本”填写公布时间" in problem.message("zh_CN")
    assert list_points(make_town(*rows), AS_OF)["value"].to_list() == [900]


def test_of_two_undated_prints_the_last_row_counts_and_both_are_named_once() -> None:
    rows = [observe("2023", value, vintage=None, id=value) for value in ("900", "880")]
    found = find(*rows)
    assert [(problem.row, problem.value, problem.slots["other"], problem.slots["counts"]) for problem in found] == [
        (2, "900", "880", "880"),
        (3, "880", "900", "880"),
    ]
    assert list_points(make_town(*rows), AS_OF)["value"].to_list() == [880]


def test_dated_prints_and_the_same_figure_twice_are_no_finding() -> None:
    assert find(observe("2023", "900"), observe("2023", "880", vintage="2025-02")) == []
    again = observe("2023", "9000000", vintage=None, id="again", unit="万元")
    assert find(observe("2023", "900"), again) == []
    assert find(observe("2023", "900"), observe("2023", "880", vintage=None, id="prices", price_basis="constant")) == []
