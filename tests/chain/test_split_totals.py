"""A total that its parts make up: nothing is left of it, and it hides nobody."""

from __future__ import annotations

from liantu.district import District

from .bakery import AS_OF, made_of, of_product, works


def test_a_total_that_its_parts_make_up_hides_nobody() -> None:
    # 60 + 70 = 130: no unknown supply stands beside the 130
    parts = [works(name, "bread", amount, part_of="all") for name, amount in (("a", "60"), ("b", "70"))]
    bread = of_product(District(made_of(works("all", "bread", "130"), *parts), AS_OF).chain.balance(), "bread")
    assert (bread["supply"], bread["unknown_supply_by"]) == (130, [])
