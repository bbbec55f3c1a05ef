"""Papers written, opened again, and read as a person would read them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import polars as pl
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.examples import in_one_language

from liantu.exchange.paper import (
    PairPage,
    Paper,
    PaperColumn,
    PaperSheet,
    chain_set_paper,
    extension_list,
    gap_list,
    survey_sheet,
    to_bytes,
    utilities_list,
    weak_link_list,
    write_paper,
)
from liantu.exchange.paper.gap_lists import NOT_SUMMED
from liantu.exchange.paper.paper_grid import lay_out_grid
from liantu.exchange.paper.report import ReportTable
from liantu.exchange.paper.unbroken_numbers import JOINER

from ..frames import GAP, MADE_HERE, NOTICE, SURPLUS, SVG, ask, gaps, setting

LANGUAGES = ("zh_CN", "en")


def sheets(language: str) -> dict[str, PaperSheet]:
    chosen = setting(language)
    return {
        "fill": gap_list(gaps(), chosen),
        "utilities": utilities_list(gaps(), chosen),
        "weak": weak_link_list(pl.DataFrame([MADE_HERE]), chosen),
        "extend": extension_list(pl.DataFrame([SURPLUS]), chosen),
        "survey": survey_sheet(ask(), chosen),
    }


def pdf_text(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace("\u200b", "")


def docx_text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells]).replace(JOINER, "").replace("\xa0", " ")


def book_text(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data))
    return "\n".join(str(c.value) for page in book for row in page.iter_rows() for c in row if c.value is not None)


READ = {"pdf": pdf_text, "docx": docx_text, "xlsx": book_text}


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("name", sheets("zh_CN"))
def test_a_chinese_paper_has_title_unit_rows_and_foot_in_every_form(name: str, form: str) -> None:
    text = READ[form](to_bytes(sheets("zh_CN")[name], form))
    titles = {
        "fill": "补链清单",
        "utilities": "要素保障清单",
        "weak": "强链清单",
        "extend": "延链方向",
        "survey": "企业产能摸底表",
    }
    listed = ("单位：万吨/年，另有注明的除外", "责任单位") if name == "fill" else ("单位：见各行", "备注")
    foot = ("数据来源：1. 《某报》", "截至：2023年12月31日", NOTICE)
    for words in (f"甲区{titles[name]}", *listed, "序号", *foot):
        assert "".join(words.split()) in "".join(text.split())
    assert "测算数，非统计数据" in text
    assert not any(unit in text for unit in ("kt", "Mt"))


@pytest.mark.parametrize("form", READ)
def test_an_english_paper_says_the_same_in_english(form: str) -> None:
    text = READ[form](to_bytes(sheets("en")["fill"], form))
    for words in (
        "District A: Links to fill",
        "No.",
        "Office in charge",
        "LFP cathode material",
        "Computed figures",
        "not official data",
    ):
        assert words in text
    assert "磷酸铁锂" not in text


def test_numbers_stay_numbers_in_the_workbook() -> None:
    page = load_workbook(io.BytesIO(to_bytes(gap_list(gaps(), setting()), "xlsx"))).worksheets[0]
    found = {
        cell.value: cell.number_format for row in page.iter_rows() for cell in row if isinstance(cell.value, float)
    }
    assert found[16.2] == "0.0"
    assert found[0.12] == '"≥"0.00'


def test_nested_values_have_no_total_and_a_total_needs_one_unit() -> None:
    assert not any(lay_out_grid(sheet).has_total for sheet in sheets("zh_CN").values())
    columns = (
        PaperColumn("index", "No.", "index"),
        PaperColumn("name", "Firm"),
        PaperColumn("amount", "Capacity", "number"),
    )
    rows = [{"name": "甲", "amount": 30.0, "unit": "t"}, {"name": "乙", "amount": None, "unit": "t"}]
    plain = PaperSheet("表", "单位：吨", columns, rows, setting(), total=("amount",))
    assert [cell.text for cell in lay_out_grid(plain).body[0]] == ["", "合计", "≥30"]
    mixed = PaperSheet("表", "", columns, [*rows, {"unit": "GWh"}], setting(), total=("amount",))
    with pytest.raises(ValueError, match="several units"):
        lay_out_grid(mixed)


def test_word_repeats_its_headings_names_its_fonts_and_has_no_red() -> None:
    data = to_bytes(gap_list(gaps(), setting()), "docx")
    document = Document(io.BytesIO(data))
    rows = document.tables[0].rows
    assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in rows] == [
        True,
        True,
        *[False] * (len(rows) - 2),
    ]
    xml = document.element.xml
    assert "仿宋_GB2312" in xml
    assert 'w:color w:val="FF0000"' not in xml
    fonts = next(part.blob for part in document.part.package.iter_parts() if "fontTable" in str(part.partname))
    assert 'w:altName w:val="仿宋"'.encode() in fonts


def pair(language: str = "zh_CN") -> PairPage:
    """A page of maps with one list."""
    said = setting(language)
    listed = ReportTable(said.tr("Links to fill"), (said.tr("Link"), said.tr("Gap")), [["电解液", "16.2"]], (1, 1))
    facts = said.tr("Lead firm") + said.tr(": ") + said.name("cellmaker")
    return PairPage(said.tr("One chain, one map, one table"), facts, SVG, (listed,), said)


def test_the_maps_are_one_a3_page_with_their_words_as_text() -> None:
    pages = PdfReader(io.BytesIO(to_bytes(pair(), "pdf"))).pages
    assert len(pages) == 1
    width, height = (float(side) / 72 * 25.4 for side in pages[0].mediabox[2:])
    assert (round(width), round(height)) == (420, 297)
    text = pages[0].extract_text()
    assert "甲区一链一图一表" in text
    assert "16.2万吨/年" in text.replace(" ", "")


@in_one_language("form", READ)
def test_a_chain_set_holds_the_maps_and_the_lists_below_one_another(form: str, language: str) -> None:
    paper = chain_set_paper(
        pair(language),
        gaps=gaps(),
        weak=pl.DataFrame([MADE_HERE]),
        extend=pl.DataFrame([SURPLUS]),
        utilities=gaps(GAP),
    )
    content = to_bytes(paper, form)
    text = READ[form](content)
    if language == "en":
        wanted = ("One chain, one map, one table", "Lead firm: Cell Maker A", "Links to strengthen")
    else:
        wanted = ("一链一图一表", "链主企业：甲电池", "强链清单", "延链方向", "要素保障清单")
    assert [words for words in wanted if words not in text] == []
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            assert packed.read("xl/media/image1.png").startswith(b"\x89PNG")
    elif form == "pdf":
        # The lists share pages and one foot: each note stands once.
        assert len(PdfReader(io.BytesIO(content)).pages) == 2
        assert text.count(setting(language).tr(NOT_SUMMED)) == 1


def test_the_survey_of_one_firm_shows_neither_effects_nor_other_firms() -> None:
    one = survey_sheet(ask(), setting(), firm="cellmaker")
    text = pdf_text(to_bytes(one, "pdf"))
    assert "影响产值" not in text
    assert "涉密" in text
    assert len(one.rows) == 5  # the load of one plant is asked once


@pytest.mark.parametrize("form", READ)
def test_an_empty_list_still_prints_its_head_and_foot(form: str) -> None:
    text = READ[form](to_bytes(gap_list(gaps().clear(), setting()), form))
    assert "甲区补链清单" in text
    assert "截至：2023年12月31日" in text.replace(" ", "")


def test_text_that_looks_like_markup_or_a_formula_is_printed_as_it_stands() -> None:
    odd = GAP | {"zh": "=1+1 #raw <b>$x$ *甲*"}
    for form, read in READ.items():
        text = read(to_bytes(gap_list(gaps(odd), setting()), form))
        assert "=1+1#raw<b>$x$*甲*" in "".join(text.split())


def test_the_ending_decides_the_form_and_others_are_refused(tmp_path: Path) -> None:
    paper = Paper("表", (gap_list(gaps(), setting()),))
    assert write_paper(paper, tmp_path / "out" / "a.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(ValueError, match="none of pdf, docx, xlsx"):
        write_paper(paper, tmp_path / "a.txt")


@pytest.mark.skipif(shutil.which("libreoffice") is None, reason="no LibreOffice to open it with")
def test_another_office_program_opens_the_document(tmp_path: Path) -> None:
    write_paper(gap_list(gaps(), setting()), tmp_path / "a.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "libreoffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert "甲区补链清单" in pdf_text((tmp_path / "a.pdf").read_bytes())


@pytest.mark.parametrize(("language", "unknown"), [("zh_CN", "未掌握"), ("en", "unknown")])
def test_a_weak_link_needed_in_an_unknown_amount_is_not_printed_as_zero(language: str, unknown: str) -> None:
    """One user states no amount: a sum is a least one, and a sum of nothing else is unknown."""
    open_ = MADE_HERE | {"unknown_demand_by": ["row"], "unknown_demand_in": ["operating"], "unknown_supply_by": []}
    rows = [open_, open_ | {"supply": None, "direct": 0.0, "gap": None, "reason": "one_plant"}]
    grid = lay_out_grid(weak_link_list(pl.DataFrame(rows), setting(language)))
    first, second = ([cell.text for cell in row] for row in grid.body[-2:])
    assert [text for text in first if text.startswith("≥")] == (
        ["≥46.1", "≥1.1"] if language == "zh_CN" else ["≥461", "≥11"]
    )
    assert second.count(unknown) == 3


def test_a_surplus_with_an_unknown_use_here_is_printed_as_a_most_one() -> None:
    known, open_ = SURPLUS | {"unknown_demand_by": []}, SURPLUS | {"unknown_demand_by": ["huafeng"]}
    for row, printed in ((known, "150"), (open_, "≤150")):
        cells = lay_out_grid(extension_list(pl.DataFrame([row]), setting("zh_CN"))).body[0]
        assert [cell.text for cell in cells if cell.numeric and "150" in cell.text] == [printed]


def test_a_gap_with_an_unknown_maker_here_is_printed_as_a_most_one() -> None:
    row = GAP | {"unknown_supply_by": ["jianfeng"], "unknown_demand_by": []}
    plain, bounded = (lay_out_grid(utilities_list(pl.DataFrame([one]), setting("zh_CN"))).body[0] for one in (GAP, row))
    texts = {cell.text for cell in bounded} - {cell.text for cell in plain}
    assert any(text.startswith("≤") for text in texts)
