"""What can be said of targets: hand figures, one-sided, no chance across scopes or from a supposition alone."""

from __future__ import annotations

from datetime import date
from typing import cast

import numpy as np
import polars as pl
import pytest

from liantu.cli.render.forecast_tables import tabulate
from liantu.district import District
from liantu.model.problems import Problems
from liantu.outlook.forecast.base_floors import find_floors
from liantu.outlook.forecast.chances import list_chances
from liantu.outlook.forecast.growth_words import name_growth, reckon_growth
from liantu.outlook.published.figure_checks import check_series
from liantu.wording.target_notes import TargetStatement, write_target_notes

from .observed import Row, aim, make_town, observe

YEARS = [observe(str(2015 + number), value) for number, value in enumerate(("70", "76", "80", "88", "93", "99", "108"))]


def town(*observations: Row, **frames: list[Row]) -> District:
    return District(make_town(*observations, **frames), date(2021, 12, 31))


def state(district: District, target: str, **how: bool) -> dict[str, object]:
    return district.outlook.targets(**how).row(by_predicate=pl.col("target") == target, named=True)


def test_a_known_base_gives_what_is_needed_and_the_growth_it_takes() -> None:
    said = state(town(*YEARS, targets=[aim("t", "2025", "150")]), "t")
    assert (said["verdict"], said["base_year"], said["base_typical"], said["needed_typical"]) == (
        "needed",
        2021,
        108,
        42,
    )
    assert said["growth_typical"] == pytest.approx(100 * ((150 / 108) ** 0.25 - 1))
    assert said["supposed"] is False


def test_reached_and_missed_are_facts_and_a_ceiling_is_fallen_to() -> None:
    district = town(
        *YEARS,
        observe("2021-12", "7", "firms"),
        targets=[
            aim("reached", "2021", "100"),
            aim("missed", "2021", "120"),
            aim("early", "2025", "105"),
            aim("fewer", "2024", "5", "firms", comparator="le"),
        ],
    )
    assert [state(district, key)["verdict"] for key in ("reached", "missed", "early")] == [
        "reached",
        "missed",
        "reached",
    ]
    fewer = state(district, "fewer")
    assert (fewer["needed_typical"], fewer["verdict"]) == (2, "to_fall")


@pytest.mark.parametrize("period", ["2022-Q1", "2022-Q4", "2022-07..12", "2022-01..09", "2022..2025", "2022-06"])
def test_a_target_of_no_single_year_is_compared_with_none(period: str) -> None:
    said = state(town(*YEARS, targets=[aim("t", period, "40")]), "t")
    assert said["period"] == period
    assert (said["verdict"], said["base_year"], said["needed_typical"], said["early"]) == (
        *("not_compared", None, None),
        None,
    )


def test_a_target_further_ahead_than_anything_is_drawn_says_so() -> None:
    # The last year known is 2021: ten years later is drawn, eleven are not.
    district = town(*YEARS, targets=[aim("near", "2031", "200"), aim("far", "2032", "200")])
    near, far = state(district, "near"), state(district, "far")
    assert (near["too_far"], far["too_far"]) == (False, True)
    assert (near["forecast_low"] is None, far["forecast_low"] is None) == (False, True)
    assert write_target_notes(cast("TargetStatement", far), "", "en")[-1] == (
        "more than ten years past the last figure: not forecast"
    )


def test_a_growth_target_is_judged_by_the_growth_published_of_its_year() -> None:
    growth = [observe("2021", "16", "growth"), observe("2020", "14", "growth")]
    district = town(*growth, targets=[aim("met", "2021", "15", "growth"), aim("short", "2021", "17", "growth")])
    assert [state(district, key)["verdict"] for key in ("met", "short")] == ["reached", "missed"]
    later = town(*growth, targets=[aim("t", "2022", "15", "growth")])
    assert state(later, "t")["verdict"] == "not_observed"


GROWTH_OF: list[Row] = [
    {"id": "output", "unit": "亿元", "kind": "output", "growth_price_basis": "constant"},
    {"id": "growth", "unit": "%", "kind": None, "growth_of": "output", "growth_price_basis": "constant"},
]


