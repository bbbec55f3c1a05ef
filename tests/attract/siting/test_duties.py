"""Stamp and property tax of the hand case, to the cent, and by date of the law."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.attract.siting.hand_case import FAR, NEAR, account

import liantu
from liantu.attract.siting.duties import Duties, build_duties
from liantu.attract.siting.flip_prices import find_flip_prices
from liantu.library.policy import read_policy_value

STAMP = {"material": 0.0003, "sale": 0.0003, "capital": 0.0003, "building": 0.0003, "outbound_freight": 0.0003}
DUTIES = Duties({**STAMP, "inbound_freight": 0.0003, "land": 0.0005}, (0.0084, 0.0084, 0.0108), 1.0, 0.5)


def sum_by_item(found: pl.DataFrame, place: str) -> dict[str, float]:
    rows = found.filter(pl.col("siting_place") == place).group_by("item").agg(pl.col("amount").sum())
    return {item: round(amount, 2) for item, amount in rows.iter_rows()}


def test_both_taxes_are_as_worked_out_by_hand() -> None:
    """Near: ore 200,000, sale 10,000,000 and freight 50,000 at 0.3 ‰: 60 + 3,000 + 15; equipment 10,000,000 and
    building 6,000,000 at 0.3 ‰ over 10 years: 300 + 180; land 1,500,000 at 0.5 ‰ over 50 years: 15. 3,000 m2 are built
    on 6,666.67 m2, less than half: of the land 6,000 ÷ 6,666.67 counts, 1,350,000; (6,000,000 + 1,350,000) × 0.84 %.
    Far: 60 + 3,000 + 60 + 60 + 300 + 135 + 10; (4,500,000 + 900,000) × 0.84 %."""
    found = build_duties(account(), DUTIES)
    assert sum_by_item(found, NEAR) == {"stamp_tax": 3_570.00, "property_tax": 61_740.00}
    assert sum_by_item(found, FAR) == {"stamp_tax": 3_625.00, "property_tax": 45_360.00}
    once = found.filter(pl.col("once"))
    assert set(once["item"]) == {"stamp_tax"}
    assert found["missing"].is_null().all()


def test_before_2010_land_did_not_count_and_every_term_is_linear_in_its_price() -> None:
    found = build_duties(account(), DUTIES._replace(land=0.0))
    assert sum_by_item(found, NEAR)["property_tax"] == 50_400.00
    recomputed = found["sign"] * found["quantity"] * found["price"] / found["years"]
    assert recomputed.to_list() == pytest.approx(found["amount"].to_list())


def test_taxes_are_no_prices_of_their_own() -> None:
    terms = account()
    both = pl.concat([terms, build_duties(terms, DUTIES)])
    plain = find_flip_prices(terms, NEAR, FAR)
    assert set(find_flip_prices(both, NEAR, FAR)["item"]) <= {*plain["item"], "sale"}


def test_rates_are_those_of_the_date() -> None:
    before, after = (read_policy_value("attract/stamp_tax", day) for day in (date(2022, 6, 30), date(2022, 7, 1)))
    assert (before["outbound_freight"], after["outbound_freight"]) == (0.5, 0.3)
    assert read_policy_value("attract/property_tax", date(2010, 12, 20))["land"] == 0


def test_the_made_up_district_pays_both() -> None:
    found = liantu.open("districts/yunxi").attract.siting()
    items = found.terms.filter(pl.col("item").is_in(["stamp_tax", "property_tax"]))
    assert set(items.filter(pl.col("siting_place") == found.home)["item"]) == {"stamp_tax", "property_tax"}
    cash = found.cash.filter(pl.col("siting_place") == found.home)
    assert cash.height == found.case.parameters.years + 1
