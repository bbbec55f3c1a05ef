"""What filling a gap would need of resources, by hand: 200 t of flour at 50 kWh, 2 t of steam and 3 t of water each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from liantu.chain.resource_needs import list_resource_needs

from .bakery import Row, coefficient, made_of, product

_DAY = date(2030, 6, 30)
_FACTORS = {"elec": 0.1229, "steam": 128.6}
_USES = [
    coefficient("flour-route", "elec", "50", role="utility"),
    coefficient("flour-route", "steam", "2", role="utility"),
    coefficient("flour-route", "water", "3", role="utility"),
]


def limit(resource: str, amount: str, unit: str, period: str = "2029", **fields: str) -> Row:
    """What the mill park states is free of a resource."""
    row: Row = {"place": "park", "resource": resource, "measure": "free", "period": period, "basis": "ours"}
    return row | {"amount": amount, "unit": unit} | fields


def needs(*limits: Row, gap: float | None = 200.0, uses: list[Row] = _USES) -> dict[str, dict[str, Any]]:
    tables = made_of(
        products=[
            product("elec", unit="kWh", list="utilities", kind="energy"),
            product("steam", list="utilities", kind="utility"),
            product("water", list="utilities", kind="utility"),
        ],
        processes=[{"id": "flour-route", "product": "flour", "zh": "磨粉", "en": "milling"}],
        coefficients=uses,
        places=[{"id": "park", "zh": "园区", "kind": "park", "basis": "ours"}],
        place_limits=[*limits],
    )
    return {row["resource"]: row for row in list_resource_needs(tables, "flour", gap, _FACTORS, _DAY).to_dicts()}


def test_needs_stand_beside_what_is_free() -> None:
    rows = needs(limit("steam", "60", "t/h"), limit("electricity", "2", "MW", comparator="ge"))
    assert {name: row["need"] for name, row in rows.items()} == {
        "electricity": 200 * 50,
        "steam": 400,
        "water": 600,
        "energy": pytest.approx((200 * 50 * 0.1229 + 400 * 128.6) / 1000),
        "land": None,
        "sewage": None,
    }
    assert (rows["steam"]["place"], rows["steam"]["amount"]) == ("park", 60)
    assert rows["steam"]["need_average"] == pytest.approx(400 / 8760, rel=1e-6)
    assert rows["electricity"]["need_average"] == pytest.approx(10_000 / 8760 / 1000)
    assert rows["electricity"]["comparator"] == "ge"
    # nobody states what is free of water: nothing is made up
    assert (rows["water"]["place"], rows["water"]["amount"], rows["water"]["need_average"]) == (None, None, None)


def test_a_use_that_the_process_does_not_name_is_unknown_not_zero() -> None:
    assert needs(uses=_USES[:1])["steam"]["need"] is None


def test_without_a_gap_a_usual_plant_is_taken() -> None:
    rows = needs(gap=None)
    assert (rows["steam"]["basis"], rows["steam"]["made"], rows["steam"]["need"]) == ("usual_plant", 200, 400)
    assert needs(gap=100)["steam"]["need"] == 200


def test_the_latest_statement_not_of_a_later_time_holds() -> None:
    rows = needs(
        limit("steam", "60", "t/h"), limit("steam", "40", "t/h", "2030-05"), limit("steam", "9", "t/h", "2031")
    )
    assert rows["steam"]["amount"] == 40


def test_what_is_the_total_or_used_is_not_free() -> None:
    assert needs(limit("steam", "60", "t/h", measure="total"))["steam"]["amount"] is None


def test_units_that_measure_otherwise_are_shown_and_not_compared() -> None:
    rows = needs(limit("steam", "5000", "GJ"), limit("water", "2", "万立方米/日"))
    assert (rows["steam"]["amount"], rows["steam"]["need_average"]) == (5000, None)
    assert rows["water"]["need_average"] == pytest.approx(600 / 365.25 / 10_000, rel=1e-3)