def test_growth_printed_beside_a_level_judges_a_target_as_its_own_indicator_would() -> None:
    beside = [
        observe("2021", "700", published_growth="16", vintage="2022-01"),
        observe("2021", "690", published_growth="14.5", vintage="2022-06"),
        observe("2021", "90", scope="规上", published_growth="20"),
        observe("2021", "90", published_growth="30", growth_base="two_year_average", vintage="2023-01"),
        observe("2020", "600"),
        observe("2021-01..06", "300", published_growth="40"),
    ]
    targets = [
        aim("met", "2021", "14.5", "growth"),
        aim("more", "2021", "14.5", "growth", comparator="gt"),
        aim("scope", "2021", "15", "growth", scope="规上"),
        aim("no-level", "2020", "15", "growth"),
    ]
    tables = make_town(*beside, indicators=GROWTH_OF, targets=targets)
    district = District(tables, date(2022, 12, 31))
    assert [state(district, target["id"])["verdict"] for target in targets] == [
        *("reached", "missed", "reached", "not_observed"),
    ]
    said = state(district, "met")
    assert (said["base_typical"], said["vintage"], said["beside_level"]) == (14.5, "2022-06", True)
    assert (
        "by the growth published beside the figure itself"
        in tabulate("targets", district.outlook.targets(), district, "en").row(0)[-1]
    )
    early = district.at(known_at=date(2022, 3, 31))
    assert state(early, "met")["base_typical"] == 16
    unlinked = District(make_town(*beside, targets=targets), date(2022, 12, 31))
    assert state(unlinked, "met")["verdict"] == "not_observed"  # names alone say nothing


def test_of_growth_under_its_own_indicator_and_beside_a_level_the_later_print_counts() -> None:
    def base(vintage: str, **more: str) -> tuple[object, object]:
        rows = [observe("2021", "700", published_growth="16", vintage=vintage, **more), observe("2021", "15", "growth")]
        tables = make_town(*rows, indicators=GROWTH_OF, targets=[aim("t", "2021", "15.5", "growth")])
        said = state(District(tables, date(2022, 12, 31)), "t")
        return said["base_typical"], said["beside_level"]

    assert base("2023-12") == (15, False)  # its own is of 2024-01
    assert base("2024-01") == (15, False)
    assert base("2024-02") == (16, True)
    assert base("2024-02", growth_price_basis="current") == (15, False)  # the growth is at constant prices


def test_growth_beside_a_level_that_its_own_indicator_contradicts_is_named() -> None:
    rows = [observe("2021", "700", published_growth="16.2"), observe("2021", "16.0", "growth")]
    (problem,) = check_series(make_town(*rows, indicators=GROWTH_OF), date(2022, 12, 31))
    assert problem.code == "growth_beside_differs"
    assert (
        "row 2, column “published_growth”: growth of 16.2% beside the level; under its own indicator the same"
        in problem.message("en")
    )
    close = [observe("2021", "700", published_growth="16.2"), observe("2021", "16.20", "growth")]
    assert check_series(make_town(*close, indicators=GROWTH_OF), date(2022, 12, 31)) == []


def test_a_newer_floor_goes_before_an_older_figure_and_both_are_said() -> None:
    exact, floor = observe("2021-12", "300", "firms"), observe("2022-06", "320", "firms", comparator="gt")
    targets = [
        aim("t", "2025", "350", "firms"),
        aim("met", "2025", "320", "firms", comparator="gt"),
        aim("ceiling", "2025", "310", "firms", comparator="le"),
        aim("open", "2025", "340", "firms", comparator="le"),
    ]
    district = District(make_town(exact, floor, targets=targets), date(2022, 12, 31))
    said = state(district, "t")
    assert (said["verdict"], said["base_year"], said["base_low"], said["base_high"]) == (
        "base_at_least",
        2022,
        320,
        None,
    )
    assert (said["needed_high"], said["exact_year"], said["exact_value"]) == (30, 2021, 300)
    assert said["growth_high"] == pytest.approx(100 * ((350 / 320) ** (1 / 3) - 1))
    assert (state(district, "met")["verdict"], state(district, "met")["early"]) == ("reached", True)
    ceiling, open_one = state(district, "ceiling"), state(district, "open")
    assert (ceiling["verdict"], ceiling["needed_low"], ceiling["needed_high"]) == ("to_fall", 10, None)
    assert (open_one["verdict"], open_one["exact_value"], open_one["floor_value"]) == ("base_unknown", 300, 320)
    assert "open" not in district.outlook.possible_bases()["target"]
    rows = tabulate("targets", district.outlook.targets(), district, "en").rows()
    assert "exact for 2021: 300 firms; newer: at least 320 firms for 2022" in rows[0][-1]
    assert "for 2022 at least 320 firms was published, which does not decide it" in rows[3][-1]
    later = observe("2022-09", "325", "firms")
    assert state(District(make_town(exact, floor, later, targets=targets), date(2022, 12, 31)), "t")["base_low"] == 325


