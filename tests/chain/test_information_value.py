"""Questions: every effect equals what applying its answers, as Changes, does to the lists."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

import liantu
from liantu.chain.gaps import find_gaps
from liantu.chain.information_value import rank_questions
from liantu.chain.link_values import VALUED
from liantu.chain.reference_prices import choose_prices
from liantu.chain.terms import build_terms
from liantu.library.policy import read_policy_value
from liantu.library.price_rules import read_price_rules
from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables

from .bakery import AS_OF, coefficient, made_of, prices_on, works
from .bakery import product as goods

DISTRICTS = {
    "fuling": Path(__file__).parents[2] / "districts" / "fuling",
    "orchard": Path(__file__).parents[1] / "districts" / "orchard",
}
Question = dict[str, Any]
#: Buns take half a tonne of malt a tonne, tarts a quarter of eggs; both are pastry.
PASTRY: dict[str, Any] = {
    "products": [
        *map(goods, ("pastry", "egg", "malt")),
        goods("bun", broader="pastry"),
        goods("tart", broader="pastry"),
    ],
    "processes": [{"id": name, "product": name, "zh": name} for name in ("bun", "tart")],
    "coefficients": [coefficient("bun", "malt", "0.5"), coefficient("tart", "egg", "0.25")],
}
TRIED = {"capacity": [0, "usual"], "self_use": [0, 100], "load": [50, 100]}


def ranked(tables: Tables) -> pl.DataFrame:
    return rank_questions(tables, AS_OF, 150, TRIED, prices_on(tables))


@pytest.fixture(scope="module")
def fuling() -> liantu.District:
    return liantu.open(DISTRICTS["fuling"])


def answer(district: liantu.District, question: Question, text: str) -> list[ChangeRow]:
    capacity, field = question["capacity"], question["field"]
    if field == "load":
        key = f"{question['plant']}/{district.as_of.year}"
        return [ChangeRow("loads", key, "insert", {"utilisation": text, "basis": "ours"})]
    if field == "status":
        return [] if text == "planned" else [ChangeRow("capacities", capacity, "update", {"amount": "0"})]
    if field == "on_site":
        # all asked in these districts are of plants that run
        made = {"self_use": "100"} if text == "yes" else {"amount": "0", "unit": "t/年"}
        fields = {"plant": question["plant"], "product": question["product"], "basis": "ours", **made}
        key = f"beside-{question['product']}"
        began = {"capacity": key, "stage": "operating", "period": str(district.as_of), "basis": "ours"}
        return [ChangeRow("capacities", key, "insert", fields), ChangeRow("events", key, "insert", began)]
    unit = {"unit": question["unit"]} if field == "amount" else {}
    return [ChangeRow("capacities", capacity, "update", {field: text} | unit)]


def read_prices(district: liantu.District) -> pl.DataFrame:
    """The prices of a district as if all had been read: of recalled ones no list shows a typical value."""
    prices = choose_prices(district.tables, read_price_rules(district.as_of), district.as_of)
    return prices.with_columns(pl.lit("B").alias("grade"))


def rank(district: liantu.District) -> pl.DataFrame:
    """The questions of a district as if all its prices had been read: effects with all their digits."""
    tried = read_policy_value("chain/answers_tried", district.as_of)
    return rank_questions(district.tables, district.as_of, 150, tried, read_prices(district))


def value_lists(district: liantu.District) -> dict[str, float]:
    """What the links to invite and the bulk materials are worth, from the lists themselves."""
    rows = find_gaps(district.tables, district.chain.terms, ranges=False, prices=read_prices(district))
    return {
        row["product"]: value
        for row in rows.to_dicts()
        if row["list"] in VALUED and (value := row["value_typical"] or row["value_low"])
    }


def move(values: list[dict[str, float]]) -> tuple[float, list[str]]:
    """How far the two values farthest apart lie, and what enters or leaves between them; the first such pair."""
    moved = [
        (sum(abs(first.get(p, 0) - second.get(p, 0)) for p in first | second), sorted(first.keys() ^ second.keys()))
        for first, second in combinations(values, 2)
    ]
    return max(moved, key=lambda pair: pair[0])


def apply_together(district: liantu.District, parts: list[Question]) -> tuple[float, list[str]]:
    """What all combinations of the answers to some questions do, each as one Change."""
    values = []
    for texts in product(*(part["answers"] for part in parts)):
        rows = [row for part, text in zip(parts, texts, strict=True) for row in answer(district, part, text)]
        fields: dict[tuple[str, str, str], dict[str, str | None]] = {}
        for row in rows:
            fields.setdefault((row.table, row.key, row.operation), {}).update(row.fields)
        change = Change(tuple(ChangeRow(*key, named) for key, named in fields.items()))
        values.append(value_lists(district.what_if(change)))
    return move(values)


def singles(district: liantu.District) -> list[Question]:
    rows = rank(district).to_dicts()
    return [row for row in rows if "+" not in row["field"]]


@pytest.mark.parametrize("name", sorted(DISTRICTS))
def test_effects_are_those_of_applying_the_answers(name: str) -> None:
    # A seeded part of each kind of question; ``python -m bench.questions`` does all of Fuling.
    district, chance = liantu.open(DISTRICTS[name]), Random(11)
    by_field: dict[str, list[Question]] = {}
    for question in singles(district):
        by_field.setdefault(question["field"], []).append(question)
    assert by_field
    for question in [chance.choice(kind) for kind in by_field.values()]:
        effect, lists = apply_together(district, [question])
        label = f"{question['capacity']} {question['field']}"
        assert question["effect"] == pytest.approx(effect, rel=1e-9, abs=1e-3), label
        assert question["lists"] == lists, label


def list_pairs(parts: list[Question]) -> list[tuple[Question, Question]]:
    """All pairs of unknowns within one plant, or of what a group makes."""
    pairs = combinations(parts, 2)
    return [pair for pair in pairs if len({part["plant"] or part["capacity"] for part in pair}) == 1]


def test_pairs_within_a_plant_are_asked_when_they_move_more_together_than_apart(fuling: liantu.District) -> None:
    # A seeded part of the pairs; ``python -m bench.questions`` does all of them, and the order of the ten best.
    joint = {
        (row["plant"] or row["capacity"], frozenset(row["field"].split("+"))): row["effect"]
        for row in rank(fuling).to_dicts()
        if "+" in row["field"]
    }
    pairs = list_pairs(singles(fuling))
    asked_together = [pair for pair in pairs if {pair[0]["field"], pair[1]["field"]} == {"amount", "process"}]
    for first, second in [*Random(11).sample(asked_together, 1), *Random(11).sample(pairs, 2)]:
        effect, _ = apply_together(fuling, [first, second])
        found = joint.get((first["plant"] or first["capacity"], frozenset((first["field"], second["field"]))))
        if effect > first["effect"] + second["effect"] + 1:
            assert found == pytest.approx(effect, rel=1e-9)


def test_what_is_not_itemised_is_asked_and_comes_second(fuling: liantu.District) -> None:
    # 42 of 72 GWh: all of lithium iron phosphate or all of nickel, cobalt and manganese, 145,000 yuan a tonne then
    second = rank(fuling).row(1, named=True)
    assert (second["capacity"], second["firm"], second["field"]) == ("battery-72", None, "process")
    assert second["effect"] == pytest.approx(1.468e10, rel=1e-3)
    # the price of that cathode material is recalled: one digit of it is told
    assert fuling.chain.questions().row(1, named=True)["effect"] == 1e10


def test_two_unknowns_that_hide_each_other_are_one_question() -> None:
    # Of an oven of unknown size and recipe neither answer alone moves anything: dough takes leaven, cake batter eggs.
    tables = made_of(
        works("oven", "pastry", None),
        **PASTRY,
    )
    rows = ranked(tables)
    effects = dict(rows.select("field", "effect").iter_rows())
    # a usual plant of 200 t: 100 t of malt or 50 t of eggs at 2,000 yuan
    assert effects["amount+process"] == 300_000
    assert (effects["amount"], effects["process"]) == (0, 0)


@pytest.mark.parametrize(
    ("listed", "effect"), [("invite", 600 * 0.5 * 2000), ("onsite", None), ("commodities", 600_000)]
)
def test_an_input_usually_made_on_site_is_asked_and_counts_only_where_it_may_be_bought(
    listed: str, effect: float | None
) -> None:
    # 600 t of bread take 300 t of leaven, usually made by the baker; it is not in the list to invite until he says no
    tables = made_of(
        works("oven", "bread", "600", self_use="0"),
        products=[goods("leaven", list=listed)],
        coefficients=[coefficient("bread-route", "leaven", "0.5", on_site="yes")],
        loads=[{"plant": "oven", "period": "2029", "utilisation": "100", "basis": "stated"}],
    )
    rows = ranked(tables).filter(field="on_site")
    assert rows.select("product", "effect").rows() == ([("leaven", effect)] if effect else [])


def test_what_moves_most_comes_first(fuling: liantu.District) -> None:
    assert rank(fuling)["effect"].is_sorted(descending=True)
    keys = ["capacity", "field"]
    assert fuling.chain.questions().select(keys).rows() == rank(fuling).select(keys).rows()


def test_a_load_is_asked_once_a_plant(fuling: liantu.District) -> None:
    loads = fuling.chain.questions().filter(field="load")
    assert loads["plant"].is_unique().all()


def test_a_part_of_a_total_moves_only_what_is_not_itemised(fuling: liantu.District) -> None:
    (ganfeng,) = (row for row in singles(fuling) if row["field"] == "amount" and row["capacity"] == "ganfeng-cell")
    change = Change(tuple(answer(fuling, ganfeng, ganfeng["answers"][1])))
    books = (fuling.chain.balance(), fuling.what_if(change).chain.balance())
    direct = [frame.filter(product="electrolyte")["direct"].item() for frame in books]
    assert direct[0] == pytest.approx(direct[1])


def test_an_answered_question_is_not_asked_again(fuling: liantu.District) -> None:
    fields: dict[str, str | None] = {"amount": "90", "unit": "万吨/年", "self_use": "0"}
    answered = fuling.what_if(Change((ChangeRow("capacities", "pengwei-pta", "update", fields),)))
    asked_fields = answered.chain.questions().filter(capacity="pengwei-pta")["field"].to_list()
    assert "load" in asked_fields
    assert not {"amount", "self_use"} & {*asked_fields}


def test_a_part_larger_than_its_total_leaves_no_rest_below_zero() -> None:
    # Ovens of 100 t in all, one of them of unknown size: as nothing or as a usual plant of 200 t. Then the rest is
    # 100 t or none, and 50 or 100 t of flour are lacking, at 2,000 yuan.
    total, part = works("ovens", "bread", "100"), works("oven", "bread", None, part_of="ovens")
    rows = ranked(made_of(total, part))
    (question,) = rows.filter(capacity="oven", field="amount").to_dicts()
    assert question["answers"] == ["0", "200"]
    assert question["effect"] == pytest.approx(50 * 2000)


def test_of_a_stated_mix_only_what_it_leaves_open_is_asked() -> None:
    # 60 % of the 200 t are buns, of malt; the rest may be tarts, of eggs: 80 t x 0.25 t at 2,000 yuan, or 40 t of malt
    mix = [{"capacity": "oven", "process": "bun", "share": "60", "basis": "stated"}]
    rows = ranked(made_of(works("oven", "pastry", "200"), capacity_routes=mix, **PASTRY))
    assert rows.filter(field="process").select("capacity", "effect").rows() == [("oven", 40 * 2000 + 20 * 2000)]
    whole = [{**mix[0], "share": "100"}]
    rows = ranked(made_of(works("oven", "pastry", "200"), capacity_routes=whole, **PASTRY))
    assert rows.filter(field="process").is_empty()


# -- made on site, by hand ---------------------------------------------------------------------------------------------

#: 400 t of bread: 200 t of flour milled on site from 250 t of grain, threshed on site from 500 t of sheaves.
MILLED: dict[str, Any] = {
    "products": [*map(goods, ("flour", "bread", "grain", "sheaf"))],
    "processes": [{"id": f"{name}-route", "product": name, "zh": name} for name in ("flour", "grain", "bread")],
    "coefficients": [
        coefficient("bread-route", "flour", "0.5", on_site="yes"),
        coefficient("flour-route", "grain", "1.25", on_site="yes"),
        coefficient("grain-route", "sheaf", "2"),
    ],
}


def mill(amount: str | None = None, **capacity: str) -> dict[str, Any]:
    """Flour at the oven's own plant."""
    rows = works("mill", "flour", amount, **capacity)
    return {"capacities": [rows["capacities"][0] | {"plant": "oven"}], "events": rows["events"]}


