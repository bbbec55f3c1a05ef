"""The paper of the siting account: its figures are those of the account, in both languages and districts."""

from __future__ import annotations

import pytest
from tests.web.site import FULING, YUNXI

import liantu
from liantu.exchange.paper.report import ReportTable
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


def test_every_price_of_the_account_stands_in_it_with_all_that_is_stated_of_it() -> None:
    """Land here is stated at 20 × 10⁴ CNY a mu, from 18 to 22, the use tax as one figure."""
    district = liantu.open(YUNXI)
    table = siting_paper(district, None, None, "en").sections[-1].blocks[0]
    assert isinstance(table, ReportTable)
    assert len(table.rows) == district.attract.siting().prices.height
    assert all(cell for row in table.rows for cell in row)
    rows = {row[0]: row[1:] for row in table.rows}
    here, spec = "East Bank Park (fictitious) · ", "industrial land, sold by public procedure"
    land = ["200000", "180000–220000", "CNY/mu", "without VAT", "2023", spec, "Made-up data: returns of 2023"]
    assert rows[f"{here}land"] == land
    assert rows[f"{here}urban land use tax"][:3] == ["6", "one figure", "CNY/m²/year"]


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
