"""Which items a project needs, and that works wait for every permit that applies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.deliver.activity_network import ActivityNetwork
from liantu.deliver.applicability import ApplicableGraph, select_applicable
from liantu.library.approvals import graph_from_mapping, load_graph
from liantu.model.problems import Problems

SHIPPED = load_graph("filed-industrial", "重庆")
CHECK = {"fire": "special", "energy": "medium", "environment": "form", "soil_water": "form", "land": "auction"}


def row(applied: ApplicableGraph, item: str) -> dict[str, str]:
    return next(row for row in applied.table.to_dicts() if row["item"] == item)


def test_the_rule_that_fired_is_told() -> None:
    applied = select_applicable(SHIPPED, CHECK)
    told = row(applied, "A4")
    assert (told["applies"], told["rule"], told["because"]) == ("yes", "A4-form", "environment=form")
    assert applied.graph.items["A4"].days == 30
    assert applied.graph.items["A4"].promise.days == 0
    assert row(applied, "C2b")["applies"] == "no"
    assert "C2b" not in applied.graph.items
    assert (row(applied, "C2")["applies"], row(applied, "C2")["open"]) == ("unknown", "joint_review")
    assert row(applied, "A9") == {
        "item": "A9",
        "applies": "unknown",
        "rule": "A9.when",
        "because": "",
        "open": "hazardous",
    }
    assert "A9" in applied.graph.items


def test_what_does_not_apply_holds_nobody_up() -> None:
    without = select_applicable(SHIPPED, {"energy": "low", "hazardous": "no", "land": "held"}).graph
    assert not {"A5", "A9", "B3", "D7", "P5", "P6", "A2", "A3"} & set(without.items)
    assert {before.item for item in without.items.values() for before in item.after} <= set(without.items)


def test_every_wrong_answer_is_told() -> None:
    with pytest.raises(Problems) as found:
        select_applicable(SHIPPED, {"fier": "special", "energy": "much"})
    assert [problem.code for problem in found.value.problems] == ["unknown_question", "not_a_choice"]


def test_an_end_that_does_not_apply_is_told() -> None:
    small = graph_from_mapping(
        {"questions": {"q": {"choices": ["a", "b"]}}, "items": {"A": {"days": 1, "when": {"q": "a"}}}}
    )
    with pytest.raises(Problems, match="no_end_left"):
        select_applicable(small, {"q": "b"})


ANSWERS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(sorted(question.choices)) for name, question in SHIPPED.questions.items()}
)


def before(applied: ApplicableGraph, item: str) -> set[str]:
    network = ActivityNetwork.from_graph(applied.graph)
    found: set[int] = set()
    ahead = [network.items.index(item)]
    while ahead:
        here = ahead.pop()
        ahead += [b for b in network.before[here] if b not in found]
        found |= set(network.before[here])
    return {network.items[n] for n in found}


@given(ANSWERS)
def test_works_wait_for_every_permit_that_applies(answers: dict[str, str]) -> None:
    applied = select_applicable(SHIPPED, answers)
    needed = {"A4", "A5", "A6", "A7", "A8", "A9", "B3", "C7"} & set(applied.graph.items)
    assert {"A4", "C7"} <= needed
    assert needed <= before(applied, "W1")
    assert {"D1", "D4", "W1"} | ({"D6", "D7"} & set(applied.graph.items)) <= before(applied, "G2")
    assert not {"A4", "A5", "A6"} & before(applied, "C7")  # start gates do not hold the construction permit


@given(ANSWERS)
def test_an_answer_more_never_adds_an_item(answers: dict[str, str]) -> None:
    fewer = dict(list(answers.items())[:-1])
    assert set(select_applicable(SHIPPED, answers).graph.items) <= set(select_applicable(SHIPPED, fewer).graph.items)


@given(st.fixed_dictionaries({name: st.sampled_from(sorted(q.choices)) for name, q in SHIPPED.questions.items()}))
def test_all_answers_decide_all_items(answers: dict[str, str]) -> None:
    assert set(select_applicable(SHIPPED, answers).table["applies"]) <= {"yes", "no"}
