"""Item graphs: what is shipped, and everything that can be wrong with one, told at once."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.library.approvals import ItemRule, Question, graph_from_mapping, load_graph, read_graph
from liantu.library.approvals.decision_tables import find_overlap, find_uncovered_answers
from liantu.library.approvals.graph import Graph
from liantu.model.problems import Problems

SMALLEST = """
graph: example
items:
  A1: {days: 0, unit: workday}
  B1: {days: 7, unit: workday, after: [A1]}
  C1: {days: 10, unit: workday, after: [{item: B1, kind: reuse}]}
end: [C1]
"""


def read(tmp_path: Path, text: str) -> Graph:
    file = tmp_path / "graph.yaml"
    file.write_text(text, encoding="utf-8")
    return read_graph(file)


def wrong(tmp_path: Path, text: str) -> list[tuple[str, str, int | None]]:
    with pytest.raises(Problems) as found:
        read(tmp_path, text)
    for problem in found.value.problems:
        assert problem.message("zh_CN")
        assert problem.message("en")
    return [(p.code, p.file.removeprefix("graph.yaml").strip(), p.row) for p in found.value.problems]


def test_the_smallest_graph(tmp_path: Path) -> None:
    found = read(tmp_path, SMALLEST)
    assert [(item.id, item.days, item.unit) for item in found.items.values()] == [
        ("A1", 0, "workday"),
        ("B1", 7, "workday"),
        ("C1", 10, "workday"),
    ]
    assert [(before.item, before.kind) for before in found.items["C1"].after] == [("B1", "reuse")]
    assert found.end == ("C1",)


def test_everything_wrong_at_once_with_path_and_line(tmp_path: Path) -> None:
    text = """graph: example
questions:
  fire: {choices: [special, other]}
  energy: {choices: [low, medium, high]}
items:
  A1: {days: -1, unit: week}
  A2: {days: 2.5, kind: guessed, afer: [A1]}
  A3: {days: 3, after: [A9, {item: A1, kind: hard}]}
  A4: {days: 3, low: 5}
  A1: {days: 2}
  B1: {days: 1, after: [B2]}
  B2: {days: 1, after: [B3]}
  B3: {days: 1, after: [B1]}
  C1:
    days: 1
    rules:
      - {rule: one, when: {fire: special}}
      - {rule: two, when: {fire: special, energy: [low, medium]}, applies: no}
  C2: {days: 1, when: {frie: special}}
  C3: {days: 1, when: {fire: special, energy: none}}
  C4: {days: x, after: [A4, A4], status: sure}
end: [A4, Z9]
"""
    assert set(wrong(tmp_path, text)) == {
        ("unknown_key", "items.A2.afer", 7),
        ("not_a_choice", "items.A2.kind", 7),
        ("not_whole_days", "items.A2.days", 7),
        ("not_a_choice", "items.A3.after[2].kind", 8),
        ("unknown_item", "items.A3.after[1]", 8),
        ("low_typical_high", "items.A4", 9),
        ("written_twice", "items.A1", 10),
        ("items_in_circle", "items.B1.after", 11),
        ("rule_gap", "items.C1.rules", 16),
        ("rule_overlap", "items.C1.rules", 16),
        ("unknown_question", "items.C2.when.frie", 19),
        ("not_a_choice", "items.C3.when.energy", 20),
        ("not_a_choice", "items.C4.status", 21),
        ("not_whole_days", "items.C4.days", 21),
        ("written_twice", "items.C4.after[2]", 21),
        ("unknown_item", "end[2]", 22),
    }


def test_relations_that_cannot_be_are_told_with_their_place(tmp_path: Path) -> None:
    text = """\
items:
  A1: {days: 1, not_before: 2026-02-30}
  A2: {days: 1, after: [{item: A1, lag: -2}], not_before: 2200-01-01}
  A3: {days: 1, after: [{any: [A1]}, {item: A2, link: begin, unit: week}]}
  A4: {days: 1, after: [{any: [A1, {item: A9, lag: 3}], item: A2}, {any: [A2, A1]}]}
  B1: {days: 1, after: [{item: B2, link: start}]}
  B2: {days: 1, after: [{any: [A1, B1]}]}
  C1: {days: 1, after: [A1], validity: {months: 0, begin: [A1, Z9], extensions: 2}}
  C2: {days: 1, validity: {months: 3}}
