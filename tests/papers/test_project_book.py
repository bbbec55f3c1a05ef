"""招商项目册: a page a project, in the offices' form, without a firm's name and without what is recalled."""

from __future__ import annotations

import pypdfium2
import pytest

import liantu
from liantu.district import District
from liantu.exchange.paper.firm_names import list_firm_names, read_pdf_text
from liantu.model.problems import Problems
from liantu.papers import PaperRequest, requested_paper_bytes

#: The order of the offices' form.
FIELDS = ("项目名称", "建设内容及规模", "市场前景", "建设条件", "选址用地", "投资估算", "效益", "合作方式", "联系单位")


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open("districts/fuling")


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


def test_what_to_agree_on_supply_for_has_a_page_at_the_end_without_firm_or_figure_of_the_load(fuling: District) -> None:
    content = requested_paper_bytes(fuling, PaperRequest("proposals", product="electrolyte"), "pdf", "zh_CN")
    text = read_pdf_text(content).replace("\r", "").replace("\n", "").replace(" ", "")
    assert [
        word for word in ("供货洽谈产品", "9.36万吨/年", "低于限值", "待核", "不宜新增产能") if word not in text
    ] == []
    assert "26%" not in text  # recalled: on which side of the limit, and no more
    assert "0.26" not in text
    assert not [name for name in list_firm_names(fuling.tables) if name.replace(" ", "") in text and not name.isascii()]


def test_what_a_clause_bars_has_no_page(fuling: District) -> None:
    with pytest.raises(Problems):
        requested_paper_bytes(fuling, PaperRequest("proposals", product="bdo"), "docx", "zh_CN")
