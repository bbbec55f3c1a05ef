"""Periods that run across each other, cumulative figures from another month, targets without scope: all at once."""

from __future__ import annotations

import pytest
from tests.outlook.forecast.observed import Row, aim, make_town, observe

from liantu.model.rules import run_rules


def told(*rows: Row, **frames: list[Row]) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in run_rules(make_town(*rows, **frames))]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("2023-01..03", "2023-03..05", True),
        ("2023-Q1", "2023-02..06", True),
        ("2023-01..03", "2023-01..06", False),  # cumulative
        ("2023-Q2", "2023-05", False),  # a month of its quarter
        ("2023-01..02", "2023-03", False),
        ("2023", "2023-10..12", False),
        ("2022-07..2023-06", "2023", True),
    ],
)
def test_periods_that_run_across_each_other(first: str, second: str, found: bool) -> None:
    assert told(observe(first, "1"), observe(second, "2")) == ([("periods_overlap", 3)] if found else [])
    other = observe(second, "2", scope="规上")
    assert told(observe(first, "1"), other) == []


def test_the_message_names_both() -> None:
    (problem,) = run_rules(make_town(observe("2023-01..03", "1"), observe("2023-03..05", "2")))
    assert problem.message("en").startswith(
        "observations.csv, row 3, column “period”: "
        "the period “March–May 2023” runs across “January–March 2023” of row 2."
    )
    assert "时期“2023年3—5月”与第 2 行的“2023年1—3月”有一部分重叠。" in problem.message("zh_CN")


def test_a_cumulative_figure_begins_in_january() -> None:
    (problem,) = run_rules(make_town(observe("2023-09", "1", accumulation="cumulative")))
    assert (problem.code, problem.row) == ("cumulative_from_january", 2)
    assert "2023-01..09" in problem.message("en")
    assert told(observe("2023-09", "1", accumulation="single"), observe("2022", "9", accumulation="cumulative")) == []


def test_a_target_says_of_what() -> None:
    scoped = observe("2023", "1", scope="规上")
    (problem,) = run_rules(make_town(scoped, targets=[aim("goal", "2025", "2")]))
    assert (problem.code, problem.row) == ("target_without_scope", 2)
    assert "规上" in problem.message("zh_CN")
    assert "above designated size" in problem.message("en")
    assert told(scoped, targets=[aim("goal", "2025", "2", scope="规上")]) == []
    assert told(scoped, observe("2022", "1"), targets=[aim("goal", "2025", "2")]) == []


def test_a_growth_is_in_per_cent_and_of_levels() -> None:
    def growth(unit: str | None, of: str) -> list[tuple[str, int | None]]:
        wrong: Row = {"id": "g", "unit": unit, "growth_of": of}
        return told(indicators=[{"id": "output", "unit": "亿元"}, {"id": "rate", "unit": "%"}, wrong])

    assert growth("%", "output") == []
    assert growth("亿元", "output") == growth(None, "output") == growth("%", "rate") == [("growth_of_rate", 4)]


def test_all_that_is_wrong_is_told_at_once() -> None:
    from datetime import date

    from liantu.district import District

    rows = (
        observe("2023-01..03", "10", id="q1"),
        observe("2023-01..04", "9", id="falls"),
        observe("2023-03..05", "4", id="across"),
        observe("2022", "10", "revenue", id="r22"),
        observe("2023", "12", "revenue", id="r23", published_growth="50"),
        observe("2022", "3", "mixed", id="m22"),
        observe("2023", "3", "mixed", id="m23", unit="t"),
        observe("2023", "3", "firms", id="f", scope="规上"),
    )
    town = District(make_town(*rows, targets=[aim("goal", "2025", "9", "firms")]), date(2024, 12, 31))
    codes = {problem.code for problem in town.check()}
    assert codes == {
        "periods_overlap",
        "growth_contradicts_levels",
        "cumulative_falls",
        "series_mixed_units",
        "target_without_scope",
    }


@pytest.mark.parametrize(
    ("kind", "unit", "found"),
    [
        ("output", "亿元", "negative_number"),
        ("sales", "亿元", "negative_number"),
        ("other", "亿kWh", "negative_number"),
        ("tax", "亿元", "negative_revenue"),
        ("other", "亿元", None),  # a profit
    ],
)
def test_only_a_profit_is_below_zero(kind: str, unit: str, found: str | None) -> None:
    indicators: list[Row] = [{"id": "output", "zh": "某指标", "unit": unit, "kind": kind}]
    made = make_town(observe("2023", "-3", unit=unit, prior_value="-1"), indicators=indicators)
    told_of = [(problem.code, problem.column) for problem in run_rules(made)]
    assert told_of == ([(found, "value"), (found, "prior_value")] if found else [])


def test_words_of_loss_are_said_of_profit_alone() -> None:
    kinds = (("profit", "other", "亿元"), ("output", "output", "亿元"), ("power", "other", "亿kWh"))
    indicators: list[Row] = [{"id": key, "zh": f"{key}数", "unit": unit, "kind": kind} for key, kind, unit in kinds]
    rows = [
        {**observe("2023", "3"), "indicator": key, "unit": unit, "published_growth_word": word}
        for key, _kind, unit in kinds
        for word in ("turned_to_profit", "same")
    ]
    found = run_rules(make_town(*rows, indicators=indicators))
    assert [(problem.code, problem.row) for problem in found] == [
        ("growth_word_of_no_profit", 4),
        ("growth_word_of_no_profit", 6),
    ]
    assert "“扭亏为盈”只用于利润，“output数”不会亏损" in found[0].message("zh_CN")
    assert "“from profit to loss”" not in found[0].message("en")
