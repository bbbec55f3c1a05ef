"""Which holdings stand on a day, how much land they are, and who lets it; by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from liantu.model.holdings import read_holdings, select_holdings

from .ledger import lease, ledger, own, parcel

#: 100 mu with a building of 50,000 m².
FACTORY = parcel("p", "100", floor_area="50000")
DAY = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("day", "stands"),
    [("2022-06-30", False), ("2022-07-01", True), ("2023-03-31", True), ("2023-04-01", False)],
)
def test_a_holding_stands_from_its_first_to_its_last_day(day: str, stands: bool) -> None:
    tables = ledger(FACTORY, own("a", "ant", area="60", **{"from": "2022-07-01", "to": "2023-03"}))
    assert select_holdings(read_holdings(tables), date.fromisoformat(day)).height == stands


@pytest.mark.parametrize(
    ("given", "land", "measure"),
    [
        ({"area": "12.5"}, 12.5, "area"),
        ({"share": "40"}, 40, "share"),
        ({"floor_area": "3000"}, 6, "floor_area"),  # 3,000 of 50,000 m² of 100 mu
        ({}, None, None),
    ],
)
def test_land_by_area_share_or_floor(given: dict[str, str], land: float | None, measure: str | None) -> None:
    rows = read_holdings(ledger(FACTORY, own("a", "ant", **given)))
    assert rows.select("land", "measure").rows() == [(pytest.approx(land) if land else land, measure)]


def test_a_building_of_no_size_says_nothing_of_shares() -> None:
    tables = ledger(parcel("p", "100", floor_area="0"), own("a", "ant", floor_area="3000"))
    assert read_holdings(tables)["land"].to_list() == [None]


def test_who_lets_is_the_owner_where_there_is_only_one() -> None:
    rented = lease("l", "cow", None, area="10")
    alone = ledger(FACTORY, own("a", "ant", area="60"), own("b", "ant", area="5"), rented)
    both = ledger(FACTORY, own("a", "ant", area="60"), own("b", "bee", area="40"), rented)
    named = ledger(FACTORY, own("a", "ant", area="60"), lease("l", "cow", "dog", area="10"))
    lessors = [
        select_holdings(read_holdings(tables), DAY).filter(pl.col("kind") == "lease")["lessor"][0]
        for tables in (alone, both, named)
    ]
    assert lessors == ["ant", None, "dog"]
