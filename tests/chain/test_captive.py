"""What a site makes for its own use: never more than it makes for that, and never more than it needs.

Bread for 2,000 t a year takes 1,000 t of flour; the same firm mills flour at the same place.
"""

from __future__ import annotations

import pytest

from liantu.chain.balance import build_balance
from liantu.chain.terms import build_terms

from .bakery import AS_OF, Rows, made_of, of_product, works

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
