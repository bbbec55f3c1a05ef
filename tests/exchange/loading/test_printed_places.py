"""Tables of figures by places as offices print them: parks down or across, merged heads, 其中, 合计, the unit above."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.outlook.forecast.observed import Row, make_town

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets

from .making import Rows, book

INDICATORS: list[Row] = [
    {"id": "output", "zh": "工业总产值", "unit": "亿元", "kind": "output", "basis": "ours"},
    {"id": "power", "zh": "工业用电量", "unit": "亿kWh", "kind": "other", "nature": "flow", "basis": "ours"},
]
PLACES: list[Row] = [
    {"id": "town", "zh": "甲区", "basis": "ours"},
    {"id": "east", "zh": "东岸工业园（新）", "parent": "town", "basis": "ours"},
    {"id": "hill", "zh": "北坡镇", "parent": "town", "basis": "ours"},
]
DOWN: Rows = [
    ["2023年1—9月各园区（乡镇）规模以上工业主要指标"],
    [None, None, None, None, None, None, None, "单位：亿元、%"],
    ["序号", "园区（乡镇）", "规上工业总产值", None, None, "规上工业用电量（亿千瓦时）", None, "备注"],
    [None, None, "本月", "累计", "同比增长（%）", "累计", "同比±%", None],
    [None, "合　计", 9.12, 75.74, 6.1, 1.2, 3, None],
    [1, "其中：东岸工业园(新)", 4, 40.1, "下降5.2%", 0.5, "—", None],
    [2, "北坡镇", 3, 30.2, "1.2", 0.3, 2.2, "小"],
    [None, "乡镇小计", 5.12, 35.64, None, None, None, None],
    ["注：按当年价格计算。"],
]
MERGES = ["A1:H1", "A3:A4", "B3:B4", "C3:E3", "F3:G3", "H3:H4"]
ACROSS: Rows = [
    ["甲区2023年1—9月主要经济指标（分园区）"],
    ["指标名称", "计量单位", "全区", None, "东岸工业园（新）", None, "北坡镇", None, "乡镇小计", None],
    [None, None, "累计", "同比%", "累计", "同比%", "累计", "同比%", "累计", "同比%"],
    ["规上工业总产值", "亿元", 75.74, 6.1, 40.1, -5.2, 30.2, 1.2, 35.64, None],
    ["规上工业用电量", "万千瓦时", 12000, 3, 5000, None, 3000, 2.2, 4000, None],
]
ACROSS_MERGES = ["A1:J1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2", "I2:J2"]


def look(lines: Rows, merges: list[str], title: str = "Sheet1") -> LoadingPreview:
    def merge(page: Worksheet) -> None:
        for cells in merges:
            page.merge_cells(cells)

    made = make_town(indicators=INDICATORS, places=PLACES)
    tables = made.with_about({"id": "town", "zh": PLACES[0]["zh"]}, made.frames)
    sheets = parse_sheets(book(lines, merge if merges else None, title=title), "镇街.xlsx", tables.units)
    return preview_sheets(tables, sheets, choices=LoadingChoices(filling={"basis": "ours"}))


def figures(found: LoadingPreview, *columns: str) -> list[tuple[str | None, ...]]:
    assert [problem.message("en") for problem in found.problems] == []
    rows = found.after["observations"].sort("indicator", "period", "subject")
    return rows.select("subject", "indicator", "scope", "period", *columns).rows()


@pytest.mark.parametrize("merged", [True, False])
def test_places_down_the_side_with_indicators_across(merged: bool) -> None:
    found = look(DOWN, MERGES if merged else [])
    assert figures(found, "value", "unit", "published_growth") == [
        ("east", "output", "规上", "2023-01..09", "40.1", "亿元", "-5.2"),
        ("hill", "output", "规上", "2023-01..09", "30.2", "亿元", "1.2"),
        ("town", "output", "规上", "2023-01..09", "75.74", "亿元", "6.1"),
        ("east", "output", "规上", "2023-09", "4", "亿元", None),
        ("hill", "output", "规上", "2023-09", "3", "亿元", None),
        ("town", "output", "规上", "2023-09", "9.12", "亿元", None),
        ("east", "power", "规上", "2023-01..09", "0.5", "亿千瓦时", None),
        ("hill", "power", "规上", "2023-01..09", "0.3", "亿千瓦时", "2.2"),
        ("town", "power", "规上", "2023-01..09", "1.2", "亿千瓦时", "3"),
    ]
    notes = [note.message("en") for note in found.notes]
    assert any("“乡镇小计” is a total" in note for note in notes)
    assert any("“注：按当年价格计算。” is a footnote" in note for note in notes)


def test_places_across_with_indicators_down_the_side() -> None:
    found = look(ACROSS, ACROSS_MERGES)
    assert figures(found, "value", "published_growth") == [
        ("east", "output", "规上", "2023-01..09", "40.1", "-5.2"),
        ("hill", "output", "规上", "2023-01..09", "30.2", "1.2"),
        ("town", "output", "规上", "2023-01..09", "75.74", "6.1"),
        ("east", "power", "规上", "2023-01..09", "5000", None),
        ("hill", "power", "规上", "2023-01..09", "3000", "2.2"),
        ("town", "power", "规上", "2023-01..09", "12000", "3"),
    ]
    assert any("the column “乡镇小计 累计”" in note.message("en") for note in found.notes)


def test_one_indicator_in_the_title() -> None:
    lines: Rows = [
        ["2023年1—9月各镇街规模以上工业总产值完成情况表"],
        ["单位：万元"],
        ["镇街", "本月完成", "累计完成", "比上年同期增长（%）", "占全区比重（%）", "位次", "完成年度目标%"],
        ["全区", 91200, 757400, 6.1, 100, None, 80],
        ["北坡镇", 30000, 302000, 1.2, 39.9, 2, 81],
    ]
    found = look(lines, ["A1:G1"])
    assert figures(found, "value", "unit", "published_share") == [
        ("hill", "output", "规上", "2023-01..09", "302000", "万元", "39.9"),
        ("town", "output", "规上", "2023-01..09", "757400", "万元", "100"),
        ("hill", "output", "规上", "2023-09", "30000", "万元", None),
        ("town", "output", "规上", "2023-09", "91200", "万元", None),
    ]
    left = [note.value for note in found.notes if note.code == "printed_column_left"]
    assert left == ["位次", "完成年度目标%"]


def test_a_place_that_there_is_none_of_is_refused_once_at_its_cell() -> None:
    lines = [list(line) for line in DOWN]
    lines[6][1] = "南坡镇"
    found = look(lines, MERGES)
    assert [(problem.code, problem.slots["cell"], problem.value) for problem in found.problems] == [
        ("dangling", "B7", "南坡镇")
    ]


def test_an_indicator_that_there_is_none_of_is_refused_at_its_heading() -> None:
    lines = [list(line) for line in DOWN]
    lines[2][2] = "规上工业总产直"
    found = look(lines, MERGES)
    assert {(problem.code, problem.value) for problem in found.problems} == {("dangling", "规上工业总产直")}
    assert found.problems[0].slots["cell"] == "C5"


def test_a_table_without_a_time_says_so() -> None:
    lines = [["各园区主要指标"], *(list(line) for line in DOWN[1:])]
    (problem,) = look(lines, MERGES).problems
    assert problem.code == "printed_without_period"


def test_places_under_an_indicator_are_its_parts() -> None:
    lines: Rows = [
        ["2023年1—9月主要工业指标"],
        ["指标", "单位", "累计", "同比%"],
        ["规上工业总产值", "亿元", 75.74, 6.1],
        ["其中：东岸工业园（新）", None, 40.1, 5.2],
        ["　　　北坡镇", None, 30.2, 1.2],
    ]
    found = look(lines, [])
    rows = figures(found, "value", "part_of")
    whole = "town-output-guishang-2023-01to09"
    assert rows == [
        ("east", "output", "规上", "2023-01..09", "40.1", whole),
        ("hill", "output", "规上", "2023-01..09", "30.2", whole),
        ("town", "output", "规上", "2023-01..09", "75.74", None),
    ]


def test_a_list_of_firms_with_their_park_is_no_table_by_places() -> None:
    lines: Rows = [["企业名称", "园区", "2023年税收"], ["甲公司", "北坡镇", 3]]
    assert {sheet.code for sheet in look(lines, []).problems} == {"unknown_sheet"}


def test_growth_without_a_name_is_of_the_column_before() -> None:
    lines: Rows = [
        ["2023年1—2月分园区工业情况"],
        ["单位：亿元、%"],
        ["园区", "规上工业总产值", "同比（%）", "规上工业用电量（亿千瓦时）", "增速（%）"],
        ["合计", 14.6, 6.1, 0.6, 3],
        ["北坡镇", 7.2, "下降1%", "—", None],
    ]
    assert figures(look(lines, []), "value", "published_growth", "accumulation") == [
        ("hill", "output", "规上", "2023-01..02", "7.2", "-1", "cumulative"),
        ("town", "output", "规上", "2023-01..02", "14.6", "6.1", "cumulative"),
        ("town", "power", "规上", "2023-01..02", "0.6", "3", "cumulative"),
    ]


COUNTIES: Rows = [
    ["2023年1—9月各区县规模以上工业总产值"],
    ["单位：亿元、%"],
    ["地区", "绝对值", "增速"],
    ["全市", 20000, 5.1],
    ["甲区", 1800, 8.1],
    ["乙县", 60.5, "—"],
]


@pytest.mark.parametrize("total", ["全市", "合计"])
def test_the_whole_of_a_table_of_counties_is_not_the_district(monkeypatch: pytest.MonkeyPatch, total: str) -> None:
    """The indicator stands in the title; 全市 is the municipality, and a sum beside the district is not its own."""
    monkeypatch.setattr(f"{__name__}.PLACES", [*PLACES, {"id": "other", "zh": "乙县", "basis": "ours"}])
    lines = [[total if cell == "全市" else cell for cell in row] for row in COUNTIES]
    (problem,) = look(lines, []).problems
    assert problem.message("zh_CN").startswith(f"镇街.xlsx Sheet1!A4，“地区”列：“{total}”在 地点")
    without = look([row for row in lines if row[0] != total], [])
    assert figures(without, "value", "unit", "published_growth") == [
        ("other", "output", "规上", "2023-01..09", "60.5", "亿元", None),
        ("town", "output", "规上", "2023-01..09", "1800", "亿元", "8.1"),
    ]


def test_the_whole_of_another_level_is_told_also_where_no_row_is_the_district() -> None:
    lines = [row for row in COUNTIES if row[0] not in ("甲区", "乙县")] + [["北坡镇", 30.2, 1.2]]
    (problem,) = look(lines, []).problems
    assert "“全市”在 地点" in problem.message("zh_CN")
    own = look([["全区" if cell == "全市" else cell for cell in row] for row in lines], [])
    assert figures(own, "value")[1] == ("town", "output", "规上", "2023-01..09", "20000")
