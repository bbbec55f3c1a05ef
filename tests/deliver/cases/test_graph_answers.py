"""Answers of a project: what does not apply holds nobody up, days follow the rule, and a change of mind locks again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from liantu.deliver.cases.case_overview import build_case_overview
from liantu.deliver.cases.case_record import record_application, record_event
from liantu.deliver.cases.gates import build_gate_rows
from liantu.deliver.cases.graph_answers import find_unknown_answers, read_answers, record_answers
from liantu.deliver.cases.graph_versions import Versions, find_newest_graph
from liantu.library.approvals import graph_from_mapping
from liantu.model.apply import apply_change
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

from .graph import district

_QUESTIONS = {
    "environment": {
        "zh": "环评类别",
        "en": "Class",
        "choices": {"form": {"zh": "报告表", "en": "form"}, "registration": {"zh": "登记表", "en": "registration"}},
    },
    "size": {"choices": {"small": {"zh": "小", "en": "small"}, "large": {"zh": "大", "en": "large"}}},
}
_ITEMS = {
    "env": {"days": 20, "when": {"environment": ["form"]}},
    "permit": {
        "days": 10,
        "after": [{"item": "env", "kind": "legal"}],
        "rules": [
            {"rule": "small-works", "when": {"size": ["small"]}, "applies": True, "days": 3},
            {"rule": "large-works", "when": {"size": ["large"]}, "applies": True},
        ],
    },
}
_GATES = {
    "start": {"after": [{"item": "env", "kind": "legal"}, {"item": "permit", "kind": "legal"}], "opens": "started"}
}


def _graph(version: str, **parts: Any) -> Any:
    return graph_from_mapping({"graph": "asked", "version": version, "questions": _QUESTIONS, "items": _ITEMS, **parts})


GRAPH = _graph("1", gates=_GATES, valid_from="2024-01-01")
VERSIONS: Versions = {("asked", "1"): GRAPH}


def told(tables: Tables, **given: str) -> Tables:
    return apply_change(tables, record_answers(tables, GRAPH, "p", given, "2024-03-01"))


def applied(tables: Tables, item: str, day: str = "2024-03-01") -> Tables:
    return apply_change(tables, record_application(tables, VERSIONS, item, "p", item, "asked", "1", day))


def happened(tables: Tables, case: str, *events: tuple[str, str]) -> Tables:
    for event, day in events:
        tables = apply_change(tables, record_event(tables, VERSIONS, case, event, day))
    return tables


DECIDED = (("accepted", "2024-03-04"), ("approved", "2024-03-06"))


def test_a_question_without_an_answer_keeps_its_item_in() -> None:
    now = happened(applied(told(district(), size="small"), "permit"), "permit", DECIDED[0])
    with pytest.raises(Problems) as refused:
        happened(now, "permit", DECIDED[1])
    assert [problem.code for problem in refused.value.problems] == ["prerequisite_undecided"]


def test_what_does_not_apply_holds_nobody_up_and_the_days_are_those_of_the_rule() -> None:
    now = told(district(), environment="registration", size="small")
    now = happened(applied(now, "permit"), "permit", *DECIDED)
    row = build_case_overview(now, VERSIONS, date(2024, 3, 7)).row(0, named=True)
    assert (row["standing"], row["locked"], row["days"]) == ("decided", False, 3)
    assert build_gate_rows(now, VERSIONS, "p", "started", date(2024, 3, 7)).select("item", "open").rows() == [
        ("permit", True)
    ]


def test_another_answer_locks_what_was_decided_without_it() -> None:
    now = told(district(), environment="registration", size="small")
    now = told(happened(applied(now, "permit"), "permit", *DECIDED), environment="form", size="large")
    row = build_case_overview(now, VERSIONS, date(2024, 3, 7)).row(0, named=True)
    assert (row["standing"], row["locked"], row["days"]) == ("decided", True, 10)
    assert build_gate_rows(now, VERSIONS, "p", "started", date(2024, 3, 7)).select("item", "open").rows() == [
        ("env", False),
        ("permit", False),
    ]


def test_nothing_is_applied_for_that_does_not_apply() -> None:
    now = told(district(), environment="registration")
    with pytest.raises(Problems) as refused:
        applied(now, "env")
    (problem,) = refused.value.problems
    assert problem.code == "item_not_applicable"
    assert "env.when：环评类别：登记表" in problem.message("zh_CN")
    assert "Class: registration" in problem.message("en")


def test_answers_are_replaced_as_a_whole() -> None:
    now = told(told(district(), environment="form", size="large"), size="small")
    assert read_answers(now, "p", GRAPH) == {"size": "small"}
    assert not record_answers(now, GRAPH, "p", {"size": "small"}, "2024-04-01")


def test_wrong_answers_are_all_told() -> None:
    with pytest.raises(Problems) as refused:
        told(district(), colour="red", size="huge")
    assert [problem.code for problem in refused.value.problems] == ["unknown_question", "not_a_choice"]
    with pytest.raises(Problems):
        record_answers(district(), GRAPH, "nobody", {"size": "small"}, "2024-03-01")


def test_an_answer_that_no_version_knows_counts_as_none_and_is_told() -> None:
    row = {"project": "p", "graph": "asked", "question": "size", "choice": "huge", "day": "2024-03-01", "basis": "ours"}
    now = district(answers=[row])
    assert read_answers(now, "p", GRAPH) == {}
    assert find_unknown_answers(now, VERSIONS) == [
        Problem("answer_unknown", "answers", "answers.csv", 2, "choice", "huge", {"graph": "asked", "question": "size"})
    ]


def test_the_newest_version_that_has_begun() -> None:
    versions = {("asked", v): _graph(v, valid_from=f"2024-0{v}-01") for v in ("1", "2", "3")}
    assert [
        getattr(find_newest_graph(versions, "asked", day), "version", None)
        for day in (date(2023, 1, 1), date(2024, 2, 15), date(2025, 1, 1))
    ] == ["1", "2", "3"]
    assert find_newest_graph(versions, "other", date(2024, 1, 1)) is None
