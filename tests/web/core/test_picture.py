"""The picture of a room: its page, its files, and what stands in them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as tree

import pytest
from lxml import html as markup
from tests.local_client import TestClient

PATH = "/picture/gap-values"
_SVG = "{http://www.w3.org/2000/svg}"


def words_of(svg: str) -> str:
    return " ".join(str(element.text) for element in tree.fromstring(svg).iter(f"{_SVG}text"))


def test_the_page_has_drawing_table_and_files(client: TestClient) -> None:
    page = markup.fromstring(client.get(PATH, params={"lang": "en"}).text)
    assert [svg.get("class") for svg in page.xpath("//main//svg")] == ["pic broad", "pic narrow"]
    assert page.xpath("//div[@id='table']//table")
    links = page.xpath("//p[@id='forms']/a/@href")
    assert {link.split("?")[0] for link in links} >= {f"{PATH}.svg", f"{PATH}.png", f"{PATH}.json"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh_CN",
            ["数据来源：", "涪陵工业从“新”再出发", "截至2023-12-31。测算数，非统计数据。", "不代表涪陵区官方数据"],
        ),
        ("en", ["Sources:", "As of 2023-12-31. Computed figures, not statistics.", "not official data"]),
    ],
)
def test_a_file_says_source_date_and_what_the_figures_are(client: TestClient, language: str, words: list[str]) -> None:
    answer = client.get(f"{PATH}.svg", params={"lang": language})
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "attachment" in answer.headers["content-disposition"]
    text = words_of(answer.text)
    assert [part for part in words if part not in text] == []
    assert "<a " not in answer.text


def test_the_image_is_a_png_twice_as_wide(client: TestClient) -> None:
    svg, png = (client.get(f"{PATH}.{form}") for form in ("svg", "png"))
    width = float(re.search(r' width="([\d.]+)"', svg.text).group(1))  # type: ignore[union-attr]
    assert png.content.startswith(b"\x89PNG")
    assert abs(int.from_bytes(png.content[16:20], "big") - 2 * width) <= 2


def test_a_scenario_never_leaves_as_a_fact(client: TestClient) -> None:
    answer = client.get(f"{PATH}.svg", params={"lang": "en", "off": "all-lfp", "why": "asked on a visit"})
    text = words_of(answer.text)
    assert "scenario, not fact" in text
    assert "asked on a visit" in text


def test_the_figures_are_those_of_the_table(client: TestClient) -> None:
    page = markup.fromstring(client.get(PATH, params={"lang": "zh_CN"}).text)
    drawn = " ".join(page.xpath("//svg[@class='pic broad']//text()"))
    gaps = client.get(f"{PATH}.json").json()["gaps"]
    assert len(gaps) == 8
    for row, cells in zip(gaps, page.xpath("//table[@id='gap-values']/tbody/tr"), strict=True):
        texts = ["".join(cell.itertext()) for cell in cells]
        assert row["zh"] in drawn
        assert f"{texts[7]} {texts[9]}" in drawn
        assert " / ".join(texts[3:6]) in drawn


def test_a_bar_ends_at_the_value_it_says(client: TestClient) -> None:
    for row in client.get(f"{PATH}.json").json()["gaps"]:
        parts = [row[f"value_{state}"] for state in ("operating", "building", "planned")]
        value = row["value_typical"] if row["value_typical"] is not None else row["value_low"]
        assert sum(parts) == pytest.approx(value)
        assert row["value_low"] <= value <= row["value_high"]