def test_the_answer_that_it_is_made_on_site_brings_in_what_stands_behind() -> None:
    # bought: 200 t of flour at 2,000 yuan; made there: its grain is usually made there too, so it counts in no list
    rows = ranked(made_of(works("oven", "bread", "400"), **MILLED)).filter(field="on_site")
    assert rows.select("product", "effect").rows() == [("flour", 200 * 2000)]
    # once flour is made there, grain is asked: bought 250 t, made there 500 t of sheaves
    tables = made_of(works("oven", "bread", "400"), mill(self_use="100"), **MILLED)
    rows = ranked(tables).filter(field="on_site")
    assert rows.select("product", "effect", "lists").rows() == [("grain", 250 * 2000 + 500 * 2000, ["grain", "sheaf"])]


def test_made_on_site_in_an_unknown_amount_takes_what_the_site_needs() -> None:
    terms = build_terms(made_of(works("oven", "bread", "400"), mill(self_use="100"), **MILLED), AS_OF)
    grain = terms.filter(pl.col("product") == "grain").select("measure", "amount", "value", "row")
    assert grain.rows() == [("demand", 200, 250, "mill")]
    assert terms.filter(measure="conditional").select("product", "value").rows() == [("sheaf", 500)]


def test_stated_not_to_be_made_on_site_it_is_a_link_like_others_and_not_asked() -> None:
    tables = made_of(works("oven", "bread", "400"), mill(amount="0"), **MILLED)
    row = find_gaps(tables, build_terms(tables, AS_OF), ranges=False).row(0, named=True)
    assert (row["product"], row["list"], row["evidence"]) == ("flour", "invite", "not_stated")
    assert ranked(tables).filter(field="on_site").is_empty()


