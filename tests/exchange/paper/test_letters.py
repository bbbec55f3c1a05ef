"""The letters about an item: sentences with their fields filled in, blanks where nothing is known, both languages."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader
from tests.examples import in_one_language

from liantu.exchange.paper import Letter, to_bytes
from liantu.exchange.paper.letters import LETTERS, Matter, to_matter
from liantu.exchange.paper.setting import Setting
from liantu.library.approvals import load_graph

LANGUAGES = ("zh_CN", "en")
PROJECT = {"zh": "年产十万套项目", "en": "Plant of 100,000 sets", "owner": "f1", "place": "p1"}
NAMES = {"zh_CN": {"f1": "甲公司", "p1": "东园区"}, "en": {"f1": "Firm One", "p1": "East Park"}}


def letter(kind: str, language: str, item: str | None = "A2", **case: object) -> Letter:
    setting, filed = Setting(language=language, names=NAMES[language]), load_graph("filed-industrial")
    wanted = filed.items[item] if item else None
    return LETTERS[kind](to_matter(PROJECT, setting, wanted, filed, case), setting)


def word(made: Letter) -> list[str]:
    return [p.text for p in Document(io.BytesIO(to_bytes(made, "docx"))).paragraphs]


def test_what_is_to_be_corrected_is_told_in_sentences() -> None:
    case = {"missing": ["红线图", "出让合同"], "due": date(2026, 3, 20), "submitted": date(2026, 3, 2)}
    said = word(letter("correction", "zh_CN", "A3", **case))
    assert said[:2] == ["一次性补正告知书", "甲公司："]
    assert "2026年3月2日提交的“年产十万套项目”项目" in said[2]
    at = said.index("一、需要补交或者更正的材料：")
    assert said[at + 1 : at + 3] == ["1．红线图", "2．出让合同"]
    assert any(line.startswith("三、请于2026年3月20日前补正") for line in said)
    assert any("规划取值（待核）" in line for line in said)
    assert any("不动产登记中心、税务局（盖章）" in line for line in said)


def test_the_same_in_english() -> None:
    case = {"missing": ["红线图"], "due": date(2026, 3, 20), "submitted": date(2026, 3, 2)}
    said = word(letter("correction", "en", "A3", **case))
    assert said[1] == "To: Firm One"
    assert "Your application of 2 March 2026" in said[2]
    assert "(1) Boundary plan" in said
    assert any("by 20 March 2026" in line for line in said)


def test_a_promise_cites_its_basis_and_says_when_it_is_not_sure() -> None:
    said = word(letter("promise", "zh_CN", "A4"))
    assert said[0] == "告知承诺书"
    assert said[1] == "生态环境局："
    assert "申请人甲公司（统一社会信用代码：______）在东园区建设" in said[2]
    assert said[-1] == "注：本事项是否适用告知承诺待核，核实前不作为办理依据。"
    refused = word(letter("promise", "zh_CN", "A1"))
    assert "企业投资项目核准和备案管理办法（2017）" in refused[3]
    assert refused[-1] == "注：事项清单载明本事项不适用告知承诺。"


def test_a_notice_lists_main_materials_and_those_to_be_verified() -> None:
    filed, land = word(letter("notice", "zh_CN", "A1")), word(letter("notice", "zh_CN", "A3"))
    assert "四、主要材料：" in filed
    assert "1．企业基本情况" in filed
    assert "四、主次待核的材料：" in land
    assert any(line.startswith("五、办理时限：自受理次日起3个工作日，承诺时限") for line in land)


@in_one_language("kind", LETTERS)
def test_what_is_not_known_stays_a_blank(kind: str, language: str) -> None:
    setting = Setting(language=language)
    said = word(LETTERS[kind](Matter("甲项目"), setting))
    assert "______" in said[1]
    assert "甲项目" in said[2]
    assert not any("None" in line for line in said)
    assert sum("______" in line for line in said) >= 4


@in_one_language("kind", LETTERS)
def test_the_pdf_is_a_portrait_page_with_the_same_words(kind: str, language: str) -> None:
    made = letter(kind, language)
    pages = PdfReader(io.BytesIO(to_bytes(made, "pdf"))).pages
    assert float(pages[0].mediabox.height) > float(pages[0].mediabox.width)
    text = "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")
    for block in made.lines():
        assert block.words.replace(" ", "")[:12] in text


def test_word_is_portrait_and_a_letter_is_no_workbook() -> None:
    made = letter("gaps", "zh_CN")
    section = Document(io.BytesIO(to_bytes(made, "docx"))).sections[0]
    assert abs(section.page_height - Mm(297)) < Mm(1)
    with pytest.raises(ValueError, match="no workbook"):
        to_bytes(made, "xlsx")
