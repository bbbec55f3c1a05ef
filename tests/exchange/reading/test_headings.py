"""Headings of two rows, rows and lines of units, years above, remarks, and names of columns as offices write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from liantu.district.returns_files import evaluate_file
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import preview_sheets
from liantu.exchange.returns.fact_sheet import read_facts
from liantu.exchange.returns.grade_sheet import read_grades
from liantu.exchange.returns.returns_file import read_returns
from liantu.model.problems import Problems
from liantu.score.scheme.reader import read_scheme

from ..frames import district
from ..loading.making import book

CASES = Path(__file__).parent / "cases"
FIGURES = ("firm", "year", "land", "tax")


def test_years_above_two_rows_of_headings_are_years_of_their_own() -> None:
    assert read_returns(CASES / "s" / "s06.csv").returns.select(*FIGURES).rows() == [
        ("虚构甲", 2023, 10.0, 5.0),
        ("虚构甲", 2022, 10.0, 4.0),
    ]


@pytest.mark.parametrize(
    ("name", "points"),
    [("s06.csv", [5]), ("s08_unitrow.xlsx", [5]), ("base.xlsx", [5, 0]), ("x4_x000d.xlsx", [5, 0])],
)
def test_an_evaluation_counts_with_what_the_headings_say(name: str, points: list[float]) -> None:
    """5 万元 of 10 亩 are half a 万元 a mu, a twentieth of what earns 100 points; a tax below zero earns none."""
    scheme = read_scheme((CASES / "sch.yaml").read_text("utf-8"))
    run = evaluate_file(CASES / "s" / name, scheme, None, {}, None)
    assert run.firms["total"].to_list() == points


def test_merged_headings_units_of_a_line_and_remarks(tmp_path: Path) -> None:
    """Formulas nobody has reckoned are refused at their cells; with their values the sheet says what it says."""
    with pytest.raises(Problems) as told:
        read_returns(CASES / "s" / "s07.xlsx")
    assert [(p.code, p.value) for p in told.value.problems] == [
        ("formula_without_value", "C6"),
        ("formula_without_value", "D6"),
    ]
    made = openpyxl.load_workbook(CASES / "s" / "s07.xlsx")
    made.active["C6"], made.active["D6"] = 10, 100_000
    made.save(tmp_path / "s07.xlsx")
    found = read_returns(tmp_path / "s07.xlsx")
    assert found.returns.select(*FIGURES).rows() == [("虚构甲", 2023, 10.0, 5.0), ("虚构乙", 2023, 10.0, 10.0)]
    assert [note.value for note in found.notes if note.code == "remark_column"] == ["备注"]


def test_a_row_of_units_below_the_headings() -> None:
    found = read_returns(CASES / "s" / "s08_unitrow.xlsx")
    assert found.returns.select(*FIGURES).rows() == [("虚构甲", 2023, 10.0, 5.0)]


def test_a_row_of_units_counts(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(CASES / "s" / "s08_unitrow.xlsx")
    made.active["C2"], made.active["D2"] = "公顷", "（元）"
    made.save(tmp_path / "returns.xlsx")
    # 10 公顷 are 150 亩, 5 元 are 0.0005 万元
    assert read_returns(tmp_path / "returns.xlsx").returns.select("land", "tax").rows() == [(150.0, 0.0005)]
    rows = [["编号", "装置", "产品", "年产能", "备注"], ["", "", "", "万吨/年", ""], ["n1", "works", "pta", 30, "x"]]
    (sheet,) = parse_sheets(book(rows), "a.xlsx", district().units)
    assert sheet.frame.select("id", "amount", "unit").rows() == [("n1", "30", "万吨/年")]


def test_a_unit_in_a_title_is_the_unit_of_the_sheet_in_both_rooms(tmp_path: Path) -> None:
    rows = [["2023年产能表（单位：万吨）"], ["编号", "装置", "产品", "年产能"], ["n1", "works", "pta", 30]]
    (sheet,) = parse_sheets(book(rows), "a.xlsx", district().units)
    assert sheet.frame["unit"].to_list() == ["万吨"]
    path = tmp_path / "returns.csv"
    path.write_text("税收表（单位：元）,,\n企业名称,年度,税收\n甲,2023,50000\n", encoding="utf-8")
    assert read_returns(path).returns["tax"].to_list() == [5.0]


def test_a_column_that_holds_remarks_is_left_out_of_an_import() -> None:
    content = "企业,年度,填报项,数值,单位,依据类型,附注\nf1,2023,tax,3,万元,ours,x\n".encode()
    (sheet,) = parse_sheets(content, "填报.csv")
    assert [(p.code, p.value) for p in (*sheet.problems, *sheet.notes)] == [("remark_column", "附注")]


def test_a_sheet_called_after_a_table_names_its_columns_instead_of_none_of_the_tables() -> None:
    tables = district()
    found = preview_sheets(tables, parse_sheets(CASES / "ent" / "企业.csv", "", tables.units))
    told = [(p.code, p.value) for p in found.problems]
    assert ("unknown_column", "法人代表") in told
    assert ("missing_column", "依据类型") in told
    assert "unknown_sheet" not in dict(told)
    (sheet,) = parse_sheets("甲,乙\n1,2\n3,4\n".encode(), "企业.csv")
    assert [(p.code, str(p.value)) for p in sheet.problems] == [
        ("missing_column", label) for label in ("ID", "Name (Chinese)", "Kind", "Basis")
    ]


@pytest.mark.parametrize(
    ("name", "lacking"),
    [
        ("s06.csv", "年度、填报项、依据类型"),
        ("s07.xlsx", "填报项、依据类型"),
        ("s08_unitrow.xlsx", "填报项、依据类型"),
        ("base.xlsx", "填报项、依据类型"),
    ],
)
def test_a_sheet_with_a_column_for_each_item_names_the_columns_it_lacks_as_an_import(name: str, lacking: str) -> None:
    (sheet,) = parse_sheets(CASES / "s" / name)
    (problem,) = sheet.problems
    assert problem.code == "items_as_columns"
    assert f"（用地、税收），“年度填报数据”表则一行一项，因此缺少必填列：{lacking}。" in problem.message()


def test_a_sheet_most_like_one_table_names_the_columns_it_lacks() -> None:
    content = "企业,地块,张三,李四,王五,赵六,孙七,周八\na,b,c,d,e,f,g,h\n".encode()
    (sheet,) = parse_sheets(content, "表一.csv")
    (problem,) = sheet.problems
    assert (problem.code, problem.slots["lacking"]) == ("sheet_lacks_columns", "ID, Kind, Basis")
    assert "工作表“表一”最像“用地关系”表，但缺少必填列：编号、用地方式、依据类型。" in problem.message()


def test_a_sheet_of_which_one_heading_alone_is_known_is_none_of_the_tables() -> None:
    (sheet,) = parse_sheets("末段,张三,李四\na,b,c\n".encode(), "表一.csv")
    assert [problem.code for problem in sheet.problems] == ["unknown_sheet"]


@pytest.mark.parametrize("text", ["企业,地块,年度\n", "企业\na\nb\n"])
def test_a_sheet_of_one_row_or_column_is_left_out_and_not_refused(text: str) -> None:
    (sheet,) = parse_sheets(text.encode(), "说明.csv")
    assert (sheet.problems, [note.code for note in sheet.notes]) == ((), ["sheet_left_out"])


def test_sheets_of_facts_and_grades_are_read_by_the_same_rules(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("企业名称,情形,from\n甲,new,2023年5月1日\n", encoding="utf-8")
    assert read_facts(path).select("firm", "from").rows() == [("甲", date(2023, 5, 1))]
    path.write_text("企业名称,年度,grade\n甲,2023年,A\n", encoding="utf-8")
    assert read_grades(path).rows() == [("甲", 2023, "A")]


def test_a_day_that_nobody_computed_is_no_open_day(tmp_path: Path) -> None:
    """Blank, the fact would hold from the first day on; the formula says another day and nobody has asked it."""
    (tmp_path / "facts.xlsx").write_bytes(book([["企业名称", "情形", "from"], ["甲", "new", "=TODAY()"]], title="a"))
    with pytest.raises(Problems) as told:
        read_facts(tmp_path / "facts.xlsx")
    assert [(p.code, p.row, p.value) for p in told.value.problems] == [("formula_without_value", 2, "C2")]
