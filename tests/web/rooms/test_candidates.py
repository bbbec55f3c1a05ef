"""Candidates on their page: suppliers first, whom to invite, an account each; recalled ones only where asked for."""

from __future__ import annotations

import re

import pytest
from lxml import html as markup
from tests.local_client import TestClient

from liantu.library.recalled_makers import read_recalled_makers


def read_page(client: TestClient, address: str, lang: str = "zh_CN") -> markup.HtmlElement:
    answer = client.get(address, headers={"Cookie": f"lang={lang}"})
    assert answer.status_code == 200, answer.text[:300]
    return markup.fromstring(answer.text)


def read_rows(page: markup.HtmlElement, table: str) -> list[list[str]]:
    rows = page.xpath(f"//table[@id='{table}']/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in rows]


def test_known_makers_are_to_invite_and_a_group_is_approached_once(client: TestClient) -> None:
    page = read_page(client, "/candidates?product=lfp")
    rows = read_rows(page, "invite")
    assert rows[0][1] == "龙蟠科技"
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    groups = {row[1]: row[2] for row in rows}
    assert groups["四川裕能"] == "湖南裕能（由排在最前的企业牵头）"
    assert f"可邀请{len(rows)}家" in page.xpath("string(//h1)")


def test_what_stands_here_is_talked_to_about_supply_first(client: TestClient) -> None:
    page = read_page(client, "/candidates?product=alcase")
    assert [(row[1], row[4]) for row in read_rows(page, "suppliers")] == [("新铝时代", "本区在建")]
    assert "新铝时代" not in [row[1] for row in read_rows(page, "invite")]
    near = read_page(client, "/candidates?product=mdi")
    assert [(row[1], row[4]) for row in read_rows(near, "suppliers")] == [("巴斯夫重庆", "周边可供")]


def test_the_firms_of_the_article_followed_and_a_resident_introduces(client: TestClient) -> None:
    page = read_page(client, "/candidates?product=cellcase")
    followed = {(row[0], row[1]) for row in read_rows(page, "followings")}
    assert {("卡涞科技", "联洋新材料"), ("卡涞科技", "幄肯新材料")} <= followed
    assert read_rows(page, "ties")[0][:4] == ["科达利", "供货给", "瑞浦兰钧", "本环节候选"]
    account = read_page(client, "/candidates/account?product=cellcase&candidate=深圳市科达利实业股份有限公司")
    factors = {row[0]: row for row in read_rows(account, "factors")}
    assert factors["关联"][2:5] == ["1", "8", "8"]
    assert "瑞浦兰钧" in factors["关联"][5]
    assert factors["规模"][2] == "未掌握"
    (to_lead,) = account.xpath("//a[text()='列为招商线索']/@href")
    assert client.get(to_lead).status_code == 200


def test_filters_say_how_they_combine_and_narrow(client: TestClient) -> None:
    page = read_page(client, "/candidates?product=lfp&has.region=长三角&has.region=珠三角")
    assert {row[3] for row in read_rows(page, "invite")} == {"长三角", "珠三角"}
    text = page.text_content()
    assert "同一筛选项内多选为“或”，不同筛选项之间为“且”" in text
    english = read_page(client, "/candidates?product=lfp", "en").text_content()
    assert "Of one filter, a candidate has any of the chosen values (or)" in english


def test_recalled_makers_stand_on_screen_alone_and_where_asked_for(client: TestClient) -> None:
    plain = read_page(client, "/candidates?product=cufoil").text_content()
    recalled = read_page(client, "/candidates?product=cufoil&recalled=yes").text_content()
    assert "德福科技" not in plain
    assert "德福科技" in recalled
    assert "未复读来源，只在本页显示" in recalled
    for form in ("json", "csv"):
        sent = client.get(f"/candidates.{form}?product=cufoil&recalled=yes").text
        assert "嘉元科技" in sent
        assert "德福科技" not in sent


def test_the_picture_that_goes_out_names_no_firm(client: TestClient) -> None:
    for address in (
        "/candidates/picture/regions.svg",
        "/candidates/picture/regions.json",
        "/candidates/picture/regions.csv",
    ):
        sent = client.get(f"{address}?product=lfp", headers={"Cookie": "lang=zh_CN"}).text
        names = [*read_recalled_makers()["short"].drop_nulls(), "湖南裕能", "德方纳米", "龙蟠科技", "四川锂源"]
        assert [name for name in names if name in sent] == []
        assert "成渝" in sent or "regions" in sent


def test_every_form_of_the_page_is_marked_as_internal(client: TestClient) -> None:
    assert client.get("/candidates.json?product=lfp").json()["class"] == "internal"
    assert "内部使用" in read_page(client, "/candidates?product=lfp").text_content()


def test_a_product_without_maker_says_that_silence_is_not_absence(client: TestClient) -> None:
    page = read_page(client, "/candidates?product=cmc")
    assert "不等于没有" in page.text_content()
    assert read_rows(page, "invite") == []


def test_what_there_is_not_is_answered_in_words(client: TestClient) -> None:
    wrong = client.get("/candidates?product=nowhere")
    assert wrong.status_code in (404, 422)
    assert "nowhere" in wrong.text
    assert client.get("/candidates/account?product=lfp&candidate=nobody").status_code == 404


def test_the_made_up_district_has_candidates_in_every_state(made_up: TestClient) -> None:
    page = read_page(made_up, "/candidates?product=electrolyte")
    rows = {row[1]: row for row in read_rows(page, "invite")}
    assert {"虚构甲一", "虚构甲二", "虚构乙"} <= set(rows)  # beside them firms of the register
    assert {"虚构癸", "虚构子"}.isdisjoint(rows)  # one trades it, one uses it
    assert rows["虚构甲二"][2] == "虚构甲集团（由排在最前的企业牵头）"
    assert rows["虚构乙"][9] == "已选他地（2023年6月）"
    assert [row[1] for row in read_rows(page, "suppliers")] == ["虚构丙"]
    assert read_rows(page, "ties")[0][:4] == [
        "虚构甲一电解液股份有限公司",
        "供货给",
        "云汐虚构电子047号公司",
        "本环节候选",
    ]
    coming = read_page(made_up, "/candidates?product=sepcoat")
    assert [row[4] for row in read_rows(coming, "suppliers")] == ["本区签约或规划"]
    assert len(read_rows(page, "refusals")) == 3
    assert "湖南裕能" not in read_page(made_up, "/candidates?product=lfp").text_content()  # no real firm


def test_a_saved_list_stands_at_the_page(made_up: TestClient) -> None:
    page = read_page(made_up, "/candidates?product=electrolyte")
    assert "长三角电解液候选" in page.text_content()


def test_the_card_of_names_shows_no_score(client: TestClient) -> None:
    pytest.importorskip("rapidfuzz")
    page = read_page(client, "/candidates/names")
    assert re.search(r"待核对名称\d+对", page.xpath("string(//h1)"))
    card = page.xpath("string(//section[@class='panel'])")
    assert not re.search(r"0\.\d", card)
    sent = client.get("/candidates/names.json").json()["names"]
    assert {"score", "reasons"}.isdisjoint(sent[0])
