"""A better grade serves a broader demand, never the reverse; worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import liantu
from liantu.model.change import Change, ChangeRow

FOLDER = Path(__file__).parents[1] / "districts" / "orchard"

#: Juice needs pulp (960 + 120 t a year); clear pulp is pulp of a better grade.
BETTER = (
    ChangeRow(
        "products",
        "clear",
        "insert",
        {"zh": "清浆", "en": "clear pulp", "unit": "t", "kind": "manufacturable", "list": "invite", "broader": "pulp"},
    ),
    ChangeRow("plants", "clear-works", "insert", {"zh": "清浆厂", "firm": "mash", "place": "here", "basis": "ours"}),
)


def started(capacity: str, plant: str, product: str, amount: str | None) -> tuple[ChangeRow, ...]:
    given = {"plant": plant, "product": product, "basis": "ours"} | ({"amount": amount, "unit": "t"} if amount else {})
    event = {"capacity": capacity, "stage": "operating", "period": "2022", "basis": "ours"}
    return (ChangeRow("capacities", capacity, "insert", given), ChangeRow("events", f"{capacity}-on", "insert", event))


@pytest.fixture(scope="module")
def orchard() -> liantu.District:
    return liantu.open(FOLDER)


def row(frame, product):
    return frame.to_dicts()[frame["product"].to_list().index(product)]


@pytest.mark.parametrize(
    ("made", "supply", "gap", "left"),
    [("200", 500, 580, 0), ("780", 1080, 0, 0), ("1000", 1080, 0, 220)],
)
def test_surplus_of_the_better_grade_is_supply_of_the_broader(orchard, made, supply, gap, left):
    book = orchard.what_if(Change(BETTER + started("clear-1", "clear-works", "clear", made))).chain.balance()
    pulp, clear = row(book, "pulp"), row(book, "clear")
    assert (pulp["supply"], pulp["gap"]) == pytest.approx((supply, gap))
    assert (clear["supply"], clear["surplus"]) == pytest.approx((left, left))


def test_the_account_names_what_was_really_made(orchard):
    better = orchard.what_if(Change(BETTER + started("clear-1", "clear-works", "clear", "200")))
    terms = better.chain.terms.filter(product="pulp", measure="supply")
    assert dict(terms.select("via", "value").iter_rows()) == pytest.approx({"pulp": 300, "clear": 200})


def test_an_unknown_better_grade_leaves_the_broader_supply_at_least(orchard):
    better = orchard.what_if(Change(BETTER + started("clear-1", "clear-works", "clear", None)))
    assert "clear-1" in row(better.chain.gaps("all"), "pulp")["unknown_supply_by"]


def test_the_broader_grade_never_serves_the_better(orchard):
    """Juice that asks for clear pulp is not helped by ordinary pulp."""
    picky = {
        "process": "PRESS",
        "input": "clear",
        "role": "input",
        "low": "1",
        "typical": "1",
        "high": "1",
        "grade": "A",
    }
    asked = orchard.what_if(Change((*BETTER, ChangeRow("coefficients", "PRESS/clear/input", "insert", picky))))
    clear = row(asked.chain.gaps("all"), "clear")
    assert (clear["supply"], clear["gap_typical"]) == (None, pytest.approx(900))
    assert clear["evidence"] == "similar"


def test_two_better_grades_share_what_is_lacking(orchard):
    other = ChangeRow(
        "products",
        "fine",
        "insert",
        {"zh": "细浆", "en": "fine pulp", "unit": "t", "kind": "manufacturable", "list": "invite", "broader": "pulp"},
    )
    works = ChangeRow(
        "plants", "fine-works", "insert", {"zh": "细浆厂", "firm": "mash", "place": "here", "basis": "ours"}
    )
    rows = (
        *BETTER,
        other,
        works,
        *started("clear-1", "clear-works", "clear", "600"),
        *started("fine-1", "fine-works", "fine", "300"),
    )
    book = orchard.what_if(Change(rows)).chain.balance()
    assert row(book, "pulp")["gap"] == pytest.approx(0)
    # 780 t are lacking: two thirds from the one, one third from the other
    assert (row(book, "clear")["surplus"], row(book, "fine")["surplus"]) == pytest.approx((80, 40))
