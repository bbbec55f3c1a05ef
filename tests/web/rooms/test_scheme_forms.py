"""Every form of a scheme in words on its page, on the sheet of a firm and on its paper, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl
import pytest
from lxml import html as markup
from tests.docs import running
from tests.local_client import TestClient

import liantu
from liantu.district import District
from liantu.papers import firm_paper
from liantu.web.core.app import create_app

from ..site import ROOT

PAGE = ROOT / "docs" / "how-to" / "forms-of-a-scheme.md"


@pytest.fixture(scope="module")
def district() -> District:
    """Yunxi with the scheme of the documentation beside one of its kept runs, and without the energy of f005."""
    text = next(block.text for block in running.blocks(PAGE) if block.path == "forms.yaml")
    yunxi = liantu.open(ROOT / "districts" / "yunxi")
    kept = yunxi.given["evaluations"]
    first = pl.int_range(pl.len()) == 0
    kept = kept.with_columns(pl.when(first).then(pl.lit(text)).otherwise("scheme_text").alias("scheme_text"))
    returns = yunxi.given["returns"].filter(~((pl.col("firm") == "f005") & (pl.col("item") == "energy")))
    return replace(yunxi, given=yunxi.given.replace(evaluations=kept, returns=returns))


@pytest.fixture(scope="module")
def client(district: District) -> Iterator[TestClient]:
    with TestClient(create_app(district)) as opened:
        yield opened


def words(client: TestClient, place: str, language: str = "zh_CN") -> str:
    answer = client.get(place, params={"lang": language})
    assert answer.status_code == 200, answer.text[:500]
    return " ".join(markup.fromstring(answer.text).text_content().split())


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "zh_CN",
            [
                "20及以上得30分，10及以上得20分，0及以上得5分",
                "前20%企业均值",
                "方案分行业规定值",
                "36 汽车制造业: 20",
                "2 家",
                "缺综合能耗的，按用电量×1.229计",
                "税收 − 出口退税",
                "前1年营业收入",
                "2年平均税收",
                "“荣誉”取最高一项",
                "税收超过0的部分，每1000 万元（只计整数）",
                "最多 3 分",
                "高新技术企业且研发",
                "≥ 300",
                "最多 6 分",
                "此前连续1年为D等且本年度划为C、D等",
                "不属于其他各组的企业",
            ],
        ),
        (
            "en",
            [
                "30 from 20, 20 from 10, 5 from 0",
                "mean of the best 20 % of the firms",
                "set by the scheme for each industry",
                "2 firms",
                "else 1.229 ×",
                "Tax − Export refund",
                "of 1 years before",
                "mean of 2 years of Tax",
                "the highest of “荣誉” counts",
                "3 points at most",
                "High-tech firm and R&D",
                "grade D in each of 1 years before and grade C, D by the cut",
                "firms of no other group",
            ],
        ),
    ],
)
def test_the_page_of_the_scheme_says_every_form(client: TestClient, language: str, sentences: list[str]) -> None:
    text = words(client, "/score/scheme/forms-2024", language)
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_ranking_and_the_sheet_of_a_firm_open(client: TestClient, language: str) -> None:
    assert words(client, "/score?scheme=forms-2024", language)
    sheet = words(client, "/score/firm/f005?scheme=forms-2024", language)
    before = "前1年营业收入" if language == "zh_CN" else "of 1 years before"
    assert before in sheet


def test_a_field_that_stands_in_for_another_says_so(client: TestClient) -> None:
    assert "缺综合能耗的，按用电量×1.229计" in words(client, "/score/firm/f005?scheme=forms-2024")


def test_the_paper_names_what_is_taken_off_and_of_which_year(district: District) -> None:
    rows = firm_paper(district, "f005", "forms-2024", 2023).beneath[0].rows
    texts = [str(row["numerator"]) for row in rows if row["unit"]]
    assert any("税收 − 出口退税" in text for text in texts)
    assert any("营业收入 − 前1年营业收入" in text for text in texts)
    assert any("2年平均税收" in text for text in texts)
