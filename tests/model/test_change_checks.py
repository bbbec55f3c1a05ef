"""A what-if is checked like a folder: every mistake in it is told, and nothing of it is kept."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.model.apply import apply_change
from liantu.model.change import Change
from liantu.model.change_checks import check_change
from liantu.model.problems import Problems

DISTRICT = liantu.open(Path(__file__).parents[1] / "districts" / "orchard")


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("capacities:juice-1;amount=lots", "text_number", "amount"),
        ("capacities:juice-1;amount=-5", "negative_number", "amount"),
        ("capacities:juice-1;unit=scoop", "unknown_unit", "unit"),
        ("capacities:juice-1;unit=barrel", "wrong_dimension", "unit"),
        ("capacities:juice-1;unit=", "missing_unit", "amount"),
        ("capacities:juice-1;product=jam", "unknown_product", "product"),
        ("capacities:juice-1;process=BOIL", "dangling", "process"),
        ("capacities:juice-1;self_use=101", "share_out_of_range", "self_use"),
        ("capacities:juice-1;source=", "source_required", "source"),
        ("capacities:juice-1;plant=", "plant_or_group", "plant"),
        ("capacities:juice-1;part_of=juice-1", "part_of_loop", "part_of"),
        ("capacities:juice-2;part_of=juice-1;unit=t;amount=1800", "part_exceeds_total", "amount"),
        ("events:1;stage=dreaming", "not_a_choice", "stage"),
        ("events:1;period=2023-13", "impossible_period", "period"),
        ("plants:sweet-1;zh=", "required", "zh"),
        ("firms:sweet;zh=果浆厂", "two_owners", "zh"),
        ("coefficients:PRESS/pulp/input;low=9", "low_typical_high", "typical"),
        ("-products:pulp", "unknown_product", "product"),
        ("-sources:report", "dangling", "source"),
        ("capacities:juice-1;id=juice-2", "duplicate_key", ""),
    ],
)
def test_one_mistake(line: str, code: str, column: str) -> None:
    with pytest.raises(Problems) as raised:
        DISTRICT.what_if(Change.from_query([line]))
    assert (code, column) in {(p.code, p.column) for p in raised.value.problems}
    assert all(p.message("zh_CN") and p.message("en") for p in raised.value.problems)


def test_all_mistakes_are_told_at_once() -> None:
    lines = ["capacities:juice-1;amount=lots", "capacities:juice-2;unit=scoop", "events:1;stage=dreaming"]
    with pytest.raises(Problems) as raised:
        DISTRICT.what_if(Change.from_query(lines))
    assert {p.code for p in raised.value.problems} == {"text_number", "unknown_unit", "not_a_choice"}


def test_numbers_in_a_change_are_read_as_in_a_folder() -> None:
    after = DISTRICT.what_if(
        Change.from_query(["capacities:juice-1;amount=１，５００", "capacities:juice-2;amount=2万"])
    )
    amounts = dict(after.tables["capacities"].select("id", "amount").iter_rows())
    assert (amounts["juice-1"], amounts["juice-2"]) == ("1500", "20000")
    direct = after.chain.balance().row(by_predicate=pl.col("product") == "pulp", named=True)["direct"]
    assert direct == pytest.approx((1500 * 0.8 + 20_000 * 0.0005) * 1.2)


def test_a_mistake_that_was_there_before_does_not_stop_a_change() -> None:
    old = DISTRICT.given["capacities"].with_columns(pl.lit("字" * 40).alias("quote"))
    flawed = liantu.District(DISTRICT.given.replace(capacities=old), DISTRICT.as_of)
    assert {p.code for p in flawed.check()} == {"long_quote"}
    after = flawed.what_if(Change.from_query(["capacities:juice-1;amount=5"]))
    assert after.tables["capacities"]["amount"][0] == "5"


def test_a_finding_that_was_there_is_not_new_when_a_row_above_it_goes() -> None:
    tables = DISTRICT.given
    long = pl.when(pl.col("id") == "pulp-far").then(pl.lit("x" * 40)).otherwise("quote").alias("quote")
    before = tables.replace(capacities=tables["capacities"].with_columns(long))
    gone = Change.from_query(["-capacities:pulp-next", "-events:5"])
    assert check_change(before, apply_change(before, gone), gone)["capacities"].height == 4
    longer = Change.from_query(["capacities:juice-1;quote=" + "y" * 40])
    with pytest.raises(Problems) as caught:
        check_change(before, apply_change(before, longer), longer)
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [("long_quote", 2)]
