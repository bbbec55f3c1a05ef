"""Single cells: whole numbers, shares, signs and what cannot be written, each told at its row."""

from __future__ import annotations

import pytest

from liantu.library.shipped_tables import load_library
from liantu.model.field_checks import check_fields, normalise_cells

from .small import tables

UNITS = load_library().units


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3", None),
        ("3.0", None),
        ("-3", "negative_number"),
        ("0", None),
        ("3.5", "not_whole_number"),
        ("3.01", "not_whole_number"),
        ("9" * 15, None),
        ("9" * 16, "not_whole_number"),
        ("三", "text_number"),
        ("inf", "text_number"),
    ],
)
def test_whole_numbers(text: str, code: str | None) -> None:
    frame = tables(chains=[{"id": "a", "zh": "甲", "order": text, "basis": "ours"}])["chains"]
    assert [(p.code, p.row, p.column) for p in check_fields("chains", frame, UNITS)] == (
        [(code, 2, "order")] if code else []
    )


@pytest.mark.parametrize(("text", "code"), [("100", None), ("100.1", "share_out_of_range"), ("0", None)])
def test_shares(text: str, code: str | None) -> None:
    frame = tables(loads=[{"plant": "a", "period": "2023", "utilisation": text, "basis": "ours"}])["loads"]
    assert [p.code for p in check_fields("loads", frame, UNITS)] == ([code] if code else [])


def test_growth_may_be_below_zero_and_above_a_hundred_per_cent() -> None:
    row = {"subject": "a", "indicator": "b", "period": "2023", "value": "-150", "unit": "%", "basis": "ours"}
    row |= {"id": "o", "status": "actual"}
    frame = tables(observations=[row])["observations"]
    assert {p.code for p in check_fields("observations", frame, UNITS)} <= {"required"}


def test_a_unit_in_a_cell_is_not_that_of_the_bare_number_beside_it() -> None:
    def read(value: str, prior: str, unit: str | None) -> tuple[tuple[str | None, ...], set[str]]:
        row = {"id": "o", "subject": "a", "indicator": "b", "status": "actual", "comparator": "eq", "unit": unit}
        frame = tables(observations=[{**row, "period": "2023", "value": value, "prior_value": prior, "basis": "ours"}])
        found = normalise_cells("observations", frame["observations"], UNITS)[0]
        wrong = {problem.code for problem in check_fields("observations", found, UNITS)}
        return found.select("value", "prior_value", "unit").row(0), wrong - {"required"}

    assert read("75.74", "684400万元", "亿元") == (("75.74", "68.44", "亿元"), set())
    assert read("75.74亿元", "684400万元", None) == (("75.74", "68.44", "亿元"), set())
    for value, prior in (("75.74", "684400万元"), ("75.74亿元", "684400")):
        assert read(value, prior, None) == ((value, prior, None), {"missing_unit", "text_number"})


def test_what_is_not_seen_is_shown_by_its_number() -> None:
    frame = tables(chains=[{"id": "a", "zh": "甲\x01", "basis": "ours"}])["chains"]
    (problem,) = check_fields("chains", frame, UNITS)
    assert (problem.code, problem.value, problem.slots) == (
        "unwritable_character",
        "甲<U+0001>",
        {"character": "U+0001"},
    )
