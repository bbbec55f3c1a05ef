"""What is left to buy from and sell to other firms: own use of one owner at one site comes first, by hand.

Bread for 2,000 t a year takes 1,000 t of flour; the same firm or another mills flour at the same place or elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from liantu.chain.terms import build_terms
from liantu.chain.traded_terms import list_traded_terms

from .bakery import AS_OF, Rows, made_of, works
from .test_captive import BREAD, COUNTY


class Line(NamedTuple):
    """What is left of a line, what own use takes of it, and what is unknown."""

    value: float | None
    own: float
    most: bool
    own_site: str | None


def flour(*parts: Rows) -> dict[str, Line]:
    terms = build_terms(made_of(BREAD, *parts), AS_OF)
    traded = list_traded_terms(made_of(BREAD, *parts), terms, ("operating",)).filter(pl.col("product") == "flour")
    assert traded.height == traded.select("row", "measure").unique().height
    rows = traded.select("row", "value", "own", "most", "own_site").rows()
    return {str(row[0]): Line(*row[1:]) for row in rows}


def test_a_mill_of_the_same_site_serves_its_oven_before_it_sells() -> None:
    assert flour(works("mill", "flour", "1600")) == {"oven": (0, 1000, False, None), "mill": (600, 1000, False, None)}
    assert flour(works("mill", "flour", "960")) == {"oven": (40, 960, False, None), "mill": (0, 960, False, None)}


def test_another_firm_sells_all_that_it_makes() -> None:
    found = flour(works("mill", "flour", "960", firm="others"))
    assert found == {"oven": (1000, 0, False, None), "mill": (960, 0, False, None)}


def test_what_a_plant_states_for_own_use_is_taken_at_its_word() -> None:
    found = flour(works("mill", "flour", "1600", self_use="25"))
    # 400 t for the oven, which needs 600 t more; 1,200 t are sold, but not to itself.
    assert found == {"oven": (600, 400, False, "bakers"), "mill": (1200, 0, False, "bakers")}


def test_an_output_of_unknown_amount_leaves_at_most_the_need() -> None:
    found = flour(works("mill", "flour", None))
    assert found == {"oven": (1000, 0, True, "bakers"), "mill": (None, 0, False, "bakers")}


def test_another_site_of_the_owner_is_no_own_use() -> None:
    mill = works("mill", "flour", "1600")
    away: Rows = {**COUNTY, **mill, "plants": [mill["plants"][0] | {"place": "hill"}]}
    assert flour(away)["mill"] == (1600, 0, False, None)
    above: Rows = {**COUNTY, **mill, "plants": [mill["plants"][0] | {"place": "county"}]}
    assert flour(above)["mill"] == (600, 1000, False, None)
