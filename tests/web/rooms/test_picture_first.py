"""Weak links, the local balance, what to ask and the chains begin with a picture that answers their question."""

from __future__ import annotations

import re

import pytest
from lxml import html as markup
from tests.examples import in_one_language
from tests.local_client import TestClient

PICTURES = {
    "/weak": "/weak/picture/links",
    "/balance": "/balance/picture/coverage",
    "/ask": "/ask/picture/effects",
    "/chains": "/chains/picture/maps",
}


def squeeze(element: markup.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def read(client: TestClient, address: str, **query: str) -> markup.HtmlElement:
    return markup.fromstring(client.get(address, params={"lang": "zh_CN", **query}).text)


@in_one_language("address", PICTURES)
def test_the_picture_stands_before_the_table_and_has_files(made_up: TestClient, address: str, language: str) -> None:
    page = markup.fromstring(made_up.get(address, params={"lang": language}).text)
    parts = page.xpath("//main//*[self::svg[contains(@class, 'broad')] or self::caption]")
    assert parts[0].tag == "svg"
    heading = squeeze(page.xpath("//main//h1")[0])
    files = page.xpath("//div[@class='picture-first']/section[1]//a[@download]/@href")
    assert [file.split("?")[0] for file in files] == [f"{PICTURES[address]}.{form}" for form in ("svg", "png")]
    alone = markup.fromstring(made_up.get(PICTURES[address], params={"lang": language}).text)
    assert squeeze(alone.xpath("//h1")[0]) == heading


def test_the_balance_counts_what_is_covered(client: TestClient) -> None:
    """Fuling, counted by hand from the rows of the balance: whose need is known, and what is said of a maker."""
    heading = squeeze(read(client, "/balance/picture/coverage").xpath("//h1")[0])
    rows = client.get("/balance.json").json()["balance"]
    needed = [row for row in rows if row["direct"]]
    covered = [row for row in needed if row["gap"] == 0]
    assert f"需求量已知的产品{len(needed)}种：本地满足{len(covered)}种、部分满足2种" in heading
    drawn = read(client, "/balance/picture/coverage").xpath("//svg[contains(@class, 'broad')]//a/text/text()")
    # Ammonia and carbon dioxide are made here in part; of a maker of cyclohexanol nobody speaks: it is in the table.
    assert drawn[:2] == ["合成氨", "二氧化碳"]
    assert "环己醇" not in drawn
    assert "环己醇" in squeeze(read(client, "/balance/picture/coverage").xpath("//div[@id='table']")[0])


def test_a_weak_link_of_unknown_supply_is_not_drawn_as_missing(client: TestClient) -> None:
    (drawing,) = read(client, "/weak").xpath("//svg[contains(@class, 'broad')]")
    legend = 1
    missing = drawing.xpath(".//rect[contains(@fill, 'missing-building')]")
    # Ammonia alone lacks an amount that is known; steam has a maker here whose amount nobody has stated.
    assert len(missing) == legend + 1
    assert "蒸汽" in squeeze(drawing)


def test_the_longest_bar_is_the_first_question(client: TestClient) -> None:
    page = read(client, "/ask")
    bars = [float(bar.get("width")) for bar in page.xpath("//svg[contains(@class, 'broad')]//rect")]
    assert bars == sorted(bars, reverse=True)
    assert "43个问题中最该先问：蓬威" in squeeze(page.xpath("//main//h1")[0])


@pytest.mark.parametrize("query", [{"firm": "pengwei"}, {"has.firm": "pengwei"}])
def test_one_firm_has_its_survey_workbook(client: TestClient, query: dict[str, str]) -> None:
    page = read(client, "/ask", **query)
    assert [to for to in page.xpath("//a/@href") if to.startswith("/paper/survey.xlsx") and "firm=pengwei" in to]


def test_without_a_firm_the_page_says_where_the_forms_are(client: TestClient) -> None:
    forms = read(client, "/ask").xpath("//table[@id='survey-forms']//a[@download]/@href")
    assert len(forms) == 10
    assert client.get(forms[0]).status_code == 200
    narrowed = read(client, "/ask", **{"has.field": "amount"})
    assert "填报表按企业生成" in squeeze(narrowed.xpath("//main")[0])


def test_the_error_of_a_scenario_names_table_and_column_in_words(client: TestClient) -> None:
    answer = client.get("/what-if.json", params={"w": "capacities:rept-cell;process=nothing", "lang": "zh_CN"})
    body = answer.json()
    assert answer.status_code == 422
    assert not re.search(r"capacities|第\d+行", body["problems"][0])
    assert body["problem_places"][0]["table"] == "capacities"
    assert body["problem_places"][0]["column"] == "process"


def test_the_flow_of_approvals_fits_a_desk(client: TestClient) -> None:
    for language in ("zh_CN", "en"):
        page = markup.fromstring(client.get("/approvals", params={"lang": language}).text)
        widths = [float(drawing.get("width")) for drawing in page.xpath("//main//svg[@role='list']")]
        assert widths
        assert max(widths) <= 1376


def test_the_plan_of_a_project_fits_a_desk(made_up: TestClient) -> None:
    page = read(made_up, "/project/project-2")
    assert max(float(drawing.get("width")) for drawing in page.xpath("//main//svg[@width]")) <= 1376


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_heading_of_a_room_is_its_answer_with_its_number(
    made_up: TestClient, client: TestClient, language: str
) -> None:
    rooms = ("/weak", "/extend", "/chains", "/ask", "/what-if", "/balance", "/projects/late", "/projects/gantt")
    for pages, more in ((made_up, ("/cases", "/leads", "/agreements", "/figures")), (client, ("/cases",))):
        for room in (*rooms, *more):
            said = read(pages, room, lang=language)
            heading = squeeze(said.xpath("//main//h1")[0])
            assert any(sign.isdigit() for sign in heading), (room, heading)
    # What the heading says stands there once.
    said = read(made_up, "/weak", lang=language)
    heading = squeeze(said.xpath("//main//h1")[0])
    assert heading not in [squeeze(head) for head in said.xpath("//main//h2")]


def test_a_weak_link_and_the_lists_say_one_gap(client: TestClient) -> None:
    """Steam of Fuling: its maker's amount is unknown, the need of the others is known in part."""
    weak = {row["product"]: row for row in client.get("/weak.json").json()["weak"]}
    listed = {row["product"]: row for row in client.get("/gaps/all.json").json()["gaps"]}
    shared = weak.keys() & listed.keys()
    assert "steam" in shared
    for product in shared:
        assert weak[product]["gap"] == listed[product]["gap"]["typical"], product
