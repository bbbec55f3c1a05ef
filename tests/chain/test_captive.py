"""What a site makes for its own use: never more than it makes for that, and never more than it needs.

Bread for 2,000 t a year takes 1,000 t of flour; the same firm mills flour at the same place.
"""

from __future__ import annotations

from typing import Any

import pytest

from liantu.chain.balance import build_balance
from liantu.chain.gaps import find_gaps
from liantu.chain.terms import build_terms

from .bakery import AS_OF, Row, Rows, coefficient, made_of, of_product, product, works

BREAD = works("oven", "bread", "2000")


def flour(*parts: Rows) -> tuple[float, ...]:
    row = of_product(build_balance(build_terms(made_of(BREAD, *parts), AS_OF)), "flour")
    assert row["direct"] == 1000
    return row["captive"], row["supply"], row["gap"], row["surplus"]


def test_own_use_is_no_more_than_is_made_for_it() -> None:
    # a quarter of 1,600 t is for own use: 400 t, though the oven needs 1,000 t; the other 1,200 t are for others
    assert flour(works("mill", "flour", "1600", self_use="25")) == pytest.approx((400, 1200, 0, 600))


def test_own_use_is_no_more_than_the_site_needs() -> None:
    # all of 1,600 t is for own use, and the oven needs 1,000 t; the rest is not sold
    assert flour(works("mill", "flour", "1600", self_use="100")) == pytest.approx((1000, 0, 0, 0))


def test_two_mills_of_one_site_share_what_it_needs() -> None:
    # 300 t and 1,700 t for own use cover 1,000 t: half of each
    small, large = works("mill", "flour", "300", self_use="100"), works("mill-2", "flour", "1700", self_use="100")
    tables = made_of(BREAD, small, large)
    captive = build_terms(tables, AS_OF).filter(measure="captive").select("capacity", "value")
    assert dict(captive.iter_rows()) == pytest.approx({"mill": 150, "mill-2": 850})


def test_a_mill_of_another_firm_has_no_use_of_its_own() -> None:
    assert flour(works("mill", "flour", "1600", self_use="25", firm="millers")) == pytest.approx((0, 1200, 0, 200))


def test_an_unknown_output_covers_the_need_only_where_it_is_used_wholly() -> None:
    assert flour(works("mill", "flour", None, self_use="100")) == pytest.approx((1000, 0, 0, 0))
    assert flour(works("mill", "flour", None, self_use="50")) == pytest.approx((0, 0, 1000, 0))


# -- whose, and where --------------------------------------------------------------------------------------------------

COUNTY: dict[str, list[Row]] = {
    "places": [
        {"id": "here", "zh": "园区", "kind": "park", "parent": "county", "basis": "stated"},
        {"id": "county", "zh": "本县", "kind": "district", "basis": "stated"},
        {"id": "hill", "zh": "山镇", "kind": "town", "parent": "county", "basis": "stated"},
    ],
    "firms": [{"id": "millers", "zh": "磨坊", "kind": "firm", "parent": "bakers", "basis": "stated"}],
}


def own_mill(place: str | None, firm: str = "bakers", amount: str = "1300") -> Rows:
    mill = works("mill", "flour", amount, self_use="100", firm=firm)
    return {**COUNTY, **mill, "plants": [mill["plants"][0] | {"place": place}]}


@pytest.mark.parametrize("place", ["here", "county", None])
@pytest.mark.parametrize("firm", ["bakers", "millers"])
def test_own_use_counts_for_the_same_owner_where_the_places_fit(place: str | None, firm: str) -> None:
    """The place left blank, or given as the county that the site lies in; a firm of the same group."""
    assert flour(own_mill(place, firm)) == pytest.approx((1000, 0, 0, 0))


@pytest.mark.parametrize(("place", "firm"), [("hill", "bakers"), ("here", "others")])
def test_own_use_elsewhere_or_of_another_owner_serves_nothing_and_the_row_says_so(place: str, firm: str) -> None:
    tables = made_of(BREAD, own_mill(place, firm))
    row = of_product(find_gaps(tables, build_terms(tables, AS_OF), ranges=False), "flour")
    assert (row["captive"], row["gap_typical"]) == (0, 1000)
    assert "own_use:mill" in row["to_verify"]


def test_the_mill_at_the_oven_serves_it_before_one_of_no_place() -> None:
    near = works("mill-2", "flour", "600", self_use="100")
    terms = build_terms(made_of(BREAD, own_mill(None, amount="1000"), near), AS_OF)
    captive = terms.filter(measure="captive").select("capacity", "value")
    assert dict(captive.iter_rows()) == pytest.approx({"mill-2": 600, "mill": 400})


