"""A stated output in money beside what the capacities would make at full load, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from liantu.chain.stated_output import compare_with_full_load
from liantu.chain.terms import build_terms

from .bakery import AS_OF, Rows, made_of, product, works


def compared(claimed: str, *parts: Rows) -> dict[str, Any]:
    tables = made_of(
        *parts,
        chains=[{"id": "bakery", "zh": "烘焙链", "root": "bread", "basis": "ours"}],
        products=[product("rye", broader="bread", price_low="500", price_high="4000")],
        places=[{"id": "near", "zh": "邻县", "kind": "district", "basis": "ours", "outside": "yes", "distance": "80"}],
        observations=[
            {
                "id": "o",
                "subject": "bakery",
                "indicator": "output",
                "comparator": "eq",
                "value": claimed,
                "unit": "万元",
            }
        ],
    )
    (row,) = compare_with_full_load(tables, build_terms(tables, AS_OF)).to_dicts()
    return row


@pytest.mark.parametrize(
    ("claimed", "low", "high", "fits"),
    [
        ("100", 1000 / 3, 1000, "yes"),  # a million at 3,000 to 1,000 yuan a tonne: at most the 1,000 t there are
        ("99", 330, 990, "no"),  # 10 t less than they can make
        ("300", 1000, 3000, "yes"),
        ("301", 3010 / 3, 3010, "no"),
    ],
)
def test_money_fits_where_full_load_lies_between_the_prices(claimed: str, low: float, high: float, fits: str) -> None:
    row = compared(claimed, works("oven", "bread", "600"), works("oven-2", "bread", "400", stage="signed"))
    assert (row["claimed"], row["capacity"], row["fits"]) == (float(claimed) * 1e4, 1000, fits)
    assert (row["implied_low"], row["implied_high"]) == pytest.approx((low, high))
    assert (row["share_low"], row["share_high"]) == pytest.approx((low / 1000, high / 1000))


def test_narrower_products_count_with_the_lowest_and_the_highest_price() -> None:
    # 300 t, half of it for own use, and 200 t of rye; what a neighbour makes is no capacity of the chain
    outside = works("oven-3", "bread", "9999")
    outside = {**outside, "plants": [{**outside["plants"][0], "place": "near"}]}
    row = compared("100", works("oven", "bread", "300", self_use="50"), works("oven-2", "rye", "200"), outside)
    assert (row["capacity"], row["price_low"], row["price_high"]) == (500, 500, 4000)
    assert (row["implied_low"], row["implied_high"], row["fits"]) == (250, 2000, "yes")
