"""What a sheet hides, adds up or has lost: read right, told, or refused at the cell."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.exchange.loading.making import GOOD, HEAD, book, capacities, part, repacked

from liantu.exchange.loading import heading_columns
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model import schema

FIRMS = ["编号", "名称", "类型"]


def firms(*rows: list[Any]) -> TableSheet:
    return parse_sheets(book([FIRMS, *rows], title="企业"), "a.xlsx")[0]


def firms_text(*rows: str) -> TableSheet:
    return parse_sheets("\n".join([",".join(FIRMS), *rows]).encode(), "企业.csv")[0]


def told(sheet: TableSheet) -> list[tuple[str, str, str]]:
    return [(p.code, p.value, p.slots.get("cell", "")) for p in (*sheet.problems, *sheet.notes)]


def amounts(sheet: TableSheet) -> list[str]:
    return sheet.frame["amount"].to_list()


@pytest.mark.parametrize("name", ["合计", "小 计", "其中：化工", "平均", "户均", "全区合计"])
@pytest.mark.parametrize("number", [None, 2])
def test_a_sum_is_left_out_with_a_number_before_it_or_without(name: str, number: int | None) -> None:
    head = ["序号", *HEAD[1:]]
    sheet = parse_sheets(book([head, [1, *GOOD[1:]], [number, name, None, 30, None, None]], title="产能"), "a.xlsx")[0]
    assert amounts(sheet) == ["30"]
    assert ("totals_row", "3:3") in [(code, cell) for code, _, cell in told(sheet)]


def test_what_is_hidden_is_read_and_told() -> None:
    def hide(page: Worksheet) -> None:
        page.auto_filter.ref = "A1:F3"
        page.row_dimensions[3].hidden = True
        page.column_dimensions["E"].hidden = True

    sheet = parse_sheets(capacities(GOOD, ["n2", *GOOD[1:]], edit=hide), "a.xlsx")[0]
    assert told(sheet) == [("hidden_rows", "1", ""), ("hidden_column", "单位", "")]
    assert sheet.frame.height == 2


def test_what_is_drawn_to_nothing_is_hidden() -> None:
    content = capacities(GOOD, ["n2", *GOOD[1:]])
    page = part(content, "xl/worksheets/sheet1.xml").replace(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')
    page = page.replace(b"<sheetData>", b'<cols><col min="5" max="5" width="0" customWidth="1"/></cols><sheetData>')
    sheet = parse_sheets(repacked(content, {"xl/worksheets/sheet1.xml": page}), "a.xlsx")[0]
    assert told(sheet) == [("hidden_rows", "1", ""), ("hidden_column", "单位", "")]


@pytest.mark.parametrize("code", [915001023456789123, 9.15001023456789e17, "1.23E+17", "915001023456789000"])
def test_digits_that_a_spreadsheet_lost_are_not_made_up(code: object) -> None:
    found = told(firms([code, "甲", "企业"]))
    assert [(problem, cell) for problem, _, cell in found] == [("digits_lost", "A2")]


def test_codes_that_are_whole_are_read() -> None:
    assert told(firms(["91350100M000100Y43", "甲", "企业"], [45_000_000_000, "乙", "企业"])) == []
    assert told(firms_text("915001023456789123,甲,企业")) == []
    assert [t[0] for t in told(firms_text("915001023456789000,甲,企业", "1.23E+17,乙,企业"))] == ["digits_lost"] * 2
    # The check digit of 11010000000000000 is 0 (1 + 3 + 27 = 31): a code that ends in zeros and is whole.
    assert told(firms_text("110100000000000000,甲,企业")) == []


def rows_of(*amounts_and_names: tuple[str, object]) -> list[list[object]]:
    return [[name, *GOOD[1:3], amount, *GOOD[4:]] for name, amount in amounts_and_names]


@pytest.mark.parametrize(
    ("rows", "differs"),
    [
        ([("a", 10), ("b", 20), ("合计", 30)], []),
        ([("a", 10), ("b", 20), ("合计", 31)], [("31", "D4", "30")]),
        ([("a", 10), ("小计", 10), ("b", 20), ("小计", 20), ("合计", 30)], []),
        ([("a", 10), ("小计", 10), ("b", 20), ("小计", 30), ("合计", 30)], [("30", "D5", "20")]),
        ([("a", 10.26), ("b", 20.17), ("合计", 30.4)], []),  # rounded for print
        ([("a", 10), ("平均", 3), ("其中：丙", 4)], []),
        ([("a", 10), ("b", None), ("合计", 12)], [("12", "D4", "10")]),
        ([("a", 10), ("b", "—"), ("合计", 12)], [("12", "D4", "10")]),
        ([("合计", 30), ("a", 10), ("b", 20)], []),
        ([("合计", 31), ("a", 10), ("b", 20)], [("31", "D2", "30")]),
        ([("小计", 10), ("a", 10), ("小计", 20), ("b", 20)], []),
        ([("化工小计", 11), ("a", 10), ("机械小计", 20), ("b", 20)], [("11", "D2", "10")]),
        ([("a", 10), ("规上合计", 10), ("b", 20), ("规下合计", 20), ("合计", 30)], []),
        ([("a", 10), ("规上合计", 10), ("b", 20), ("规下合计", 21), ("合计", 30)], [("21", "D5", "20")]),
    ],
)
def test_a_total_is_held_against_its_rows(rows: list[tuple[str, object]], differs: list[tuple[str, str, str]]) -> None:
    lines = [[row[0], *([None] * 2), row[3], *([None] * 2)] if "计" in str(row[0]) else row for row in rows_of(*rows)]
    sheet = parse_sheets(book([HEAD, *lines], title="产能"), "a.xlsx")[0]
    found = [(p.value, p.slots["cell"], p.slots["found"]) for p in sheet.notes if p.code == "sum_differs"]
    assert found == differs


def test_of_hundreds_of_columns_few_are_told_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """To look for it is what takes the time of a wide file; how long it takes is measured in ``bench``."""
    looked: list[str] = []
    monkeypatch.setattr(heading_columns, "suggest_nearest", lambda text, known: looked.extend(known) or "")
    wide = ",".join(f"指标{n}（万元）" for n in range(380))
    content = "\n".join(["编号,名称,类型," + wide, "a,甲,企业" + ",1" * 380]).encode()
    (sheet,) = parse_sheets(content, "企业.csv")
    assert [p.code for p in sheet.problems] == ["unknown_column"] * 380
    fields = len(schema.read_tables()["firms"].fields)
    assert len(looked) <= 20 * 3 * fields  # twenty columns, three labels of a field
