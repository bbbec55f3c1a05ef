"""Refusals and decisions on names are rows like others: written by a person, with history, undone."""

from __future__ import annotations

import pytest

from .conftest import Writer, problems


def test_a_refusal_is_kept_with_its_reason_and_stands_beside_the_candidate(made_up: Writer) -> None:
    fields = {"firm": "虚构甲一电解液股份有限公司", "product": "electrolyte", "side": "firm", "reason": "cost"}
    answer = made_up.send("/candidates/refusals", **fields, period="2023年12月", words="运费偏高")
    assert answer.status_code == 303, problems(answer)
    assert answer.headers["location"].endswith("#refusals")
    rows = made_up.data("/candidates.json?product=electrolyte")["candidates"]
    (row,) = [row for row in rows if row["short"] == "虚构甲一"]
    assert (row["refused_for"], row["refused_in"]) == ("cost", "2023-12")
    assert "运费偏高" in made_up.page("/candidates?product=electrolyte").text_content()
    assert made_up.data("/history.json")["changes"][0]["tables"] == ["refusals"]
    wrong = made_up.send("/candidates/refusals", **{**fields, "reason": "weather"}, period="2023")
    assert wrong.status_code != 303


def test_a_decision_on_names_is_kept_with_who_and_when(made_up: Writer) -> None:
    sent = {"one": "虚构丙化工厂", "other": "虚构丙化工公司", "decision": "same"}
    answer = made_up.send("/candidates/names/decide", **sent)
    assert answer.status_code == 303, problems(answer)
    (row,) = [r for r in made_up.data("/tables/name_decisions.json")["name_decisions"] if r["other"] == sent["other"]]
    assert (row["decision"], row["decided_by"]) == ("same", "Anna")
    assert row["period"]
    against = made_up.send("/candidates/names/decide", **{**sent, "decision": "different"})
    assert against.status_code != 303  # one pair is not decided in two ways


@pytest.mark.parametrize("missing", ["firm", "product", "reason"])
def test_a_refusal_without_its_subject_is_refused(made_up: Writer, missing: str) -> None:
    fields = {"firm": "甲", "product": "electrolyte", "side": "firm", "reason": "cost", "period": "2023"}
    assert made_up.send("/candidates/refusals", **{n: t for n, t in fields.items() if n != missing}).status_code != 303