def test_an_unknown_amount_under_a_stated_mix_is_asked() -> None:
    # nothing, or a usual plant of 200 t of what the mix makes: 60 % buns, of malt; the rest buns or tarts, of eggs
    mix = [{"capacity": "oven", "process": "bun", "share": "60", "basis": "stated"}]
    products = [row | ({"usual_plant_typical": None} if row["id"] == "pastry" else {}) for row in PASTRY["products"]]
    tables = made_of(works("oven", "pastry", None), **PASTRY | {"products": products, "capacity_routes": mix})
    rows = ranked(tables)
    assert rows.filter(field="amount").select("capacity", "answers", "effect").rows() == [
        ("oven", ["0", "200"], 200 * 0.6 * 0.5 * 2000)
    ]
    # with all of the rest malt: 100 t in all
    (joint,) = rows.filter(field="amount+process").to_dicts()
    assert joint["effect"] == 100 * 2000


# -- better grades -----------------------------------------------------------------------------------------------------

#: An oven of 400 t of bread needs 200 t of flour; fine flour serves too.
GRADES: dict[str, Any] = {
    "products": [goods("fine", broader="flour", transport="ordinary"), goods("semolina")],
    "processes": [{"id": "semolina-route", "product": "semolina", "zh": "semolina"}],
    "coefficients": [coefficient("semolina-route", "fine", "1", role="byproduct", standard="GB/T 534-2024")],
}


@pytest.mark.parametrize("made", ["fine", "semolina"])
def test_a_better_grade_made_or_offered_covers_a_broader_need_in_questions_too(made: str) -> None:
    # nothing, or a usual plant of 200 t of fine flour, as a product or beside as much semolina
    tables = made_of(works("oven", "bread", "400"), works("mill", made, None, firm="millers"), **GRADES)
    (question,) = ranked(tables).filter(capacity="mill", field="amount").to_dicts()
    assert (question["answers"], question["effect"], question["lists"]) == (["0", "200"], 200 * 2000, ["flour"])