def test_floors_of_flows_are_of_whole_years_and_newer_than_figures_of_another_scope() -> None:
    floors = [observe("2021", "900", comparator="ge"), observe("2022-12", "95", comparator="ge")]
    district = District(make_town(*floors, targets=[aim("t", "2025", "1000")]), date(2022, 12, 31))
    assert (state(district, "t")["base_year"], state(district, "t")["base_low"]) == (2021, 900)
    other = observe("2022", "700", scope="规上")
    said = state(District(make_town(*floors, other, targets=[aim("t", "2025", "1000")]), date(2022, 12, 31)), "t")
    assert (said["verdict"], said["base_low"], said["same_scope"]) == ("base_at_least", 900, True)


def test_a_part_that_is_more_than_the_floor_of_its_whole_is_the_base() -> None:
    floor, part = observe("2022", "700", comparator="ge"), observe("2022", "900", scope="规上")
    targets = [aim("t", "2025", "1000"), aim("low", "2025", "850"), aim("all", "2025", "1000", scope="全部")]
    said = {
        key: state(District(make_town(floor, part, targets=targets), date(2022, 12, 31)), key) for key in ("t", "low")
    }
    assert (said["t"]["verdict"], said["t"]["base_low"], said["t"]["needed_high"]) == ("base_at_least", 900, 100)
    assert (said["t"]["base_scope"], said["t"]["same_scope"], said["t"]["floor_value"]) == ("规上", False, 700)
    assert said["t"]["growth_high"] == pytest.approx(100 * ((1000 / 900) ** (1 / 3) - 1))
    assert (said["low"]["verdict"], said["low"]["needed_high"]) == ("reckoned_reached", None)


def test_what_is_reckoned_to_be_there_needs_nothing_and_waits_for_its_figure() -> None:
    # 90 by June, of a year of which half is through by then: 180, and 100 was aimed at.
    years = [observe(f"{year}", "170") for year in ("2019", "2020", "2021")]
    halves = [observe(f"{year}-01..06", "85") for year in ("2019", "2020", "2021")] + [observe("2022-01..06", "90")]
    targets = [aim("t", "2024", "175"), aim("far", "2024", "300")]
    district = District(make_town(*years, *halves, targets=targets), date(2022, 7, 31))
    found = state(district, "t")
    assert (found["verdict"], found["needed_low"], found["needed_high"]) == ("reckoned_reached", None, None)
    assert found["growth_high"] is None
    assert cast("float", found["base_low"]) < 180 < cast("float", found["base_high"])
    assert state(district, "far")["verdict"] == "needed"


def test_the_present_pace_that_reaches_a_target_is_not_short_by_nothing() -> None:
    def tell(lang: str, **more: object) -> str:
        row: dict[str, object] = dict.fromkeys(TargetStatement.__annotations__)
        row |= {"year": 2025, "comparator": "ge", "verdict": "needed", "supposed": False}
        row |= {"forecast_low": 118.0, "forecast_high": 136.0, "shortfall_low": 0.0, "shortfall_high": 0.0, **more}
        return ";".join(write_target_notes(cast("TargetStatement", row), "亿元", lang))

    assert tell("zh_CN") == "按现有走势2025年为118–136 亿元，整个区间都达到目标"
    assert "尚差0–3.00 亿元" in tell("zh_CN", shortfall_high=3.0)
    assert tell("en", comparator="le").endswith("all of it within the ceiling")


