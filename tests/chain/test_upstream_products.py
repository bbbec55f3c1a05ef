"""What belongs to a chain upstream: what plants here make for it, unless another chain has it as its own."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.chain.gaps import find_gaps
from liantu.chain.membership import find_chain_products, select_chain_terms
from liantu.chain.terms import build_terms
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, Rows, coefficient, made_of, of_product, product, works

_USES = [
    coefficient("bread-route", "flour", "0.5"),
    coefficient("flour-route", "wheat", "1.25"),
    coefficient("wheat-route", "seed", "0.1"),
    coefficient("flour-route", "steam", "2", role="utility"),
]
_ROUTES: list[Row] = [
    {"id": f"{name}-route", "product": name, "zh": name, "en": name} for name in ("flour", "wheat", "fine", "steam")
]
_BREAD: Row = {"id": "bread", "zh": "面包", "root": "bread", "basis": "ours"}
_MILL, _FARM = works("mill", "flour", "300", firm="millers"), works("farm", "wheat", "50", firm="farmers")


def chained(*plants: Rows, chains: tuple[Row, ...] = (_BREAD,), members: tuple[Row, ...] = ()) -> Tables:
    return made_of(
        works("oven", "bread", "400"),
        *plants,
        products=[product(name) for name in ("wheat", "seed", "steam")] + [product("fine", broader="flour")],
        processes=_ROUTES,
        coefficients=_USES,
        chains=[*chains],
        members=[*members],
    )


@pytest.mark.parametrize(
    ("plants", "found"),
    [
        ((), ["bread"]),
        ((_MILL,), ["bread", "flour"]),
        ((_MILL, _FARM), ["bread", "flour", "wheat"]),
        ((_FARM,), ["bread"]),  # no mill here takes the wheat
        ((works("mill", "flour", None),), ["bread", "flour"]),  # of unknown amount
        ((works("mill", "flour", "0"),), ["bread"]),  # stated to make none
        ((works("mill", "fine", "50"),), ["bread", "fine"]),  # a better grade serves the need
        ((_MILL, works("boiler", "steam", "50")), ["bread", "flour"]),  # utilities serve every chain
    ],
)
def test_a_chain_follows_what_plants_here_make_for_it(plants: tuple[Rows, ...], found: list[str]) -> None:
    assert find_chain_products(chained(*plants), "bread").to_list() == found


def test_what_another_chain_has_as_its_own_stays_there_with_all_behind_it() -> None:
    mills: Row = {"id": "mills", "zh": "面粉", "root": "flour", "basis": "ours"}
    tables = chained(_MILL, _FARM, chains=(_BREAD, mills))
    assert find_chain_products(tables, "bread").to_list() == ["bread"]
    assert find_chain_products(tables, "mills").to_list() == ["fine", "flour", "wheat"]


def test_the_lists_of_a_chain_name_what_its_upstream_plants_lack() -> None:
    """200 t of flour are needed and made; the mill of 300 t takes 375 t of wheat, of which the farm grows 50."""
    tables = chained(_MILL, _FARM)
    terms = build_terms(tables, AS_OF)
    rows = find_gaps(tables, select_chain_terms(tables, terms, "bread"), ranges=False, chain="bread")
    assert of_product(rows, "wheat")["gap_typical"] == pytest.approx(300 * 1.25 - 50)
    assert rows.filter(pl.col("product") == "seed")["gap_typical"].to_list() == pytest.approx([5])
