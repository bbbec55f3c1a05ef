"""Where postings stand, what a need still lacks, and what its answers change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.model.small import Row, tables

import liantu
from liantu.innovate.postings.acceptance import count_acceptance
from liantu.innovate.postings.posting_states import list_posting_states
from liantu.innovate.postings.refinement import judge_readiness, list_open_questions
from liantu.model.problems import Problems

ROOT = Path(__file__).parents[3]


def step(name: str, period: str, until: str | None = None, key: str = "n") -> Row:
    return {"id": f"{key}{name}{period}", "need": key, "step": name, "period": period, "until": until}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2023, 1, 1), "unposted"),
        (date(2023, 2, 1), "submitted"),
        (date(2023, 3, 31), "published"),
        (date(2023, 6, 30), "published"),
        (date(2023, 7, 1), "ran_out"),
        (date(2023, 8, 1), "published"),
        (date(2023, 10, 1), "solved"),
    ],
)
def test_a_posting_runs_out_after_its_last_day_and_is_renewed(day: date, state: str) -> None:
    rows = [
        *(step("submitted", "2023-02-01"), step("reviewed", "2023-03-01"), step("published", "2023-03-01", "2023-06")),
        *(step("interest", "2023-04-01"), step("renewed", "2023-08-01", "2024"), step("solved", "2023-10-01")),
    ]
    frame = tables(needs=[{"id": "n", "zh": "甲"}], posting_events=rows)
    row = list_posting_states(frame, "need", day).row(0, named=True)
    assert row["state"] == state
    assert row["interest"] == (1 if day >= date(2023, 4, 1) else 0)


def need(key: str, **fields: str) -> Row:
    return {"id": key, "zh": key, **fields}


FULL = {
    **{"object": "隔膜", "property": "收缩", "level": "6", "scale": "s", "rights": "许可", "problem_zh": "甲"},
    **{"application": "1", "deadline": "2024", "budget": "5"},
}


def test_questions_stand_in_the_order_that_helps_most() -> None:
    bare = {name: text for name, text in FULL.items() if name not in ("object", "budget", "rights")}
    indicator: Row = {"need": "b", "number": "2", "indicator": "收缩", "value": "3", "direction": "le"}
    frame = tables(needs=[need("a", **FULL), need("b", **bare)], need_indicators=[indicator])
    questions = list_open_questions(frame)
    assert questions.select("need", "question", "use", "number").rows() == [
        ("a", "indicator", "value", None),
        ("b", "object", "matching", None),
        ("b", "unit", "value", "2"),
        ("b", "method", "condition", "2"),
        ("b", "rights", "condition", None),
        ("b", "budget", "posting", None),
    ]
    assert judge_readiness(frame).rows() == [("a", "by_words", 1), ("b", "not_yet", 5)]


def test_answers_become_one_change_and_an_unknown_need_is_told() -> None:
    room = liantu.open(ROOT / "districts" / "yunxi").innovate
    change = room.answer_questions("need-38", {"method.1": "GB/T 1", "rights": "许可", "budget": "", "other": "x"})
    assert [(row.table, row.key, dict(row.fields)) for row in change.rows] == [
        ("needs", "need-38", {"rights": "许可"}),
        ("need_indicators", "need-38/1", {"method": "GB/T 1"}),
    ]
    with pytest.raises(Problems) as refused:
        room.answer_questions("need-38", {"budget": ""})
    assert refused.value.problems[0].code == "nothing_answered"
    with pytest.raises(Problems) as unknown:
        room.open_questions("need-99")
    assert unknown.value.problems[0].code == "no_such_need"


def test_only_published_results_are_offered_and_the_one_that_meets_the_value_comes_first() -> None:
    room = liantu.open(ROOT / "districts" / "yunxi").innovate
    matches = room.matching().matches
    offered = set(room.results().filter(state="published")["id"])
    assert set(matches["result"]) <= offered
    best = matches.filter(need="need-1", rank=1).row(0, named=True)
    assert (best["result"], best["value"]) == ("result-1", 1.0)
    assert (
        "result-2" in room.matching().refused.filter(need="need-1")["result"].to_list()
        or matches.filter(need="need-1", result="result-2").is_empty()
    )


def test_a_result_becomes_a_project_once() -> None:
    room = liantu.open(ROOT / "districts" / "fuling").innovate
    change = room.make_project("adn-result")
    assert [(row.table, row.operation) for row in change.rows] == [
        *(("projects", "insert"), ("events", "insert"), ("results", "update"))
    ]
    assert change.rows[0].fields["owner"] == "huafeng"
    with pytest.raises(Problems) as refused:
        room.make_project("nylon-wear-result")
    assert refused.value.problems[0].code == "result_has_project"


def test_acceptance_counts_the_last_decision_by_what_the_account_said() -> None:
    decisions = pl.DataFrame(
        {
            "need": ["n", "n", "n", "m"],
            "result": ["r", "s", "r", "r"],
            "decision": ["accepted", "refused", "refused", "postponed"],
        }
    )
    matches = pl.DataFrame({"need": ["n", "n"], "result": ["r", "s"], "maturity": [True, None], "rights": [True, True]})
    refused = pl.DataFrame({"need": ["n"], "result": ["t"], "maturity": [False], "rights": [True]})
    found = count_acceptance(decisions, matches, refused).select("rule", "value", "decided", "accepted", "share").rows()
    # n/r was refused before it was accepted; m/r was decided and never proposed.
    assert found == [
        *(("proposed", "yes", 2, 1, 50.0), ("proposed", "no", 1, 0, 0.0)),
        *(("maturity", "yes", 1, 1, 100.0), ("maturity", "unknown", 2, 0, 0.0)),
        *(("rights", "yes", 2, 1, 50.0), ("rights", "unknown", 1, 0, 0.0)),
    ]
