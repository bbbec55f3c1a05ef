"""A stated output in money beside what the capacities would make at full load, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from liantu.chain.stated_output import PriceDay, compare_with_full_load
from liantu.library.price_rules import read_price_rules

from .bakery import AS_OF, Row, Rows, coefficient, made_of, product, works

BREADS: dict[str, dict[str, str]] = {"bread": {}, "rye": {"broader": "bread"}}
NEAR = {"id": "near", "zh": "邻县", "kind": "district", "basis": "ours", "outside": "yes", "distance": "80"}
TEN_TONNES_OF_THOUSAND = works("oven", "bread", "600"), works("oven-2", "bread", "400", stage="signed")


def compare(
    value: str, *parts: Rows, claim: Row | None = None, price_day: PriceDay = "claim", **more: list[Row]
) -> list[dict[str, Any]]:
    """Comparisons of one claim on the bakers' chain, in units of 10,000 yuan of the year 2030 unless told otherwise."""
    about: Row = {"id": "o", "subject": "bakery", "indicator": "money-made", "comparator": "eq", "unit": "万元"}
    kinds = (("money-made", "output"), ("money-signed", "investment"), ("money-plain", None))
    tables = made_of(
        *parts,
        chains=[{"id": "bakery", "zh": "烘焙链", "root": "bread", "cluster": "food", "basis": "ours"}],
        products=[product("rye", broader="bread", price_low="500", price_high="4000"), *more.pop("products", [])],
        places=[NEAR],
        indicators=[{"id": name, "zh": name, "kind": kind, "basis": "ours"} for name, kind in kinds],
        observations=[about | {"value": value, "period": "2030"} | (claim or {})],
        **more,
    )
    return compare_with_full_load(tables, AS_OF, read_price_rules(AS_OF), price_day).to_dicts()


@pytest.mark.parametrize(
    ("claimed", "low", "high", "fits"),
    [
        ("100", 1000 / 3, 1000, "yes"),  # a million at 3,000 to 1,000 yuan a tonne: at most the 1,000 t there are
        ("99", 330, 990, "unknown"),  # 10 t less than they can make, if the oven that was signed bakes by then
        ("59", 590 / 3, 590, "no"),  # 10 t less than the first oven alone
        ("300", 1000, 3000, "yes"),
        ("301", 3010 / 3, 3010, "no"),
    ],
)
def test_money_fits_where_full_load_lies_between_the_prices(claimed: str, low: float, high: float, fits: str) -> None:
    (row,) = compare(claimed, *TEN_TONNES_OF_THOUSAND)
    assert (row["claimed"], row["capacity"], row["start_unknown"]) == (float(claimed) * 1e4, 1000, 400)
    assert (row["implied_low"], row["implied_high"]) == pytest.approx((low, high))
    assert (row["share_low"], row["share_high"]) == pytest.approx((low / 1000, high / 1000))
    assert (row["bound"], row["fits"]) == ("exact", fits)


def test_narrower_products_count_with_the_lowest_and_the_highest_price() -> None:
    # 300 t, half of it for own use, and 200 t of rye; what a neighbour makes is no capacity of the chain
    outside = works("oven-3", "bread", "9999")
    outside = {**outside, "plants": [{**outside["plants"][0], "place": "near"}]}
    (row,) = compare("100", works("oven", "bread", "300", self_use="50"), works("oven-2", "rye", "200"), outside)
    assert (row["capacity"], row["price_low"], row["price_high"]) == (500, 500, 4000)
    assert (row["implied_low"], row["implied_high"], row["fits"]) == (250, 2000, "yes")


@pytest.mark.parametrize("indicator", ["money-signed", "money-plain"])
def test_money_that_is_not_output_is_not_compared(indicator: str) -> None:
    assert compare("1", works("oven", "bread", "600"), claim={"indicator": indicator}) == []


@pytest.mark.parametrize("period", ["2030-Q1", "2029..2030", None])
def test_a_claim_that_is_not_of_one_whole_year_is_not_compared(period: str | None) -> None:
    assert compare("1", works("oven", "bread", "600"), claim={"period": period}) == []


@pytest.mark.parametrize(
    ("period", "capacity"),
    [("2027", None), ("2028", 600), ("2029", 600), ("2032", 800)],
)
def test_a_claim_meets_the_capacities_of_its_year(period: str, capacity: float | None) -> None:
    # one oven since 2028, one that is to start in 2032
    second = works("oven-2", "bread", "200", stage="signed", period="2029")
    second["events"].append(
        {"id": "oven-2 on", "capacity": "oven-2", "stage": "operating", "period": "2032", "basis": "stated"}
    )
    rows = compare("301", works("oven", "bread", "600", period="2028"), second, claim={"period": period})
    assert [(row["capacity"], row["start_unknown"]) for row in rows] == ([(capacity, 0)] if capacity else [])


