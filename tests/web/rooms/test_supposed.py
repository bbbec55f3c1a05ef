"""What a page itself supposes, beside a what-if of the district, is marked as a scenario with who and why."""

from __future__ import annotations

from urllib.parse import quote, unquote

import pytest
from tests.local_client import TestClient

from liantu.district import District

from ..site import FORMS

SCHEDULE = "/schedule/filed-industrial{form}?s=C7+days+3&s=A4+drop&start=2026-03-02"
WEIGHTS = "/score/what-if{form}?weight.规上.tax_per_mu=20"
CORRECTION = "/score/firm/f050{form}?scheme=yunxi-made-up&year=2023&field=tax&value=700"
WHY = "&why=企业走访&lang=zh_CN"


def told(client: TestClient, address: str, form: str, person: str) -> str:
    asked = address.format(form="" if form == "html" else f".{form}") + WHY
    answer = client.get(asked, headers={"Cookie": f"person={quote(person)}"})
    assert answer.status_code == 200
    return answer.text + unquote(answer.headers.get("content-disposition", ""))


@pytest.mark.parametrize("form", FORMS)
def test_a_what_if_of_a_schedule_is_a_scenario_in_every_form(client: TestClient, form: str) -> None:
    text = told(client, SCHEDULE, form, "甲某")
    assert "情景测算" in text
    if form != "xlsx":
        assert all(word in text for word in ("改为3日", "甲某", "企业走访"))
    assert "（情景测算）" not in told(client, "/schedule/filed-industrial{form}?start=2026-03-02", form, "甲某")


@pytest.mark.parametrize("form", ["html", "json"])
def test_one_value_that_were_another_is_a_scenario(made_up: TestClient, form: str) -> None:
    text = told(made_up, CORRECTION, form, "甲某")
    assert all(word in text for word in ("情景测算", "假设为700", "甲某", "企业走访"))


@pytest.mark.parametrize("address", [WEIGHTS, CORRECTION])
def test_nobody_supposes_under_the_name_of_another(made_up: TestClient, address: str) -> None:
    told(made_up, address, "json", "甲某")
    text = told(made_up, address, "json", "乙某")
    assert ("甲某" in text, "乙某" in text) == (False, True)


def test_other_answers_than_those_of_the_project_are_a_scenario(made_up: TestClient, yunxi: District) -> None:
    graph = yunxi.deliver.newest_graph("yunxi-filed")
    assert graph is not None
    recorded = yunxi.deliver.project_answers("project-13", graph)
    question = next(iter(graph.questions.values()))
    other = next(choice for choice in question.choices if choice != recorded.get(question.id))
    own = "/schedule/yunxi-filed{form}?project=project-13"
    assert "（情景测算）" not in told(made_up, own, "json", "甲某")
    assert "（情景测算）" in told(made_up, f"{own}&q.{question.id}={other}", "json", "甲某")