"""
    assert set(wrong(tmp_path, text)) == {
        ("not_a_day", "items.A1.not_before", 2),
        ("negative_lag", "items.A2.after[1].lag", 3),
        ("day_outside_calendar", "items.A2.not_before", 3),
        ("any_of_one", "items.A3.after[1].any", 4),
        ("not_a_choice", "items.A3.after[2].link", 4),
        ("not_a_choice", "items.A3.after[2].unit", 4),
        ("any_and_item", "items.A4.after[1].item", 5),
        ("unknown_item", "items.A4.after[1].any[2]", 5),
        ("written_twice", "items.A4.after[2].any[2]", 5),
        ("items_in_circle", "items.B1.after", 6),
        ("not_a_count", "items.C1.validity.months", 8),
        ("begins_before", "items.C1.validity.begin[1]", 8),
        ("unknown_item", "items.C1.validity.begin[2]", 8),
        ("extension_in_part", "items.C1.validity", 8),
        ("missing_key", "items.C2.validity", 9),
    }


def test_the_terms_that_are_shipped_have_a_source_or_lock_nothing() -> None:
    graph = load_graph("filed-industrial")
    terms = {item.id: item.validity for item in graph.items.values() if item.validity}
    terms |= {
        rule.id: rule.changes["validity"]
        for item in graph.items.values()
        for rule in item.rules
        if "validity" in rule.changes
    }
    found = {name: (term.months, term.begin, term.extensions, term.binding) for name, term in terms.items()}
    assert found == {
        "A4-report": (60, ("G1",), 0, True),
        "A4-form": (60, ("G1",), 0, True),
        "A5": (24, ("G1",), 0, False),
        "A6": (36, ("G1",), 0, True),
        "A9": (24, ("G1",), 0, False),
        "C7": (3, ("G1",), 2, True),
    }
    assert all(term.basis for term in terms.values())


def test_words_of_a_message(tmp_path: Path) -> None:
    text = SMALLEST.replace("after: [A1]", "after: [C1]")
    with pytest.raises(Problems) as found:
        read(tmp_path, text)
    (circle,) = found.value.problems
    assert circle.message("en") == (
        "graph.yaml items.B1.after, row 5: prerequisites go in a circle: B1 → C1 → B1 "
        "(an arrow points to what comes after). Take one of these prerequisites out."
    )
    assert circle.message("zh_CN") == (
        "graph.yaml items.B1.after，第 5 行：前置关系成环：B1 → C1 → B1（箭头指向后办的事项）。请去掉其中一个前置关系。"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing_key"),
        ("items: [A1]", "wrong_shape"),
        ("[]", "wrong_shape"),
        ("items: {A1: 5}", "wrong_shape"),
        ("items: {A1: {days: [1]}}", "not_whole_days"),
        ("items: {A1: {days: 99999}}", "too_many_days"),
        ("items: {A1: {low: 1}}", "range_without_days"),
        ("items: {A1: {days: 1}}\ngates: {A1: {after: []}}", "id_taken"),
        ("items: {A1: {days: 1}}\ngates: {G1: {after: [A1], holds: [W1]}}", "unknown_item"),
        ("items: {A1: {after: [A1]}}", "items_in_circle"),
        ("items: {A1: {when: {}, rules: []}}", "when_and_rules"),
        ("questions: {q: {choices: [a]}}\nitems: {A1: {}}", "missing_key"),
        ("items: {A1: {rules: [{when: {}}]}}", "missing_key"),
        ("items: {A1: {after: [{kind: legal}]}}", "missing_key"),
        ("items: {A1: {authority: x}}\nauthorities: {y: {zh: 乙}}", "not_a_choice"),
        ("items: {A1: {stage: x}}\nstages: {y: {zh: 乙}}", "not_a_choice"),
        ("items: {A1: {days: 1", "not_yaml"),
        ("[" * 1500, "not_yaml"),
        ("&a items: *a", "wrong_shape"),
        ("&a {items: {A1: *a}}", "not_yaml"),
        ("? [a]\n: b", "not_yaml"),
    ],
)
def test_bad_input(tmp_path: Path, text: str, code: str) -> None:
    assert code in {told[0] for told in wrong(tmp_path, text)}


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "graph.yaml"
    file.write_bytes(b"items: {A1: \xff}")
    with pytest.raises(Problems, match="undecodable"):
        read_graph(file)


def test_yes_and_no_are_words(tmp_path: Path) -> None:
    text = "questions: {q: {choices: [yes, no]}}\nitems: {A1: {days: 1, when: {q: yes}, promise: no}}"
    found = read(tmp_path, text).items["A1"]
    assert found.when == {"q": ("yes",)}
    assert found.promise.possible == "no"
    given = {"questions": {"q": {"choices": ["yes", "no"]}}, "items": {"A1": {"when": {"q": True}}}}
    assert graph_from_mapping(given).items["A1"].when == {"q": ("yes",)}


def test_a_gate_holds_what_it_names_whatever_the_item_says(tmp_path: Path) -> None:
    text = "items: {C7: {days: 1}, A4: {days: 5}, W1: {after: [C7]}}\ngates: {G1: {after: [C7, A4], holds: [W1]}}"
    found = read(tmp_path, text)
    assert [before.item for before in found.items["W1"].after] == ["C7", "G1"]
    assert found.items["G1"].days == 0


QUESTIONS = {
    name: Question(name, {choice: {} for choice in choices}) for name, choices in {"a": "xyz", "b": "xy"}.items()
}
ANSWERS = [dict(zip(QUESTIONS, both, strict=True)) for both in product("xyz", "xy")]


@st.composite
def tables(draw: st.DrawFn) -> list[ItemRule]:
    def when() -> dict[str, tuple[str, ...]]:
        named = draw(st.sets(st.sampled_from(sorted(QUESTIONS))))
        return {
            n: tuple(sorted(draw(st.sets(st.sampled_from(sorted(QUESTIONS[n].choices)), min_size=1)))) for n in named
        }

    return [ItemRule(str(n), when(), True) for n in range(draw(st.integers(0, 4)))]


def holding(rules: list[ItemRule], answers: dict[str, str]) -> list[ItemRule]:
    return [rule for rule in rules if all(answers[name] in choices for name, choices in rule.when.items())]


@given(tables())
def test_a_gap_is_found_exactly_when_some_answers_have_no_rule(rules: list[ItemRule]) -> None:
    found = find_uncovered_answers(rules, QUESTIONS)
    assert (found is not None) == any(not holding(rules, answers) for answers in ANSWERS)
    if found is not None:
        assert all(not holding(rules, answers) for answers in ANSWERS if found.items() <= answers.items())


@given(tables())
def test_an_overlap_is_found_exactly_when_some_answers_have_two_rules(rules: list[ItemRule]) -> None:
    two = any(find_overlap(one, other, QUESTIONS) for n, one in enumerate(rules) for other in rules[:n])
    bare = any(not one.when and not other.when for n, one in enumerate(rules) for other in rules[:n])
    assert two or bare == any(len(holding(rules, answers)) > 1 for answers in ANSWERS)


# -- the graph that is shipped ---------------------------------------------------------------------------


def test_every_figure_says_on_what_ground() -> None:
    found = load_graph("filed-industrial")
    assert len([item for item in found.items.values() if not item.gate]) == 45
    for item in found.items.values():
        assert item.zh, item.id
        assert item.en, item.id
        assert item.gate or item.stage in found.stages
        assert item.gate or item.authority or item.rules, item.id
        assert item.basis or all("basis" in rule.changes for rule in item.rules), item.id
        assert all(limit.basis for limit in item.limits)
        assert item.promise.possible in ("yes", "no", "unknown")
    for question in found.questions.values():
        assert question.zh
        assert question.en
        assert all(words["zh"] and words["en"] for words in question.choices.values())


def test_what_has_not_been_read_is_not_confirmed() -> None:
    found = load_graph("filed-industrial")
    for item in found.items.values():
        for basis, status in [(item.basis, item.status), *((limit.basis, limit.status) for limit in item.limits)]:
            if "未核对原文" in basis and "；新建" not in basis:
                assert status == "unknown", item.id
