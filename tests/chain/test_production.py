"""Stated production and comparators: what they leave possible of a capacity and a load; worked out by hand.

A tonne of bread takes half a tonne of flour.
"""

from __future__ import annotations

from typing import Any

import pytest

from liantu.chain.account import build_account
from liantu.chain.balance import add_unknown_amounts, build_balance
from liantu.chain.makers import list_made_products
from liantu.chain.terms import build_terms
from liantu.model.bounds import read_bound
from liantu.model.rules import run_rules
from liantu.model.rules.production_claims import check_production_limits
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, Rows, made_of, of_product, product, works

INDICATORS: list[Row] = [{"id": "made", "zh": "产量", "kind": "production", "basis": "ours"}]


def said(subject: str, value: str, period: str = "2029", comparator: str = "eq", **more: str) -> Row:
    """A claim on the bread that somebody made."""
    claim: Row = {"id": f"{subject} {period} {value}", "subject": subject, "indicator": "made", "status": "actual"}
    claim |= {"period": period, "comparator": comparator, "value": value, "unit": "t", "product": "bread"}
    return claim | {"basis": "stated", "source": "paper", "vintage": "2030-06-30"} | more


def town(*claims: Row, parts: tuple[Rows, ...] = (), **more: list[Row]) -> Tables:
    return made_of(*parts, indicators=INDICATORS, observations=[*claims], **more)


def flour(tables: Tables) -> tuple[float | None, bool]:
    """What is needed of flour, and whether it is at least so much."""
    terms = build_terms(tables, AS_OF)
    row = of_product(add_unknown_amounts(build_balance(terms), terms), "flour")
    bound = read_bound(row, "direct")
    return bound.value, bound.at_least


UNKNOWN = works("oven", "bread", None, period="2025")
KNOWN = works("oven", "bread", "1000", period="2025")


@pytest.mark.parametrize(
    ("claims", "needed"),
    [
        ([], (None, False)),
        ([said("oven", "600")], (300, True)),
        ([said("bakers", "600")], (300, True)),  # the firm's only oven
        ([said("oven", "0.06", unit="万吨")], (300, True)),
        ([said("oven", "500", "2028"), said("oven", "600")], (300, True)),  # the latest
        ([said("oven", "600"), said("oven", "590", source="other")], (295, True)),  # of two that differ the smaller
        ([said("oven", "450", "2030-01..04")], (225, True)),  # of a part of a year: still at least
        ([said("oven", "600", comparator="gt")], (300, True)),
        ([said("oven", "600", comparator="lt")], (None, False)),  # below 600 may be anything below
        ([said("oven", "600", status="expected")], (None, False)),
        ([said("oven", "600", "2030")], (None, False)),  # that year had not ended
        ([said("oven", "600", "202X")], (None, False)),  # in ten years
        ([said("oven", "600", product="cake")], (None, False)),
        ([said("others", "600")], (None, False)),
    ],
    ids=str,
)
def test_an_unknown_capacity_is_at_least_what_was_made(claims: list[Row], needed: tuple[float | None, bool]) -> None:
    assert flour(town(*claims, parts=(UNKNOWN,))) == needed


def test_what_a_firm_made_is_at_least_made_by_its_only_unknown_oven() -> None:
    other = works("kiln", "bread", "400", period="2025")
    # 1000 made, 400 of it at most by the kiln: the oven can make 600 at least; needed for 1000 t of bread 500 t
    assert flour(town(said("bakers", "1000"), parts=(UNKNOWN, other))) == (500, True)
    # Two unknown ones: nobody says which made how much
    two = works("kiln", "bread", None, period="2025")
    assert flour(town(said("bakers", "1000"), parts=(UNKNOWN, two))) == (None, False)


@pytest.mark.parametrize(
    ("claims", "needed"),
    [
        ([said("oven", "600")], (300, False)),  # 60 % of 1000 t
        ([said("bakers", "600")], (300, False)),
        ([said("oven", "600", comparator="ge")], (300, True)),
        ([said("oven", "1200")], (500, False)),  # no load above all of it; told by a rule
        ([said("oven", "450", "2030-01..04")], (500, False)),  # no load of a year follows
    ],
    ids=str,
)
def test_beside_a_known_capacity_it_is_the_load(claims: list[Row], needed: tuple[float, bool]) -> None:
    assert flour(town(*claims, parts=(KNOWN,))) == needed


def test_a_stated_load_comes_first_and_a_year_of_starting_is_no_whole_year() -> None:
    stated: Row = {"plant": "oven", "period": "2029", "utilisation": "80", "basis": "stated"}
    assert flour(town(said("oven", "600"), parts=(KNOWN,), loads=[stated])) == (400, False)
    started = works("oven", "bread", "1000", period="2029-07")
    assert flour(town(said("oven", "200"), parts=(started,))) == (500, False)


