"""招商项目册: a page a project, in the offices' form, without a firm's name and without what is recalled."""

from __future__ import annotations

import pypdfium2
import pytest
from tests.attract.proposals.situations import read_every_load

import liantu
from liantu.district import District
from liantu.exchange.paper import Report
from liantu.exchange.paper.firm_names import list_firm_names, read_pdf_text
from liantu.model.problems import Problems
from liantu.papers import PaperRequest, requested_paper_bytes
from liantu.papers.project_book import project_book

#: The order of the offices' form.
FIELDS = ("项目名称", "建设内容及规模", "市场前景", "建设条件", "选址用地", "投资估算", "效益", "合作方式", "联系单位")


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open("districts/fuling")


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open("districts/yunxi")


def test_a_page_has_the_offices_fields_and_names_no_firm(fuling: District) -> None:
    content = requested_paper_bytes(fuling, PaperRequest("proposals", product="pa66"), "pdf", "zh_CN")
    document = pypdfium2.PdfDocument(content)
    pages = len(document)
    document.close()
    assert pages == 1
    text = read_pdf_text(content).replace("\r", "").replace("\n", "").replace(" ", "")
    places = [text.index(field) for field in FIELDS]
    assert places == sorted(places)
    assert not [name for name in list_firm_names(fuling.tables) if name.replace(" ", "") in text and not name.isascii()]
    assert "全国市场：待核" in text  # recalled figures are never on paper
    assert "己二胺5.19万吨/年" in text


def test_what_to_agree_on_supply_for_has_a_page_at_the_end_without_firm(
    fuling: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_every_load(monkeypatch)
    content = requested_paper_bytes(fuling, PaperRequest("proposals", product="electrolyte"), "pdf", "zh_CN")
    text = read_pdf_text(content).replace("\r", "").replace("\n", "").replace(" ", "")
    assert [word for word in ("供货洽谈产品", "9.36万吨/年", "低于限值", "不宜新增产能") if word not in text] == []
    assert not [name for name in list_firm_names(fuling.tables) if name.replace(" ", "") in text and not name.isascii()]


def test_no_page_of_the_book_names_a_firm_of_the_workspace(yunxi: District, fuling: District) -> None:
    """All pages of both districts in both languages, by every name that a firm of the workspace goes by."""
    for district in (yunxi, fuling):
        names = list_firm_names(district.tables)
        assert len(names) > 50
        for language in ("zh_CN", "en"):
            book = project_book(district, language, None, (), names)
            assert len(book.parts) > 5
            with pytest.raises(Problems):  # a word that stands on a page is found where it is a firm's name
                project_book(district, language, None, (), [*names, book.parts[0].title])


def test_a_page_says_land_with_its_basis_the_ratio_and_why_an_input_is_bought(
    yunxi: District, fuling: District
) -> None:
    def page_of(district: District, product: str) -> str:
        page = project_book(district, "zh_CN", product, (), []).parts[0]
        assert isinstance(page, Report)
        return "".join(page.texts())

    # 10 × 10⁸ m² at 0.8 CNY: 8 × 10⁸ CNY over 1.5 to 2.5 × 10⁶ CNY a mu
    text = page_of(fuling, "sepcoat")
    assert "用地不超过320—530亩" in text
    assert "隆府办发〔2022〕58号" in text
    assert "全国产能÷消费量：待核" in text
    assert "湿法隔膜基膜(9um)（全国开工率低，可外购，待核）" in text
    assert "本区用地标准" in page_of(yunxi, "sepcoat")


def test_what_a_clause_bars_has_no_page(fuling: District) -> None:
    with pytest.raises(Problems):
        requested_paper_bytes(fuling, PaperRequest("proposals", product="bdo"), "docx", "zh_CN")
