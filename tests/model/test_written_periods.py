"""A period typed as a page prints it is the period that the page printed."""

from __future__ import annotations

from datetime import date

import pytest

from liantu.model.periods import name_days
from liantu.model.problems import Problems
from liantu.model.written_periods import read_last_day, read_written_period
from liantu.wording.periods import period_text

NOTATION = (
    *("2023", "2023-Q1", "2023-Q4", "2023-05", "2023-12", "2024-02-29", "2023-01..09", "2023-04..12", "199X", "200X"),
    *("2006..", "2006-05..", "2006-Q2..", "199X..", "..2022", "..2022-03", "..2023-01-05", "2023..2027"),
    *("2023-05..2024-06", "2023-05-01..2023-05-20", "2023-Q1..2023-Q3"),
)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("period", NOTATION)
def test_what_a_page_prints_is_read_back(period: str, language: str) -> None:
    assert name_days(read_written_period(period_text(period, language)) or "") == name_days(period)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *[("2023 年 5 月", "2023-05"), ("2023年一季度", "2023-Q1"), ("2023年", "2023"), ("2023年Q1", "2023-Q1")],
        *[("2023年2月以来", "2023-02.."), ("截至2023年9月", "..2023-09"), ("2023年以前", "..2023")],
        *[("2023年5月1—20日", "2023-05-01..2023-05-20"), ("2023年5月1日至6月2日", "2023-05-01..2023-06-02")],
        *[("May 2023", "2023-05"), ("Sep 2023", "2023-09"), ("q2 2023", "2023-Q2")],
        # What may mean two things, or none, is none.
        *[("2023.1", None), ("2023年13月", None), ("去年", None), ("2024年底", None), ("maybe 2023", None)],
        *[("自起", None), ("至", None), ("自去年起", None), ("2023年至2021年", None), ("", None)],
    ],
)
def test_what_is_typed(text: str, period: str | None) -> None:
    assert read_written_period(text) == period


def test_the_last_day_of_what_is_typed() -> None:
    assert read_last_day("2023年一季度") == date(2023, 3, 31)
    for text in ("", "自2010年起", "soon"):
        with pytest.raises(Problems) as raised:
            read_last_day(text, "since")
        assert [(problem.code, problem.column) for problem in raised.value.problems] == [("impossible_period", "since")]