def test_what_made_something_runs() -> None:
    silent = {**KNOWN, "events": []}
    terms = build_terms(town(parts=(silent,)), AS_OF)
    assert terms.select("product", "measure", "value").rows() == [("bread", "supply", None)]
    assert flour(town(said("oven", "600"), parts=(silent,))) == (300, False)


@pytest.mark.parametrize(("comparator", "at_least"), [("gt", True), ("ge", True), ("about", False), (None, False)])
def test_a_capacity_of_more_than_is_a_least_one(comparator: str | None, at_least: bool) -> None:
    part = works("oven", "bread", "1000")
    part["capacities"][0]["comparator"] = comparator
    tables = made_of(part)
    assert flour(tables) == (500, at_least)
    made = of_product(list_made_products(tables, build_terms(tables, AS_OF)), "bread")
    assert (made["operating"], made["unknown"]) == (1000, int(at_least))


def test_more_than_is_raised_by_what_was_made() -> None:
    part = works("oven", "bread", "1000", period="2025", comparator="gt")
    assert flour(town(said("oven", "1200"), parts=(part,))) == (600, True)
    assert check_production_limits(town(said("oven", "1200"), parts=(part,))) == []


def test_the_rest_of_more_than_a_total_is_a_least_one() -> None:
    whole = works("bakery", "bread", "1000", comparator="gt")
    oven = works("oven", "bread", "400", part_of="bakery")
    supply = build_terms(made_of(whole, oven), AS_OF).filter(measure="supply")
    assert sorted(supply.select("amount", "least").rows()) == [(400, False), (600, True)]


def test_a_least_part_of_a_known_total_leaves_the_sum_known() -> None:
    whole, oven = works("bakery", "bread", "1000"), works("oven", "bread", "400", part_of="bakery", comparator="gt")
    assert flour(made_of(whole, oven)) == (500, False)


def test_a_place_makes_what_is_said_of_it() -> None:
    anonymous: Row = {"id": "all", "group": "here", "product": "bread", "unit": "t", "basis": "stated"}
    tables = town(said("here", "345000"), capacities=[anonymous])
    assert flour(tables) == (172500, True)
    supply = build_terms(tables, AS_OF).filter(measure="supply")
    assert supply.select("place", "value", "least").rows() == [("here", 345000, True)]


def test_narrower_products_are_made_of_it_too() -> None:
    rye = works("oven", "rye", "1000", period="2025")
    more: dict[str, list[Row]] = {"products": [product("rye", broader="bread")]}
    supply = build_terms(town(said("oven", "600"), parts=(rye,), **more), AS_OF).filter(measure="supply")
    assert supply["value"].to_list() == [600]


def term_of(tables: Tables) -> Any:
    (term,) = build_account(tables, build_terms(tables, AS_OF), "flour", "demand")["terms"]
    return term


def test_the_account_says_which_claim_it_rests_on() -> None:
    term = term_of(town(said("oven", "600", quote="全年产面包600吨", locator="4"), parts=(UNKNOWN,)))
    assert (term["capacity"]["amount"], term["capacity"]["at_least"], term["value"]) == (600, True, 300)
    production = term["capacity"]["production"]
    assert (production["id"], production["gives"], production["value_as_written"]) == ("oven 2029 600", "amount", "600")
    assert (production["citation"]["quote"], production["citation"]["locator"]) == ("全年产面包600吨", "4")
    term = term_of(town(said("oven", "600"), parts=(KNOWN,)))
    assert (term["capacity"]["production"]["gives"], term["capacity"]["load"]) == ("load", 0.6)
    assert term_of(town(parts=(KNOWN,)))["capacity"]["production"] is None


@pytest.mark.parametrize(
    ("claim", "capacity", "over"),
    [
        (said("oven", "1000"), "1000", False),
        (said("oven", "1001"), "1000", True),
        (said("bakers", "1001"), "1000", True),
        (said("oven", "1001", comparator="about"), "1000", True),
        (said("oven", "1001", comparator="le"), "1000", False),
        (said("oven", "1001"), None, False),
        (said("here", "1001"), "1000", False),  # others may make it too
    ],
    ids=str,
)
def test_production_above_the_capacity_is_told(claim: Row, capacity: str | None, over: bool) -> None:
    tables = town(claim, parts=(works("oven", "bread", capacity, period="2025"),))
    found = [(p.code, p.row, p.column, p.value, p.slots["limit"]) for p in check_production_limits(tables)]
    assert found == ([("output_above_capacity", 2, "value", "1001 t", "1000 t")] if over else [])


def test_production_is_of_a_product_in_its_unit() -> None:
    claims = [said("oven", "1", unit="辆"), {**said("oven", "2"), "product": None}]
    found = [(p.code, p.row, p.column) for p in run_rules(town(*claims, parts=(KNOWN,))) if p.table == "observations"]
    assert ("wrong_dimension", 2, "unit") in found
    assert ("production_without_product", 3, "product") in found
