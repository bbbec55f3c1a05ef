"""Questions: every effect equals what applying the two answers, one Change each, does to the lists."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.chain.information_value import rank_questions
from liantu.model.change import Change, ChangeRow

from .bakery import AS_OF, made_of, works

DISTRICTS = {
    "fuling": Path(__file__).parents[2] / "districts" / "fuling",
    "orchard": Path(__file__).parents[1] / "districts" / "orchard",
}


@pytest.fixture(scope="module", params=sorted(DISTRICTS))
def district(request: pytest.FixtureRequest) -> liantu.District:
    return liantu.open(DISTRICTS[request.param])


def answered(district: liantu.District, question: dict, answer: str) -> Change:
    if question["field"] == "load":
        key = f"{question['plant']}/{district.as_of.year}"
        return Change((ChangeRow("loads", key, "insert", {"utilisation": answer, "basis": "ours"}),))
    if question["field"] == "status":
        return Change() if answer == "planned" else amount(question, "0", None)
    if question["field"] == "amount":
        return amount(question, answer, question["unit"])
    return Change((ChangeRow("capacities", question["capacity"], "update", {question["field"]: answer}),))


def amount(question: dict, answer: str, unit: str | None) -> Change:
    fields = {"amount": answer} | ({"unit": unit} if unit else {})
    return Change((ChangeRow("capacities", question["capacity"], "update", fields),))


def worth(district: liantu.District) -> dict[str, float]:
    prices = district.tables.numbers("products").filter(pl.col("list") == "invite")
    middle = {row["id"]: ((row["price_low"] or 0) + (row["price_high"] or 0)) / 2 for row in prices.to_dicts()}
    return {
        row["product"]: row["gap"] * middle[row["product"]]
        for row in district.chain.balance().to_dicts()
        if row["product"] in middle
    }


def test_effects_are_those_of_applying_the_answers(district):
    asked = district.chain.questions()
    assert asked.height
    for question in asked.iter_rows(named=True):
        first, second = (worth(district.what_if(answered(district, question, a))) for a in question["answers"])
        moved = {p: abs(first.get(p, 0) - second.get(p, 0)) for p in first | second}
        label = f"{question['capacity']} {question['field']}"
        assert question["effect"] == pytest.approx(sum(moved.values()), rel=1e-9, abs=1e-3), label
        turned = sorted(p for p in moved if (first.get(p, 0) > 0) != (second.get(p, 0) > 0))
        assert question["lists"] == turned, label


def test_what_moves_most_comes_first(district):
    assert district.chain.questions()["effect"].is_sorted(descending=True)


def test_a_load_is_asked_once_a_plant(district):
    loads = district.chain.questions().filter(field="load")
    assert loads["plant"].is_unique().all()


def test_a_part_of_a_total_moves_only_what_is_not_itemised():
    fuling = liantu.open(DISTRICTS["fuling"])
    ganfeng = (
        fuling.chain.questions()
        .filter(pl.col("field") == "amount", pl.col("plant").str.starts_with("ganfeng"))
        .row(0, named=True)
    )
    before, after = (
        fuling.chain.balance(),
        fuling.what_if(answered(fuling, ganfeng, ganfeng["answers"][1])).chain.balance(),
    )
    direct = [frame.filter(product="electrolyte")["direct"].item() for frame in (before, after)]
    assert direct[0] == pytest.approx(direct[1])


def test_an_answered_question_is_not_asked_again():
    fuling = liantu.open(DISTRICTS["fuling"])
    told = fuling.what_if(
        Change(
            (ChangeRow("capacities", "pengwei-pta", "update", {"amount": "90", "unit": "万吨/年", "self_use": "0"}),)
        )
    )
    fields = told.chain.questions().filter(capacity="pengwei-pta")["field"].to_list()
    assert "load" in fields
    assert not {"amount", "self_use"} & {*fields}


def test_a_part_larger_than_its_total_leaves_no_rest_below_zero():
    # Ovens of 100 t in all, one of them of unknown size: as nothing or as a usual plant of 200 t. Then the rest is
    # 100 t or none, and 50 or 100 t of flour are lacking, at 2,000 yuan.
    total, part = works("ovens", "bread", "100"), works("oven", "bread", None, part_of="ovens")
    tried = {"capacity": [0, "usual"], "self_use": [0, 100], "load": [50, 100]}
    (question,) = (
        rank_questions(made_of(total, part), AS_OF, 150, tried).filter(capacity="oven", field="amount").to_dicts()
    )
    assert question["answers"] == ["0", "200"]
    assert question["effect"] == pytest.approx(50 * 2000)
