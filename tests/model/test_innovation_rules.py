"""What is wrong with needs, results, their postings and decisions, consortia and ledgers; all of it is told at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem, Problems
from liantu.model.rules import consortia, needs_and_results
from liantu.model.rules.date_order import check_date_order
from liantu.model.tables import Tables

from .small import Row, tables

Check = Callable[[Tables], list[Problem]]

_LEVELS: list[Row] = [{"scale": "s", "level": level} for level in ("1", "2")]


def member(name: str, cost: str | None, gain: str | None = None, left: str | None = None) -> Row:
    shares: Row = {"cost_share": cost, "gain_share": gain, "left": left}
    return {"consortium": "k", "member": name, "role": "maker", **shares}


def posting(step: str, period: str, subject: str = "n", side: str = "need") -> Row:
    return {"id": f"{subject}{step}", side: subject, "step": step, "period": period}


def result(key: str, zh: str, owner: str, text: str | None = None) -> Row:
    return {"id": key, "zh": zh, "owner": owner, "text_zh": text}


def stage(name: str, period: str | None) -> Row:
    return {"result": "r", "stage": name, "state": "done", "period": period}


def step(name: str, period: str | None) -> Row:
    return {"id": name, "challenge": "c", "step": name, "period": period}


CASES: dict[str, tuple[Check, dict[str, list[Row]], list[tuple[str, int | None, str, str]]]] = {
    "a need without an indicator": (
        needs_and_results.check_need_indicators,
        {
            "needs": [{"id": "n", "zh": "甲"}, {"id": "m", "zh": "乙"}],
            "need_indicators": [{"need": "m", "number": "1", "indicator": "强度"}],
        },
        [("need_without_indicator", 2, "zh", "甲")],
    ),
    "maturity without a scale, and none of the scale": (
        needs_and_results.check_maturity_scales,
        {
            "maturity_levels": _LEVELS,
            "needs": [{"id": "n", "zh": "甲", "level": "1"}, {"id": "m", "zh": "乙", "scale": "s", "level": "2"}],
            "results": [{"id": "r", "zh": "丙", "scale": "s", "level": "3"}],
            "consortium_milestones": [{"consortium": "k", "number": "1", "zh": "丁", "scale": "open", "level": "9"}],
        },
        [("maturity_without_scale", 2, "level", "1"), ("maturity_not_on_scale", 2, "level", "3")],
    ),
    "one result under two owners, by title or by text": (
        needs_and_results.check_result_owners,
        {
            "results": [
                result("a", "耐磨尼龙", "x", "加入聚合物"),
                result("b", "耐磨 尼龙", "y"),
                result("c", "耐磨尼龙", "x"),
                result("d", "别的", "z", "加入聚合物"),
            ]
        },
        [("result_of_two_owners", 3, "zh", "耐磨 尼龙"), ("result_of_two_owners", 5, "text_zh", "加入聚合物")],
    ),
    "a posting of neither and of both": (
        needs_and_results.check_posting_subjects,
        {
            "posting_events": [
                {"id": "1", "step": "submitted", "period": "2023"},
                {"id": "2", "need": "n", "result": "r", "step": "submitted", "period": "2023"},
                posting("submitted", "2023"),
            ]
        },
        [("posting_subject", 2, "need", ""), ("posting_subject", 3, "need", "n")],
    ),
    "published before it was reviewed": (
        needs_and_results.check_reviews,
        {
            "posting_events": [
                *(posting("reviewed", "2023-05-02"), posting("published", "2023-05-01")),
                *(posting("reviewed", "2023-05-01", "r", "result"), posting("published", "2023-05-01", "r", "result")),
                posting("published", "2023-06", "q", "result"),
            ]
        },
        [("published_unreviewed", 3, "period", "2023-05-01"), ("published_unreviewed", 6, "period", "2023-06")],
    ),
    "refused without a reason": (
        needs_and_results.check_decision_reasons,
        {
            "match_decisions": [
                {"id": "1", "need": "n", "result": "r", "decision": "refused", "period": "2023"},
                {"id": "2", "need": "n", "result": "r", "decision": "introduced", "period": "2023"},
                {"id": "3", "need": "n", "result": "q", "decision": "postponed", "period": "2023", "reason": "price"},
            ]
        },
        [("decision_without_reason", 2, "reason", "")],
    ),
    "stages of a result out of order; a skipped stage is none": (
        needs_and_results.check_stage_order,
        {"result_stages": [stage("laboratory", "2022-03"), stage("volume", "2021"), stage("small_batch", None)]},
        [("result_stages_out_of_order", 3, "period", "2021")],
    ),
    "shares that sum to 1.1": (
        consortia.check_consortium_shares,
        {"consortium_members": [member("a", "0.6", "60"), member("b", "0.5", "40"), member("c", "9", left="2023")]},
        [("consortium_shares", 3, "cost_share", "1.1")],
    ),
    "shares above the whole while some are unknown": (
        consortia.check_consortium_shares,
        {"consortium_members": [member("a", "60", "70"), member("b", None, "40"), member("c", "-5", None)]},
        [("consortium_shares", 4, "cost_share", "55"), ("consortium_shares", 3, "gain_share", "110")],
    ),
    "thirds add up": (
        consortia.check_consortium_shares,
        {"consortium_members": [member("a", "33.33"), member("b", "33.33"), member("c", "33.33")]},
        [],
    ),
    "steps of a challenge out of order": (
        consortia.check_challenge_steps,
        {"challenge_events": [step("posted", "2023-03"), step("taken", "2023-02"), step("paid", "2022")]},
        [("challenge_steps_out_of_order", 3, "period", "2023-02")],
    ),
    "more for technology than the contract": (
        consortia.check_contract_amounts,
        {
            "technology_contracts": [
                {"id": "1", "kind": "transfer", "zh": "甲", "amount": "10", "technology_amount": "11"},
                {"id": "2", "kind": "transfer", "zh": "乙", "amount": "10", "technology_amount": "10"},
            ]
        },
        [("technology_amount_over", 2, "technology_amount", "11")],
    ),
    "dates out of order": (
        check_date_order,
        {
            "needs": [{"id": "n", "zh": "甲", "registered": "2023-05", "deadline": "2023-04"}],
            "platforms": [{"id": "p", "zh": "甲", "recognised": "2023", "review_due": "2022"}],
            "consortia": [{"id": "k", "zh": "甲", "agreed": "2023-05", "ends": "2023-05"}],
        },
        [("dates_out_of_order", 2, "deadline", "2023-04"), ("dates_out_of_order", 2, "review_due", "2022")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_named_check(name: str) -> None:
    check, rows, expected = CASES[name]
    found = check(tables(**rows))
    assert [(p.code, p.row, p.column, p.value) for p in found] == expected
    for problem in found:
        assert "{" not in problem.message("zh") + problem.message("en")


def test_all_of_it_is_told_at_once_in_words(tmp_path: Path) -> None:
    """A folder with one of each: every finding in one reading, in Chinese words."""
    files = {
        "needs": ("id,zh,level", "n,甲,3"),
        "results": ("id,zh,owner", "a,丙,f", "b,丙,g"),
        "firms": ("id,zh,kind", "f,甲厂,firm", "g,乙厂,firm"),
        "consortia": ("id,zh,state", "k,联合体,forming"),
        "consortium_members": ("consortium,member,role,cost_share", "k,f,lead,0.6", "k,g,user,0.5"),
        "places": ("id,zh,kind", "small,小区,district"),
    }
    (tmp_path / "district.yaml").write_text("id: small\nzh: 小区\nas_of: 2023-12-31\ntables: 1\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("id,kind,zh,published,class\n", encoding="utf-8")
    for name, (heading, *rows) in files.items():
        lines = [f"{heading},basis", *(f"{row},ours" for row in rows)]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(Problems) as refused:
        read_folder(tmp_path, beneath=load_library())
    told = {problem.code: problem.message("zh") for problem in refused.value.problems}
    assert {"maturity_without_scale", "consortium_shares"} <= set(told)
    assert "联合体“k”的成本分担合计为 1.1，应为100（%）" in told["consortium_shares"]
    assert "成熟度等级“3”没有注明量表" in told["maturity_without_scale"]
