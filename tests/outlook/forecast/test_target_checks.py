"""Targets beside each other: hand figures, and what is never compared."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.district import District
from liantu.model.change import Change

DISTRICTS = Path(__file__).parents[3] / "districts"


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open(DISTRICTS / "fuling")


def find(district: District, kind: str) -> dict[str, object]:
    return district.outlook.target_checks().row(by_predicate=pl.col("kind") == kind, named=True)


def test_the_sizes_of_tiers_add_up_to_3900_beside_4000(fuling: District) -> None:
    check = find(fuling, "tier_sizes")
    assert (check["terms"], check["value"], check["beside"]) == ("2×1000 + 3×500 + 4×100", 3900, 4000)
    assert check["unsized"] == 9  # the new stars have no size: they are not zero, they are not in it


def test_value_added_is_a_quarter_of_output_and_48_per_cent_of_gdp(fuling: District) -> None:
    assert find(fuling, "value_added_in_output")["value"] == 25
    assert find(fuling, "industry_in_gdp")["value"] == pytest.approx(47.619, abs=1e-3)


def test_from_2500_to_4000_in_four_years_across_scopes(fuling: District) -> None:
    check = find(fuling, "growth_between")
    assert check["value"] == pytest.approx(12.468, abs=1e-3)
    assert (check["terms"], check["same_scope"]) == ("2500 → 4000", False)


def test_a_part_above_the_whole_is_named_and_one_below_is_not(fuling: District) -> None:
    assert "part_above_whole" not in fuling.outlook.target_checks()["kind"].to_list()
    fields = "subject=battery-light;indicator=industrial-output;period=2027;comparator=ge;unit=亿元"
    for value, expected in (("5000", 1), ("1000", 0)):
        changed = fuling.what_if(Change.from_query([f"+targets:c;{fields};basis=ours;source=paper-b;value={value}"]))
        found = changed.outlook.target_checks().filter(kind="part_above_whole")
        assert found["value"].to_list() == [125.0] * expected


def test_several_targets_of_one_year_are_compared_each_by_itself(fuling: District) -> None:
    lines = [
        "+targets:more-2027;subject=fuling;indicator=industrial-output;period=2027;comparator=ge;value=4200;unit=亿元;basis=ours",
        "+targets:at-most-2027;subject=fuling;indicator=industrial-output;period=2027;comparator=le;value=4100;unit=亿元;basis=ours",
    ]
    district = fuling.at(change=Change.from_query(lines))
    checks = district.outlook.target_checks().filter(pl.col("kind") == "growth_between")
    assert checks["terms"].to_list() == ["2500 → 4000", "2500 → 4200"]  # a ceiling is no step on the way
    said = {row["target"]: row for row in district.outlook.targets().iter_rows(named=True)}
    assert said["more-2027"]["needed_high"] == pytest.approx(4200 - said["output-2023"]["base_low"], rel=1e-6)
    assert said["at-most-2027"]["verdict"] == "within_so_far"
