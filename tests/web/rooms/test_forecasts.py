"""The page of forecasts: which series are reckoned, which are not and why, and past forecasts beside what came."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, lang: str) -> tuple[str, str, str]:
    answer = client.get("/forecasts", params={"lang": lang})
    assert answer.status_code == 200
    page = markup.fromstring(answer.text)
    drawn = " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))
    return page.xpath("string(//h1)"), drawn, " ".join(page.xpath("//table//text()"))


def test_fuling_has_two_years_begun_and_says_why_nothing_else(client: TestClient) -> None:
    heading, drawn, table = read_page(client, "zh_CN")
    assert heading == "38个统计序列：2个能测算（其中2个按假设），36个现在不能"
    assert "2470–2980 亿元" in drawn
    assert "2023年目标 超过2500" in drawn
    assert "比率指标，不作总量测算" in table


def test_the_made_up_district_goes_on_to_its_targets_and_is_scored(made_up: TestClient) -> None:
    heading, drawn, table = read_page(made_up, "en")
    assert "0 of them under an assumption" in heading
    assert "Target of 2025 at least 10" in drawn
    assert "CRPS" in table
    answer = made_up.get("/forecasts.json").json()
    assert {"series", "scores"} <= set(answer)
    assert {"coverage_80", "model_id"} <= set(answer["scores"][0])