def test_the_money_of_a_cluster_is_at_most_so_much_of_one_product() -> None:
    # 500,000 yuan buy 167 to 500 t: of 600 t at most so much ran; 6 million say nothing, cake may be in it
    (row,) = compare("50", works("oven", "bread", "600"), claim={"subject": "food"})
    assert (row["bound"], row["implied_high"], row["fits"]) == ("most", 500, "no")
    assert compare("600", works("oven", "bread", "600"), claim={"subject": "food"}) == []


@pytest.mark.parametrize("claim", [{"scope": "烘焙和粮油"}, {}])
def test_so_is_the_money_of_a_scope_or_of_a_chain_that_makes_more(claim: Row) -> None:
    cakes = [{"group": "bakery", "entity": "cake", "role": "product", "basis": "ours"}]
    parts = (works("oven", "bread", "600"), *([] if claim else [works("oven-2", "cake", "1")]))
    (row,) = compare("50", *parts, claim=claim, members=cakes)
    assert (row["bound"], row["fits"]) == ("most", "no")
    assert compare("600", *parts, claim=claim, members=cakes) == []


@pytest.mark.parametrize(
    ("comparator", "value", "bound", "fits"),
    [
        ("lt", "50", "most", "no"),  # below 500,000 yuan: at most 500 of 600 t
        ("lt", "600", "most", "yes"),  # below 6 million: the 600 t may all have been sold
        ("gt", "50", "least", "yes"),
        ("gt", "181", "least", "no"),  # above 1.81 million: 603 t at the best price
    ],
)
def test_below_and_above_are_bounds(comparator: str, value: str, bound: str, fits: str) -> None:
    (row,) = compare(value, works("oven", "bread", "600"), claim={"comparator": comparator})
    assert (row["bound"], row["fits"]) == (bound, fits)


def test_above_of_a_cluster_says_nothing() -> None:
    assert compare("50", works("oven", "bread", "600"), claim={"subject": "food", "comparator": "gt"}) == []


def test_an_unknown_amount_may_have_made_the_rest() -> None:
    (row,) = compare("301", works("oven", "bread", "600"), works("oven-2", "bread", None))
    assert (row["more"], row["fits"]) == (True, "unknown")


def test_the_money_is_counted_as_the_core_product_and_as_what_is_assembled_of_it() -> None:
    # a hamper holds 1.02 t of bread a tonne and sells at 5,000 to 10,000 yuan; nobody says how many are packed
    packed = coefficient("hamper-route", "bread", "1.02", bound="1", bound_kind="hard")
    rows = compare(
        "50",
        works("oven", "bread", "600"),
        works("packer", "hamper", None),
        products=[product("hamper", price_low="5000", price_high="10000")],
        processes=[{"id": "hamper-route", "product": "hamper", "zh": "礼盒"}],
        coefficients=[packed],
        members=[{"group": "bakery", "entity": "hamper", "role": "product", "basis": "ours"}],
    )
    assert [(row["sold_as"], row["bound"], row["capacity"]) for row in rows] == [
        ("bread", "most", 600),
        ("hamper", "most", 600),
    ]
    assert [(row["implied_low"], row["implied_high"]) for row in rows] == [
        pytest.approx((500 / 3, 500)),
        pytest.approx((51, 102)),
    ]


@pytest.mark.parametrize(
    ("years", "claimed", "price_day", "year"),
    [
        ((2028, 2029, 2030, 2031), "2029", "claim", 2029),  # the claim's own
        ((2028, 2029), "2028", "claim", 2028),  # and none after it, though the state of the world is of 2030
        ((2028, 2029), "2028", "as_of", 2029),
        ((2028, 2029, 2030), "2032", "claim", 2029),  # a claim on a year to come: the latest there is
        ((2031, 2033), "2032", "claim", None),  # never a price of the future
        ((2025,), "2029", "claim", None),  # nor one of four years before
    ],
)
def test_the_price_is_the_nearest_to_the_end_of_the_claims_year_and_not_after_the_date(
    years: tuple[int, ...], claimed: str, price_day: PriceDay, year: int | None
) -> None:
    prices: list[Row] = [
        {"product": "bread", "period": str(y), "low": str(y), "high": str(2 * y), "basis": "works", "tax": "excl"}
        for y in years
    ]
    unpriced = [product(name, **more) | {"price_low": None, "price_high": None} for name, more in BREADS.items()]
    oven = works("oven", "bread", "600", period="2028")
    (row,) = compare("200", oven, claim={"period": claimed}, price_day=price_day, prices=prices, products=unpriced)
    assert row["price_year"] == year
    assert (row["price_low"], row["price_high"]) == ((year, 2 * year) if year else (None, None))
    if year is None:
        assert (row["fits"], row["implied_low"], row["share_high"]) == ("unknown", None, None)
