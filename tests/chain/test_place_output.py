"""What places make adds up to what the district makes; limits are the latest by the date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.chain.place_output import list_place_limits, list_places

ROOT = Path(__file__).parents[2] / "districts"


@pytest.mark.parametrize("name", ["fuling", "yunxi"])
def test_places_add_up_to_the_district(name: str) -> None:
    district = liantu.open(ROOT / name)
    states = ["operating", "building", "planned", "unknown"]
    whole = district.chain.products_made().select("product", *states).sort("product")
    parts = district.land.place_output().group_by("product").agg(pl.col(states).sum()).sort("product")
    # what a statement gives for several plants together stands in no place
    assert parts.filter(pl.col("product") != "lfpcell").rows() == whole.filter(pl.col("product") != "lfpcell").rows()
    assert (
        district.land.place_output()["place"].drop_nulls().is_in(list_places(district.tables)["place"].implode()).all()
    )


def test_parks_come_first_and_what_lies_elsewhere_is_left_out() -> None:
    places = list_places(liantu.open(ROOT / "fuling").tables)
    assert places["place"].to_list() == ["fuling-hightech", "baitao", "huigu", "huafeng-park", "fuling"]
    assert places["wide"].to_list() == [False, False, False, False, True]


def test_a_limit_is_the_latest_that_is_not_of_later_days() -> None:
    tables = liantu.open(ROOT / "yunxi").tables
    free = list_place_limits(tables, date(2023, 12, 31)).filter(measure="free", place="east-bank")
    assert free.select("resource", "amount", "comparator").rows() == [("land", 850, "about"), ("steam", 60, "gt")]
    assert list_place_limits(tables, date(2022, 12, 31)).is_empty()


def test_of_two_statements_the_later_counts() -> None:
    tables = liantu.open(ROOT / "yunxi").tables
    later = tables["place_limits"].filter(pl.col("resource") == "land", pl.col("measure") == "free")
    later = later.filter(pl.col("place") == "east-bank")
    earlier = later.with_columns(pl.lit("2023-06-30").alias("period"), pl.lit("900").alias("amount"))
    both = tables.replace(place_limits=pl.concat([later, earlier]))
    assert list_place_limits(both, date(2023, 12, 31)).select("period", "amount").rows() == [("2023-12-31", 850)]
    assert list_place_limits(both, date(2023, 9, 30)).select("period", "amount").rows() == [("2023-06-30", 900)]
