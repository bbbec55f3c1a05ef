"""A what-if says in words what it supposes and what comes of it: heading, list of changes, refusals."""

from __future__ import annotations

import re

import pytest
from lxml import html as markup
from tests.local_client import TestClient

#: What the form adds for a plant of 100,000 t of electrolyte, on the word of a visit.
PLANT = {"do": "add", "name": "电解液一厂", "product": "electrolyte", "source": "走访"}
HEADINGS = {
    "zh_CN": "若新增锂电池电解液 10 万吨/年，锂电池电解液缺口由9.36变为0万吨/年；"
    "变动9项，其中补链清单7项（进入6项、退出1项），其他清单2项（情景测算）",
    "en": "If 100000 t/year of Li-ion electrolyte were added, the gap of Li-ion electrolyte goes from 93.6 to 0 "
    "thousand t/yr; links that move: 9, of these to fill: 7 (entering the list: 6, leaving it: 1), on other lists: 2 "
    "(scenario, not fact)",
}


def squeeze(element: markup.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def add(client: TestClient, language: str = "zh_CN", **fields: str) -> markup.HtmlElement:
    answer = client.get("/what-if/add", params={**PLANT, "lang": language, **fields}, follow_redirects=True)
    return markup.fromstring(answer.text)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_new_plant_heads_its_page_with_the_answer(client: TestClient, language: str) -> None:
    page = add(client, language, amount="10", unit="万吨/年")
    heading = squeeze(page.xpath("//h1")[0])
    assert heading.startswith(HEADINGS[language])
    mark = {"zh_CN": "情景测算", "en": "scenario"}[language]
    assert heading.count(mark) == 1


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_changes_in_force_are_words_and_a_plant_is_one(client: TestClient, language: str) -> None:
    page = add(client, language, amount="10", unit="万吨/年")
    (change,) = page.xpath("//ul[@class='changes']/li")
    words = squeeze(change)
    assert "走访" in words
    assert not re.search(r"[+;=]|said-|new-", words)
    assert not page.xpath("//main//code")
    # Taking it out takes the firm, the plant, its stage and the source along.
    assert "w=" not in change.xpath("./a/@href")[0]


def test_two_capacities_of_one_new_plant_are_taken_out_one_by_one(client: TestClient) -> None:
    lines = [
        "+plants:p;zh=新厂;firm=pengwei;basis=ours",
        "+capacities:c1;plant=p;product=electrolyte;amount=5;unit=万吨/年;basis=ours",
        "+capacities:c2;plant=p;product=lipf6;basis=ours",
    ]
    page = markup.fromstring(client.get("/what-if", params={"w": lines, "lang": "zh_CN"}).text)
    changes = page.xpath("//ul[@class='changes']/li")
    assert [squeeze(change).split("（")[0] for change in changes] == [
        "新增新厂",
        "新增锂电池电解液 5 万吨/年",
        "新增六氟磷酸锂装置",
    ]
    assert [change.xpath("./a/@href")[0].count("w=") for change in changes] == [0, 2, 2]
    assert "等另2处改动" in squeeze(page.xpath("//h1")[0])


def test_an_amount_nobody_knows_is_said_to_be_unknown(client: TestClient) -> None:
    page = add(client, amount="", unit="")
    heading = squeeze(page.xpath("//h1")[0])
    assert heading == (
        "若新增锂电池电解液装置（产能未掌握），变动6项，其中补链清单6项（进入6项、退出0项），数量均未掌握（情景测算）"
    )


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "不认识单位“苹果”"), ("en", "the unit “苹果” is not known")])
def test_a_unit_nobody_knows_is_refused_without_an_amount_too(client: TestClient, language: str, word: str) -> None:
    page = add(client, language, amount="", unit="苹果")
    assert word in squeeze(page.xpath("//main")[0])
