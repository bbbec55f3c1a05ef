"""The land ledger, by hand and by properties: what firms use adds up to what the parcels hold."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.ledger import lease, ledger, own, parcel

from liantu.land.ledger import balance_parcels, build_land_terms, find_tenants, find_year_end, sum_land, sum_parcels
from liantu.model.tables import Tables

DAY = date(2023, 12, 31)
FACTORY = parcel("p", "100", floor_area="50000", place="east")


def lands(tables: Tables, day: date = DAY) -> dict[str, float | None]:
    return dict(sum_land(build_land_terms(tables, day)).select("firm", "land").iter_rows())


def test_one_firm_on_two_parcels_and_two_firms_on_one() -> None:
    rows = own("a", "ant", area="60"), own("b", "bee", share="40"), own("c", "ant", "q", share="100")
    tables = ledger(FACTORY, parcel("q", "12.5"), *rows)
    assert lands(tables) == {"ant": 72.5, "bee": 40}
    (ant, bee) = sum_land(build_land_terms(tables, DAY)).iter_rows(named=True)
    assert (ant["parcels"], bee["parcels"], ant["unknown"]) == (2, 1, 0)


def test_own_plus_leased_in_minus_leased_out() -> None:
    tables = ledger(FACTORY, own("a", "ant", area="60"), lease("l", "bee", "ant", area="15"))
    assert lands(tables) == {"ant": 45, "bee": 15}
    terms = build_land_terms(tables, DAY).select("firm", "step", "other", "amount").rows()
    assert terms == [
        ("ant", "own", None, 60),
        ("ant", "leased_out", "bee", -15),
        ("bee", "leased_in", "ant", 15),
    ]


def test_a_floor_of_a_building_is_its_share_of_the_land() -> None:
    # 3,000 m² of 50,000 m² on 100 mu: 6 mu, by hand.
    tables = ledger(FACTORY, own("a", "ant", share="100"), lease("l", "bee", None, floor_area="3000"))
    assert lands(tables) == pytest.approx({"ant": 94, "bee": 6})


def test_a_tenant_sublets() -> None:
    rows = own("a", "ant", area="60"), lease("l", "bee", "ant", area="20"), lease("m", "cow", "bee", area="8")
    assert lands(ledger(FACTORY, *rows)) == {"ant": 40, "bee": 12, "cow": 8}


def test_land_is_that_of_the_day() -> None:
    sold = own("a", "ant", share="100", to="2022-06-30")
    bought = own("b", "bee", share="100", **{"from": "2022-07-01"})
    rented = lease("l", "cow", None, area="10", **{"from": "2022", "to": "2023-11"})
    tables = ledger(FACTORY, sold, bought, rented)
    assert lands(tables, find_year_end(2021)) == {"ant": 100}
    assert lands(tables, date(2022, 6, 30)) == {"ant": 90, "cow": 10}
    assert lands(tables, find_year_end(2022)) == {"bee": 90, "cow": 10}
    assert lands(tables, find_year_end(2023)) == {"bee": 100}


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (own("a", "ant"), FACTORY),
        (own("a", "ant", share="50"), parcel("p")),
        (own("a", "ant", floor_area="50"), parcel("p", "100")),
        (own("a", "ant", floor_area="50"), parcel("p", "100", floor_area="0")),
    ],
)
def test_unknown_land_is_not_zero(row: dict[str, str], where: dict[str, str]) -> None:
    tables = ledger(where, row, parcel("q", "5"), own("b", "ant", "q", area="5"))
    assert lands(tables) == {"ant": None}
    (found,) = sum_land(build_land_terms(tables, DAY)).iter_rows(named=True)
    assert (found["own"], found["leased_in"], found["unknown"]) == (None, 0, 1)


def test_a_lease_from_nobody_counts_for_the_tenant_and_is_said() -> None:
    tables = ledger(FACTORY, lease("l", "bee", None, area="15"))
    terms = build_land_terms(tables, DAY)
    assert lands(tables) == {"bee": 15}
    (row,) = balance_parcels(tables, terms).iter_rows(named=True)
    assert (row["owned"], row["rest"], row["let"], row["adrift"]) == (0, 100, 15, 15)


def test_the_parcels_reconcile() -> None:
    rows = own("a", "ant", area="60"), own("b", "bee", "q", area="50"), own("c", "cow", "r")
    tables = ledger(FACTORY, parcel("q", "40", place="east"), parcel("r", "10"), parcel("s", "7"), *rows)
    balance = balance_parcels(tables, build_land_terms(tables, DAY))
    assert balance.select("parcel", "owned", "rest", "over", "unknown").rows() == [
        ("p", 60, 40, 0, 0),
        ("q", 50, 0, 10, 0),
        ("r", None, None, None, 1),
        ("s", 0, 7, 0, 0),
    ]
    totals = sum_parcels(balance).select("place", "total", "parcels", "unsettled", "area", "owned", "rest", "over")
    assert totals.rows() == [
        (None, True, 4, 1, 157, 110, 47, 10),
        ("east", False, 2, 0, 140, 110, 40, 10),
        (None, False, 2, 1, 17, 0, 7, 0),
    ]


def test_a_parcel_with_a_lease_of_unknown_size_is_not_settled() -> None:
    rows = own("a", "ant", area="60"), lease("l", "bee", "ant"), own("b", "ant", "q", area="5")
    tables = ledger(FACTORY, parcel("q", "5", place="east"), *rows)
    balance = balance_parcels(tables, build_land_terms(tables, DAY))
    # what is owned is known, what is let is not: one unknown, seen by tenant and owner, counts once
    assert balance.select("owned", "rest", "let", "unknown").rows() == [(60, 40, None, 1), (5, 0, 0, 0)]
    assert sum_parcels(balance).select("parcels", "unsettled").rows() == [(2, 1), (2, 1)]


def test_tenants_own_nothing() -> None:
    rows = own("a", "ant", area="60"), lease("l", "bee", "ant", area="15"), lease("m", "ant", None, "q", area="1")
    tables = ledger(FACTORY, parcel("q", "5"), own("b", "cow", "q", area="5"), *rows)
    assert find_tenants(build_land_terms(tables, DAY)).rows() == [("bee", 15, ["p"], ["ant"])]


def test_a_district_without_a_ledger_has_empty_tables() -> None:
    terms = build_land_terms(Tables({}, {}), DAY)
    assert terms.height == sum_land(terms).height == find_tenants(terms).height == 0
    assert sum_parcels(balance_parcels(Tables({}, {}), terms)).row(0, named=True)["area"] == 0


# -- properties --------------------------------------------------------------------------------------------------------

FIRMS = ("ant", "bee", "cow", "dog")
AREA = st.integers(0, 500).map(lambda tenths: f"{tenths / 10:g}")
OWN = st.builds(own, st.just("x"), st.sampled_from(FIRMS), st.sampled_from("pq"), area=AREA)
LEASE = st.builds(
    lease, st.just("x"), st.sampled_from(FIRMS), st.sampled_from((None, "landlord")), st.sampled_from("pq"), area=AREA
)


@given(st.lists(st.one_of(OWN, LEASE), min_size=1, max_size=12), st.randoms())
def test_all_land_is_owned_or_adrift_and_the_order_of_rows_changes_nothing(rows: list[dict[str, str]], order) -> None:
    rows = [{**row, "id": str(at)} for at, row in enumerate(rows)]
    parcels = [parcel("p", "60"), parcel("q", "25")]
    tables = ledger(*parcels, *rows)
    terms = build_land_terms(tables, DAY)
    totals = sum_parcels(balance_parcels(tables, terms)).row(0, named=True)
    used = sum_land(terms)["land"].sum()
    assert used == pytest.approx(totals["owned"] + totals["adrift"])
    assert totals["area"] - totals["rest"] + totals["over"] == pytest.approx(totals["owned"])
    shuffled = [*rows]
    order.shuffle(shuffled)
    again = sum_land(build_land_terms(ledger(*parcels, *shuffled), DAY))
    ordered = sum_land(terms).sort("firm")
    for one, other in zip(again.sort("firm")["land"], ordered["land"], strict=True):
        assert one == pytest.approx(other)


@given(st.integers(1, 400))
def test_land_let_leaves_the_sum_as_it_is(tenths: int) -> None:
    before = ledger(FACTORY, own("a", "ant", area="60"))
    after = ledger(FACTORY, own("a", "ant", area="60"), lease("l", "bee", "ant", area=f"{tenths / 10:g}"))
    assert sum(lands(after).values()) == pytest.approx(sum(lands(before).values()))
    assert pl.Series(lands(after).values()).is_not_null().all()
