"""The page of dependence: picture first, what the articles print of one maker, recalled magnitudes only on a screen."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient

import liantu
from liantu.access import Purpose
from liantu.model.problems import Problems

#: Uses and customers of the solder balls, which a card on the dependence must not repeat.
USES = ("卫星", "航天", "芯片", "封装", "satellite", "aerospace", "packag")


def read(client: TestClient, path: str, lang: str = "zh_CN") -> str:
    answer = client.get(path, params={"lang": lang})
    assert answer.status_code == 200
    return str(markup.fromstring(answer.text).xpath("string(//main)"))


def test_the_card_says_what_the_articles_print_and_no_use(client: TestClient) -> None:
    text = read(client, "/dependence")
    for printed in ("全球仅有三家", "产品原料完全依赖国外进口", "2万元/公斤", "低于10%", "5年", "不低于90%", "量产"):
        assert printed in text.replace(" ", ""), printed
    for paragraph in (72, 73, 75):
        assert f"第{paragraph}段" in text.replace(" ", "")
    for page in (text, read(client, "/dependence", "en")):
        assert [word for word in USES if word in page] == []
        assert "Honeywell" not in page


def test_the_picture_stands_before_the_tables_and_counts(made_up: TestClient) -> None:
    tree = markup.fromstring(made_up.get("/dependence", params={"lang": "zh_CN"}).text)
    (broad,) = tree.xpath("//svg[contains(@class, 'broad')]")
    assert tree.xpath("//main//svg[contains(@class, 'broad')]/following::table")
    said = "".join(broad.itertext())
    assert "少：不超过3家" in said
    assert "可能停3条" in said
    heading = str(tree.xpath("string(//h1)"))
    assert "7种" in heading
    assert "已量产替代1种" in heading


def test_recalled_magnitudes_are_called_for_and_never_printed(client: TestClient) -> None:
    assert "0–30 %" not in read(client, "/dependence")
    tree = markup.fromstring(client.get("/dependence", params={"lang": "zh_CN", "recalled": "yes"}).text)
    (table,) = tree.xpath("//table[@id='recalled']")
    assert table.xpath("ancestor::div[contains(@class, 'no-print')]")
    assert "0–30 %" in table.text_content()
    # The alloy and its balls are the articles' alone.
    assert "锡" not in table.text_content()
    for form in ("csv", "json", "xlsx"):
        assert client.get(f"/dependence.{form}", params={"recalled": "yes"}).status_code == 403


def test_it_never_leaves() -> None:
    room = liantu.open("districts/yunxi").for_purpose(Purpose.LEAVING).innovate
    for answer in (room.dependence, room.recalled_dependence):
        with pytest.raises(Problems, match="stays_in_house"):
            answer()
