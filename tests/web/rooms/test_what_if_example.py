"""Where nothing is supposed the page of what-ifs shows an example: one usual plant for the link that is worth most."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as markup
from tests.local_client import TestClient

from liantu.district import District


def squeeze(element: markup.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def read(client: TestClient, language: str = "zh_CN", **query: str) -> markup.HtmlElement:
    return markup.fromstring(client.get("/what-if", params={"lang": language, **query}).text)


def test_it_is_the_link_worth_most_by_one_usual_plant(client: TestClient, fuling: District) -> None:
    gaps = fuling.chain.gaps("invite").drop_nulls(["gap_typical", "value_low"])
    best = gaps.sort("value_low", descending=True).row(0, named=True)
    usual = best["gap_typical"] / best["plants_filled"]
    assert (best["zh"], usual) == ("磷酸铁锂正极材料", pytest.approx(100_000))
    said = read(client).xpath("//main//h1")[0]
    # 162,000 t are missing, 100,000 t are supposed.
    assert "若新增磷酸铁锂正极材料 10 万吨/年，磷酸铁锂正极材料缺口由16.2变为6.2万吨/年" in squeeze(said)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_all_of_it_is_marked_and_leads_to_its_own_address(made_up: TestClient, language: str) -> None:
    word = {"zh_CN": "示例", "en": "Example"}[language]
    page = read(made_up, language)
    assert all(word in squeeze(panel) for panel in page.xpath("//div[@class='picture-first']//section[.//svg]/h2"))
    # Nothing on the page is under the example but the example: it has no note of a scenario, and supposes nothing.
    assert not page.xpath("//div[contains(@class, 'scenario-note')] | //table[@id='moves']")
    assert all("w=" not in to for to in page.xpath("//nav//a/@href"))
    (to,) = page.xpath("//p[contains(@class, 'example')]/a/@href")
    assert len(parse_qs(urlsplit(to).query)["w"]) == 4
    followed = markup.fromstring(made_up.get(f"{to}&lang={language}").text)
    mark = {"zh_CN": "（情景测算）", "en": "(scenario, not fact)"}[language]
    assert mark in squeeze(followed.xpath("//h1")[0])


def test_its_data_suppose_nothing(client: TestClient) -> None:
    assert client.get("/what-if.json").json()["moves"] == []


def test_the_changed_product_has_an_axis_with_figures(client: TestClient) -> None:
    (band,) = read(client).xpath("//svg[contains(@class, 'broad')]")
    words = [text for text in band.itertext() if text.strip()]
    at = words.index("改动的产品（年产能）")
    following = words.index("随之变动的环节（缺口中值）")
    figures = [word for word in words[at:following] if re.fullmatch(r"[\d.]+", word)]
    assert figures[:3] == ["0", "5", "10"]
    assert "万吨/年" in words[at:following]


def test_who_runs_what_is_changed_is_named_to_be_asked(client: TestClient) -> None:
    """REPT runs the cells on record; whoever would run the plant of the example is only supposed."""
    asked = "//section[h2[starts-with(normalize-space(), '怎样才能知道')]]//a[b]"
    (firm,) = read(client, w="capacities:rept-cell;process=CELL-NCM811;basis=ours").xpath(asked)
    assert squeeze(firm) == "瑞浦兰钧"
    assert parse_qs(urlsplit(firm.get("href")).query)["firm"] == ["rept"]
    assert read(client).xpath(asked) == []