def test_what_own_use_leaves_is_short_on_site_and_no_link_to_invite() -> None:
    tables = made_of(BREAD, own_mill(None, amount="920"))
    row = of_product(find_gaps(tables, build_terms(tables, AS_OF), ranges=False), "flour")
    assert (row["gap_typical"], row["evidence"], row["list"]) == (pytest.approx(80), "own_use_short", "onsite")
    others = works("oven-2", "bread", "200", firm="others")  # who buys, needs a mill that sells
    tables = made_of(BREAD, own_mill(None, amount="920"), others)
    row = of_product(find_gaps(tables, build_terms(tables, AS_OF), ranges=False), "flour")
    assert (row["gap_typical"], row["evidence"], row["list"]) == (pytest.approx(180), "short", "invite")


# -- by-products -------------------------------------------------------------------------------------------------------

#: A smelter takes 1 t of acid for a tonne of copper and gives 3.4 t.
SMELTER: dict[str, list[Row]] = {
    "products": [product("copper"), product("acid", transport="ordinary"), product("dye")],
    "processes": [{"id": f"{made}-route", "product": made, "zh": made, "en": made} for made in ("copper", "dye")],
    "coefficients": [
        coefficient("copper-route", "acid", "1"),
        coefficient("copper-route", "acid", "3.4", role="byproduct", standard="GB/T 534-2024"),
        coefficient("dye-route", "acid", "0.5"),
    ],
}


def acid(*parts: Rows, **more: list[Row]) -> dict[str, Any]:
    tables = made_of(SMELTER, works("smelter", "copper", "100"), *parts, **more)
    terms = build_terms(tables, AS_OF)
    listed = find_gaps(tables, terms, ranges=False).filter(product="acid")
    return of_product(build_balance(terms), "acid") | (listed.row(0, named=True) if listed.height else {"list": None})


def test_a_by_product_serves_its_own_site_first_and_the_rest_is_an_offer() -> None:
    row = acid()
    assert (row["direct"], row["captive"], row["offer"], row["gap"]) == pytest.approx((100, 100, 240, 0))
    assert (row["evidence"], row["list"]) == ("on_site_used", "onsite")


def test_a_need_that_offers_cover_is_no_link_to_invite() -> None:
    row = acid(works("dyer", "dye", "400", firm="others"))
    assert (row["gap_typical"], row["offer"]) == pytest.approx((200, 240))
    assert (row["evidence"], row["list"]) == ("offered_here", "offers")
    assert (row["offered_by"], row["needed_list"]) == (["bakers"], ["bakers", "others"])
    more = acid(works("dyer", "dye", "500", firm="others"))
    assert (more["gap_typical"], more["list"]) == (pytest.approx(250), "invite")


@pytest.mark.parametrize("trait", [{"transport": "pipe"}, {"kind": "waste"}])
def test_what_no_lorry_carries_and_waste_cover_no_need_elsewhere(trait: dict[str, str]) -> None:
    dyer = works("dyer", "dye", "400", firm="others")
    row = acid(dyer, products=[product("acid", **trait)])
    assert row["evidence"] not in ("offered_here", "own_use_short")
    assert row["list"] == "invite"
    assert row["captive"] == (0 if "kind" in trait else 100)  # waste serves not even its own site


def test_what_a_group_gives_off_serves_its_own_need() -> None:
    """A total of which nobody says whose it is: its by-product arises where it is needed."""
    total = works("smelter", "copper", "100") | {"plants": []}
    total["capacities"] = [total["capacities"][0] | {"plant": None, "group": "metals"}]
    book = build_balance(build_terms(made_of(SMELTER, total), AS_OF))
    row = of_product(book, "acid")
    assert (row["captive"], row["offer"], row["gap"]) == pytest.approx((100, 240, 0))


def test_own_use_serves_a_need_that_is_common_to_all_routes() -> None:
    """Nobody knows whether the bread is rye or white; both take flour."""
    rye = [{"id": "rye-route", "product": "bread", "zh": "rye", "en": "rye"}]
    uses = [coefficient("rye-route", "flour", "0.7")]
    mill = works("mill", "flour", "400", self_use="100")
    terms = build_terms(made_of(BREAD, mill, processes=rye, coefficients=uses), AS_OF)
    row = of_product(build_balance(terms), "flour")
    assert (row["direct"], row["captive"], row["gap"]) == pytest.approx((1200, 400, 800))