def test_what_a_year_or_its_months_have_brought_already_decides() -> None:
    months = [observe(f"2022-01..{month:02}", value) for month, value in ((3, "30"), (6, "66"), (10, "112"))]
    targets = [
        aim("early", "2025", "105"),
        aim("so-far", "2022", "110"),
        aim("ahead", "2024", "111"),
        aim("ceiling", "2022", "110", comparator="le"),
        aim("later", "2023", "110", comparator="le"),
    ]
    district = District(make_town(*YEARS, *months, targets=targets), date(2022, 10, 31))
    reached = [(state(district, key)["verdict"], state(district, key)["early"]) for key in ("early", "so-far", "ahead")]
    assert reached == [("reached", True), ("reached", False), ("reached", True)]
    assert [state(district, key)["growth_typical"] for key in ("early", "so-far", "ahead")] == [None] * 3
    assert (state(district, "so-far")["base_typical"], state(district, "so-far")["through"]) == (112, 10)
    broken = state(district, "ceiling")
    assert (broken["verdict"], broken["needed_typical"], broken["progress"], broken["left"]) == ("missed", *[None] * 3)
    assert state(district, "later")["verdict"] != "missed"
    texts = tabulate("targets", district.outlook.targets(), district, "en").rows()
    assert "112 × 10⁸ CNY through month 10" in texts[3][-1]
    assert "%" not in texts[3][-1].partition("comes to")[0]


def test_a_year_before_a_gap_is_known() -> None:
    rows = [observe("2018", "30"), observe("2020", "40"), observe("2021", "44")]
    targets = [aim("met", "2018", "25"), aim("short", "2018", "35"), aim("gone", "2019", "35")]
    district = District(make_town(*rows, targets=targets), date(2022, 12, 31))
    assert [state(district, target["id"])["verdict"] for target in targets] == ["reached", "missed", "year_over"]


def test_a_rate_of_a_quarter_is_not_that_of_its_year_and_a_floor_may_decide() -> None:
    def verdict(target: str, *rows: Row, comparator: str = "ge") -> object:
        goal = aim("t", "2021", target, "growth", comparator=comparator)
        return state(District(make_town(*rows, targets=[goal]), date(2022, 12, 31)), "t")["verdict"]

    assert verdict("5", observe("2021-Q4", "9", "growth"), observe("2021-12", "9", "growth")) == "not_observed"
    year, quarter = observe("2021", "4", "growth"), observe("2021-Q4", "9", "growth", vintage="2024-02")
    assert verdict("5", year, quarter) == "missed"
    more = observe("2021", "6", "growth", comparator="gt")
    assert [verdict(target, more) for target in ("5", "6", "7")] == ["reached", "reached", "not_observed"]
    assert verdict("6", more, comparator="gt") == "reached"
    assert [verdict(target, more, comparator="le") for target in ("6", "7")] == ["missed", "not_observed"]


def test_a_stock_is_judged_by_the_end_of_its_year_alone() -> None:
    rows = [observe("2021-12", "300", "firms"), observe("2022-06", "330", "firms")]
    targets = [aim("past", "2021", "320", "firms"), aim("under-way", "2022", "340", "firms")]
    district = District(make_town(*rows, targets=targets), date(2022, 6, 30))
    assert [state(district, key)["verdict"] for key in ("past", "under-way")] == ["missed", "needed"]
    later = District(make_town(*rows, targets=targets), date(2023, 6, 30))
    assert state(later, "under-way")["verdict"] == "year_over"


def test_pace_of_the_year_and_how_early_a_target_was_reached() -> None:
    months = [observe(f"2022-01..{month:02}", value) for month, value in ((3, "30"), (6, "66"))]
    targets = [aim("year", "2022", "120"), aim("early", "2025", "105")]
    district = District(make_town(*YEARS, *months, targets=targets), date(2022, 6, 30))
    said = state(district, "year")
    assert (said["progress"], said["time_share"], said["left"]) == (pytest.approx(55), 50, 54)
    assert said["early"] is False
    assert state(town(*YEARS, targets=targets), "early")["early"] is True
    typical, shortfall = said["forecast_typical"], said["shortfall_typical"]
    assert shortfall == pytest.approx(max(120 - float(str(typical)), 0), abs=0.5)


