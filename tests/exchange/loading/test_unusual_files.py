"""What offices' spreadsheets are like: read as a person would read them, and said."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from openpyxl.styles import Font

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets
from liantu.exchange.loading.table_sheet import TableSheet

from ..frames import district
from .making import GOOD, HEAD, book, capacities, formula, ods, ods_row, part, repacked

TABLES = district()


def only(content: bytes, file: str = "a.xlsx") -> TableSheet:
    (sheet,) = parse_sheets(content, file, TABLES.units)
    assert not sheet.problems, [p.message() for p in sheet.problems]
    return sheet


def seen(content: bytes, file: str = "a.xlsx") -> LoadingPreview:
    found = preview_sheets(TABLES, parse_sheets(content, file, TABLES.units))
    assert found.ok, [p.message() for p in found.problems]
    return found


def codes(found: TableSheet | LoadingPreview) -> list[str]:
    return [note.code for note in found.notes]


def value(content: bytes, name: str, key: str = "n1", file: str = "a.xlsx") -> str | None:
    frame = seen(content, file).after["capacities"]
    found: str | None = frame.filter(frame["id"] == key)[name][0]
    return found


def with_column(heading: str, cell: object, style: str = "") -> bytes:
    def edit(page: Any) -> None:
        if style:
            page["G2"].number_format = style

    return capacities([*GOOD, cell], head=[*HEAD, heading], edit=edit)


def test_a_plain_sheet_has_nothing_to_say() -> None:
    sheet = only(capacities(GOOD))
    assert (sheet.table, sheet.rows.to_list(), codes(sheet)) == ("capacities", [2], [])
    assert sheet.frame.row(0) == ("n1", "works", "pta", "30", "万吨/年", "ours")


@pytest.mark.parametrize("title", ["产能", "capacities", "Capacities", "附件1 产能表", "Sheet1"])
def test_a_sheet_is_known_by_its_title_or_by_its_heading(title: str) -> None:
    assert only(book([HEAD, GOOD], title=title)).table == "capacities"


@pytest.mark.parametrize(
    "heading",
    ["年产能", "amount", "Capacity", "产能", "年 产 能", "年产能\n", "*年产能", "年产能（必填）", "年产能（2023年）"],
)
def test_a_heading_is_known_as_people_write_it(heading: str) -> None:
    head = [heading if word == "年产能" else word for word in HEAD]
    assert only(capacities(GOOD, head=head)).frame["amount"].to_list() == ["30"]


@pytest.mark.parametrize("heading", ["装置名称", "装置编号", "装置", "Plant"])
def test_a_reference_may_be_headed_by_its_name_or_id(heading: str) -> None:
    assert only(capacities(GOOD, head=[HEAD[0], heading, *HEAD[2:]])).frame["plant"].to_list() == ["works"]


def test_titles_units_two_heading_rows_counts_totals_and_feet() -> None:
    def edit(page: Any) -> None:
        for cells in ("A1:G1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:G4"):
            page.merge_cells(cells)

    rows: list[list[object]] = [
        ["某区产能情况统计表"],
        ["单位：万吨/年"],
        ["序号", "编号", "基本情况", None, "产能", None, "依据类型"],
        [None, None, "装置", "产品", "年产能", "自用比例", None],
        [1, "n1", "works", "pta", 30, 5, "ours"],
        [],
        [None, None, "小计", None, 30],
        ["序号", "编号", "装置", "产品", "年产能", "自用比例", "依据类型"],
        [2, "n2", "works", "pta", 40, None, "ours"],
        ["合 计", None, None, None, 70],
        ["注：本表由各企业填报"],
        ["填表人：", "某某"],
    ]
    sheet = only(book(rows, edit, "Sheet1"))
    assert sheet.rows.to_list() == [5, 9]
    assert sheet.frame.select("id", "plant", "product", "amount", "unit", "self_use").rows() == [
        ("n1", "works", "pta", "30", "万吨/年", "5"),
        ("n2", "works", "pta", "40", "万吨/年", None),
    ]
    assert sorted(codes(sheet)) == sorted(
        ["ignored_column", "heading_unit", "totals_row", "totals_row", "repeated_heading", "foot_line", "foot_line"]
    )
    assert [note.slots["cell"] for note in sheet.notes if note.code == "totals_row"] == ["7:7", "10:10"]


def test_two_heading_rows_without_merges() -> None:
    rows: list[list[object]] = [
        ["编号", "装置", "产品", "规模", None, "依据类型"],
        [None, None, None, "年产能", "单位", None],
        GOOD,
    ]
    assert only(book(rows)).frame.row(0) == ("n1", "works", "pta", "30", "万吨/年", "ours")


def test_a_unit_in_the_heading_fills_the_rows_that_have_none() -> None:
    content = capacities(
        ["n1", "works", "pta", 30, None, "ours"],
        ["n2", "works", "pta", 5000, "吨/年", "ours"],
        ["n3", "works", "pta", None, None, "ours"],
        head=[*HEAD[:3], "产能（万吨/年）", *HEAD[4:]],
    )
    sheet = only(content)
    assert sheet.frame["unit"].to_list() == ["万吨/年", "吨/年", None]
    assert "heading_unit" in codes(sheet)


def test_a_row_called_total_with_an_id_is_a_row() -> None:
    assert only(capacities(["total", *GOOD[1:]], ["n2", *GOOD[1:]])).rows.to_list() == [3]
    content = book([["编号", "名称", "企业", "依据类型"], ["t1", "合计", "cellmaker", "ours"]], title="装置")
    assert only(content).frame["zh"].to_list() == ["合计"]


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        (30, "30"),
        (30.0, "30"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        ("１２３４", "1234"),
        ("1,234.5", "1234.5"),
        ("１，２３４", "1234"),
        (" 30 ", "30"),
        ("45.0", "45.0"),
    ],
)
def test_a_number_as_it_is_written(cell: object, read_as: str) -> None:
    assert value(capacities([*GOOD[:3], cell, *GOOD[4:]]), "amount") == read_as


def test_a_number_with_its_own_unit_is_read_in_the_row_s() -> None:
    assert value(capacities([*GOOD[:3], "45万吨", *GOOD[4:]]), "amount") == "45"
    assert value(capacities([*GOOD[:3], "4500吨", *GOOD[4:]]), "amount") == "0.45"


@pytest.mark.parametrize(
    ("cell", "style", "read_as"), [(0.85, "0%", "85"), (0.125, "0.0%", "12.5"), ("85%", "", "85"), (85, "", "85")]
)
def test_a_percentage(cell: object, style: str, read_as: str) -> None:
    assert value(with_column("自用比例", cell, style), "self_use") == read_as


@pytest.mark.parametrize(
    ("cell", "style", "read_as"),
    [
        (datetime(2023, 5, 1), "yyyy-mm-dd", "2023-05-01"),
        (datetime(2023, 5, 1), 'yyyy"年"m"月"', "2023-05"),
        (datetime(2023, 1, 1), "yyyy", "2023"),
        (45047, "", "2023-05-01"),
        ("45047", "", "2023-05-01"),
        (2023, "", "2023"),
        ("2023年5月1日", "", "2023-05-01"),
        ("2023/5/1", "", "2023-05-01"),
        ("2023.5.1", "", "2023-05-01"),
        ("20230501", "", "2023-05-01"),
        ("2023年5月", "", "2023-05"),
        ("2023-5", "", "2023-05"),
        ("2023年1—9月", "", "2023-01..09"),
        ("2023年1-2月合并", "", "2023-01..02"),
        ("2023年一季度", "", "2023-Q1"),
        ("2023年前三季度", "", "2023-01..09"),
        ("2023年上半年", "", "2023-01..06"),
        ("２０２３年", "", "2023"),
        ("2006年以来", "", "2006.."),
        ("1990年代", "", "199X"),
        ("2023-05-01 08:30", "", "2023-05-01"),
    ],
)
def test_a_date_however_it_is_written(cell: object, style: str, read_as: str) -> None:
    assert value(with_column("时间", cell, style), "period") == read_as


def test_a_workbook_that_counts_days_from_1904() -> None:
    content = with_column("时间", 43585, "yyyy-mm-dd")
    new = re.sub(rb"<workbookPr[^>]*/>", b'<workbookPr date1904="1"/>', part(content, "xl/workbook.xml"))
    assert value(repacked(content, {"xl/workbook.xml": new}), "period") == "2023-05-01"


@pytest.mark.parametrize("word", ["ours", "本系统设定", "OURS", " 本系统设定 "])
def test_a_choice_by_its_label_or_its_code(word: str) -> None:
    assert value(capacities([*GOOD[:5], word]), "basis") == "ours"


@pytest.mark.parametrize("word", ["works", "甲装置", "甲装置〔works〕", "〔works〕", "别的名字〔works〕", "甲 装 置"])
def test_a_reference_by_id_by_name_or_as_the_list_shows_it(word: str) -> None:
    assert value(capacities([GOOD[0], word, *GOOD[2:]]), "plant") == "works"


def test_a_reference_to_a_row_of_the_same_workbook() -> None:
    plants = [["名称", "企业", "依据类型"], ["丙装置", "甲电池", "ours"]]
    found = seen(book({"产能": [HEAD, ["n1", "丙装置", *GOOD[2:]]], "装置": plants}))
    assert found.after["capacities"].filter(found.after["capacities"]["id"] == "n1")["plant"][0] == "bingzhuangzhi"
    assert "derived_id" in codes(found)


def test_cells_merged_down_are_filled() -> None:
    rows = [GOOD, ["n2", None, *GOOD[2:]], ["n3", None, *GOOD[2:]], ["n4", None, "pta", 1, "吨", "ours"]]
    sheet = only(capacities(*rows, edit=lambda page: page.merge_cells("B2:B4")))
    assert sheet.frame["plant"].to_list() == ["works", "works", "works", None]
    (note,) = sheet.notes
    assert (note.code, note.slots["cell"], note.slots["last"]) == ("merged_filled", "B2", "B4")


def test_hidden_rows_columns_and_sheets_are_read_and_said() -> None:
    def edit(page: Any) -> None:
        page.row_dimensions[3].hidden = True
        page.column_dimensions["D"].hidden = True
        page.parent.create_sheet("other").append(["x"])
        page.parent.active = 1
        page.sheet_state = "hidden"

    sheet, other = parse_sheets(capacities(GOOD, ["n2", *GOOD[1:]], edit=edit), "a.xlsx", TABLES.units)
    assert sheet.frame.height == 2
    assert codes(sheet) == ["hidden_sheet", "hidden_rows", "hidden_column"]
    assert codes(other) == ["sheet_left_out"]


def test_a_formula_is_read_as_it_was_saved() -> None:
    content = formula("=15*2", 30)
    assert value(content, "amount") == "30"
    assert "read_formulas" in codes(only(content))
    foreign = only(formula("=[1]Sheet1!A1", 30))
    assert "foreign_formula" in codes(foreign)


def test_blank_rows_and_columns_between() -> None:
    rows: list[list[object]] = [[None, *HEAD[:3], None, *HEAD[3:]], [], [None, *GOOD[:3], None, *GOOD[3:]], [None, " "]]
    sheet = only(book(rows))
    assert sheet.rows.to_list() == [3]
    assert sheet.columns["amount"].letter == "F"


def test_text_with_its_own_format_and_escapes() -> None:
    def edit(page: Any) -> None:
        page["G2"].font = Font(bold=True)

    content = capacities([*GOOD, 'A&B <丙> "丁"\n二行'], head=[*HEAD, "备注"], edit=edit)
    assert value(content, "note") == 'A&B <丙> "丁"\n二行'


def test_shared_texts_of_several_pieces() -> None:
    content = formula("=1", 1)
    texts = part(content, "xl/sharedStrings.xml").replace(
        b"<t>works</t>", b"<r><t>wo</t></r><r><t>rks</t></r><rPh sb='0' eb='1'><t>guide</t></rPh>"
    )
    assert only(repacked(content, {"xl/sharedStrings.xml": texts})).frame["plant"].to_list() == ["works"]


def test_a_sheet_whose_elements_have_a_prefix() -> None:
    content = formula("=1", 1)
    name = "xl/worksheets/sheet1.xml"
    text = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", part(content, name).split(b"?>", 1)[1]).replace(b"xmlns=", b"xmlns:x=")
    assert only(repacked(content, {name: text})).frame["plant"].to_list() == ["works"]


def test_macros_are_left_aside() -> None:
    content = repacked(capacities(GOOD), {}, [("xl/vbaProject.bin", b"\0")])
    assert codes(only(content, "a.xlsm")) == ["macros_ignored"]


TEXT = "编号,装置,产品,年产能,单位,依据类型\nn1,works,pta,30,万吨/年,ours\n"


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (TEXT.encode(), []),
        (TEXT.encode("utf-8-sig"), ["read_bom"]),
        (TEXT.encode("gb18030"), ["read_gb18030"]),
        (TEXT.encode("gbk"), ["read_gb18030"]),
        (TEXT.replace(",", "\t").encode(), []),
        (TEXT.replace(",", ";").encode(), []),
        (TEXT.replace("\n", "\r\n").encode(), []),
        ((TEXT + ",,,,,\n\n").encode(), []),
    ],
)
def test_a_csv_in_any_of_its_dresses(content: bytes, notes: list[str]) -> None:
    sheet = only(content, "产能.csv")
    assert sheet.frame.row(0) == ("n1", "works", "pta", "30", "万吨/年", "ours")
    assert codes(sheet) == notes


def test_an_open_document_sheet() -> None:
    content = ods(ods_row(*HEAD) + ods_row(*GOOD))
    assert only(content, "a.ods").frame.row(0) == ("n1", "works", "pta", "30", "万吨/年", "ours")


def test_progress_is_told_and_an_exception_of_it_cancels() -> None:
    told: list[tuple[int, int]] = []
    parse_sheets(capacities(GOOD), "a.xlsx", TABLES.units, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]

    class CancelledError(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        parse_sheets(capacities(GOOD), "a.xlsx", TABLES.units, cancel)
