"""The tiers of the articles: what is named, what is not, and the one output that is stated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.cluster.tiers import find_stated_output
from liantu.model.change import Change
from liantu.model.problems import Problems

ROOT = Path(__file__).parents[2]


def test_eighteen_clusters_of_which_seventeen_are_named(fuling: liantu.District) -> None:
    rows = fuling.cluster.clusters()
    assert rows["cluster"].drop_nulls().len() == 17
    unnamed = rows.filter(pl.col("cluster").is_null()).select("tier", "unnamed").rows()
    assert unnamed == [("2349-9-growth", 1)]
    assert rows["size"].to_list()[:9] == [1000, 1000, 500, 500, 500, 100, 100, 100, 100]
    assert rows["size"].to_list()[9:] == [None] * 9


def test_none_on_record_is_unknown_and_not_zero(fuling: liantu.District) -> None:
    rows = fuling.cluster.clusters()
    counts = rows.select("firm", "plant", "project", "chain")
    assert rows.filter(cluster="food").select(counts.columns).rows() == [(None, None, None, None)]
    assert (counts.to_series(0).null_count(), min(counts.min().row(0))) == (len(rows) - counts["firm"].count(), 1)


def test_only_one_output_is_stated(fuling: liantu.District) -> None:
    stated = fuling.cluster.clusters().filter(pl.col("output").is_not_null()).row(0, named=True)
    assert (stated["cluster"], stated["output"], stated["output_status"]) == ("battery-light", 140, "expected")
    assert (stated["output_period"], stated["size_share"]) == ("2025", pytest.approx(0.14))


def test_another_system_has_its_own_tiers(fuling: liantu.District) -> None:
    rows = fuling.cluster.clusters("ecosystems")
    assert rows["cluster"].to_list() == ["eco-battery", "eco-materials"]
    with pytest.raises(Problems, match="33618"):
        fuling.cluster.clusters("33618")


def add_observation(district: liantu.District, key: str, fields: str) -> liantu.District:
    line = f"+observations:{key};subject=battery-light;indicator=industrial-output;basis=ours;{fields}"
    return district.at(change=Change.from_query([line]))


def test_an_actual_figure_counts_before_an_expected_one_and_a_later_print_before_an_earlier(
    fuling: liantu.District,
) -> None:
    first = "status=actual;period=2023;comparator=eq;value=900000;unit=万元;vintage=2023-12"
    district = add_observation(fuling, "a", first)
    found = find_stated_output(district.tables, date(2023, 12, 31)).row(0, named=True)
    assert (found["output"], found["observation"]) == (90, "a")


def test_a_later_year_counts_before_a_later_print_and_nothing_before_it_is_printed(fuling: liantu.District) -> None:
    prints = {"old": (80, 2021, "2023-11"), "new": (95, 2022, "2023-03"), "to-come": (120, 2023, "2024-02")}
    line = "+observations:{};subject=battery-light;indicator=industrial-output;basis=ours;status=actual;comparator=eq;"
    line += "unit=亿元;value={};period={};vintage={}"
    district = fuling.at(change=Change.from_query([line.format(key, *values) for key, values in prints.items()]))
    assert find_stated_output(district.tables, date(2023, 12, 31))["observation"].to_list() == ["new"]
    assert find_stated_output(district.tables, date(2024, 3, 31))["observation"].to_list() == ["to-come"]


def test_a_cluster_beyond_the_size_of_its_tier_lacks_nothing(fuling: liantu.District) -> None:
    fields = "status=actual;period=2022;comparator=eq;value=1200;unit=亿元;vintage=2023-03"
    rows = add_observation(fuling, "large", fields).cluster.clusters().filter(cluster="battery-light")
    assert rows.select("output", "size_share", "distance").row(0) == (1200, 1.2, 0)


def test_places_group_the_same_flows(fuling: liantu.District) -> None:
    flows = fuling.cluster.potential_flows("place")
    glycol = flows.filter(pl.col("product") == "ptmeg").select("seller", "buyer").rows()
    assert glycol == [("baitao", "huafeng-park")]
    with pytest.raises(Problems, match="firm"):
        fuling.cluster.potential_flows("firm")


def test_a_part_of_a_year_has_no_distance_to_the_size_of_a_tier(fuling: liantu.District) -> None:
    fields = "status=actual;comparator=eq;value={};unit=亿元;source=paper-a"
    changed = add_observation(fuling, "part", f"period=2023-01..11;{fields.format(130)}")
    stated = find_stated_output(changed.tables, changed.as_of)
    assert stated["output"].to_list() == [140]  # a whole year that is expected stands before eleven months
    lines = ["-observations:battery-output-2025"]
    alone = changed.what_if(Change.from_query(lines)).cluster.clusters().filter(cluster="battery-light")
    assert alone.select("output", "size_share", "distance").row(0) == (130, None, None)


def test_a_tier_misses_no_name_at_a_date_when_its_cluster_stood_in_another() -> None:
    yunxi = liantu.open(ROOT / "districts" / "yunxi")
    now, before = (yunxi.at(as_of=day).cluster.clusters() for day in (yunxi.as_of, date(2022, 6, 30)))
    missing = [rows.filter(pl.col("cluster").is_null()).select("tier", "unnamed").rows() for rows in (now, before)]
    assert missing == [[("seedling", 1)], [("seedling", 1)]]
