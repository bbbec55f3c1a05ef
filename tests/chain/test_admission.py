"""Whether a product may be made in a place: at the limits, and where something is not known."""

from __future__ import annotations

import pytest

from liantu.chain.admission import NationalRules, check_admission
from liantu.model.tables import Tables

from .bakery import Row, made_of, product

RULES = NationalRules(1.0, ("C26",), "river clause", "park clause")


def tables(**where: str) -> Tables:
    park: Row = {"id": "park", "zh": "园区", "kind": "park", "basis": "ours", **where}
    return made_of(
        places=[park], products=[product("acid", gbt4754="C2611", hazardous="yes"), product("dye", gbt4754="C264")]
    )


def verdicts(name: str, where: dict[str, str]) -> list[tuple[str, str]]:
    return check_admission(tables(**where), RULES, [name], "park").select("verdict", "clause").rows()


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        ("0.99", ("forbidden", "river clause")),
        ("1", ("forbidden", "river clause")),  # within one kilometre
        ("1.01", ("unknown", "")),  # no clause names it: not known, never allowed
        (None, ("unknown", "river clause")),
    ],
)
def test_the_distance_from_the_river(distance: str | None, expected: tuple[str, str]) -> None:
    assert verdicts("dye", {"river_distance": distance} if distance else {}) == [expected]


@pytest.mark.parametrize(
    ("park", "expected"),
    [("yes", ("unknown", "")), ("no", ("unknown", "park clause")), (None, ("unknown", "park clause"))],
)
def test_a_hazardous_chemical_outside_a_chemical_park_is_to_be_verified(
    park: str | None, expected: tuple[str, str]
) -> None:
    where = {"river_distance": "5"} | ({"chemical_park": park} if park else {})
    assert verdicts("acid", where) == [expected]