def test_no_base_says_so_and_which_growth_each_base_would_need() -> None:
    district = town(targets=[aim("t", "2025", "2100"), aim("g", "2025", "8", "growth")])
    assert [state(district, key)["verdict"] for key in ("t", "g")] == ["base_unknown", "not_observed"]
    bases = district.outlook.possible_bases()
    assert bases.filter(target="g").is_empty()
    row = bases.filter(base=1400.0).row(0, named=True)
    assert (row["base_year"], row["needed"]) == (2021, 700)
    assert row["growth"] == pytest.approx(10.668, abs=0.001)


def test_no_possible_base_is_below_what_is_known_and_firms_are_whole() -> None:
    # Of no scope, and another: the two leave no base, and the year is not below 84.92 of the one that is a part of it.
    known = (observe("2023-01..10", "84.92", scope="规上"), observe("2022", "20", scope="战新"))
    aims = [aim("t", "2025", "130"), aim("one", "2025", "1", "firms"), aim("eight", "2025", "8", "firms")]
    district = District(make_town(*known, targets=aims), date(2023, 11, 15))
    bases = district.outlook.possible_bases()
    assert bases.filter(target="t")["base"].to_list() == [90, 100, 110, 120, 130]
    assert bases.filter(target="one").select("base", "needed", "growth").rows() == [(0, 1, None)]
    assert bases.filter(target="eight").select("base", "growth").rows() == [(n, None) for n in (4, 5, 6, 7, 8)]


def test_a_quarter_needs_a_supposition_and_facts_only_leave_it_out() -> None:
    district = town(observe("2021-Q1", "25"), targets=[aim("t", "2024", "150"), aim("now", "2021", "100")])
    said = state(district, "t")
    assert (said["verdict"], said["supposed"]) == ("needed_supposed", True)
    assert said["base_low"] == pytest.approx(25 / 0.26, rel=0.02)
    assert state(district, "t", facts_only=True)["verdict"] == "base_unknown"
    assert (state(district, "now")["so_far"], state(district, "now")["left"]) == (25, 75)
    with pytest.raises(Problems, match="0 years are known"):
        district.outlook.chances("now")


def test_a_share_of_the_offices_own_is_no_supposition_of_ours() -> None:
    share: Row = {"id": "s", "indicator": "output", "measure": "share", "through_month": "3"}
    share |= {"low": "24", "typical": "25", "high": "26", "basis": "stated"}
    district = town(observe("2021-Q1", "25"), targets=[aim("t", "2024", "150")], reference_classes=[share])
    said = state(district, "t", facts_only=True)
    assert (said["verdict"], said["supposed"]) == ("needed", False)
    assert said["base_typical"] == pytest.approx(100, rel=0.01)


def test_a_reference_class_of_the_office_counts_in_a_short_series() -> None:
    slow: list[Row] = [
        {"id": measure, "indicator": "output", "measure": measure, "low": low, "typical": typical, "high": high}
        for measure, low, typical, high in (("growth", "-1", "0.5", "2"), ("volatility", "2", "3", "4"))
    ]
    middles = [
        town(*YEARS[-3:], reference_classes=rows).outlook.forecast(until=2024).filter(year=2024)["typical"].item()
        for rows in ([], slow)
    ]
    assert middles[1] < middles[0] - 5


def test_no_chance_across_scopes_unless_it_is_supposed() -> None:
    rows = [row | {"scope": "规上"} for row in YEARS]
    district = town(*rows, targets=[aim("t", "2023", "120")])
    said = state(district, "t")
    assert (said["same_scope"], said["base_scope"], said["forecast_typical"]) == (False, "规上", None)
    with pytest.raises(Problems, match="differ in scope"):
        district.outlook.chances("t")
    assert state(district, "t", same_scope=True)["forecast_typical"] is not None
    chances = district.outlook.chances("t", same_scope=True)
    assert chances["level"].max() < 120
    assert tabulate("chances", chances, district, "en").columns[0] == "At least"
    ceiling = list_chances(np.linspace(90, 110, 101), 99.0, ceiling=True)
    assert tabulate("chances", ceiling, district, "en").columns[0] == "At most"


