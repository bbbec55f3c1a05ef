"""The siting account of a small case, worked out by hand to the cent, and what holds of every account."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attract.siting.hand_case import CASE, COEFFICIENTS, FAR, NEAR, account, list_legs, list_prices, scaled

from liantu.attract.siting.comparison import compare_places, list_difference, select_common
from liantu.attract.siting.flip_prices import find_flip_prices
from liantu.attract.siting.open_prices import list_open_prices
from liantu.attract.siting.ranges import range_difference, range_places
from liantu.attract.siting.tornado import list_movers
from liantu.attract.siting.totals import sum_items, sum_places
from liantu.model import schema
from liantu.wording.siting_words import mark_bound

GROUPS = {code.code: code.group for code in schema.read_codelist("siting_item").values()}
PLACES = pl.Series([NEAR, FAR])
#: Ore 2,000 t × 113 ÷ 1.13. Power 100,000 kWh, a third of it each at 1.00, 0.50, 0.20 net; 500 kW × 33.9 ÷ 1.13 × 12.
#: Land 10 mu × 150,000 ÷ 50 years; its tax 6,666.67 m² × 6; building 3,000 m² × 2,180 ÷ 1.09 ÷ 10 years. 50 × 60,000
#: and a quarter. Equipment 10 million ÷ 10. Outbound 1,000 t × 100 km × 0.545 ÷ 1.09, and × 21.2 ÷ 1.06.
#: Surcharges 12 % of 1,300,000 − 26,000 − 7,366.67 − 23,400 − 4,500 − 1,200.
NEAR_ITEMS = {
    "material": 200_000.00,
    "power": 56_666.67,
    "power_demand": 180_000.00,
    "land": 30_000.00,
    "land_use_tax": 40_000.00,
    "building": 600_000.00,
    "wage": 3_000_000.00,
    "social": 750_000.00,
    "capital": 1_000_000.00,
    "outbound_freight": 50_000.00,
    "outbound_handling": 20_000.00,
    "surcharge": 148_504.00,
    "sewage": 0.0,
}
#: Inbound 2,000 t × 200 km × 0.5, and × 10. Power one price. Surcharges 10 % of 1,300,000 − 26,000 − 18,000 − 1,200 −
#: 7,800 − 15,600 − 18,000 − 1,200.
FAR_ITEMS = {
    "material": 200_000.00,
    "inbound_freight": 200_000.00,
    "inbound_handling": 20_000.00,
    "power": 60_000.00,
    "power_demand": 120_000.00,
    "land": 20_000.00,
    "land_use_tax": 20_000.00,
    "building": 450_000.00,
    "wage": 2_500_000.00,
    "social": 625_000.00,
    "capital": 1_000_000.00,
    "outbound_freight": 200_000.00,
    "outbound_handling": 20_000.00,
    "surcharge": 121_220.00,
    "sewage": 0.0,
}


@pytest.fixture(scope="module")
def terms() -> pl.DataFrame:
    """The terms of the case by hand."""
    return account()


def sums(terms: pl.DataFrame, place: str) -> dict[str, float]:
    rows = sum_items(terms, GROUPS).filter(pl.col("siting_place") == place)
    found = rows.group_by("item").agg(pl.col("amount").sum())
    return {item: round(amount, 2) for item, amount in found.iter_rows()}


def total(terms: pl.DataFrame, place: str) -> float:
    return float(sum_places(terms, CASE, PLACES).filter(siting_place=place)["amount"].item())


def test_every_item_is_what_is_worked_out_by_hand(terms: pl.DataFrame) -> None:
    assert sums(terms, NEAR) == NEAR_ITEMS
    assert sums(terms, FAR) == FAR_ITEMS


def test_a_place_costs_a_year_a_tonne_and_for_ten_thousand_of_output(terms: pl.DataFrame) -> None:
    rows = sum_places(terms, CASE, PLACES)
    assert rows["amount"].round(2).to_list() == [6_075_170.67, 5_556_220.00]
    assert rows["per_unit"].round(2).to_list() == [6_075.17, 5_556.22]
    assert rows["per_output"].round(2).to_list() == [6_075.17, 5_556.22]  # output is 1,000 t × 10,000 = 10 million
    assert rows["at_least"].to_list() == [False, False]


def test_each_figure_is_the_sum_of_its_terms(terms: pl.DataFrame) -> None:
    known = terms.filter(pl.col("missing").is_null())
    again = known["sign"] * known["quantity"] * known["price"] / known["years"]
    assert (again - known["amount"]).abs().max() < 1e-6
    cost = known.filter(pl.col("item") != "sale", pl.col("siting_place") == FAR)
    assert total(terms, FAR) == pytest.approx(cost["amount"].sum())


def test_the_raw_material_next_door_wins_by_exactly_its_freight() -> None:
    """Two places alike but for the ore, which one of them has next door."""
    prices = [row for row in list_prices() if row["siting_place"] != FAR]
    twins = [{**row, "id": f"twin-{row['id']}", "siting_place": FAR} for row in prices if row["siting_place"] == NEAR]
    for row in twins:
        row["supply"] = "bought" if row["supply"] else None
    legs = [row for row in list_legs() if row["direction"] == "inbound"]
    terms = account([*prices, *twins], legs)
    found = compare_places(terms, NEAR, PLACES)
    assert found["difference"].item() == pytest.approx(2000 * 200 * 0.5 + 2000 * 10)
    assert list_difference(terms, NEAR, FAR, GROUPS).filter(pl.col("difference").abs() > 1e-6)["group"].to_list() == [
        "freight"
    ]


def test_the_order_turns_round_at_the_flipping_price(terms: pl.DataFrame) -> None:
    """The near place is dearer; its wage would have to fall: checked by reckoning again a little to either side."""
    flips = find_flip_prices(terms, NEAR, FAR)
    row = flips.filter(pl.col("key").str.starts_with("place_prices/near.wage")).row(0, named=True)
    # 518,950.67 a year is 50 persons × 1.25: 8,303.21 of 60,000.
    assert row["flip"] == pytest.approx(60_000 - 518_950.6667 / 62.5, abs=0.01)
    assert row["change"] == pytest.approx(row["flip"] / 60_000 - 1)
    for epsilon, dearer in ((1.0, NEAR), (-1.0, FAR)):
        other = account(list_prices(near_wage=f"{(row['flip'] + epsilon) / 10_000:.8f}"))
        amounts = {place: total(other, place) for place in (NEAR, FAR)}
        assert max(amounts, key=lambda place: amounts[place]) == dearer


def test_prices_by_hours_turn_round_together() -> None:
    dear = account(list_prices(near_wage="5.2"))
    found = find_flip_prices(dear, NEAR, FAR).filter(pl.col("key") == "near/power").row(0, named=True)
    assert found["price"] == pytest.approx(1.7 / 3)
    factor = found["flip"] / found["price"]
    texts = [f"{price * factor:.10f}" for price in (1.13, 0.565, 0.226)]
    rows = list_prices(near_wage="5.2")
    for row, text in zip([r for r in rows if str(r["id"]).startswith("near.power.")], texts, strict=True):
        row["low"] = row["typical"] = row["high"] = text
    again = compare_places(account(rows), NEAR, PLACES)
    assert again["difference"].item() == pytest.approx(0.0, abs=0.01)


def test_a_missing_price_blocks_only_what_needs_it() -> None:
    terms = account(list_prices(without="far.wage"))
    rows = sum_places(terms, CASE, PLACES)
    assert rows["at_least"].to_list() == [False, True]
    # wages and the insurance on them; no value-added tax is on them, so surcharges stand.
    assert rows["unknown"].to_list() == [[], ["social", "wage"]]
    assert rows["amount"][1] == pytest.approx(5_556_220.00 - 3_125_000)
    assert rows["amount"][0] == pytest.approx(6_075_170.67, abs=0.01)
    # Compared over what both know: wages of the near place are left out too.
    compared = compare_places(terms, NEAR, PLACES)
    assert compared["home_amount"].item() == pytest.approx(6_075_170.67 - 3_750_000, abs=0.01)
    assert compared["open"].to_list() == [["labour"]]
    assert set(list_open_prices(terms)["item"]) == {"wage", "social"}


def test_a_price_with_tax_in_it_blocks_the_surcharges_too() -> None:
    terms = account(list_prices(without="far.power_demand"))
    rows = sum_places(terms, CASE, PLACES)
    assert rows["unknown"].to_list() == [[], ["power_demand", "surcharge"]]


def test_freight_without_a_route_is_unknown_and_the_material_is_not_compared_alone() -> None:
    legs = [row for row in list_legs() if row["direction"] == "outbound"]
    terms = account(legs=legs)
    assert "material/ore" in compare_places(terms, NEAR, PLACES)["open"].item()
    assert select_common(terms, NEAR, FAR).filter(pl.col("item") == "material").is_empty()


def test_freight_without_a_market_is_unknown() -> None:
    terms = account(markets=pl.DataFrame(schema={"id": pl.String, "weight": pl.Float64}))
    assert set(terms.filter(item="outbound_freight")["missing"]) == {"market"}


def test_a_need_that_nobody_states_is_no_zero() -> None:
    found = account(case=replace(CASE, site={**CASE.site, "jobs": None}))
    assert set(found.filter(pl.col("item").is_in(["wage", "social"]))["missing"]) == {"quantity"}


def test_more_tax_bought_than_sold_is_no_surcharge() -> None:
    """At 100 CNY a tonne, 13,000 of tax is sold against 62,466.67 that is bought."""
    terms = account(list_prices(None_goods="113"))
    assert terms.filter(item="surcharge").is_empty()


def test_by_products_are_deducted() -> None:
    slag = pl.DataFrame([("GOODS-ORE", "ore", "byproduct", 0.1, 0.1, 0.1)], schema=COEFFICIENTS.schema, orient="row")
    price = {**list_prices()[0], "id": "slag", "item": "byproduct", "supply": None, "siting_place": NEAR}
    terms = account([*list_prices(), price], coefficients=pl.concat([COEFFICIENTS, slag]))
    # 100 t × 100; where nobody states a price it is unknown, and no credit.
    assert sums(terms, NEAR)["byproduct"] == -10_000.00
    assert terms.filter(siting_place=FAR, item="byproduct")["missing"].item() == "price"
    # what slag brings there would lower the cost: the sum is no least one
    totals = sum_places(terms, CASE, PLACES).filter(siting_place=FAR)
    assert totals["open_credit"].to_list() == [True]
    assert mark_bound("5", totals.row(0, named=True), str) == "5 (incomplete)"


def test_a_local_price_comes_before_a_bought_one_and_a_known_one_before_one_to_be_asked() -> None:
    bought = {**list_prices()[0], "id": "other", "supply": "bought", "typical": "56.5", "low": None, "high": None}
    assert sums(account([*list_prices(), bought], list_legs()), NEAR)["material"] == 200_000.00
    asked = [{**row, "typical": None} if row["id"] == "near.ore.0" else row for row in list_prices()]
    found = account([*asked, bought], list_legs())
    assert sums(found, NEAR)["material"] == 100_000.00
    assert set(found.filter(siting_place=NEAR, item="inbound_freight")["missing"]) == {"route"}


def test_the_latest_year_counts() -> None:
    older = {**list_prices()[0], "id": "older", "period": "2022", "typical": "226"}
    coming = {**list_prices()[0], "id": "coming", "period": "2024", "typical": "226"}
    ended = {**list_prices()[0], "id": "ended", "period": "2023-10", "until": "2023-11-30", "typical": "226"}
    assert sums(account([*list_prices(), older, coming, ended]), NEAR)["material"] == 200_000.00


def test_draws_are_the_same_each_time_and_shared_by_both_places() -> None:
    prices = list_prices()
    for row in prices:
        if row["item"] in ("material", "wage"):
            row["low"], row["high"] = (f"{float(str(row['typical'])) * share:.4f}" for share in (0.9, 1.3))
    terms = account(prices)
    first, again = range_places(terms), range_places(terms)
    assert first.equals(again)
    low, middle, high = first.filter(siting_place=NEAR).select("p10", "p50", "p90").row(0)
    assert low < middle < high
    found = range_difference(terms, NEAR, FAR)
    assert found is not None
    assert found[0] < found[1] < found[2]
    assert 0 <= found[3] <= 1


def test_the_widest_input_leads_the_tornado() -> None:
    prices = list_prices()
    for row in prices:
        if str(row["id"]).startswith("near.wage"):
            row["low"], row["high"] = "5", "8"
    movers = list_movers(account(prices), NEAR, FAR)
    # from 6 to 5 and to 8 times 50 persons × 1.25
    assert movers["item"][0] == "wage"
    assert movers["swing"][0] == pytest.approx(30_000 * 62.5)
    assert movers["at_low"][0] == pytest.approx(-518_950.67 + 10_000 * 62.5, abs=0.01)


@given(factor=st.floats(0.1, 50))
def test_all_twice_as_large_costs_twice_as_much(factor: float) -> None:
    """Equipment is given for the case, so it grows with it."""
    whole = sum_places(account(case=scaled(factor)), scaled(factor), PLACES)
    rows = sum_places(account(), CASE, PLACES)
    for place in range(2):
        assert whole["amount"][place] == pytest.approx(rows["amount"][place] * factor, rel=1e-9)
        assert whole["per_unit"][place] * 1000 * factor == pytest.approx(whole["amount"][place])


@given(lower=st.floats(0.01, 20), more=st.floats(0.01, 20))
def test_a_dearer_wage_costs_more(lower: float, more: float) -> None:
    cheap, dear = (total(account(list_prices(near_wage=f"{wage:.6f}")), NEAR) for wage in (lower, lower + more))
    assert cheap < dear
