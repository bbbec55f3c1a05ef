"""What must hold for any district: nothing appears or vanishes, and what does not matter changes nothing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import look_at

import liantu
from liantu.chain.gap_ranges import draw_gap_ranges
from liantu.district import District
from liantu.model.apply import apply_change, invert_change
from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables

from .random_district import AS_OF, SPELLINGS, Rows, as_district, districts, reckoned

ROOT = Path(__file__).parents[2]
ORCHARD = liantu.open(ROOT / "tests" / "districts" / "orchard")
FULING = liantu.open(ROOT / "districts" / "fuling")
REAL = pytest.mark.parametrize("district", [ORCHARD, FULING], ids=["orchard", "fuling"])
SMALL = settings(max_examples=look_at(6))
#: Where each example is asked all of its answers more than once.
FEW = settings(max_examples=look_at(4))


def by_product(frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["product"]: row for row in frame.iter_rows(named=True)}


def assert_same(one: pl.DataFrame, other: pl.DataFrame, exactly: bool = False) -> None:
    """The same figures product by product; sums in another order may differ in the last digit."""
    left, right = by_product(one), by_product(other)
    assert left.keys() == right.keys()
    for product, row in left.items():
        for column, value in row.items():
            same = pytest.approx(right[product][column], rel=1e-9, abs=1e-9) if isinstance(value, float) else None
            assert value == (right[product][column] if exactly or same is None else same), (product, column)


def assert_reconciled(book: pl.DataFrame) -> None:
    for row in book.iter_rows(named=True):
        local = (row["supply"] or 0.0) + row["captive"]  # null where no document speaks of a maker
        size = 1e-9 * max(local, row["direct"], 1)
        assert local - row["direct"] == pytest.approx(row["surplus"] - row["gap"], abs=size), row["product"]
        assert row["operating"] + row["building"] + row["planned"] == pytest.approx(row["direct"]), row["product"]
        assert min(row["gap"], row["surplus"]) == 0
        assert all((row[name] or 0) >= 0 for name in row if not name.startswith(("product", "unknown_")))


# -- the sums ----------------------------------------------------------------------------------------------------------


@REAL
def test_supply_less_demand_is_surplus_less_gap(district: District) -> None:
    assert_reconciled(district.chain.balance())
    for chain in district.tables["chains"]["id"]:
        assert_reconciled(district.chain.balance(chain))


def assert_as_reckoned(district: District, rows: Rows) -> None:
    """The balance is what plain reckoning over the rows gives."""
    book = by_product(district.chain.balance())
    sums = reckoned(rows)
    for product in {row["id"] for row in rows["products"]}:
        row = book.get(str(product))
        for status in ("operating", "building", "planned"):
            expected = sums[str(product), "demand", status]
            assert (row[status] if row else 0) == pytest.approx(expected), (product, status)
        for measure in ("supply", "captive", "nearby", "offer"):
            expected = sum(amount for (p, m, _), amount in sums.items() if (p, m) == (product, measure))
            assert ((row[measure] or 0) if row else 0) == pytest.approx(expected), (product, measure)


def assert_sums_of_terms(district: District) -> None:
    """Every figure of the balance and the lists is a sum over the rows of the terms, taken one by one."""
    sums: dict[tuple[str, str], float] = {}
    for term in district.chain.terms.iter_rows(named=True):
        for name in (term["measure"], f"{term['measure']} {term['status']}"):
            key = (term["product"], name)
            sums[key] = sums.get(key, 0.0) + (term["value"] or 0.0)
    columns = {"direct": "demand"} | {name: name for name in ("supply", "captive", "nearby", "offer")}
    columns |= {status: f"demand {status}" for status in ("operating", "building", "planned")}
    for frame in (district.chain.balance(), district.chain.all_gaps()):
        for product, row in by_product(frame).items():
            for column, name in columns.items():
                if row[column] is not None:  # hidden where only unknown plants need it
                    assert row[column] == pytest.approx(sums.get((product, name), 0.0)), (product, column)


@REAL
def test_every_column_is_a_sum_of_its_terms(district: District) -> None:
    assert_sums_of_terms(district)


@SMALL
@given(districts())
def test_sums_and_ranges_agree_anywhere(rows: Rows) -> None:
    district = as_district(rows)
    assert_reconciled(district.chain.balance())
    assert_as_reckoned(district, rows)
    assert_sums_of_terms(district)
    assert_ranges_between_low_and_high(district)


# -- what does not matter ----------------------------------------------------------------------------------------------


def shuffled(tables: Tables, seed: int) -> Tables:
    chance = random.Random(seed)
    frames = {}
    for name, frame in tables.frames.items():
        order = list(range(frame.height))
        chance.shuffle(order)
        frames[name] = frame[order]
    return Tables(tables.about, frames)


@REAL
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_nothing(district: District, seed: int) -> None:
    other = District(shuffled(district.given, seed), district.as_of)
    assert_same(district.chain.balance(), other.chain.balance())
    assert_same(district.chain.gaps("all"), other.chain.gaps("all"))
    assert other.chain.gaps("invite")["product"].to_list() == district.chain.gaps("invite")["product"].to_list()


def spelled_otherwise(rows: Rows, data: st.DataObject) -> Rows:
    """The rows with every capacity in another unit, the same amount."""
    units = {row["id"]: str(row["unit"]) for row in rows["products"]}
    written = []
    for row in rows["capacities"]:
        sizes = SPELLINGS[units[row["product"]]]
        unit = data.draw(st.sampled_from(sorted(sizes)))
        amount = row["amount"] and repr(float(row["amount"]) * sizes[str(row["unit"])] / sizes[unit])
        written.append(row | {"unit": unit, "amount": amount})
    return rows | {"capacities": written}


@FEW
@given(districts(), st.integers(0, 1000), st.data())
def test_units_and_the_order_of_rows_change_nothing_anywhere(rows: Rows, seed: int, data: st.DataObject) -> None:
    district = as_district(rows)
    reordered = District(shuffled(district.given, seed), AS_OF)
    for other in (reordered, as_district(spelled_otherwise(rows, data))):
        assert_same(district.chain.balance(), other.chain.balance())
        assert_same(district.chain.gaps("all"), other.chain.gaps("all"))


@pytest.mark.parametrize(
    "lines",
    [
        ["capacities:jianfeng-ammonia;amount=450000;unit=t", "capacities:jianfeng-urea;amount=800000000;unit=公斤/年"],
        ["capacities:rept-cell;amount=300;unit=亿Wh/年", "capacities:battery-72;amount=720亿;unit=Wh"],
        ["capacities:wankai-pet-3;amount=６０;unit=万 吨"],
    ],
)
def test_units_change_nothing_in_fuling(lines: list[str]) -> None:
    other = FULING.what_if(Change.from_query(lines))
    assert_same(FULING.chain.balance(), other.chain.balance())
    assert_same(FULING.chain.gaps("all"), other.chain.gaps("all"))


@REAL
def test_an_empty_change_changes_nothing(district: District) -> None:
    other = district.what_if(Change())
    assert other.chain.terms.equals(district.chain.terms)
    assert other.chain.gaps("all").equals(district.chain.gaps("all"))
    assert other.chain.extensions().equals(district.chain.extensions())
    assert other.chain.weak_links().equals(district.chain.weak_links())


# -- there and back ----------------------------------------------------------------------------------------------------

EDITS = [
    ["capacities:rept-cell;amount=20", "-capacities:wankai-pet-3"],
    ["capacities:pengwei-pta;amount=900000;unit=t;basis=stated;source=paper-b"],
    ["+loads:jianfeng-fertiliser/2023;utilisation=60;basis=ours", "capacities:battery-72;process="],
]


@pytest.mark.parametrize("lines", EDITS)
def test_taking_a_change_back_restores_every_figure(lines: list[str]) -> None:
    change = Change.from_query(lines)
    after = FULING.what_if(change)
    assert not after.chain.gaps("all").equals(FULING.chain.gaps("all"))
    back = after.what_if(invert_change(FULING.tables, change))
    assert_same(back.chain.balance(), FULING.chain.balance())
    assert_same(back.chain.gaps("all"), FULING.chain.gaps("all"))
    assert_same(back.chain.weak_links(), FULING.chain.weak_links())


@FEW
@given(districts(), st.data())
def test_taking_a_change_back_restores_every_figure_anywhere(rows: Rows, data: st.DataObject) -> None:
    district = as_district(rows)
    edits: list[ChangeRow] = []
    for row in data.draw(st.lists(st.sampled_from(rows["capacities"]), unique_by=lambda r: r["id"], max_size=3)):
        fields = {"amount": data.draw(st.sampled_from(["7", "900", None])), "self_use": "50"}
        operation = data.draw(st.sampled_from(["update", "delete"]))
        edits.append(ChangeRow("capacities", str(row["id"]), operation, fields if operation == "update" else {}))
    change = Change(tuple(edits))
    back = District(apply_change(apply_change(district.tables, change), invert_change(district.tables, change)), AS_OF)
    assert_same(back.chain.balance(), district.chain.balance())
    assert_same(back.chain.gaps("all"), district.chain.gaps("all"))


# -- ranges ------------------------------------------------------------------------------------------------------------


def assert_ranges_between_low_and_high(district: District) -> None:
    """Percentiles rise, and stay between what the low and the high needs would leave uncovered."""
    ranges = by_product(draw_gap_ranges(district.chain.terms))
    for product, row in by_product(district.chain.balance()).items():
        if product not in ranges:
            continue
        p10, p50, p90 = (ranges[product][f"gap_p{p}"] for p in (10, 50, 90))
        assert 0 <= p10 <= p50 <= p90
        needs = district.chain.terms.filter(
            (pl.col("product") == product) & (pl.col("measure") == "demand") & pl.col("value").is_not_null()
        )
        output = needs["amount"] * needs["load"].fill_null(1.0)
        local = (row["supply"] or 0.0) + row["captive"]
        slack = 1e-5 * (row["direct"] + local + 1)  # draws are single precision
        assert p10 >= max(0, (output * needs["low"]).sum() - local) - slack
        assert p90 <= max(0, (output * needs["high"]).sum() - local) + slack


@REAL
def test_the_same_seed_gives_the_same_figures(district: District) -> None:
    again = District(district.given, district.as_of)
    assert again.chain.gaps("all").equals(district.chain.gaps("all"))
    assert draw_gap_ranges(district.chain.terms, seed=1).equals(draw_gap_ranges(again.chain.terms, seed=1))
    assert not draw_gap_ranges(district.chain.terms, seed=1).equals(draw_gap_ranges(district.chain.terms, seed=2))


UNRELATED = [
    "+products:aaa-made;zh=甲物;en=made thing;unit=t;kind=manufacturable;list=invite",
    "+products:aaa-used;zh=乙物;en=used thing;unit=t;kind=manufacturable;list=invite",
    "+processes:AAA-ROUTE;product=aaa-made;zh=甲法;en=route",
    "+coefficients:AAA-ROUTE/aaa-used/input;low=1;typical=2;high=3;grade=C",
    "+firms:aaa;zh=丙公司;kind=firm;basis=ours",
    "+plants:aaa;zh=丙厂;firm=aaa;basis=ours",
    "+capacities:aaa;plant=aaa;product=aaa-made;amount=100;unit=t;basis=ours",
    "+events:aaa;capacity=aaa;stage=operating;period=2023;basis=ours",
]


@REAL
def test_an_unrelated_plant_does_not_shake_other_figures(district: District) -> None:
    after = district.what_if(Change.from_query(UNRELATED))
    gaps = after.chain.gaps("all")
    assert by_product(gaps)["aaa-used"]["gap_typical"] == 200
    others = gaps.filter(pl.col("product") != "aaa-used")
    assert_same(others, district.chain.gaps("all"), exactly=True)
    assert_same(
        after.chain.balance().filter(~pl.col("product").str.starts_with("aaa")), district.chain.balance(), exactly=True
    )
