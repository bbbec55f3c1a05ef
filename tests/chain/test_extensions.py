"""What a surplus could become, and what rests on few: extensions and weak links of a few bakeries, by hand."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.chain.extensions import find_extensions
from liantu.chain.terms import build_terms
from liantu.chain.weak_links import find_weak_links

from .bakery import AS_OF, Row, Rows, coefficient, made_of, product, works

MILL = works("mill", "flour", "1000", firm="millers")
#: Half of its 1,000 t of bread is flour.
OVEN = works("oven", "bread", "1000")


def extensions(*parts: Rows, **more: list[Row]) -> pl.DataFrame:
    tables = made_of(*parts, **more)
    return find_extensions(tables, build_terms(tables, AS_OF), AS_OF)


def weak_links(*parts: Rows, **more: list[Row]) -> pl.DataFrame:
    tables = made_of(*parts, **more)
    return find_weak_links(tables, build_terms(tables, AS_OF))


# -- extensions --------------------------------------------------------------------------------------------------------


def test_what_a_surplus_could_become_the_most_valuable_first() -> None:
    # 1,000 t of flour make 2,000 t of bread (0.5 each) or 4,000 t of cake (0.25), at 1,000 to 3,000 yuan a tonne
    salt = {"products": [product("salt")], "coefficients": [coefficient("bread-route", "salt", "0.02")]}
    rows = extensions(MILL, **salt)
    columns = ("makes", "use", "surplus", "makes_up_to", "value_low", "value_high", "also_needs", "made_by")
    assert rows.select(columns).rows() == [
        ("cake", 0.25, 1000, 4000, 4e6, 12e6, [], []),
        ("bread", 0.5, 1000, 2000, 2e6, 6e6, ["salt"], []),
    ]
    # an oven takes 500 t and makes bread already
    rows = extensions(MILL, OVEN, **salt)
    assert rows.select("makes", "surplus", "makes_up_to", "made_by").rows() == [
        ("cake", 500, 2000, []),
        ("bread", 500, 1000, ["bakers"]),
    ]


@pytest.mark.parametrize(
    ("parts", "makes"),
    [
        ([product("flour", kind="waste")], []),
        ([product("bread", list="commodities")], ["cake"]),  # nothing to invite
    ],
)
def test_waste_is_no_extension_nor_is_what_nobody_is_invited_for(parts: list[Row], makes: list[str]) -> None:
    assert extensions(MILL, products=parts)["makes"].to_list() == makes


@pytest.mark.parametrize(("share", "found"), [("99", [None, None]), ("100", [])])
def test_an_unknown_amount_is_a_surplus_unless_all_of_it_is_used(share: str, found: list[None]) -> None:
    unknown = works("mill", "flour", None, firm="millers", self_use=share)
    assert extensions(unknown)["surplus"].to_list() == found


def test_what_is_unknown_comes_last() -> None:
    # icing takes malt, whose amount nobody knows; its price would put it first
    rows = extensions(
        MILL,
        works("malthouse", "malt", None, firm="others"),
        products=[product("malt"), product("icing", price_high="90000")],
        processes=[{"id": "icing-route", "product": "icing", "zh": "icing", "en": "icing"}],
        coefficients=[coefficient("icing-route", "malt", "1")],
    )
    assert rows["makes"].to_list() == ["cake", "bread", "icing"]


# -- weak links --------------------------------------------------------------------------------------------------------


def test_a_link_that_rests_on_one_plant_is_weak_where_others_need_it() -> None:
    (row,) = weak_links(MILL, OVEN).to_dicts()
    assert (row["product"], row["reason"], row["plants"]) == ("flour", "one_plant", 1)
    assert (row["made_by"], row["needed_by"]) == (["millers"], ["bakers"])
    same_firm = works("mill", "flour", "1000", firm="bakers")
    assert weak_links(same_firm, OVEN).is_empty()
    assert weak_links(MILL, works("mill-2", "flour", "1", firm="others"), OVEN).is_empty()


def test_short_links_come_before_those_that_rest_on_one_plant() -> None:
    # flour: 300 + 100 t of 500 t; butter: 50 t where 20 t are needed, from one plant
    rows = weak_links(
        works("mill", "flour", "300", firm="millers"),
        works("mill-2", "flour", "100", firm="others"),
        works("dairy", "butter", "50", firm="others"),
        OVEN,
        products=[product("butter")],
        coefficients=[coefficient("bread-route", "butter", "0.02")],
    )
    assert rows.select("product", "reason", "plants", "supply", "direct", "gap").rows() == [
        ("flour", "short", 2, 400, 500, 100),
        ("butter", "one_plant", 1, 50, 20, 0),
    ]


def test_what_is_made_in_an_unknown_amount_is_not_called_short() -> None:
    mills = (works(name, "flour", None, firm="millers") for name in ("mill", "mill-2"))
    assert weak_links(*mills, OVEN).is_empty()
