"""A plant with its owner, place, product, amount, state and source is one form and one change."""

from __future__ import annotations

import httpx
import pytest
from lxml import html as markup

from liantu.library.shipped_tables import load_library

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


def form_of(tree: markup.HtmlElement) -> dict[str, list[str]]:
    """The fields of the form of a page with what stands in them."""
    form = tree.xpath("//form[contains(@class, 'joint')]")[0]
    fields: dict[str, list[str]] = {}
    for name, text in form.form_values():
        if name not in ("do", "form_key"):
            fields.setdefault(name, []).append(text)
    return fields


def post(writer: Writer, address: str, fields: dict[str, list[str]], person: str, do: str = "keep") -> httpx.Response:
    sent = {**fields, "person": [person], "do": [do]}
    return writer.client.post(address, data=sent, follow_redirects=False)


def amount_of(fields: dict[str, list[str]], key: str) -> str:
    return f"capacities.{fields['capacities.key'].index(key)}.amount"


def test_a_plant_is_changed_with_what_it_makes(writer: Writer) -> None:
    fields = form_of(writer.page("/forms/plants/rept-cell"))
    amount = amount_of(fields, "rept-cell")
    answer = post(writer, "/forms/plants/rept-cell", {**fields, amount: ["32"]}, "Anna")
    assert answer.status_code == 303, problems(answer)
    cells = writer.data("/history/2.json")["cells"]
    assert [(c["table"], c["field"], c["before"], c["after"]) for c in cells] == [("capacities", "amount", "30", "32")]


def test_who_comes_second_sees_both_versions_field_by_field_and_chooses(writer: Writer) -> None:
    address = "/forms/plants/rept-cell"
    first = form_of(writer.page(address))
    amount = amount_of(first, "rept-cell")
    share = amount.replace("amount", "self_use")
    # Anna writes amount and share; Bo had the same form open and writes the amount and the name of the plant.
    assert post(writer, address, {**first, amount: ["32"], share: ["5"]}, "Anna").status_code == 303
    stale = post(writer, address, {**first, amount: ["35"], "f.zh": ["瑞浦二期"]}, "Bo")
    assert stale.status_code == 422
    tree = markup.document_fromstring(stale.text)
    said = tree.xpath("//fieldset[contains(@class, 'conflict')]")[0].text_content()
    assert "Anna" in said
    assert "32" in said
    assert "35" in said
    assert [name for name in form_of(tree) if name.startswith("pick.")] == [f"pick.{amount}"]
    # Nothing was written, what he typed stands, and what she alone wrote is hers.
    assert writer.row("capacities", "rept-cell")["amount"] == "32"
    again = form_of(tree)
    assert (again[amount], again["f.zh"], again[share]) == (["35"], ["瑞浦二期"], ["5"])
    kept = post(writer, address, {**again, f"pick.{amount}": ["theirs"]}, "Bo")
    assert kept.status_code == 303, problems(kept)
    row = writer.row("capacities", "rept-cell")
    assert (row["amount"], row["self_use"]) == ("32", "5")
    assert writer.row("plants", "rept-cell")["zh"] == "瑞浦二期"


def test_mine_takes_its_place_where_that_is_chosen(writer: Writer) -> None:
    address = "/forms/plants/rept-cell"
    first = form_of(writer.page(address))
    amount = amount_of(first, "rept-cell")
    post(writer, address, {**first, amount: ["32"]}, "Anna")
    stale = form_of(markup.document_fromstring(post(writer, address, {**first, amount: ["35"]}, "Bo").text))
    assert post(writer, address, stale, "Bo").status_code == 303
    assert writer.row("capacities", "rept-cell")["amount"] == "35"


def test_a_row_that_is_gone_is_said(writer: Writer) -> None:
    address = "/forms/plants/rept-cell"
    first = form_of(writer.page(address))
    assert writer.send("/tables/capacities/rept-cell/delete", base="1", hanging="yes").status_code == 303
    answer = post(writer, address, {**first, amount_of(first, "rept-cell"): ["35"]}, "Bo")
    assert answer.status_code == 422
    assert "删除" in markup.document_fromstring(answer.text).xpath("string(//fieldset[contains(@class, 'conflict')])")