def test_a_base_of_which_a_floor_is_published_bounds_what_is_needed() -> None:
    floors = [observe("2021", "800", comparator="gt"), observe("2021", "900", comparator="ge")]
    later = observe("2021", "990", comparator="ge", vintage="2022-02")
    targets = [aim("t", "2025", "1200"), aim("met", "2023", "900"), aim("same", "2021", "950")]
    district = town(*floors, targets=[*targets, aim("ceiling", "2025", "950", comparator="le")])
    said = state(district, "t")
    assert (said["verdict"], said["base_low"], said["base_high"]) == ("base_at_least", 900, None)
    assert (said["needed_low"], said["needed_high"]) == (None, 300)
    assert said["growth_high"] == pytest.approx(100 * ((1200 / 900) ** 0.25 - 1))
    assert "t" not in district.outlook.possible_bases()["target"]  # no base below what is known
    assert (state(district, "met")["verdict"], state(district, "met")["early"]) == ("reached", True)
    assert {state(district, key)["verdict"] for key in ("same", "ceiling")} == {"base_unknown"}
    assert "at most 300 × 10⁸ CNY" in tabulate("targets", district.outlook.targets(), district, "en").row(0)
    printed = find_floors(make_town(*floors, later), date(2022, 12, 31), known_at=date(2022, 1, 31))
    assert printed == {}  # every one was printed later
    printed = find_floors(make_town(*floors, later), date(2022, 12, 31), known_at=date(2022, 12, 31))
    assert [found.value for found in printed.values()] == [990]


def test_two_scopes_make_no_base() -> None:
    rows = [observe("2021", "90", scope="规上"), observe("2021", "120", scope="全部")]
    assert state(town(*rows, targets=[aim("t", "2023", "150")]), "t")["verdict"] == "base_unknown"


def test_chances_fall_with_the_level_and_are_round() -> None:
    chances = list_chances(np.random.default_rng(1).normal(100, 10, 20_000), 102.0)
    assert chances["at_least"].is_sorted(descending=True)
    assert chances.filter(level=100.0)["at_least"].item() == 50
    assert {chance % 5 for chance in chances["at_least"]} == {0}


def test_no_chance_of_a_target_nor_beyond_it() -> None:
    draws = np.random.default_rng(1).normal(100, 10, 20_000)  # levels 85 to 115 by 5
    assert list_chances(draws, 100.0)["level"].to_list() == [85, 90, 95]
    assert list_chances(draws, 100.0, ceiling=True)["level"].to_list() == [105, 110, 115]
    assert list_chances(draws, 85.0).rows() == [(80.0, 100, None)]  # where all of them lie beyond, the one a step short
    assert list_chances(draws, 120.0, ceiling=True).rows() == [(125.0, None, 100)]
    at_most = list_chances(draws, 100.0, ceiling=True)["at_most"]
    assert at_most.is_sorted()
    assert at_most[0] > 50  # a ceiling that lies higher is easier to stay below


def test_parts_of_a_district_add_up() -> None:
    rows = [row | {"subject": part, "id": f"{part} {row['id']}"} for part in ("east", "west") for row in YEARS]
    sums = town(*rows).outlook.add_up(("east", "west"), "output").filter(year=2022)
    east, west, whole = (
        sums.filter(pl.col("subject").eq_missing(part))["typical"].item() for part in ("east", "west", None)
    )
    assert whole == pytest.approx(east + west, rel=0.01)
    with pytest.raises(Problems, match="north output"):
        town(*rows).outlook.add_up(("east", "north"), "output")


def test_every_forecast_has_its_date_and_vintage() -> None:
    rows = [row | {"vintage": "2021-11"} for row in YEARS[:-1]]
    district = town(*rows, observe("2021", "108", vintage="2022-02"))
    for seen, vintage, first in (
        (district, "2022-02", 2022),
        (district.at(known_at=date(2021, 12, 1)), "2021-11", 2021),
    ):
        row = seen.outlook.forecast().row(0, named=True)
        assert (row["reference_date"], row["vintage"], row["year"]) == (date(2021, 12, 31), vintage, first)


