"""The paper of the siting account: its figures are those of the account, in both languages and districts."""

from __future__ import annotations

import pytest
from tests.web.site import FULING, YUNXI

import liantu
from liantu.exchange.paper.report import Paragraph, ReportTable
from liantu.papers.siting_paper import siting_paper


@pytest.mark.parametrize(
    ("language", "words"), [("zh_CN", "每年高150万元"), ("en", "150 (10,000 CNY a year) more than")]
)
def test_the_paper_says_which_place_is_dearer(language: str, words: str) -> None:
    paper = siting_paper(liantu.open(YUNXI), None, None, language)
    texts = "\n".join(paper.texts())
    assert [section.name for section in paper.sections] == ["costs", "difference", "open", "parameters", "prices"]
    assert words in texts
    assert "≥71940" in texts
    assert "85970" in texts


def test_the_prices_that_move_the_result_most_stand_in_it_with_all_that_is_stated_of_them() -> None:
    """Lithium carbonate from here is stated at 86,280 CNY a tonne with tax, from 85,660 to 86,900."""
    district = liantu.open(YUNXI)
    table, _note, more = siting_paper(district, None, None, "en").sections[-1].blocks
    assert isinstance(table, ReportTable)
    assert all(cell for row in table.rows for cell in row)
    rows = {row[0]: row[1:] for row in table.rows}
    salt = ["86280", "85660–86900", "CNY/t", "with VAT", "2023", "battery grade, ex works in Yunxi"]
    material = "East Bank Park (fictitious) · raw material: battery-grade lithium carbonate"
    assert rows[material] == [*salt, "Made-up data: returns of 2023"]
    others = district.attract.siting().prices.height - len(table.rows)
    assert isinstance(more, Paragraph)
    assert more.text.startswith(f"{others} more prices")


def test_without_other_places_it_lists_what_is_to_be_asked() -> None:
    paper = siting_paper(liantu.open(FULING), None, "lfp", "zh_CN")
    assert [section.name for section in paper.sections] == ["costs", "open", "parameters", "prices"]
    assert "待询价" in "\n".join(paper.texts())


def test_the_brief_of_a_link_takes_it_in_the_house_alone() -> None:
    from liantu.papers.brief import brief_paper

    district = liantu.open(YUNXI)
    inward, outward = (brief_paper(district, "lfp", "en", version) for version in ("internal", "outward"))
    assert "siting" in [section.name for section in inward.sections]
    assert "siting" not in [section.name for section in outward.sections]