@pytest.mark.parametrize("address", ["/forms/plants", "/forms/plants/rept-cell"])
def test_what_stands_in_a_form_is_left_and_offered_again(writer: Writer, address: str) -> None:
    writer.send("/person", person="Anna", to="/")
    fields = form_of(writer.page(address))
    typed = {**fields, "f.zh": ["写到一半"], "capacities.new.amount": ["12万吨/年"], "reason": ["走访"]}
    left = writer.client.post("/drafts", data={**typed, "draft": [address], "table": ["plants"]})
    assert left.status_code == 204
    tree = writer.page(address)
    again = form_of(tree)
    assert (again["f.zh"], again["capacities.new.amount"], again["reason"]) == (["写到一半"], ["12万吨/年"], ["走访"])
    assert again["base"] == fields["base"]
    assert any(address in link for link in writer.page("/drafts").xpath("//main//a/@href"))
    # A row that came in before it does not move what was typed.
    if address.endswith("rept-cell"):
        assert again[amount_of(again, "rept-cell")] == ["30"]
    writer.send("/drafts/forget", name=address)
    assert form_of(writer.page(address)).get("f.zh") != ["写到一半"]


def test_a_kept_form_leaves_no_draft(writer: Writer) -> None:
    writer.send("/person", person="Anna", to="/")
    writer.client.post(
        "/drafts", data={"token": writer.token, "draft": "/forms/plants", "table": "plants", "f.zh": "x"}
    )
    assert writer.send("/forms/plants", do="keep", base="1", **PLANT).status_code == 303
    assert writer.data("/drafts.json")["drafts"] == []


def test_a_draft_of_another_form_is_not_taken(writer: Writer) -> None:
    writer.send("/person", person="Anna", to="/")
    for name in ("/forms/terms", "/forms/plantsx", "//elsewhere"):
        sent = {"token": writer.token, "draft": name, "table": "plants", "f.zh": "x"}
        assert writer.client.post("/drafts", data=sent).status_code == 204
    assert writer.data("/drafts.json")["drafts"] == []


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


@pytest.mark.parametrize(
    ("text", "period"),
    [("2023年5月", "2023-05"), ("2023年4—12月", "2023-04..12"), ("自2010年起", "2010.."), ("2023年一季度", "2023-Q1")],
)
def test_a_period_is_taken_as_pages_print_it(writer: Writer, text: str, period: str) -> None:
    answer = writer.send("/forms/plants", do="keep", base="1", **{**PLANT, "events__new__period": text})
    assert answer.status_code == 303, problems(answer)
    plant = next(row for row in writer.data("/tables/plants.json")["plants"] if row["zh"] == "电解液一期")
    (event,) = [row for row in writer.data("/tables/events.json")["events"] if row["plant"] == plant["id"]]
    assert event["period"] == period


def test_initials_are_taken_and_the_row_is_shown(writer: Writer) -> None:
    answer = writer.send("/forms/plants", do="look", **{**PLANT, "f__firm": "rplj", "f__place": "btxc"})
    fields = form_of(markup.document_fromstring(answer.text))
    assert fields["f.place"] == ["白涛新材料科技城 (baitao)"]
    several = writer.send("/forms/plants", do="look", **{**PLANT, "f__firm": "hf"})
    assert several.status_code == 422
    (said,) = [line for line in problems(several) if "请选其中一个" in line]
    assert said.count("华峰") > 1


def test_an_unknown_unit_is_answered_with_one_in_words_and_no_file(writer: Writer) -> None:
    wrong = {**PLANT, "capacities__new__amount": "10", "capacities__new__unit": "万顿"}
    (said,) = [line for line in problems(writer.send("/forms/plants", do="look", **wrong)) if "万顿" in line]
    assert "万吨?" in said
    assert "csv" not in said


def test_a_new_plant_is_offered_the_stages_of_a_capacity(writer: Writer) -> None:
    tree = writer.page("/forms/plants")
    offered = {code for code in tree.get_element_by_id("events.new.stage").xpath("option/@value") if code}
    statuses = {row["stage"]: row["status"] for row in load_library()["stages"].iter_rows(named=True)}
    assert {statuses[code] for code in offered} == {"planned", "building", "operating", "stopped"}
    assert offered.isdisjoint({"applied", "moved_in", "trial", "land_returned", "in_statistics", "lost"})
    (note,) = tree.xpath("//input[@id='events.new.period']/following-sibling::small")
    assert note.text_content().startswith("2023年、2023年5月、2023年一季度")


def test_the_form_of_a_plant_opens_with_the_product_it_was_opened_from(writer: Writer) -> None:
    page = markup.document_fromstring(writer.client.get("/product/electrolyte").text)
    (address,) = page.xpath("//main//a[contains(@href, '/forms/plants?')]/@href")
    form = markup.document_fromstring(writer.client.get(address).text)
    assert form.get_element_by_id("capacities.new.product").get("value") == "锂电池电解液 (electrolyte)"
