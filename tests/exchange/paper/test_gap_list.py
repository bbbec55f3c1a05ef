"""补链清单 in groups: one unit above the table, what many rows share above a group, unknown amounts in one cell."""

from __future__ import annotations

import io

from docx import Document
from openpyxl import load_workbook

from liantu.exchange.paper import gap_list, to_bytes
from liantu.exchange.paper.paper_grid import PaperCell, lay_out_grid

from ..frames import GAP, SEPARATOR, gaps, setting

COPPER = GAP | {
    "product": "cufoil",
    "zh": "锂电铜箔",
    "evidence": "not_stated",
    "named_in": [],
    "clauses": ["某法 第二十六条", "某文〔2022〕34号"],
}
FOIL = COPPER | {"product": "alfoil", "zh": "电池铝箔", "clauses": [], "to_verify": ["load", "hazardous"]}
UNKNOWN = COPPER | {
    "product": "bms",
    "zh": "电池管理系统",
    "operating": None,
    "building": None,
    "planned": None,
    "supply": None,
    "gap_typical": None,
    "gap_p10": None,
    "gap_p90": None,
    "to_verify": ["demand:filmworks", "load"],
}
CHAINS = {"lfp": "battery", "cufoil": "battery", "alfoil": "battery", "bms": "battery"}


def body(*rows: dict[str, object]) -> list[list[PaperCell]]:
    sheet = gap_list(gaps(*rows), setting(), CHAINS)
    return [[cell for cell in row if cell.across] for row in lay_out_grid(sheet).body]


def texts(*rows: dict[str, object]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in body(*rows)]


def headings(*rows: dict[str, object]) -> list[str]:
    return [row[0].text for row in body(*rows) if row[0].heading]


def test_the_groups_stand_in_their_order_and_are_numbered_through() -> None:
    rows = texts(UNKNOWN, COPPER, SEPARATOR, GAP, FOIL)
    assert [row[0][:2] for row in rows] == ["一、", "1", "二、", "2", "3", "三、", "4", "四、", "5"]
    assert [row[1] for row in rows if len(row) > 1] == [
        "磷酸铁锂正极材料",
        "锂电铜箔",
        "电池铝箔",
        "涂覆隔膜（亿平方米/年）",
        "电池管理系统",
    ]


def test_what_all_links_of_a_group_share_stands_above_it_and_in_no_row() -> None:
    named, computed, other, _unknown = headings(UNKNOWN, COPPER, SEPARATOR, GAP, FOIL)
    assert named == "一、Battery　文件点名待引进（来源1）（需求企业：甲电池）"
    assert computed == "二、Battery　资料未提及，按工艺测算有需求（需求企业：甲电池；共同待核：开工率未掌握）"
    assert other.startswith("三、其他产业链和环节")
    copper, foil = (row for row in texts(COPPER, FOIL) if row[0] in "12")
    assert "测算假设：电芯均为磷酸铁锂" in copper
    assert "危险化学品许可条件" in foil


def test_too_many_firms_for_a_line_stand_with_their_links() -> None:
    rows = [COPPER | {"product": f"p{n}", "needed_list": [f"firm {n}"]} for n in range(5)]
    assert "需求企业" not in headings(*rows)[0]
    assert [f"需求企业：firm {n}" in "".join(row) for n, row in enumerate(texts(*rows)[1:])] == [True] * 5


def test_an_unknown_amount_is_one_cell_and_says_who_has_to_report() -> None:
    _heading, row = body(UNKNOWN)
    across = {cell.text: cell.across for cell in row if cell.across > 1}
    assert across == {"资料未提及": 4, "数量未掌握": 3, "待填报：需求量未掌握：乙薄膜装置；开工率未掌握": 4}
    assert "0" not in [cell.text for cell in row]


def test_supply_that_is_known_stands_beside_an_unknown_amount() -> None:
    _heading, row = texts(UNKNOWN | {"supply": 1_500_000.0})
    assert row[2:6] == ["未掌握", "未掌握", "未掌握", "150"]
    assert "资料未提及" in row[-2]


def test_amounts_have_one_unit_and_the_decimals_of_papers() -> None:
    _one, first, _two, second = texts(GAP, SEPARATOR)
    assert {"0", "6.75", "9.45", "16.2", "15.4—17.1", "1.62"} <= set(first)
    assert {"4.95", "6.93", "11.0—13.4", "0.43"} <= set(second)
    assert "单位：万吨/年" in gap_list(gaps(), setting()).unit_note


def test_unknown_supply_makes_the_figure_a_least_one_and_unknown_is_a_word_not_zero() -> None:
    unknown = SEPARATOR | {"supply": 0.0}
    _heading, at_least, not_known = texts(SEPARATOR, unknown)
    assert "≥0.12" in at_least
    assert "未掌握" in not_known


def test_admission_has_a_letter_a_clause_and_none_is_no_permission() -> None:
    sheet = gap_list(gaps(GAP, COPPER, SEPARATOR), setting(), CHAINS)
    cells = [[cell.text for cell in row] for row in lay_out_grid(sheet).body]
    verdicts = [cell for row in cells for cell in row if cell.startswith("待核")]
    assert verdicts == ["待核（甲）", "待核（甲、乙）", "待核"]
    foot = "".join(sheet.foot())
    assert "甲：某法 第二十六条；乙：某文〔2022〕34号" in foot
    assert "条文待核对原件" in foot
    assert "不足1的，余下产能需外销" in foot  # 0.43 of a plant


def test_word_and_workbook_hold_the_groups_too() -> None:
    sheet = gap_list(gaps(UNKNOWN, GAP), setting(), CHAINS)
    table = Document(io.BytesIO(to_bytes(sheet, "docx"))).tables[0]
    assert table.rows[2].cells[0]._tc is table.rows[2].cells[-1]._tc
    assert table.rows[2].cells[0].text.startswith("一、")
    page = load_workbook(io.BytesIO(to_bytes(sheet, "xlsx"))).worksheets[0]
    merged = {str(area) for area in page.merged_cells.ranges}
    assert "A5:P5" in merged
    assert page["G6"].value == 16.2
    assert page["G6"].font.b
