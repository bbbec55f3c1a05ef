"""Fuling from two articles: four numbers, and what can and cannot be said of each target."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.district import District
from liantu.model.problems import Problems


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open(Path(__file__).parents[3] / "districts" / "fuling")


def test_each_target_says_what_can_be_said(fuling: District) -> None:
    said = fuling.outlook.targets()
    assert dict(said.select("target", "verdict").iter_rows()) == {
        "output-2023": "year_over",
        "emerging-2023": "not_observed",
        "firms-10bn-2027": "needed",
        "listed-2027": "base_unknown",
        "budget-2027": "needed_supposed",
        "gdp-2027": "base_unknown",
        "value-added-2027": "base_unknown",
        "output-2027": "needed_supposed",
    }


def test_without_suppositions_only_the_firms_have_a_base(fuling: District) -> None:
    said = fuling.outlook.targets(facts_only=True)
    assert said.filter(pl.col("verdict") == "needed")["target"].to_list() == ["firms-10bn-2027"]
    assert fuling.outlook.forecast(facts_only=True)["year"].null_count() == 38


def test_gdp_and_value_added_get_the_growth_of_each_base_and_no_forecast(fuling: District) -> None:
    bases = fuling.outlook.possible_bases()
    growth = {
        base: round(rate, 1) for base, rate in bases.filter(target="gdp-2027").select("base", "growth").iter_rows()
    }
    assert growth == {1200: 15.0, 1400: 10.7, 1600: 7.0, 1800: 3.9, 2000: 1.2}
    forecasts = fuling.outlook.forecast()
    assert forecasts.filter(pl.col("indicator").is_in(["gdp", "industrial-value-added"])).is_empty()
    assert forecasts.filter(indicator="gdp-growth")["reason"].to_list() == ["rate"]


def test_output_follows_under_a_marked_assumption_and_never_as_four_quarters(fuling: District) -> None:
    row = fuling.outlook.forecast(indicator="industrial-output").row(0, named=True)
    assert (row["year"], row["method"], row["supposed"], row["so_far"], row["through"]) == (
        2023,
        "share",
        True,
        641.4,
        3,
    )
    assert row["low"] < 4 * 641.4 < row["typical"]
    assert row["high"] - row["low"] < 0.2 * row["typical"]  # no interval of everything
    said = fuling.outlook.targets().row(by_predicate=pl.col("target") == "output-2023", named=True)
    assert said["left"] == pytest.approx(2500 - 641.4)


def test_2027_crosses_scopes_so_it_has_a_need_and_no_chance(fuling: District) -> None:
    said = fuling.outlook.targets().row(by_predicate=pl.col("target") == "output-2027", named=True)
    assert (said["same_scope"], said["base_scope"], said["forecast_typical"]) == (False, "规上", None)
    assert said["needed_low"] < 1500 < said["needed_high"]


def test_four_years_of_new_projects_at_103_make_412_of_what_is_needed(fuling: District) -> None:
    parts = fuling.outlook.coming("output-2027", "new-projects-output")
    assert parts.filter(part="unnamed")["typical"].item() == 412
    named = parts.filter(part="named").row(0, named=True)
    assert named["unknown"] == named["projects"] > 0  # no project states its output,
    assert named["typical"] is None  # so what they bring is not known, which is not zero
    stages = dict(fuling.outlook.projects(2027).select("project", "chance").iter_rows())
    assert stages["rept-base"] == 90
    assert "huafeng-phase-1" not in stages  # has run since 2010: part of what there is


def test_one_point_is_tested_on_nothing(fuling: District) -> None:
    assert fuling.outlook.scoreboard().is_empty()


@pytest.mark.parametrize("target", ["listed-2027", "budget-2027"])
def test_output_of_projects_counts_towards_no_firms_and_no_revenue(fuling: District, target: str) -> None:
    with pytest.raises(Problems, match="is not of output"):
        fuling.outlook.coming(target)
