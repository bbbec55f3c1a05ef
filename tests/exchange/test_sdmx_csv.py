"""Observations as SDMX-CSV 2.0: the header as the field guide has it, and each line as worked out by hand.

The files of both districts were read by pysdmx 1.21 (``read_sdmx``), with as many lines as stand here.
"""

from __future__ import annotations

import csv
import io

import pytest
from tests.outlook.forecast.observed import Row, make_town, observe

from liantu.exchange.sdmx_csv import count_undated, write_sdmx_csv

GDP: list[Row] = [
    {"id": "output", "unit": "亿元", "price_basis": "current", "growth_price_basis": "constant"},
    {"id": "growth", "unit": "%", "nature": "rate"},
]


def lines(*rows: Row, comment: str = "") -> list[dict[str, str]]:
    text = write_sdmx_csv(make_town(*rows, indicators=GDP), comment)
    return list(csv.DictReader(io.StringIO(text)))


def test_the_header() -> None:
    assert write_sdmx_csv(make_town()) == (
        "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,SCOPE,PRODUCT,TRANSFORMATION,PRICE_BASE,SAMPLE_BASIS,"
        "ACCUMULATION,VINTAGE,OBS_ID,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,REVISION,COMPARATOR,"
        "PRIOR_VALUE,COMMENT_OBS,SOURCE\n"
    )


def test_level_growth_and_share_are_three_lines_of_one_row() -> None:
    row = observe("2022", "869.960", id="second", scope="第二产业", published_growth="4.7", published_share="57.8")
    level, growth, share = lines({**row, "vintage": "2023-01", "revision": "preliminary", "prior_value": "850.1"})
    common = {"STRUCTURE": "dataflow", "STRUCTURE_ID": "LIANTU:OBSERVATIONS(1.0)", "ACTION": "I", "FREQ": "A"}
    assert common.items() <= level.items()
    assert (level["TIME_PERIOD"], level["VINTAGE"], level["OBS_STATUS"]) == ("2022", "2023-01", "P")
    assert (level["OBS_VALUE"], level["UNIT_MEASURE"], level["UNIT_MULT"]) == ("869.960", "CNY", "8")
    assert (level["PRICE_BASE"], growth["PRICE_BASE"], share["PRICE_BASE"]) == ("V", "Q", "V")
    assert [line["TRANSFORMATION"] for line in (level, growth, share)] == ["N", "GY", "SHARE"]
    assert [line["PRIOR_VALUE"] for line in (level, growth, share)] == ["850.1", "", ""]
    assert (growth["OBS_VALUE"], growth["UNIT_MEASURE"]) == ("4.7", "PT")
    assert (share["OBS_VALUE"], share["UNIT_MULT"]) == ("57.8", "0")


def test_growth_alone_is_a_line_alone_and_a_word_has_no_value() -> None:
    bare = {**observe("2023-01..09", ""), "value": None, "unit": None}
    (alone,) = lines({**bare, "published_growth": "6.4", "growth_base": "two_year_average"})
    assert (alone["TRANSFORMATION"], alone["TIME_PERIOD"], alone["FREQ"]) == ("GY2", "2023-01-01/P9M", "M")
    (word,) = lines({**bare, "published_growth_word": "turned_to_profit"})
    assert (word["OBS_VALUE"], word["OBS_STATUS"], word["COMMENT_OBS"]) == ("", "M", "turned_to_profit")
    (unknown,) = lines(bare)
    assert (unknown["OBS_VALUE"], unknown["OBS_STATUS"], unknown["UNIT_MEASURE"]) == ("", "O", "_X")


def test_a_rate_changes_in_percentage_points_and_an_expectation_is_a_forecast() -> None:
    level, change = lines(observe("2024", "97.6", "growth", published_growth="0.4", status="expected"))
    assert (level["UNIT_MEASURE"], change["UNIT_MEASURE"], level["OBS_STATUS"]) == ("PT", "PP", "F")


@pytest.mark.parametrize(
    ("period", "time", "frequency"),
    [
        ("2023-Q2", "2023-Q2", "Q"),
        ("2023-04..06", "2023-Q2", "Q"),
        ("2023-01..02", "2023-01-01/P2M", "M"),
        ("2023-09-30", "2023-09-30", "D"),
        ("199X", "1990-01-01/P120M", "_U"),
        ("2022-07..2023-06", "2022-07-01/P12M", "A"),
        ("2023-05-10..2023-05-20", "2023-05-10/P11D", "_U"),
    ],
)
def test_periods(period: str, time: str, frequency: str) -> None:
    (line,) = lines(observe(period, "1"))
    assert (line["TIME_PERIOD"], line["FREQ"]) == (time, frequency)


def test_what_has_no_closed_period_is_counted_and_a_comment_stands_on_each_line() -> None:
    rows = (observe("2006..", "1", id="open"), {**observe("2023", "2"), "period": None, "id": "none"})
    assert lines(*rows) == []
    assert count_undated(make_town(*rows)) == 2
    assert [line["COMMENT_OBS"] for line in lines(observe("2023", "1"), comment="supposed")] == ["supposed"]
