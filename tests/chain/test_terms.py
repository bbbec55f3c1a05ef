"""How rows become terms: how far is near, which load holds, and in which unit a coefficient counts; by hand."""

from __future__ import annotations

import pytest

from liantu.chain.balance import build_balance
from liantu.chain.per_unit import compute_needs_per_unit
from liantu.chain.terms import build_terms

from .bakery import AS_OF, Row, coefficient, made_of, of_product, product, works

OVEN = works("oven", "bread", "1000")


@pytest.mark.parametrize(("distance", "nearby"), [("149", 300), ("150", 300), ("151", 0), (None, 0)])
def test_a_plant_at_the_very_radius_is_near(distance: str | None, nearby: float) -> None:
    place: Row = {"id": "there", "zh": "邻县", "kind": "district", "basis": "stated", "outside": "yes"}
    mill = works("mill", "flour", "400", firm="millers", self_use="25")
    mill = {**mill, "plants": [{**mill["plants"][0], "place": "there"}]}
    tables = made_of(OVEN, mill, places=[place | {"distance": distance}])
    row = of_product(build_balance(build_terms(tables, AS_OF, radius=150)), "flour")
    assert (row["nearby"], row["supply"], row["gap"]) == (nearby, 0, 500)


def load(period: str, utilisation: str | None) -> Row:
    return {"plant": "oven", "period": period, "utilisation": utilisation, "basis": "stated"}


@pytest.mark.parametrize(
    ("loads", "flour"),
    [
        ([load("2028", "90"), load("2029", "50")], 250),
        ([load("2029", "50"), load("2028", "90")], 250),  # the latest, in whatever order the rows stand
        ([load("2029", "50"), load("2030", "80")], 400),  # on 30 June 2030 the year has begun
        ([load("2029", "50"), load("2030-07", "80")], 250),  # July has not
        ([load("2029", "50"), load("2030", None)], 250),  # nobody knows the load of 2030
        ([load("2029", "0")], 0),
        ([], 500),  # unknown: as if at full load
    ],
    ids=str,
)
def test_the_latest_load_that_had_begun_holds(loads: list[Row], flour: float) -> None:
    tables = made_of(OVEN, loads=loads)
    assert of_product(build_balance(build_terms(tables, AS_OF)), "flour")["direct"] == flour


def test_coefficients_are_in_the_unit_of_what_is_needed() -> None:
    # 500 kg of flour a tonne of bread are half a tonne
    tables = made_of(OVEN, coefficients=[coefficient("bread-route", "flour", "500", unit="kg")])
    assert of_product(build_balance(build_terms(tables, AS_OF)), "flour")["direct"] == pytest.approx(500)


def test_a_chain_without_capacities_is_drawn_for_ten_thousand_units() -> None:
    tables = made_of(
        products=[product("power", unit="kWh"), product("crumbs"), product("carbon")],
        coefficients=[
            coefficient("bread-route", "power", "300", role="utility", low="250", high="400"),
            coefficient("bread-route", "crumbs", "0.1", role="byproduct"),
            coefficient("bread-route", "carbon", "0.02", role="emission"),
        ],
        chains=[{"id": "bakery", "zh": "面包链", "root": "bread", "basis": "ours"}],
    )
    rows = compute_needs_per_unit(tables, "bakery").select("product", "role", "use", "low", "typical", "high").rows()
    assert rows == [
        ("flour", "input", 0.5, 5000, 5000, 5000),
        ("power", "utility", 300, 2_500_000, 3_000_000, 4_000_000),
        ("crumbs", "byproduct", 0.1, 1000, 1000, 1000),
    ]
