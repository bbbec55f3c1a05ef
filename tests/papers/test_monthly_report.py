"""月度运行报告: what it says is what the month shows; no reason stands on it; firms only in the workbook."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from docx import Document
from openpyxl import load_workbook

import liantu
from liantu.district import District
from liantu.model.problems import Problems
from liantu.papers import PaperRequest, requested_paper_bytes

from .pages import A4, printed_pages

DISTRICTS = Path(__file__).parents[2] / "districts"


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(DISTRICTS / "yunxi")


def paper(district: District, form: str, language: str = "zh_CN", month: str | None = "2023-11") -> bytes:
    return requested_paper_bytes(district, PaperRequest("monthly", period=month), form, language)


def squeeze(content: bytes) -> str:
    return "".join("".join(page.text.split()) for page in printed_pages(content))


@pytest.fixture(scope="module")
def printed(yunxi: District) -> str:
    return squeeze(paper(yunxi, "pdf"))


def test_it_says_the_figures_of_the_month(yunxi: District, printed: str) -> None:
    month = yunxi.outlook.dispatch("2023-11")
    whole = month.table().row(0, named=True)
    assert f"11月，59户报送企业工业产值{whole['month_amount'] / 1e4:.2f}亿元" in printed
    assert "（按有上年同月数的58户计）" in printed  # one of the 59 has no figure of the year before
    largest = month.table().drop_nulls("part").sort("month_contribution")
    top, last = largest.row(-1, named=True), largest.row(0, named=True)
    assert f"结构。{top['zh']}拉动{top['month_contribution']:.2f}个百分点" in printed
    assert f"{last['zh']}下拉{-last['month_contribution']:.2f}个百分点" in printed
    counts = month.counts()
    assert f"59{counts['growing']}{counts['falling']}{counts['stopped']}1" in printed
    assert "拟入库2户、拟退库1户" in printed
    assert "全市位次：未掌握" in printed


def test_reasons_are_left_to_a_person(printed: str, yunxi: District) -> None:
    box = printed.partition("五、原因与建议")[2]
    assert box.startswith("由撰稿人核实后填写：")
    assert "系统不代写原因。" in box
    assert "受" not in printed.partition("五、")[0]  # 受…影响
    document = Document(io.BytesIO(paper(yunxi, "docx")))
    assert document.tables[-1].rows[0].cells[0].text.endswith("系统不代写原因。")


def test_no_firm_is_named_on_the_page_and_all_are_in_the_workbook(yunxi: District, printed: str) -> None:
    names = yunxi.outlook.dispatch().firms()["zh"].to_list()
    assert not [name for name in names if name in printed]
    book = load_workbook(io.BytesIO(paper(yunxi, "xlsx")))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not [name for name in names if name not in cells]
    assert all("内部使用" in str(sheet.oddHeader.left.text) for sheet in book)


def test_it_is_marked_as_made_up_and_internal(yunxi: District, printed: str) -> None:
    assert printed.startswith("虚构数据") or "虚构数据" in printed
    assert "内部使用" in printed
    assert "不使用统计调查的单户资料" in printed
    with_mark = paper(yunxi, "docx")
    assert "虚构数据" in Document(io.BytesIO(with_mark)).sections[0].header._element.xml


def test_an_industry_of_one_firm_is_marked_on_the_internal_page_and_hidden_in_what_goes_out() -> None:
    from liantu.model.change import Change
    from liantu.papers.monthly_report import monthly_report

    yunxi = liantu.open(DISTRICTS / "yunxi")
    firm = yunxi.outlook.dispatch("2023-11").account("industry")["firm"][0]
    alone = yunxi.what_if(Change.from_query([f"firms:{firm};industry=3711"]))
    month = alone.outlook.dispatch("2023-11")
    of_one = month.table().filter(firms=1)["part"].drop_nulls()
    hidden = month.told_sums().filter(by="industry").filter(pl.col("part").is_in(of_one.implode()))
    assert "37" in of_one
    assert hidden.select("amount", "before", "growth", "contribution").null_count().row(0) == (hidden.height,) * 4
    page = monthly_report(alone, "zh_CN", "2023-11")
    (table, note), *_ = (section.blocks for section in page.sections)
    names = [str(line[0]) for line in table.rows]
    assert any(name.endswith("※") and "运输设备" in name for name in names)
    assert not names[0].endswith("※")
    assert "※ 企业过少或一户占比过大，该行数字不得外发。" in note.text
    texts = " ".join(block.text for section in page.sections for block in section.blocks if hasattr(block, "text"))
    assert "本页及各户名单仅供内部使用，不外发" in texts


@pytest.mark.parametrize("month", ["2023-01..02", "2023年3月", None])
def test_other_months_and_english_keep_one_page(yunxi: District, month: str | None) -> None:
    pages = printed_pages(paper(yunxi, "pdf", "en", month))
    assert [page.size for page in pages] == [A4]
    assert "The system writes no reasons." in " ".join(pages[0].text.split())


def test_a_district_without_returns_has_no_paper() -> None:
    with pytest.raises(Problems) as refused:
        paper(liantu.open(DISTRICTS / "fuling"), "pdf")
    assert [problem.code for problem in refused.value.problems] == ["no_monthly_returns"]


def test_the_page_of_a_chains_head_takes_its_five_numbers_from_the_month(yunxi: District) -> None:
    month = yunxi.outlook.dispatch()
    found = month.of_chain("batteries").filter(measure="output").row(0, named=True)
    request = PaperRequest("leader", chain="batteries", since="2023-06-30")
    text = squeeze(requested_paper_bytes(yunxi, request, "pdf", "zh_CN"))
    assert "本链企业运行（2023年11月）" in text
    assert f"111月产值，亿元{found['month_amount'] / 1e4:.3f}" in text  # below one: three decimals
    sign = "−" if found["month_contribution"] < 0 else ""
    assert f"（百分点）{sign}{abs(found['month_contribution']):.2f}—" in text
    earlier = yunxi.at(as_of=date(2022, 6, 30))
    before = PaperRequest("leader", chain="batteries", since="2022-01-30")
    assert "本链企业运行" not in squeeze(requested_paper_bytes(earlier, before, "pdf", "zh_CN"))


def test_a_made_up_month_says_so_first_and_in_red(yunxi: District) -> None:
    from liantu.papers.monthly_report import monthly_report

    marks = monthly_report(yunxi, "zh_CN", "2023-11").marks()
    assert marks.inside.startswith("虚构示例")
    assert (marks.notice, marks.right) == ("", "内部使用 · 请勿外传")


def test_the_workbook_cites_the_sources_of_its_figures_and_lists_what_is_doubtful(yunxi: District) -> None:
    from liantu.model.change import Change

    doubtful = yunxi.what_if(Change.from_query(["monthly_returns:f006/2023-11;output=0"]))
    book = load_workbook(io.BytesIO(paper(doubtful, "xlsx")))
    texts = {name: [str(cell) for row in book[name].values for cell in row if cell] for name in book.sheetnames}
    cited = [text for words in texts.values() for text in words if text.startswith("数据来源")]
    assert len(cited) == len(book.sheetnames)
    assert set(cited) == {"数据来源：1. 程序生成的虚构数据：企业月度报送"}
    doubts = " ".join(texts["待核对的报送"])
    assert "“云汐虚构化工006号公司”填为正常生产，当月产值却是 0" in doubts
    assert "报送企业工业产值，亿元" in " ".join(texts["工业用电与订单"])
