"""From stated figures to a target: what stands in for a base, at most and at least, and what is never added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import liantu
from liantu.cli.render.forecast_tables import tabulate
from liantu.district import District

from .observed import Row, aim, make_town, observe


def test_fuling_from_2500_over_at_most_140_to_at_least_1360() -> None:
    fuling = liantu.open(Path(__file__).parents[3] / "districts" / "fuling")
    bridge = fuling.outlook.stated_bridges()["output-2027"]
    assert (bridge.base, bridge.base_target, bridge.same_scope) == (2500, "output-2023", False)
    assert [part.value for part in bridge.parts] == [140]
    assert bridge.missing == 4000 - 2500 - 140
    assert bridge.pace is not None
    assert bridge.pace.value == 103
    parts = fuling.outlook.target_parts().filter(target="output-2027")
    assert parts["value"].to_list() == [2500, 140, 1360, 4000]
    assert parts["bound"].to_list() == [None, "at_most", "at_least", None]
    condition = parts.select("if_target", "if_value", "if_year", "if_same_scope").row(2)
    assert condition == ("output-2023", 2500, 2023, False)  # beside the number, not on the page alone
    table = tabulate("parts", parts, fuling, "en")
    assert "only if 2023 comes to exactly 2500" in table.row(2)[-1]
    assert table.row(2)[-1].endswith("both targets count the same")
    assert "gdp-2027" not in fuling.outlook.stated_bridges()  # no base and no earlier target: nothing is made up


def test_a_known_year_goes_before_an_earlier_target_and_old_expectations_are_past() -> None:
    expected = [
        observe(year, value, status="expected", subject="cluster") for year, value in (("2022", "9"), ("2020", "5"))
    ]
    tables = make_town(observe("2021", "80"), *expected, targets=[aim("old", "2021", "85"), aim("new", "2025", "100")])
    bridge = District(tables, date(2021, 12, 31)).outlook.stated_bridges()["new"]
    assert (bridge.base, bridge.base_target, bridge.missing) == (80, None, 11)
    assert bridge.growth == pytest.approx(100 * ((100 / 80) ** 0.25 - 1))


def test_expectations_beyond_the_target_leave_nothing_missing_and_not_less() -> None:
    over = observe("2023", "40", status="expected", subject="cluster")
    tables = make_town(
        observe("2021", "80"), over, targets=[aim("t", "2025", "100"), aim("low", "2025", "5", comparator="le")]
    )
    bridges = District(tables, date(2021, 12, 31)).outlook.stated_bridges()
    assert bridges["t"].missing == 0
    district = District(tables, date(2021, 12, 31))
    assert tabulate("parts", district.outlook.target_parts(), district, "en").row(2)[-1].startswith("nothing, if all")
    assert "low" not in bridges  # a ceiling is not built up to


def test_what_of_an_expectation_the_base_holds_already_is_not_added_again() -> None:
    expected = observe("2025", "60", status="expected", subject="cluster")
    held = observe("2021-01..12", "35", subject="cluster", scope="规上")
    aims = [aim("t", "2025", "130")]
    bridge = District(make_town(observe("2021", "80"), expected, held, targets=aims), date(2021, 12, 31))
    built = bridge.outlook.stated_bridges()["t"]
    assert (built.parts[0].in_base, built.parts[0].added, built.missing) == (35, 25, 130 - 80 - 25)
    # 35 of the firms above size is taken off 60 of no stated scope: two scopes, and said so.
    assert (built.parts[0].same_scope, built.parts[0].base_scope) == (False, "规上")
    row = bridge.outlook.target_parts().filter(part="stated").row(0, named=True)
    assert (row["bound"], row["same_scope"], row["base_scope"]) == ("at_most", False, "规上")
    told = tabulate("parts", bridge.outlook.target_parts(), bridge, "zh_CN").row(1)
    assert told[0] == "各方预期"
    assert "与目标口径不同，或未写口径" in told[-1]
    assert "扣除的是“规上”口径的数" in told[-1]
    same = observe("2021-01..12", "35", subject="cluster")
    alike = District(make_town(observe("2021", "80"), expected, same, targets=aims), date(2021, 12, 31))
    assert alike.outlook.stated_bridges()["t"].parts[0].same_scope is True


def test_of_one_subject_the_latest_print_of_the_latest_year_is_taken_once() -> None:
    def expect(year: str, value: str, vintage: str, **more: str) -> Row:
        return observe(year, value, status="expected", subject="cluster", vintage=vintage, **more)

    expected = [expect("2024", "10", "2023-03"), expect("2025", "14", "2023-03"), expect("2025", "16", "2023-09")]
    part = expect("2026", "3", "2023-09", scope="规上")
    tables = make_town(observe("2022", "50", vintage="2023-01"), *expected, part, targets=[aim("t", "2027", "100")])
    district = District(tables, date(2023, 12, 31))
    bridge = district.outlook.stated_bridges()["t"]
    assert [found.value for found in bridge.parts] == [16]
    assert bridge.missing == 34
    assert [found.value for found in district.at(known_at=date(2023, 6, 30)).outlook.stated_bridges()["t"].parts] == [
        14
    ]
