"""Returns as offices send them: headings in two languages, other units, nothing, and what cannot be read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from liantu.exchange.returns.returns_file import ReturnsFile, read_returns
from liantu.model.problems import Problems
from liantu.model.units import format_decimal

HEADER = (
    "firm,year,group,land[亩],tax[万元],value_added[万元],revenue[万元],"
    "energy[tce],electricity[万kWh],emission[t],employees[人],rd[万元]"
)
CHINESE = (
    "企业,年份,分组,用地[亩],税收[万元],增加值[万元],营业收入[万元],"
    "综合能耗[tce],用电量[万kWh],排放量[t],从业人员[人],研发费用[万元]"
)
ROW = "甲,2022,规上,10,240.97,1361.6,5000,500,100,0.3,80,151"


def read(folder: Path, text: str, encoding: str = "utf-8") -> ReturnsFile:
    path = folder / "returns.csv"
    path.write_text(text, encoding=encoding)
    return read_returns(path)


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(Problems) as told:
        read(folder, text)
    return [problem.message("en") for problem in told.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("header", [HEADER, CHINESE, CHINESE.replace("[", "（").replace("]", "）")])
def test_both_headings_in_any_encoding(tmp_path: Path, header: str, encoding: str) -> None:
    found = read(tmp_path, f"{header}\n{ROW}\n", encoding).returns
    assert found.columns[:5] == ["firm", "year", "group", "industry", "park"]
    assert found.select("firm", "year", "group").row(0) == ("甲", 2022, "规上")
    assert found.select("land", "tax", "emission", "rd").row(0) == (10.0, 240.97, 0.3, 151.0)


def test_other_units_of_the_kind(tmp_path: Path) -> None:
    text = "firm,land[m²],tax[元],revenue[亿元],electricity[kWh],energy[吨标准煤],emission[kg],employees[人]\n"
    found = read(tmp_path, text + "甲,6666.6667,2409700,0.5,1000000,500,300,80\n").returns
    row = found.select("land", "tax", "revenue", "electricity", "energy", "emission").row(0)
    assert row == pytest.approx((10, 240.97, 5000, 100, 500, 0.3), rel=1e-8)
    assert found["year"][0] is None
    hectares = read(tmp_path, "firm,用地[公顷]\n甲,2\n").returns
    assert hectares["land"][0] == pytest.approx(30)


SAME = [
    ("land[m2]", "2000", 3.0),
    ("land[平方米]", "20,000", 30.0),
    ("land[公顷]", "0.2", 3.0),
    ("land[公顷]", "1.4", 21.0),
    ("land[万亩]", "0.00031", 3.1),
    ("tax[百万元]", "0.07", 7.0),
    ("tax[元]", "12345.67", 1.234567),
    ("electricity[GWh]", "0.29", 29.0),
    ("emission[kg]", "1.1", 0.0011),
]


@pytest.mark.parametrize(("heading", "cell", "amount"), SAME)
def test_units_are_converted_with_one_rounding(tmp_path: Path, heading: str, cell: str, amount: float) -> None:
    found = read(tmp_path, f'firm,{heading}\n甲,"{cell}"\n').returns
    assert found.row(0)[-1] == amount


@given(st.integers(1, 10**7).map(lambda n: n * 3))
def test_whole_mu_come_out_whole(mu: int) -> None:
    with TemporaryDirectory() as folder:
        for unit, cell in (("m2", mu * 2000 // 3), ("公顷", format_decimal(Decimal(mu) / 15))):
            assert read(Path(folder), f"firm,land[{unit}]\n甲,{cell}\n").returns["land"][0] == mu


def test_a_heading_without_unit_is_read_in_that_of_the_field_and_noted(tmp_path: Path) -> None:
    found = read(tmp_path, "企业名称,用地面积,税收\n甲,10,20\n")
    assert found.returns.select("land", "tax").row(0) == (10, 20)
    assert [note.code for note in found.notes] == ["assumed_unit", "assumed_unit"]


SHEETS = [
    ("金额单位：元,,,\n", "firm,land,tax,revenue[亿元]", (10, 0.03, 20000), ["land", "tax"]),
    ("某区企业,,单位：元,\n", "firm,land,tax,revenue[亿元]", (10, 0.03, 20000), ["land", "tax"]),
    ("单位:元、平方米\n", "firm,land,tax,revenue[亿元]", (0.015, 0.03, 20000), ["land", "tax"]),
    ("", "firm,land,tax,revenue[亿元],单位:元", (10, 0.03, 20000), ["land", "tax"]),
    ("填报单位：元器件厂,,,\n", "firm,land,tax,revenue[亿元]", (10, 300, 20000), ["land", "tax"]),
]


@pytest.mark.parametrize(("above", "header", "amounts", "assumed"), SHEETS)
def test_a_unit_above_the_headings_is_that_of_the_columns_it_fits(
    tmp_path: Path, above: str, header: str, amounts: tuple[float, ...], assumed: list[str]
) -> None:
    found = read(tmp_path, f"{above}{header}\n甲,10,300,2\n")
    assert found.returns.select("land", "tax", "revenue").row(0) == amounts
    assert [note.column for note in found.notes if note.code in ("assumed_unit", "unit_line")] == assumed


def test_how_a_unit_above_the_headings_was_read_is_noted(tmp_path: Path) -> None:
    notes = read(tmp_path, "单位：元\n企业,用地,税收\n甲,10,300\n").notes
    assert [note.message("en").split(". ")[0] for note in notes] == [
        "returns.csv, row 2, column “用地”: “用地” names no unit; it is read in 亩.",
        "returns.csv, row 2, column “税收”: “税收” names no unit; it is read in 元, as “单位：元” says.",
    ]
    (told,) = refused(tmp_path, "金额单位：亩\nfirm,land,tax\n甲,1,2\n")
    assert told.startswith("returns.csv, row 1, column “金额单位：亩”: “亩” does not measure the same")
    assert refused(tmp_path, "单位：美元\nfirm,tax\n甲,1\n")[0].startswith("returns.csv, row 1")
    assert refused(tmp_path, "金额单位：万圆\nfirm,tax\n甲,1\n")[0].startswith("returns.csv, row 1")
    notes = read(tmp_path, "单位：万圆\nfirm,tax\n甲,1\n").notes
    assert [note.code for note in notes] == ["unit_line_unread", "assumed_unit"]


def test_three_kinds_of_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, "firm,year,emission[t],tax[万元]\n甲,2022,,1\n乙,2022,/,2\n丙,2022,0,3\n丁,2022,不适用,4\n")
    assert found.returns["emission"].to_list() == [None, None, 0.0, None]
    assert found.not_applicable.rows() == [("丁", 2022, "emission")]
    assert [note.code for note in found.notes] == ["read_missing"]


def test_digits_as_offices_write_them(tmp_path: Path) -> None:
    found = read(tmp_path, 'firm,year,tax[万元]\n甲,2022年,"1,240.5"\n乙,２０２２,１２．５\n合计,,1253\n')
    assert found.returns["tax"].to_list() == [1240.5, 12.5]
    assert found.returns["year"].to_list() == [2022, 2022]
    assert "totals_row" in [note.code for note in found.notes]


def test_a_workbook_with_a_title_and_a_cover_sheet(tmp_path: Path) -> None:
    path = tmp_path / "returns.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("说明").write_column(0, 0, ["填报说明", "请按表填写"])
    page = book.add_worksheet("亩均数据")
    page.write(0, 0, "某区工业企业亩均数据")
    page.write_row(2, 0, ["序号", *CHINESE.split(",")])
    page.write_row(3, 0, [1, "甲", 2022, "规上", 10, 240.97, 1361.6, 5000, 500, 100, 0.3, 80, 151])
    page.write_row(4, 0, [2, "乙", 2022, "规下", 5, 50])
    book.close()
    found = read_returns(path)
    assert found.returns["firm"].to_list() == ["甲", "乙"]
    assert found.returns["tax"].to_list() == [240.97, 50.0]
    assert found.returns["energy"].to_list() == [500.0, None]
    assert found.lines["row"].to_list() == [4, 5]


def workbook(folder: Path, **sheets: list[list[Any]]) -> Path:
    path = folder / "returns.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for title, rows in sheets.items():
        page = book.add_worksheet(title)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    book.close()
    return path


def test_rows_of_all_sheets_that_have_returns(tmp_path: Path) -> None:
    above = [["企业", "年度", "用地[亩]", "税收[万元]"], ["甲", 2022, 10, 20]]
    head = [["规下企业"], ["年份", "企业名称", "税收[元]", "用电量[万kWh]"]]
    below = [*head, [2022, "乙", 50000, 7], [2021, "甲", 1, 2]]
    others = {"说明": [["填报说明"], ["请按表填写"]], "空表": [], "名单": [["企业", "行业"], ["甲", "13"]]}
    path = workbook(tmp_path, 规上=above, 规下=below, **others)
    found = read_returns(path)
    assert found.returns.select("firm", "year", "land", "tax", "electricity").rows() == [
        ("甲", 2022, 10, 20, None), ("乙", 2022, None, 5, 7), ("甲", 2021, None, 1e-4, 2)]  # fmt: skip
    assert found.lines.select("sheet", "row").rows() == [("规上", 2), ("规下", 3), ("规下", 4)]
    assert [note.message("en") for note in found.notes] == [
        "returns.xlsx: the sheet “说明” is no table and was left out.",
        "returns.xlsx: the sheet “名单” is no table and was left out."]  # fmt: skip


def test_messages_on_several_sheets_name_the_sheet(tmp_path: Path) -> None:
    rows = [["企业", "年度", "用地"], ["甲", 2022, 10]]
    path = workbook(tmp_path, 一=rows, 二=[*rows, ["乙", 2022, "many"]], 三=[["企业", "用地"], ["丙", 5]])
    with pytest.raises(Problems) as told:
        read_returns(path)
    assert [problem.message("en").split(". ")[0] for problem in told.value.problems] == [
        "returns.xlsx 二, row 3, column “用地”: “many” is not a number",
        "returns.xlsx 三: the required column “year/年份” is missing",
        "returns.xlsx 二, row 2, column “企业”: the firm “甲” has 2 rows for one year",
    ]


def test_a_formula_nobody_has_reckoned_is_no_missing_value(tmp_path: Path) -> None:
    path = tmp_path / "returns.xlsx"
    book = openpyxl.Workbook()
    for row in (["企业", "用地[亩]"], ["甲", "=5+5"]):
        book.active.append(row)
    book.save(path)
    with pytest.raises(Problems) as told:
        read_returns(path)
    assert [problem.where("en") for problem in told.value.problems] == ["returns.xlsx, row 2, column “用地[亩]”"]


BAD = [
    ("firm,land[亩]\n甲,十亩\n", "returns.csv, row 2, column “land[亩]”: “十亩” is not a number."),
    ("firm,land[亩]\n甲,1\n乙,1.2.3\n", "returns.csv, row 3, column “land[亩]”: “1.2.3” is not a number."),
    ("firm,land[亩]\n甲,inf\n", "“inf” is not a number."),
    ("firm,land[亩]\n甲,1e400\n", "“1e400” is not a number."),
    ("firm,land[亩]\n甲,－1e999\n", "is not a number."),
    ("firm,land[亩]\n甲,1e300\n", "row 2, column “land[亩]”: “1e300” is too large or too small"),
    ("firm,land[亩]\n甲,1\n乙,1e-300\n", "row 3, column “land[亩]”: “1e-300” is too large or too small"),
    ("firm,land[km2]\n甲,１e308\n", "is too large or too small"),
    ("firm,land[吨]\n甲,1\n", "“吨” does not measure the same thing as “亩”."),
    ("firm,land[畝]\n甲,1\n", "the unit “畝” is not known"),
    ("firm,land[亩],colour\n甲,1,red\n", "there is no column called “colour”"),
    ("firm,land[亩],用地[亩]\n甲,1,2\n", "the column “用地[亩]” stands twice."),
    ("firm,land[亩]\n,1\n", "returns.csv, row 2, column “firm”: a value is required here."),
    ("firm,year,land[亩]\n甲,soon,1\n", "returns.csv, row 2, column “year”: “soon” is not a whole year."),
    (
        "firm,year,land[亩]\n甲,2022,1\n甲,2022,2\n",
        "returns.csv, row 3, column “firm”: the firm “甲” has 2 rows for one year.",
    ),
    ("firm,land[亩]\n", "returns.csv: there are no returns."),
    ("a,b\n1,2\n", "returns.csv: the required column “firm/企业” is missing."),
    ("year,land[亩],tax[万元]\n2022,1,2\n", "returns.csv: the required column “firm/企业” is missing."),
    ("", "returns.csv: the file is empty"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_cannot_be_read_is_told_with_row_and_column(tmp_path: Path, text: str, message: str) -> None:
    told = refused(tmp_path, text)
    assert len(told) == 1
    assert message in told[0]


def test_everything_wrong_at_once(tmp_path: Path) -> None:
    with pytest.raises(Problems) as told:
        read(tmp_path, "firm,year,land[吨],tax[万元]\n甲,2022,1,many\n甲,2022,1,few\n,2022,1,1\n")
    assert sorted(problem.code for problem in told.value.problems) == [
        "duplicate_return", "required", "text_number", "text_number", "wrong_dimension"]  # fmt: skip


def test_two_years_of_one_firm_are_two_rows(tmp_path: Path) -> None:
    found = read(tmp_path, "firm,year,tax[万元]\n甲,2021,1\n甲,2022,2\n").returns
    assert found.equals(found.sort("year"))
    assert found.schema["tax"] == pl.Float64


def test_a_total_of_some_rows_is_no_firm(tmp_path: Path) -> None:
    found = read(tmp_path, "firm,year,land[亩]\n甲,2022,1\n规上小计,2022,1\n全区合计,2022,1\n")
    assert found.returns["firm"].to_list() == ["甲"]
    assert [note.value for note in found.notes if note.code == "totals_row"] == ["规上小计", "全区合计"]
