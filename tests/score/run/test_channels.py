"""What a statistical survey collected carries no grade that sets prices: not one value, not what stands in for it."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from tests.score.making import codes, firms, item, run, scheme

import liantu
from liantu.model.problems import Problems

ROWS = firms(land=[1.0, 2.0], tax=[5.0, 8.0], energy=[0.0, 1.0])
PRICED = {"policy": ["price/shandong-2022"]}
OTHERS = {"tax": "tax", "land": "land", "energy": "power"}


def items(**parts: Any) -> dict[str, Any]:
    return {"规上": {"given": ["规上"], "items": [{**item(), **parts}]}}


@pytest.mark.parametrize("how", ["zero", "group_mean"])
def test_nothing_stands_in_for_a_value_that_is_refused(how: str) -> None:
    plan = scheme(**PRICED, groups=items(missing=how, zero_denominator="zero"))
    found = run(ROWS, plan, channels={**OTHERS, "tax": "statistics"})
    assert codes(found.stops) == ["statistical_channel"]
    assert found.points["tax_per_mu"].to_list() == [None, None]
    assert found.firms.select("total", "grade").rows() == [(None, None)] * 2


def test_a_rule_of_points_on_a_refused_field_does_not_count() -> None:
    rule = {"id": "p", "zh": "扣", "points": -3, "field": "energy", "states": ["missing", "zero"]}
    found = run(ROWS, scheme(**PRICED, points=[rule]), channels={**OTHERS, "energy": "statistics"})
    assert codes(found.stops) == ["statistical_channel"]
    assert found.firms["total"].to_list() == [50, 40]
    assert run(ROWS, scheme(**PRICED, points=[rule]), channels=OTHERS).firms["total"].to_list() == [47, 40]


def test_land_that_decides_the_group_is_used_too() -> None:
    of_revenue = {"zh": "率", "numerator": ["tax"], "denominator": ["energy"], "unit": "万元/tce"}
    group = {"规上": {"given": ["规上"], "land": [1, None], "items": [item()]}}
    plan = scheme(**PRICED, indicators={"tax_per_mu": of_revenue}, groups=group)
    assert "land" in plan.used()
    found = run(ROWS, plan, channels={**OTHERS, "land": "statistics"})
    assert codes(found.stops) == ["statistical_channel", "outside_group"]


@pytest.mark.parametrize("word", ["statistics ", "统计调查", "Statistical survey"])
def test_a_channel_by_any_of_its_names(word: str) -> None:
    assert codes(run(ROWS, scheme(**PRICED), channels={**OTHERS, "tax": word}).stops) == ["statistical_channel"]


@pytest.mark.parametrize("word", ["survey", "统计"])
def test_a_word_that_names_no_channel_is_told(word: str) -> None:
    with pytest.raises(Problems, match="unknown_channel"):
        run(ROWS, scheme(**PRICED), channels={**OTHERS, "tax": word})


def test_the_year_and_the_firms_are_named_and_other_years_are_free() -> None:
    rows = pl.concat([ROWS, ROWS.with_columns(pl.lit(2023, pl.Int64).alias("year"))])
    stated = pl.DataFrame(
        {
            "field": ["tax", "tax", "land"],
            "channel": ["statistics", "tax", "land"],
            "year": [2022, 2023, None],
            "firms": [["f2"], ["f1", "f2"], ["f1", "f2"]],
        },
        schema_overrides={"year": pl.Int64},
    )
    before = run(rows, scheme(**PRICED), channels=stated, year=2022)
    assert codes(before.stops) == ["statistical_channel"]
    assert "2022, 1 firms: f2" in before.stops[0].message("en")
    assert "2022 年，1 家企业：f2" in before.stops[0].message("zh_CN")
    after = run(rows, scheme(**PRICED), channels=stated, year=2023)
    assert after.stops == ()
    assert after.firms["grade"].null_count() == 0


def test_surcharges_refuse_a_run_that_rests_on_the_survey() -> None:
    district = liantu.open("districts/yunxi")
    indicator = {"zh": "增", "numerator": ["value_added"], "denominator": ["land"], "unit": "万元/亩"}
    found = district.score.evaluate(scheme(indicators={"tax_per_mu": indicator}), 2022)
    assert found.firms["grade"].count()
    with pytest.raises(Problems, match="statistical_channel"):
        district.score.surcharges(found, "price/shandong-2022")


def test_other_surcharges_are_looked_at() -> None:
    district = liantu.open("districts/yunxi")
    found = district.score.evaluate(scheme(), 2022)
    firm = district.score.surcharges(found, "price/shandong-2022")["firm"][0]
    other = pl.DataFrame({"firm": [firm], "rate": [9.0]})
    priced = district.score.surcharges(found, "price/shandong-2022", other).filter(firm=firm)
    assert priced.select("rate", "counts").row(0) == (9.0, False)
