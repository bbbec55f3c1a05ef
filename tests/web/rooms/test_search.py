"""The search page: lists for the words that mean one, figures, rows by kind with what one can do there."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient


def links(client: TestClient, text: str, language: str = "zh_CN") -> list[str]:
    answer = client.get("/search", params={"q": text, "lang": language})
    assert answer.status_code == 200
    return [str(href) for href in markup.document_fromstring(answer.text).xpath("//main//table//a/@href")]


@pytest.mark.parametrize(("text", "language"), [("电池 缺口", "zh_CN"), ("battery gap", "en")])
def test_a_list_of_what_was_named(client: TestClient, text: str, language: str) -> None:
    found = links(client, text, language)
    assert any(href.startswith("/gaps/invite?chain=") for href in found)
    assert any(href.startswith("/product/") for href in found)


@pytest.mark.parametrize("text", ["电池缺口", "缺口电池"])
def test_words_without_a_blank_between_them_find_the_same(client: TestClient, text: str) -> None:
    assert links(client, text) == links(client, "电池 缺口")


def test_a_figure_leads_to_what_states_it(client: TestClient) -> None:
    body = client.get("/search.json", params={"q": "72GWh"}).json()
    assert {row["table"] for row in body["figures"]} == {"capacities", "observations"}
    assert links(client, "72GWh")
    tree = markup.document_fromstring(client.get("/search", params={"q": "72GWh", "lang": "zh_CN"}).text)
    assert set(tree.xpath("//table[@id='figures']/tbody/tr/td[3]/text()")) == {"72 GWh/年"}


def test_a_row_says_what_can_be_done_there(client: TestClient) -> None:
    found = links(client, "rplj")
    assert found[0].startswith("/firm/rept")
    assert any(href.startswith("/ask?firm=rept") for href in found)


def test_a_code_of_an_industry_leads_to_what_is_of_it(client: TestClient) -> None:
    assert any(href.startswith("/tables/products?f.gbt4754=3841") for href in links(client, "C3841"))


def test_initials_of_a_list_are_enough(client: TestClient) -> None:
    assert links(client, "blqd")[0].startswith("/gaps/invite")


def test_a_near_spelling_is_said_to_be_one(client: TestClient) -> None:
    page = markup.document_fromstring(client.get("/search", params={"q": "electrolite", "lang": "en"}).text)
    assert "nearest spellings" in page.xpath("string(//main)")
    assert page.xpath("//table[@id='found']//a/@href")[0].startswith("/product/electrolyte")
    nothing = client.get("/search", params={"q": "zzzqqq", "lang": "en"}).text
    assert "pinyin initials" in nothing
