"""How far a coefficient moves a gap, by hand: 400 t of bread take 200 t of flour, at 2,000 yuan a tonne."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from liantu.chain.coefficient_effects import rank_coefficients
from liantu.chain.gaps import find_gaps
from liantu.chain.recalled_values import hide_recalled_effects
from liantu.chain.terms import build_terms
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, Rows, coefficient, made_of, prices_on, product, works

_FLOUR_USE = coefficient("bread-route", "flour", "0.5", "C") | {"low": "0.4", "high": "0.6"}
_OVEN = works("oven", "bread", "400")


def ranked(tables: Tables) -> list[dict[str, Any]]:
    terms = build_terms(tables, AS_OF)
    return rank_coefficients(tables, terms, find_gaps(tables, terms, ranges=False), prices_on(tables)).to_dicts()


@pytest.mark.parametrize(
    ("mills", "low", "typical", "high"),
    [
        # needs of 160, 200 and 240 t, less what a mill sells
        ((), 160, 200, 240),
        ((works("mill", "flour", "100", firm="millers"),), 60, 100, 140),
        ((works("mill", "flour", "180", firm="millers"),), 0, 20, 60),
    ],
)
def test_a_use_at_its_ends_moves_the_gap(mills: tuple[Rows, ...], low: float, typical: float, high: float) -> None:
    (row,) = ranked(made_of(_OVEN, *mills, coefficients=[_FLOUR_USE]))
    assert (row["gap_low"], row["gap_typical"], row["gap_high"]) == pytest.approx((low, typical, high))
    assert row["effect"] == pytest.approx((high - low) * 2000)
    assert (row["falls"], row["rises"]) == pytest.approx(((typical - low) * 2000, (high - typical) * 2000))
    assert (row["grade"], row["listed"], row["firms"]) == ("C", "invite", ["bakers"])


def test_what_an_own_mill_lacks_moves_and_stands_on_no_list_for_inviting() -> None:
    """The bakers grind 50 t themselves: 110, 150 and 190 t are short, and a mill is theirs to build."""
    (row,) = ranked(made_of(_OVEN, works("mill", "flour", "50", self_use="100"), coefficients=[_FLOUR_USE]))
    assert (row["gap_low"], row["gap_typical"], row["gap_high"]) == pytest.approx((110, 150, 190))
    assert (row["listed"], row["effect"]) == (None, 0)


def test_an_owner_who_makes_all_that_he_needs_goes_on_doing_so() -> None:
    (row,) = ranked(made_of(_OVEN, works("mill", "flour", "300", self_use="100"), coefficients=[_FLOUR_USE]))
    assert (row["gap_low"], row["gap_typical"], row["gap_high"], row["effect"]) == (0, 0, 0, 0)


def test_an_own_mill_does_not_serve_others() -> None:
    """The bakers' mill of 190 t covers them at 160 t; what is then over is not sold to those who need 100 t."""
    others = works("shop", "cake", "400", firm="others")
    tables = made_of(_OVEN, others, works("mill", "flour", "190", self_use="100"), coefficients=[_FLOUR_USE])
    bread = next(row for row in ranked(tables) if row["process"] == "bread-route")
    assert (bread["gap_low"], bread["gap_typical"], bread["gap_high"]) == pytest.approx((100, 110, 150))


@pytest.mark.parametrize("end", ["low", "high"])
def test_the_gap_at_an_end_is_that_of_a_district_with_the_end_for_its_typical_use(end: str) -> None:
    works_here = (_OVEN, works("mill", "flour", "60", self_use="50"), works("shop", "cake", "100", firm="others"))
    uses: list[Row] = [_FLOUR_USE, coefficient("cake-route", "flour", "0.25") | {"low": "0.1", "high": "0.5"}]
    for number, use in enumerate(uses):
        changed = [*uses]
        changed[number] = use | {"typical": use[end]}
        moved = next(r for r in ranked(made_of(*works_here, coefficients=uses)) if r["process"] == use["process"])
        asked = next(r for r in ranked(made_of(*works_here, coefficients=changed)) if r["process"] == use["process"])
        assert moved[f"gap_{end}"] == pytest.approx(asked["gap_typical"])


def test_what_moves_most_value_stands_first_and_an_unknown_move_before_none() -> None:
    eggs = product("eggs", price_low="50000", price_high="50000")
    salt = product("salt") | {"price_low": None, "price_high": None}
    water = product("water", list="utilities")
    uses = [
        _FLOUR_USE,  # 80 t × 2,000 = 160,000 yuan
        coefficient("bread-route", "eggs", "0.02") | {"low": "0.01", "high": "0.03"},  # 8 t × 50,000 = 400,000
        coefficient("bread-route", "salt", "0.1") | {"low": "0", "high": "0.9"},
        coefficient("bread-route", "water", "1", role="utility") | {"low": "0.1", "high": "9"},
    ]
    found = ranked(made_of(_OVEN, products=[eggs, salt, water], coefficients=uses))
    assert [row["product"] for row in found] == ["eggs", "flour", "salt", "water"]
    assert [row["effect"] for row in found] == [pytest.approx(400_000), pytest.approx(160_000), None, 0]


def test_a_band_alone_orders_by_its_low_end_and_leaves_as_a_magnitude() -> None:
    """160 to 240 t of flour at 1,000 to 3,000 yuan, no typical price known: 80,000 yuan at the least."""
    tables = made_of(_OVEN, coefficients=[_FLOUR_USE])
    terms = build_terms(tables, AS_OF)
    prices = prices_on(tables).with_columns(pl.lit(None, pl.Float64).alias("typical"), pl.lit("C").alias("grade"))
    rows = rank_coefficients(tables, terms, find_gaps(tables, terms, ranges=False), prices)
    (row,) = rows.to_dicts()
    assert (row["effect"], row["falls"], row["rises"]) == pytest.approx((80_000, 40_000, 40_000))
    assert row["recalled"]
    (shown,) = hide_recalled_effects(rows).to_dicts()
    assert (shown["effect"], shown["falls"], shown["rises"]) == (10_000, 10_000, 10_000)


def test_what_was_read_leaves_with_its_figures() -> None:
    tables = made_of(_OVEN, coefficients=[_FLOUR_USE])
    terms = build_terms(tables, AS_OF)
    prices = prices_on(tables).with_columns(pl.lit("B").alias("grade"))
    rows = rank_coefficients(tables, terms, find_gaps(tables, terms, ranges=False), prices)
    assert hide_recalled_effects(rows)["effect"].to_list() == pytest.approx([160_000])
