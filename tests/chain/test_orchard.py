"""A wholly different small district: every figure below is worked out by hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.model.apply import apply_change, invert_change
from liantu.model.change import Change
from liantu.model.problems import Problems

FOLDER = Path(__file__).parents[1] / "districts" / "orchard"


@pytest.fixture(scope="module")
def district() -> liantu.District:
    return liantu.open(FOLDER)


def row(frame, product):
    return frame.row(by_predicate=pl.col("product") == product, named=True)


def test_demand_by_status(district):
    # juice-1 runs at 80 %: 800 t; juice-2 is 200,000 jin = 100 t and being built, load unknown.
    pulp = row(district.chain.balance(), "pulp")
    assert pulp["operating"] == pytest.approx(800 * 1.2)
    assert pulp["building"] == pytest.approx(100 * 1.2)
    assert pulp["planned"] == 0


def test_supply_near_and_far(district):
    pulp = row(district.chain.balance(), "pulp")
    assert pulp["supply"] == pytest.approx(300)
    assert pulp["nearby"] == pytest.approx(400 * 0.75)  # a quarter is used by its owner; 900 km is too far
    assert pulp["gap"] == pytest.approx(800 * 1.2 + 100 * 1.2 - 300)


def test_other_units_and_byproducts(district):
    book = district.chain.balance()
    assert row(book, "cask")["direct"] == pytest.approx(900 * 5)
    assert row(book, "fruit")["direct"] == pytest.approx(300 * 2000 * 0.0005)
    assert row(book, "pomace")["offer"] == pytest.approx(900 * 0.2)
    assert row(book, "pomace")["supply"] is None  # no document speaks of a maker


def test_lists_and_order(district):
    invite = district.chain.gaps("invite")
    assert invite["product"].to_list() == ["pulp", "cask"]
    assert row(invite, "pulp")["evidence"] == "short"
    assert row(invite, "pulp")["tier"] == 1
    assert row(invite, "pulp")["needed_by"] == 2031
    assert row(district.chain.gaps("commodities"), "fruit")["evidence"] == "not_stated"


def test_induced_follows_the_default_process(district):
    # Filling the 780 t of pulp would need 780 t of fruit; it is not added to direct demand.
    fruit = row(district.chain.gaps("commodities"), "fruit")
    assert fruit["induced"] == pytest.approx(780)
    assert fruit["direct"] == pytest.approx(300)


def test_account_is_the_number(district):
    account = district.chain.account("pulp", "gap")
    demand = sum(t["value"] for t in account["terms"] if t["measure"] == "demand")
    supply = sum(t["value"] for t in account["terms"] if t["measure"] == "supply")
    assert account["typical"] == pytest.approx(demand - supply)
    assert account["typical"] == row(district.chain.gaps(), "pulp")["gap_typical"]


def test_change_and_its_inverse(district):
    change = Change.from_query(["capacities:juice-1;amount=2000", "-capacities:pulp-1"])
    tables = district.tables
    back = apply_change(apply_change(tables, change), invert_change(tables, change))
    for name in ("capacities", "plants"):
        assert back[name].sort("id").equals(tables[name].sort("id"))
    moved = district.what_if(change).chain.balance()
    assert row(moved, "pulp")["gap"] == pytest.approx((1600 + 100) * 1.2)


def test_before_the_plants_ran(district):
    from datetime import date

    early = district.at(as_of=date(2020, 6, 30))
    assert early.chain.balance().is_empty() or row(early.chain.balance(), "pulp")["direct"] == 0


def test_what_others_rest_on_cannot_be_deleted(district):
    with pytest.raises(Problems) as raised:
        district.what_if(Change.from_query(["-plants:mash-1"]))
    assert [(p.code, p.table, p.value) for p in raised.value.problems] == [("dangling", "capacities", "mash-1")]


LOOPS = [
    (
        "1.05",
        "coefficients：产品循环自耗不小于产出：pulp。请核对这些产品默认工艺的单耗。",
        "coefficients: the loop of pulp consumes, round after round, at least as much as it makes. "
        "Check the coefficients of their default processes.",
    ),
    (
        "0.9999999999999",
        "coefficients：产品循环的需求未能收敛：pulp，其产出只略多于自耗。请核对这些产品默认工艺的单耗。",
        "coefficients: the demand of the loop of pulp did not converge: it makes hardly more than "
        "it consumes. Check the coefficients of their default processes.",
    ),
]


@pytest.mark.parametrize(("need", "chinese", "english"), LOOPS, ids=["too strong", "not converged"])
def test_a_loop_that_cannot_be_worked_out_says_why(district, need, chinese, english):
    line = f"+coefficients:MASH/pulp/input;low={need};typical={need};high={need};grade=C"
    with pytest.raises(Problems) as raised:
        district.what_if(Change.from_query([line])).chain.gaps()
    assert [p.message("zh_CN") for p in raised.value.problems] == [chinese]
    assert [p.message("en") for p in raised.value.problems] == [english]
