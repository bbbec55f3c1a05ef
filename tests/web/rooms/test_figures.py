"""The page of published figures: months with derived ones hollow, growth as published beside computed, parts, SDMX."""

from __future__ import annotations

import csv
import io

from lxml import html as markup
from tests.local_client import TestClient

PROFIT = "yunxi|industrial-profit||"
GDP = "yunxi|gdp||"


def read_page(client: TestClient, lang: str, series: str = "") -> markup.HtmlElement:
    answer = client.get("/figures", params={"lang": lang, **({"series": series} if series else {})})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def rows(page: markup.HtmlElement, number: int) -> list[list[str]]:
    table = page.xpath("//table")[number]
    return [[cell.text_content().strip() for cell in line.xpath("./td")] for line in table.xpath(".//tbody/tr")]


def test_months_that_are_derived_are_hollow(made_up: TestClient) -> None:
    page = read_page(made_up, "zh_CN", "yunxi|industrial-output|规上|")
    drawing = page.xpath("//svg[contains(@class, 'broad')]")[0]
    bars = [bar.get("fill") for bar in drawing.xpath(".//rect") if float(bar.get("height")) > 20]
    words = [text.text for text in drawing.xpath(".//text")]
    assert {"9.12", "1—2月", "2023", "由累计数推算"} <= set(words)
    assert bars.count("#FFFFFF") > 10  # all but January with February, and the one month that was printed
    assert bars[-2:] == ["#0B5394", "#FFFFFF"]  # September as printed, October derived


def test_growth_as_published_stands_beside_the_computed_one(made_up: TestClient) -> None:
    page = read_page(made_up, "zh_CN", PROFIT)
    heading = page.xpath("string(//main//h1)")
    assert heading == "云汐区（虚构） 规上工业利润总额，2023年1—9月：4.11 亿元，公布增速+8.7%，测算+8.7%"
    found = {line[1]: line[2:] for line in rows(page, -1)}
    assert found["2022年1—9月"] == ["3.9 亿元", "4.25 亿元", "+6.5", "-8.2", "口径不同", "2023年12月"]


def test_every_series_leads_to_its_months_and_parts_to_the_remainder(made_up: TestClient) -> None:
    page = read_page(made_up, "en", GDP)
    links = page.xpath("//table//a/@href")
    assert any("series=yunxi%7Cindustrial-profit%7C%7C" in link for link in links)
    parts = [line[3:] for line in rows(page, 1)]
    assert ["tertiary industry", "46.35 × 10⁸ CNY", "36.1", "36.0"] in parts
    assert ["not itemised", "17.82 × 10⁸ CNY", "—", "21.0"] in parts


def test_the_reader_of_an_earlier_date_sees_the_first_print(made_up: TestClient) -> None:
    answer = made_up.get("/figures.json", params={"known_at": "2023-06-30"}).json()
    found = [row for row in answer["published"] if row["indicator"] == "gdp" and row["scope"] is None]
    assert [(row["observation"], row["value"]) for row in found if row["year"] == 2022] == [("gdp-2022-first", 128.9)]


def test_the_file_for_programs(made_up: TestClient) -> None:
    answer = made_up.get("/figures/sdmx.csv", params={"lang": "en"})
    assert answer.headers["content-type"].startswith("application/vnd.sdmx.data+csv; version=2.0.0")
    lines = list(csv.DictReader(io.StringIO(answer.text)))
    assert {line["STRUCTURE_ID"] for line in lines} == {"LIANTU:OBSERVATIONS(1.0)"}
    assert all(line["COMMENT_OBS"].endswith("of no real place or firm") for line in lines)


def test_a_district_of_two_articles_has_no_published_growth_beside_its_levels(client: TestClient) -> None:
    page = read_page(client, "zh_CN")
    assert "未见公布增速" in page.xpath("string(//main//h1)")


def test_the_page_opens_with_a_series_of_the_district_itself(made_up: TestClient, client: TestClient) -> None:
    for district, name in ((made_up, "云汐区（虚构）"), (client, "涪陵区")):
        heading = read_page(district, "zh_CN").xpath("string(//main//h1)")
        assert heading.startswith(f"{name} "), heading


def test_the_page_opens_with_a_series_that_has_bars(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/figures", headers={"Cookie": "lang=zh_CN"}).text)
    bars = page.xpath("//section[contains(@class, 'panel')]//svg[contains(@class, 'broad')]//rect")
    assert len(bars) > 5
