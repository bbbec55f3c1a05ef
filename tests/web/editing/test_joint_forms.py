"""A plant with its owner, place, product, amount, state and source is one form and one change."""

from __future__ import annotations

import httpx
import pytest
from lxml import html as markup

from .conftest import Writer, problems

PLANT = {
    "f__zh": "电解液一期",
    "f__firm": "青山瑞浦",
    "f__place": "涪陵高新区",
    "f__basis": "stated",
    "f__locator": "1",
    "s__zh": "三月十二日走访",
    "s__kind": "visit",
    "s__class": "internal",
    "capacities__new__product": "电解液",
    "capacities__new__amount": "10万吨/年",
    "capacities__new__self_use": "0",
    "events__new__stage": "operating",
    "events__new__period": "2023",
}


def test_a_plant_is_added_in_one_form_with_its_source(writer: Writer) -> None:
    looked = writer.send("/forms/plants", do="look", **PLANT)
    assert looked.status_code == 200
    moved = markup.document_fromstring(looked.text).xpath("//table[@id='moves']//a/@href")
    assert any(address.startswith("/product/electrolyte") for address in moved)
    assert writer.data("/history.json")["changes"][0]["number"] == 1  # looking writes nothing
    answer = writer.send("/forms/plants", do="keep", base="1", **PLANT)
    assert answer.headers["location"].startswith("/history/2?"), problems(answer)
    plant = next(row for row in writer.data("/tables/plants.json")["plants"] if row["zh"] == "电解液一期")
    made = next(r for r in writer.data("/tables/capacities.json")["capacities"] if r["plant"] == plant["id"])
    assert (made["product"], made["amount"], made["unit"], made["self_use"]) == ("electrolyte", "10", "万吨/年", "0")
    assert {made["source"], plant["source"]} == {plant["source"]}
    assert writer.row("sources", plant["source"])["zh"] == "三月十二日走访"
    assert "electrolyte" not in {row["product"] for row in writer.data("/gaps/all.json")["gaps"]}
    # One change, one undoing.
    assert writer.send("/history/2", reason="tried").status_code == 303
    assert "电解液一期" not in {row["zh"] for row in writer.data("/tables/plants.json")["plants"]}


def test_what_is_wrong_stands_beside_its_field(writer: Writer) -> None:
    wrong = {**PLANT, "f__firm": "没有这家", "capacities__new__amount": "许多", "f__locator": ""}
    answer = writer.send("/forms/plants", do="keep", base="1", **wrong)
    assert answer.status_code == 422
    tree = markup.document_fromstring(answer.text)
    for name in ("f.firm", "f.locator", "capacities.new.amount"):
        assert tree.get_element_by_id(name).get("aria-invalid") == "true", name
    assert tree.get_element_by_id("capacities.new.product").get("value") == "电解液"
    assert writer.data("/history.json")["changes"][0]["number"] == 1


def test_a_plant_is_changed_with_what_it_makes(writer: Writer) -> None:
    tree = writer.page("/forms/plants/rept-cell")
    form = tree.xpath("//form[contains(@class, 'joint')]")[0]
    fields = [(name, text) for name, text in form.form_values() if name != "do"]
    keys = [text for name, text in fields if name == "capacities.key"]
    n = keys.index("rept-cell")
    sent = httpx.QueryParams([(k, v) for k, v in fields if k != f"capacities.{n}.amount"])
    sent = sent.add(f"capacities.{n}.amount", "32").add("person", "Anna").add("do", "keep")
    answer = writer.client.post(
        "/forms/plants/rept-cell",
        content=str(sent),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        follow_redirects=False,
    )
    assert answer.status_code == 303, problems(answer)
    cells = writer.data("/history/2.json")["cells"]
    assert [(c["table"], c["field"], c["before"], c["after"]) for c in cells] == [("capacities", "amount", "30", "32")]
    # The same form again is stale: who changed it is said, nothing is written.
    stale = writer.client.post(
        "/forms/plants/rept-cell",
        content=str(sent.set(f"capacities.{n}.amount", "35").set("person", "Bo")),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        follow_redirects=False,
    )
    assert stale.status_code == 422
    assert any("Anna" in line for line in problems(stale))
    assert writer.row("capacities", "rept-cell")["amount"] == "32"


@pytest.mark.parametrize("table", ["firms", "plants", "products", "projects", "places"])
def test_each_kind_has_its_form_on_its_page(writer: Writer, table: str) -> None:
    key = writer.data(f"/tables/{table}.json")[table][0]["id"]
    writer.page(f"/forms/{table}")
    writer.page(f"/forms/{table}/{key}")
    page = {"firms": "firm", "plants": "plant", "products": "product", "projects": "project", "places": "place"}[table]
    links = writer.page(f"/{page}/{key}").xpath("//p[contains(@class, 'tabs')]/a/@href")
    assert any(link.startswith(f"/forms/{table}/{key}") for link in links)


def test_a_firm_with_its_short_name(writer: Writer) -> None:
    answer = writer.send(
        "/forms/firms",
        do="keep",
        base="1",
        f__zh="涪陵某某材料有限公司",
        f__kind="firm",
        f__basis="ours",
        names__new__name="某某材料",
        names__new__kind="short",
    )
    assert answer.status_code == 303, problems(answer)
    assert {c["table"] for c in writer.data("/history/2.json")["cells"]} == {"firms", "names"}


def test_there_is_no_form_of_other_tables(writer: Writer) -> None:
    assert writer.client.get("/forms/terms").status_code == 404
    assert writer.client.get("/forms/plants/nobody").status_code == 404
