"""By-products as plants state them, in place of the library's coefficients; worked out by hand.

By the library a tonne of bread gives off 0.1 t of crumbs.
"""

from __future__ import annotations

from typing import Any

import pytest

from liantu.chain.account import build_account
from liantu.chain.offered_streams import list_streams
from liantu.chain.terms import build_terms, list_producers
from liantu.model.rules import run_rules
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, coefficient, made_of, product, works

OVEN = works("oven", "bread", "1000")
KILN = works("kiln", "bread", "1000", firm="others")


def stated(amount: str | None, item: str = "crumbs", **fields: str) -> Row:
    row: Row = {"capacity": "oven", "product": item, "amount": amount, "unit": "t/年", "basis": "stated"}
    return row | {"source": "paper"} | fields


def town(*rows: Row, **more: list[Row]) -> Tables:
    return made_of(
        OVEN,
        KILN,
        products=[product("crumbs", transport="ordinary"), product("crust", transport="ordinary")],
        coefficients=[coefficient("bread-route", "crumbs", "0.1", role="byproduct")],
        byproducts=[*rows],
        **more,
    )


def offers(tables: Tables) -> dict[tuple[str, str], float | None]:
    rows = build_terms(tables, AS_OF).filter(measure="offer")
    return {(row, item): value for row, item, value in rows.select("row", "product", "value").rows()}


@pytest.mark.parametrize(
    ("rows", "of_oven"),
    [
        ([], {"crumbs": 100}),
        ([stated("70")], {"crumbs": 70}),
        ([stated("70000", unit="kg")], {"crumbs": 70}),
        ([stated("0")], {"crumbs": 0}),
        ([stated(None)], {"crumbs": None}),
        ([stated("70"), stated("5", "crust")], {"crumbs": 70, "crust": 5}),
    ],
    ids=str,
)
def test_what_a_plant_states_takes_the_place_of_the_coefficient(rows: list[Row], of_oven: dict[str, float]) -> None:
    assert offers(town(*rows)) == {("kiln", "crumbs"): 100} | {("oven", item): n for item, n in of_oven.items()}


def test_it_counts_with_the_load_and_over_all_routes() -> None:
    half: Row = {"plant": "oven", "period": "2029", "utilisation": "50", "basis": "stated"}
    assert offers(town(stated("70"), loads=[half]))["oven", "crumbs"] == 35
    mix: Row = {"capacity": "oven", "process": "bread-route", "share": "60", "basis": "stated"}
    rows = build_terms(town(stated("70"), capacity_routes=[mix]), AS_OF).filter(measure="offer", row="oven")
    assert sorted(rows["value"]) == pytest.approx([28, 42])


def test_the_plant_names_its_own_standard() -> None:
    tables = town(stated("70", standard="GB/T 534-2024"))
    streams = list_streams(tables, build_terms(tables, AS_OF), list_producers(tables, AS_OF))
    found = {
        row: (standing, standard) for row, standing, standard in streams.select("row", "standing", "standard").rows()
    }
    assert found == {"oven": ("offered", "GB/T 534-2024"), "kiln": ("standard_unnamed", None)}


def test_the_account_says_that_the_plant_says_so() -> None:
    tables = town(stated("70", comparator="gt", quote="年副产面包屑70余吨"))
    terms: list[Any] = build_account(tables, build_terms(tables, AS_OF), "crumbs", "offer")["terms"]
    by_row = {term["capacity"]["id"]: term for term in terms}
    assert by_row["oven"]["coefficient"] is None
    assert by_row["oven"]["byproduct"]["citation"]["quote"] == "年副产面包屑70余吨"
    assert (by_row["oven"]["byproduct"]["comparator"], by_row["oven"]["byproduct"]["amount_as_written"]) == ("gt", "70")
    assert by_row["oven"]["capacity"]["at_least"]
    assert by_row["kiln"]["byproduct"] is None
    assert by_row["kiln"]["coefficient"] is not None


def test_what_is_wrong_with_it() -> None:
    found = run_rules(town(stated("70", unit="kWh"), stated("5", "bread")))
    told = [(p.code, p.row, p.column) for p in found if p.table == "byproducts"]
    assert told == [("wrong_dimension", 2, "unit"), ("byproduct_is_product", 3, "product")]
