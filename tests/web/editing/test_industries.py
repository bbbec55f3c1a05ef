"""What is no code of GB/T 4754, and names alike to the eye, are refused on every way in, with what to do."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.messages import says

from .conftest import Writer, problems

FIRM = "/tables/firms/rept/edit"


def test_a_code_that_lost_its_zero_is_refused_in_form_grid_and_api(writer: Writer) -> None:
    formed = writer.send(FIRM, base="1", f__industry="610")
    assert formed.status_code == 422
    field = markup.document_fromstring(formed.text).get_element_by_id("f.industry")
    assert (field.get("aria-invalid"), field.get("value")) == ("true", "610")
    assert any("(0610?)" in line for line in problems(formed))

    cells = dict(writer.page("/tables/firms/grid").xpath("//form[@data-sheet]")[0].form_values()) | {"person": "Anna"}
    at = next(name.split(".")[1] for name, value in cells.items() if name.startswith("key.") and value == "rept")
    sheet = writer.client.post("/tables/firms/grid", data={**cells, f"c.{at}.industry": "36.7"})
    assert sheet.status_code == 422
    wrong = markup.document_fromstring(sheet.text).xpath("//td[@class='wrong']//input/@name")
    assert wrong == [f"c.{at}.industry"]

    row = {"table": "firms", "key": "rept", "fields": {"industry": "C3679"}}
    sent = writer.client.post("/api/changes", json={"author": "robot", "base": 1, "rows": [row]})
    assert (sent.status_code, [p["code"] for p in sent.json()["problems"]]) == (422, ["unknown_industry"])
    assert writer.data("/history.json")["changes"][0]["number"] == 1
    assert writer.send(FIRM, base="1", f__industry="C3841").status_code == 303


def test_the_codes_of_a_product_are_looked_at_one_by_one(writer: Writer) -> None:
    answer = writer.send("/tables/products/pta/edit", base="1", f__gbt4754="2614;810")
    assert answer.status_code == 422
    assert any(says("unknown_industry", line) and "“810”" in line and "0810" in line for line in problems(answer))


@pytest.mark.parametrize("line", ["firms:rept;industry=610", "products:pta;gbt4754=810"])
def test_a_what_if_is_held_to_it_too(writer: Writer, line: str) -> None:
    answer = writer.client.get("/balance.json", params={"w": line})
    assert answer.status_code == 422
    assert [says("unknown_industry", told) for told in answer.json()["problems"]] == [True]


def test_a_firm_whose_name_is_alike_is_added_once_the_two_are_recorded_as_two(writer: Writer) -> None:
    """The name of a firm to come may be recorded first: a form writes one row."""
    name = writer.row("firms", "rept")["zh"]
    alike = f"{name[:2]}（{name[2:4]}）{name[4:]}"
    new = {"f__zh": alike, "f__kind": "firm", "f__basis": "ours"}
    refused = writer.send("/tables/firms/new", **new)
    assert refused.status_code == 422
    assert any(says("names_alike", line) for line in problems(refused))
    fields = {"f__subject": "rept", "f__object_text": alike, "f__basis": "ours"}
    words = {"f__predicate": "distinct_from", "f__predicate_zh": "不是同一主体"}
    assert writer.send("/tables/relations/new", **fields, **words).status_code == 303
    assert writer.send("/tables/firms/new", **new).status_code == 303
    assert writer.client.get("/checks.json").status_code == 200
