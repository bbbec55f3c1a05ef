"""Rows without a name, switched-off assumptions and findings stand in words on pages, not by their keys."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def words(client: TestClient, address: str) -> str:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}lang=zh_CN")
    assert answer.status_code == 200
    return str(markup.document_fromstring(answer.text).xpath("string(//main)"))


def test_steps_that_cite_a_source_are_named_by_what_they_are_about(made_up: TestClient) -> None:
    cited = words(made_up, "/source/made-up")
    (challenge,) = [row for row in made_up.get("/tables/challenges.json").json()["challenges"] if row["id"] == "ch-1"]
    assert challenge["zh"] in cited
    assert "ch-1-" not in cited
    assert "area-1" not in cited


def test_an_assumption_that_is_off_is_said_in_its_words(client: TestClient) -> None:
    assert "若停用假设“电芯全部按磷酸铁锂测算”" in words(client, "/what-if?off=all-lfp")


def test_a_finding_names_table_field_and_row_and_leads_to_the_row(client: TestClient) -> None:
    page = markup.document_fromstring(client.get("/checks", params={"lang": "zh_CN"}).text)
    (finding,) = page.xpath("//table[@id='findings']/tbody/tr")
    assert "targets.csv" not in finding.text_content()
    assert "output-2027" not in finding.text_content()
    assert "涪陵区" in finding.text_content()
    assert "2027年" in finding.text_content()
    (row,) = finding.xpath(".//a/@href")
    listed = client.get(str(row).replace("/tables/targets", "/tables/targets.json")).json()["targets"]
    assert [target["value"] for target in listed] == ["4000"]
