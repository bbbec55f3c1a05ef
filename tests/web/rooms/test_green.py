"""The page of energy, water and land: feedstock apart, CO2 said to be of energy, quota beside missing links."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, lang: str, **query: str) -> markup.HtmlElement:
    answer = client.get("/green", params={"lang": lang, **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def test_fuling_by_cluster(client: TestClient) -> None:
    page = read_page(client, "zh_CN")
    drawn = " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "≥12.8；原料用能50.3" in drawn
    assert "已知用能最多" in page.text_content()  # of others a part is unknown
    bars = " ".join(read_page(client, "en").xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "building · power batteries" in bars  # what tells two bars of one name apart is not cut
    assert "planned · power batteries" in bars
    words = page.text_content()
    assert "过程排放不在其中，也不测算" in words
    assert "各园区均未载明能耗指标" in words
    assert "10,000吨标准煤及以上由省级审查" in words
    assert "一氧化二氮" not in words


def test_the_made_up_district_has_a_quota(made_up: TestClient) -> None:
    page = read_page(made_up, "en", by="place", use="control")
    words = page.text_content()
    assert "used 94,000 tce, total 120,000 tce" in words
    assert "发改环资〔2022〕803号" in words
    assert "is for the scheme" in words


def test_projects_state_their_energy(made_up: TestClient) -> None:
    rows = made_up.get("/green.json", params={"by": "project"}).json()["uses"]
    assert {row["group"]: row["stated"] for row in rows}["project-1"] == 15_000


def test_the_picture_as_a_file(client: TestClient) -> None:
    svg = client.get("/green/picture/energy.svg", params={"lang": "zh_CN", "by": "chain"}).text
    assert svg.startswith("<svg")
    assert "合成氨" in svg
