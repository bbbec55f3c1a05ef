"""链长一页纸: one page, five numbers with the change since a day; nothing is filled in for anybody."""

from __future__ import annotations

import io
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from docx import Document
from tests.examples import choose_of_each

import liantu
from liantu.district import District
from liantu.exchange.paper.report import Paragraph
from liantu.model.problems import Problems
from liantu.papers import PaperRequest, requested_paper_bytes
from liantu.papers.leader_page import leader_page

from .pages import A4, printed_pages

FULING = Path(__file__).parents[2] / "districts" / "fuling"


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open(FULING)


def leader(district: District, since: str, form: str = "pdf", language: str = "zh_CN", chain: str = "battery") -> bytes:
    return requested_paper_bytes(district, PaperRequest("leader", chain=chain, since=since), form, language)


@pytest.mark.hypothesis
def test_every_chain_has_one_page(fuling: District) -> None:
    """Each in one language, in both in ``make fuzz``."""
    chains = product(fuling.tables["chains"]["id"], ("zh_CN", "en"))
    for chain, language in choose_of_each(chains, lambda case: case[0]):
        pages = printed_pages(leader(fuling, "2023-03-31", language=language, chain=chain))
        assert [page.size for page in pages] == [A4], chain
        assert not pages[0].overflows


def test_the_change_is_that_between_the_two_days(fuling: District) -> None:
    """30 GWh signed in February were under construction by the end of the year: building +30, planned −30."""
    text = "".join(printed_pages(leader(fuling, "2023-03-31"))[0].text.split())
    for words in (
        "在产0、在建30、规划42",
        "在建+30、规划−30",
        "与2023年3月31日比",
        "4个补链环节已补0个",
        "在建部分需求+6.75",
    ):
        assert words in text, words
    # Part of the output is of light materials too: a most, set beside 72 GWh, in words that judge nothing.
    assert "口径待核对。2025年所载产值140亿元" in text
    assert "至多32—41GWh/年；所载产能72GWh/年" in text
    later = "".join(printed_pages(leader(fuling, "2023-12-30"))[0].text.split())
    assert "在建+30" not in later
    assert "无变化" in later


def test_no_link_is_called_the_largest_where_no_value_is_known() -> None:
    made_up = liantu.open(FULING.with_name("yunxi"))
    page = leader_page(made_up, "batteries", "zh_CN", date(2023, 3, 31))
    words = " ".join(block.text for block in page.lead if isinstance(block, Paragraph))
    assert "资料点名的3个补链环节已补0个；各环节价值至多只知量级，不称最大。" in words
    assert "是未掌握" not in words


def test_offices_and_dates_stay_empty(fuling: District) -> None:
    table = Document(io.BytesIO(leader(fuling, "2023-03-31", "docx"))).tables[-1]
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads[-2:] == ["责任单位", "时限"]
    assert {cell.text for row in table.rows[1:] for cell in row.cells[-2:]} == {""}


@pytest.mark.parametrize(
    ("since", "code"),
    [("2023-12-31", "day_not_before"), ("2024", "day_not_before"), ("spring", "impossible_period"), ("", "required")],
)
def test_a_day_that_is_not_before_is_refused(fuling: District, since: str, code: str) -> None:
    with pytest.raises(Problems) as refused:
        leader(fuling, since)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(("language", "label"), [("zh_CN", "“对比日期”列"), ("en", "column “Day to compare with”")])
def test_a_day_left_out_is_asked_for_by_its_name(fuling: District, language: str, label: str) -> None:
    request = PaperRequest("leader", chain="battery", since="")
    with pytest.raises(Problems) as refused:
        requested_paper_bytes(fuling, request, "pdf", language)
    assert refused.value.problems[0].message(language).startswith(label)