def test_bad_questions_are_told() -> None:
    district = town(*YEARS, targets=[aim("t", "2025", "150")])
    for ask, words in (
        (lambda: district.outlook.chances("u"), "u"),
        (lambda: district.outlook.coming("t", rate="nothing"), "nothing"),
        (lambda: district.outlook.forecast(subject="nobody"), "there are no figures of “nobody”"),
    ):
        with pytest.raises(Problems, match=words):
            ask()


@pytest.mark.parametrize(
    ("before", "after", "rate", "word"),
    [
        (100, 117.1, 0.171, None),
        (-3, 2, None, "turned_to_profit"),
        (3, -2, None, "turned_to_loss"),
        (-3, -5, None, "larger_loss"),
        (-5, -3, None, "smaller_loss"),
        (-5, -5, None, "same"),
        (0, 4, None, "from_nothing"),
        (0, -4, None, "turned_to_loss"),
        (-4, 0, None, "turned_to_profit"),
        (0, 0, None, "same"),
        (4, 0, -1, None),
        (None, 4, None, "base_unknown"),
        (4, None, None, "base_unknown"),
    ],
)
def test_growth_or_its_word(before: float | None, after: float | None, rate: float | None, word: str | None) -> None:
    row = pl.DataFrame({"before": [before], "value": [after]}, schema=dict.fromkeys(("before", "value"), pl.Float64))
    growth, found = row.select(reckon_growth(), name_growth()).row(0)
    assert found == word
    assert growth == (None if rate is None else pytest.approx(100 * rate))


def test_growth_is_on_the_same_months_and_beside_what_is_published() -> None:
    """Profits of January to July 2017 and 2018, as published (+17.1 %) and as their levels read (−8.1 %)."""
    published = observe("2018-01..07", "17.1", "growth")
    district = District(
        make_town(observe("2017-01..07", "42481.2"), observe("2018-01..07", "39038.1"), published), date(2018, 8, 31)
    )
    points = district.outlook.points()
    assert points.filter(indicator="output", year=2018)["growth"].item() == pytest.approx(-8.1, abs=0.01)
    assert points.filter(indicator="output", year=2017)["growth_word"].item() == "base_unknown"
    assert points.filter(indicator="growth").select("value", "growth", "growth_word").row(0) == (17.1, None, None)


def test_a_year_that_is_over_needs_nothing_any_more() -> None:
    said = District(make_town(*YEARS, targets=[aim("t", "2023", "150")]), date(2024, 6, 30))
    row = state(said, "t")
    assert (row["verdict"], row["needed_typical"], row["left"], row["growth_typical"]) == (
        "year_over",
        None,
        None,
        None,
    )


def test_more_than_is_not_reached_by_as_much() -> None:
    targets = [aim("more", "2021", "108", comparator="gt"), aim("as-much", "2021", "108")]
    district = town(*YEARS, targets=targets)
    assert [state(district, key)["verdict"] for key in ("more", "as-much")] == ["missed", "reached"]


def test_a_ceiling_ahead_is_not_reached_early_and_needs_nothing() -> None:
    ceilings = [
        aim("ahead", "2025", "150", comparator="le"),
        aim("now", "2021", "110", comparator="le"),
        aim("low", "2025", "100", comparator="le"),
        aim("firms", "2025", "8", "firms", comparator="lt"),
    ]
    district = town(*YEARS, observe("2021-12", "7", "firms"), targets=ceilings)
    said = {key: state(district, key) for key in ("ahead", "now", "low", "firms")}
    assert [row["verdict"] for row in said.values()] == ["within_so_far", "reached", "to_fall", "within_so_far"]
    assert (said["ahead"]["needed_high"], said["ahead"]["growth_high"], said["ahead"]["early"]) == (None, None, False)
    cells = tabulate("targets", district.outlook.targets(), district, "zh_CN").rows(named=True)
    assert "目前未超上限，到期前不能判定" in [row["结论"] for row in cells]
    low = next(row["备注"] for row in cells if row["目标值"] == "不超过100 亿元")
    assert "超出" in low
    assert "尚差" not in low


def test_of_a_ceiling_nothing_is_missing() -> None:
    district = town(*YEARS, targets=[aim("t", "2025", "150") | {"comparator": "le"}])
    with pytest.raises(Problems, match="is a ceiling"):
        district.outlook.coming("t")
