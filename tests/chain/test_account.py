"""Which coefficients widen a range most, and what belongs to a chain; by hand."""

from __future__ import annotations

import pytest

from liantu.chain.account import build_account
from liantu.chain.balance import build_balance
from liantu.chain.gaps import find_gaps
from liantu.chain.membership import select_chain_terms
from liantu.chain.terms import build_terms

from .bakery import AS_OF, Row, coefficient, made_of, of_product, prices_on, product, works


def process(made: str) -> Row:
    return {"id": f"{made}-route", "product": made, "zh": made, "en": made}


def test_the_three_widest_coefficients_by_amount_times_range() -> None:
    made = {  # amount, low, high: how far the need of flour may lie apart
        "bread": ("100", "0.4", "0.9"),  # 50 t
        "cake": ("1000", "0.2", "0.22"),  # 20 t
        "rolls": ("10", "0.1", "0.9"),  # 8 t: the widest range of the smallest works
        "pasta": ("2000", "0.8", "0.808"),  # 16 t, of the largest need
    }
    tables = made_of(
        *(works(f"{name} works", name, amount) for name, (amount, _, _) in made.items()),
        products=[product("rolls"), product("pasta")],
        processes=[process("rolls"), process("pasta")],
        coefficients=[coefficient(f"{name}-route", "flour", low, high=high) for name, (_, low, high) in made.items()],
    )
    widest = build_account(tables, build_terms(tables, AS_OF), "flour")["widest"]
    assert [row["coefficient"].split("-")[0] for row in widest] == ["bread", "cake", "pasta"]
    assert [round(row["width"], 9) for row in widest] == [50, 20, 16]


def test_a_chain_has_its_own_needs_and_offers_beside_the_supply_of_all() -> None:
    crumbs = [coefficient(f"{made}-route", "crumbs", "0.1", role="byproduct") for made in ("bread", "cake")]
    tables = made_of(
        works("oven", "bread", "1000"),
        works("oven-2", "cake", "1000"),
        works("mill", "flour", "300", firm="millers"),
        products=[product("crumbs")],
        coefficients=crumbs,
        chains=[{"id": "bakery", "zh": "面包链", "root": "bread", "basis": "ours"}],
    )
    every = build_terms(tables, AS_OF)
    whole, of_chain = build_balance(every), build_balance(select_chain_terms(tables, every, "bakery"))
    # bread needs 500 t of flour and cake 250; each gives off 100 t of crumbs
    assert [of_product(book, "flour")["direct"] for book in (whole, of_chain)] == [750, 500]
    assert [of_product(book, "flour")["supply"] for book in (whole, of_chain)] == [300, 300]
    assert [of_product(book, "crumbs")["offer"] for book in (whole, of_chain)] == [200, 100]


# -- what rests on a gap -----------------------------------------------------------------------------------------------


def test_value_plants_and_range_of_a_gap_have_an_account() -> None:
    """400 t of bread take 200 t of flour: at 1,000 to 3,000 yuan, in mills of 200 t; flour use from 0.4 to 0.6."""
    uses = [coefficient("bread-route", "flour", "0.5") | {"low": "0.4", "high": "0.6"}]
    tables = made_of(works("oven", "bread", "400"), coefficients=uses)
    terms = build_terms(tables, AS_OF)
    prices = prices_on(tables)
    row = of_product(find_gaps(tables, terms, prices=prices), "flour")
    value, plants, spread = (
        build_account(tables, terms, "flour", m, prices) for m in ("value", "plants_filled", "range")
    )
    assert value["typical"] == row["value_typical"] == pytest.approx(400_000)
    assert value["factor"] is not None
    assert (value["factor"]["result_low"], value["factor"]["result_high"]) == (row["value_low"], row["value_high"])
    assert plants["typical"] == row["plants_filled"] == pytest.approx(1)
    assert spread["factor"] is not None
    ends = (spread["factor"]["result_low"], spread["typical"], spread["factor"]["result_high"])
    assert ends == (row["gap_p10"], row["gap_p50"], row["gap_p90"])
    assert [term["capacity"]["id"] for term in spread["terms"]] == ["oven"]


@pytest.mark.parametrize("measure", ["value", "plants_filled", "range"])
def test_what_rests_on_an_unknown_gap_is_unknown(measure: str) -> None:
    tables = made_of(works("oven", "bread", None))
    assert build_account(tables, build_terms(tables, AS_OF), "flour", measure)["typical"] is None
