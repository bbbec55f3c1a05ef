"""研判会商单 and 会见参阅: what they say is what the lead, its offices, its agreement and its place have on record."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.site import FULING, YUNXI

import liantu
from liantu.district import District
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.papers import OF_LEAD, PaperRequest, list_forms, requested_paper_bytes
from liantu.papers.lead_paper import lead_paper
from liantu.papers.meeting_paper import meeting_paper

_AGAINST = "不支持事项：生态环境。"


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(YUNXI)


def _say(district: District, kind: str, lead: str, language: str = "zh_CN") -> str:
    make = lead_paper if kind == "lead" else meeting_paper
    return "\n".join(make(district, lead, language).texts())


def test_the_sheet_of_a_lead_says_firm_demand_values_and_opinions(yunxi: District) -> None:
    text = _say(yunxi, "lead", "lead-1")
    for words in (
        "锂电池电解液 (GB/T 4754 3985)",
        "有条件支持；按条件推进（虚构）；招商投资局（虚构）、2023-08-19",
        "1.09—1.33",  # as it was frozen
        "1.12—1.32",  # as the list says now
        "16000 万元 ÷ 40 亩 = 400 万元/亩",
        "资产负债率52%（虚构）（来源1）",
        "2024-08-20",
    ):
        assert words in text, words


def test_no_verdict_is_computed_and_blanks_stay_blank(yunxi: District) -> None:
    paper = lead_paper(yunxi, "lead-7", "en")
    text = "\n".join(paper.texts())
    assert "no verdict yet" in text
    assert "given to no office" in text
    assert "accounts, debt and guarantees" in text
    against = _say(yunxi, "lead", "lead-3")
    assert _AGAINST in against
    assert _AGAINST not in _say(yunxi, "lead", "lead-1")
    assert paper.internal


def test_only_complete_and_reviewed_clauses_may_be_promised(yunxi: District) -> None:
    said = {lead: meeting_paper(yunxi, lead, "zh_CN") for lead in ("lead-1", "lead-7")}
    parts = {
        (lead, section.name): "\n".join(
            cell for block in section.blocks for row in getattr(block, "rows", ()) for cell in row
        )
        for lead, paper in said.items()
        for section in paper.sections
    }
    assert "以公开出让方式供应工业用地约60亩" in parts["lead-1", "may"]
    assert "开放公共停车场" not in parts["lead-7", "may"]
    assert "开放公共停车场" in parts["lead-7", "may_not"]
    assert "未载明期限；待审查" in parts["lead-7", "may_not"]
    for lead in said:
        assert "与缴税挂钩的返还、奖励" in parts[lead, "may_not"]
        assert "公平竞争审查制度实施细则（2021年）" in parts[lead, "may_not"]
        assert "第783号" not in parts[lead, "may_not"]  # in force from 1 August 2024
    # East Bank states what land and steam it has free; of the North Slope nobody has stated any.
    assert "综合能耗、供电容量、供水、污水处理指标" in parts["lead-7", "may_not"]
    assert "北坡工业园（虚构）：待核" in parts["lead-1", "may_not"]
    assert "待核：工信部联原〔2022〕34号" in parts["lead-1", "may_not"]
    assert len(said["lead-7"].sections[-1].blocks) == 3


def test_from_august_2024_the_regulation_is_cited(yunxi: District) -> None:
    later = yunxi.at(as_of=date(2024, 8, 1))
    assert "Order 783 of the State Council" in _say(later, "meeting", "lead-1", "en")


def test_a_clause_that_loses_its_basis_is_not_promised(yunxi: District) -> None:
    changed = yunxi.what_if(Change.from_query(["agreement_clauses:agreement-1/1;legal_basis="]))
    section = next(s for s in meeting_paper(changed, "lead-1", "en").sections if s.name == "may_not")
    assert "no legal basis" in str(section.blocks)


@pytest.mark.parametrize("kind", OF_LEAD)
def test_a_paper_is_of_a_lead_that_there_is(yunxi: District, kind: str) -> None:
    assert list_forms(kind) == ("pdf", "docx")
    with pytest.raises(Problems, match="no_such_row"):
        requested_paper_bytes(yunxi, PaperRequest(kind, lead="nosuch"), "pdf", "en")


def test_a_real_district_prints_a_lead_of_its_own() -> None:
    """What is made of a candidate of Fuling has no agreement, no place and no opinion: nothing is invented."""
    district = liantu.open(FULING)
    made = district.what_if(district.attract.make_lead("electrolyte", "某电解液有限公司"))
    lead = made.tables["leads"]["id"][0]
    sheet, meeting = (_say(made, kind, lead) for kind in OF_LEAD)
    assert "尚无综合意见" in sheet
    assert "未答复不视为同意" in sheet
    assert "未定落地位置" in sheet
    assert "8.4—10.5" in sheet
    assert "暂无可承诺事项" in meeting
    assert "当日无在用的审批流程图" in meeting
