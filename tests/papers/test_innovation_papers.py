"""需求表 and 创新联合体组建方案: what they say is on record, and what is not stated says so."""

from __future__ import annotations

import pytest
from tests.web.site import YUNXI

import liantu
from liantu.district import District
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.papers import PaperRequest, list_forms, requested_paper_bytes
from liantu.papers.consortium_outline import consortium_outline
from liantu.papers.need_sheet import need_sheet


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(YUNXI)


def rows_of(paper: object, section: str) -> list[list[str]]:
    """The rows of the tables of a section."""
    blocks = next(part.blocks for part in paper.sections if part.name == section)  # type: ignore[attr-defined]
    return [[*row] for block in blocks for row in getattr(block, "rows", ())]


def test_a_need_sheet_asks_what_the_need_lacks(yunxi: District) -> None:
    paper = need_sheet(yunxi, "need-38", "zh_CN")
    assert paper.internal
    assert rows_of(paper, "indicators") == [["1", "振动", "≤1.2 mm/s", "未载明"]]
    asked = rows_of(paper, "questions")
    assert ["拟投入多少资金（万元）？", "发布前应填", ""] in asked
    assert len(asked) == yunxi.innovate.open_questions("need-38").height
    assert paper.foot_lines[1].startswith("截至")  # no figure of it is computed
    without = yunxi.what_if(Change.from_query(["-need_indicators:need-38/1"]))
    assert "只能按文字匹配" in "\n".join(need_sheet(without, "need-38", "zh_CN").texts())


def test_an_outline_names_who_is_missing_and_who_could_come(yunxi: District) -> None:
    paper = consortium_outline(yunxi, "k-nylon", "zh_CN")
    text = "\n".join(paper.texts())
    assert "缺角色：应用单位、投资机构。" in text
    assert rows_of(paper, "roles") == [
        ["应用单位", "未掌握人选"],
        ["投资机构", "云汐虚构装备099号公司（投资于低温电池创新联合体（虚构））"],
    ]
    members = rows_of(paper, "members")
    assert members[0] == ["合计", "", "", "100", "—", "—"]
    assert members[1][3:] == ["75", "待商定", "待商定"]
    assert "尚未签订协议" in text
    # The milestone of the laboratory alone: no pilot is named before somebody says one.
    assert [row[2] for row in rows_of(paper, "milestones")] == ["实验室"]
    running = consortium_outline(yunxi, "k-cells", "zh_CN")
    assert "roles" not in [section.name for section in running.sections]
    assert rows_of(running, "members")[0][3:] == ["100", "100", "100"]


def test_a_refused_one_says_why(yunxi: District) -> None:
    assert "No user promised to try it" in "\n".join(consortium_outline(yunxi, "k-food", "en").texts())


def test_a_paper_is_of_what_there_is(yunxi: District) -> None:
    for kind in ("need", "consortium"):
        assert list_forms(kind) == ("pdf", "docx")
        with pytest.raises(Problems, match="no_such_row"):
            requested_paper_bytes(yunxi, PaperRequest(kind, need="nosuch", consortium="nosuch"), "pdf", "en")
