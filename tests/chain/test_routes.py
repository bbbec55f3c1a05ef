"""Which process makes what by default, and what filling a gap by it would use; by hand."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.chain.added_energy import compute_added_energy
from liantu.chain.gaps import find_gaps
from liantu.chain.induced_needs import compute_induced_needs
from liantu.chain.routes import find_default_processes
from liantu.chain.terms import build_terms
from liantu.model.rules import run_rules

from .bakery import AS_OF, Row, coefficient, made_of, of_product, product, works


def process(name: str, made: str) -> Row:
    return {"id": name, "product": made, "zh": name, "en": name}


MILLS = [process("stone", "flour"), process("roller", "flour")]


@pytest.mark.parametrize(
    ("defaults", "chosen"),
    [
        ([], {"bread": "bread-route", "cake": "cake-route"}),  # two ways to make flour: none is the default
        ([(None, "stone")], {"flour": "stone"}),
        ([(None, "stone"), ("本区", "roller")], {"flour": "roller"}),
        ([("本区", "roller"), (None, "stone")], {"flour": "roller"}),
        ([(None, "stone"), ("他区", "roller")], {"flour": "stone"}),
        ([("本区", None), (None, "stone")], {"flour": None}),  # bought in this region
    ],
)
def test_the_row_of_the_region_comes_before_the_general_one(
    defaults: list[tuple[str | None, str | None]], chosen: dict[str, str | None]
) -> None:
    rows = [{"product": "flour", "region": region, "process": name} for region, name in defaults]
    tables = made_of(processes=MILLS, defaults=rows)
    tables = tables.with_about({**tables.about, "region": "本区"}, tables.frames)
    found = dict(find_default_processes(tables).select("product", "process").iter_rows())
    assert {name: found.get(name) for name in chosen} == chosen
    assert ("flour" in found) is bool(chosen.get("flour"))


def test_energy_is_that_of_utilities_in_tonnes_of_coal() -> None:
    # 500 t of flour; each takes 40 kWh of power at 0.1229 kgce and 0.2 t of husks, which are no utility
    tables = made_of(
        works("oven", "bread", "1000"),
        processes=[MILLS[0]],
        products=[product("power", unit="kWh", list="utilities"), product("husks")],
        coefficients=[
            coefficient("stone", "power", "40", role="utility"),
            coefficient("stone", "husks", "0.2"),
        ],
    )
    found = find_gaps(tables, build_terms(tables, AS_OF), ranges=False)
    energy = compute_added_energy(tables, found, {"power": 0.1229, "husks": 500.0})
    assert dict(energy.iter_rows()) == pytest.approx({"flour": 500 * 40 * 0.1229 / 1000})


def test_what_is_filled_itself_is_not_induced_by_it() -> None:
    # 1,000 t of bread take 500 t of flour; with the 500 t that are lacking themselves 1,000 t, of 1.25 t of grain each
    tables = made_of(
        processes=[MILLS[0]], products=[product("grain")], coefficients=[coefficient("stone", "grain", "1.25")]
    )
    lacking = pl.DataFrame({"product": ["bread", "flour"], "gap": [1000.0, 500.0]})
    needs = dict(compute_induced_needs(tables, lacking).iter_rows())
    assert (needs["bread"], needs["flour"], needs["grain"]) == pytest.approx((0, 500, 1250))


# -- a mix of routes ---------------------------------------------------------------------------------------------------

CELLS: dict[str, list[Row]] = {
    "products": [product("pie"), *(product(f"{n}-pie", broader="pie") for n in ("sweet", "salty"))]
    + [product(name) for name in ("sugar", "salt", "dough")],
    "processes": [{"id": f"{n}-route", "product": f"{n}-pie", "zh": n, "en": n} for n in ("sweet", "salty")],
    "coefficients": [
        coefficient("sweet-route", "sugar", "0.2"),
        coefficient("sweet-route", "dough", "0.4"),
        coefficient("salty-route", "salt", "0.1"),
        coefficient("salty-route", "dough", "0.8"),
    ],
}


def test_a_capacity_may_state_its_mix_and_leave_the_rest_open() -> None:
    """1,000 t of pie a year: half sweet, 30 % salty, nobody knows what the last 200 t are."""
    shares = (("sweet-route", "50"), ("salty-route", "30"))
    mix: list[Row] = [
        {"capacity": "oven", "process": route, "share": share, "basis": "ours"} for route, share in shares
    ]
    tables = made_of(CELLS, works("oven", "pie", "1000"), capacity_routes=mix)
    assert [p for p in run_rules(tables) if p.table == "capacity_routes"] == []
    terms = build_terms(tables, AS_OF)
    needs = {name: of_product(find_gaps(tables, terms, ranges=False), name) for name in ("sugar", "salt", "dough")}
    assert {name: row["direct"] for name, row in needs.items()} == pytest.approx(
        {"sugar": 100, "salt": 30, "dough": 560}
    )
    assert {name: row["unknown_demand_by"] for name, row in needs.items()} == {
        "sugar": ["oven"],
        "salt": ["oven"],
        "dough": [],
    }
    made = dict(terms.filter(measure="supply").select("product", "value").iter_rows())
    assert made == pytest.approx({"sweet-pie": 500, "salty-pie": 300, "pie": 200})


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ({"sweet-route": "50", "salty-route": "50"}, None),
        ({"sweet-route": "60", "salty-route": "50"}, "route_share"),
        ({"sweet-route": "0"}, "route_share"),
        ({"bread-route": "50"}, "route_of_other_product"),
    ],
)
def test_a_mix_is_checked(shares: dict[str, str], code: str | None) -> None:
    mix: list[Row] = [
        {"capacity": "oven", "process": route, "share": share, "basis": "ours"} for route, share in shares.items()
    ]
    found = run_rules(made_of(CELLS, works("oven", "pie", "1000"), capacity_routes=mix))
    problems = [problem for problem in found if problem.table == "capacity_routes"]
    assert {problem.code for problem in problems} == ({code} if code else set())
