"""Bad monthly returns: each is named with what stands there and what ought to, in both languages, all at once."""

from __future__ import annotations

from liantu.model.rules import monthly_returns as rules
from liantu.model.tables import Tables

from .small import Row, tables
from .test_rules import told


def given(*rows: Row, **others: list[Row]) -> Tables:
    return tables(monthly_returns=[{"firm": "a", "basis": "ours", **row} for row in rows], **others)


def test_a_month_is_one_month_or_january_and_february() -> None:
    months = ("2023-11", "2023-01..02", "2023-01", "2023-02", "2023-Q1", "2023-01..11", "2023", "2023-13")
    found = rules.check_reporting_months(given(*({"month": month} for month in months)))
    assert [(row, value) for _, row, _, value in told(found)] == [*enumerate(months[2:], 4)]
    assert "1、2月合并" in found[0].message("zh_CN")
    assert "January and February are one" in found[0].message("en")
    moves = tables(sample_moves=[{"firm": "a", "move": "entered", "month": "2023"}])
    assert told(rules.check_reporting_months(moves)) == [("no_reporting_month", 2, "month", "2023")]


def test_a_month_has_begun_at_the_day_of_the_district() -> None:
    made = given({"month": "2023-12"}, {"month": "2024-01..02"}, {"month": "2023-11"})
    dated = Tables({"as_of": "2023-12-05"}, made.frames)
    assert told(rules.check_future_months(dated)) == [("future_month", 3, "month", "2024-01..02")]
    assert rules.check_future_months(made) == []
    early = Tables({"as_of": "2023-01-20"}, given({"month": "2023-01..02"}).frames)
    assert rules.check_future_months(early) == []


def test_amounts_are_not_below_zero() -> None:
    found = rules.check_monthly_amounts(given({"month": "2023-11", "output": "-1", "orders_before": "-0.5"}))
    assert told(found) == [
        ("negative_number", 2, "output", "-1"),
        ("negative_number", 2, "orders_before", "-0.5"),
    ]


def test_a_firm_that_stands_still_makes_nothing() -> None:
    rows = [{"month": "2023-10", "output": "0"}, {"month": "2023-11", "output": "3.5"}]
    found = rules.check_stopped_firms(given(*({**row, "state": "stopped"} for row in rows)))
    assert told(found) == [("output_while_stopped", 3, "output", "3.5")]
    assert "部分停产" in found[0].message("zh_CN")
    assert rules.check_stopped_firms(given({"month": "2023-11", "output": "3", "state": "partly"})) == []


def test_a_sum_is_that_of_the_month_before_and_the_month() -> None:
    """30, then 30 + 12 = 42 and not 50, then 50 + 8 = 58; half a per cent is rounding."""
    rows = [
        {"month": "2023-01..02", "output": "30", "output_so_far": "30"},
        {"month": "2023-03", "output": "12", "output_so_far": "50"},
        {"month": "2023-04", "output": "8", "output_so_far": "58.9"},
    ]
    found = rules.check_sums_so_far(given(*rows))
    assert told(found) == [("so_far_disagrees", 3, "output_so_far", "50")]
    assert "42" in found[0].message("en")
    assert found[0].severity == "warning"
    first = rules.check_sums_so_far(given({"month": "2023-01..02", "output": "30", "output_so_far": "60"}))
    assert told(first) == [("so_far_disagrees", 2, "output_so_far", "60")]
    assert rules.check_sums_so_far(given(rows[2])) == []  # nothing is known of the months before


def test_last_year_is_what_was_returned_then() -> None:
    rows = [
        {"month": "2022-11", "output": "100"},
        {"month": "2023-11", "output": "120", "output_before": "90"},
        {"firm": "b", "month": "2022-11", "output": "500"},
        {"firm": "b", "month": "2023-11", "output": "520", "output_before": "502"},
    ]
    found = rules.check_earlier_returns(given(*rows))
    assert told(found) == [("earlier_return_differs", 3, "output_before", "90")]
    assert "100" in found[0].message("zh_CN")


def test_unit_data_of_a_statistical_survey_are_refused() -> None:
    sources = [{"id": "own", "class": "internal"}, {"id": "bureau", "class": "statistical"}]
    made = given({"month": "2023-10", "source": "own"}, {"month": "2023-11", "source": "bureau"}, sources=sources)
    found = rules.check_own_returns(made)
    assert told(found) == [("survey_unit_data", 3, "source", "bureau")]
    assert found[0].severity == "error"
    assert "统计调查" in found[0].message("zh_CN")


def test_unknown_is_no_zero() -> None:
    rows = [
        {"month": "2023-10", "output": "0", "state": "producing"},
        {"month": "2023-11", "output": "0", "state": "stopped"},
        {"month": "2023-12", "output": "5", "output_before": "0", "power_before": "2.5", "state": "producing"},
        {"month": "2023-09", "output": "5", "output_before": "0", "state": "producing"},
    ]
    found = rules.check_zero_months(given(*rows, firms=[{"id": "a", "zh": "甲厂", "en": "Works A"}]))
    assert told(found) == [
        ("no_output_while_producing", 2, "output", "0"),
        ("zero_with_electricity", 4, "output_before", "0"),
    ]
    assert "“甲厂”填报的上年同月产值为 0，而上年同月用电 2.5 万千瓦时" in found[1].message("zh_CN")
    assert "“Works A” says that it produces" in found[0].message("en")
