"""Tables of figures as offices print them: heads of two rows, this month beside the year so far, parts, notes below."""

from __future__ import annotations

import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.outlook.forecast.observed import Row, make_town, observe

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets
from liantu.model.tables import Tables

from .making import Rows, book

INDICATORS: list[Row] = [
    {"id": "output", "zh": "工业总产值", "unit": "亿元", "kind": "output", "basis": "ours"},
    {"id": "profit", "zh": "利润总额", "unit": "亿元", "kind": "other", "basis": "ours"},
    {"id": "value-added", "zh": "规上工业增加值", "unit": "亿元", "kind": "value_added", "basis": "ours"},
    {"id": "ratio", "zh": "产销率", "unit": "%", "nature": "rate", "basis": "ours"},
]
MONTHLY: Rows = [
    ["甲区2023年1—9月主要工业经济指标"],
    ["指标名称", "计量单位", "本月", None, "累计", None, None, "备注"],
    [None, None, "绝对量", "同比（%）", "绝对量", "上年同期", "同比（%）", None],
    ["一、规上工业总产值", "亿元", 9.12, 7.2, 75.74, 68.44, "10.7%", None],
    ["其中：化工", "亿元", 3.4, "下降3.2%", 28.1, None, "增长1.79倍", None],
    ["　　　装备", "亿元", 1.1, "—", 9.5, None, None, None],
    ["二、规上工业增加值", "亿元", None, None, None, None, 6.4, None],
    ["三、利润总额", "万元", "—", None, -1200, 800, "由盈转亏", None],
    ["四、产销率", "%", 97.6, "提高0.4个百分点", 97.1, 96.9, 0.2, "见注"],
    ["注：增速按可比口径计算。"],
]
TWO_ROWS = ["A2:A3", "B2:B3", "C2:D2", "E2:G2", "H2:H3", "A1:H1"]


def merge(page: Worksheet) -> None:
    for cells in TWO_ROWS:
        page.merge_cells(cells)


def town(*rows: Row) -> Tables:
    made = make_town(*rows, indicators=INDICATORS, places=[{"id": "town", "zh": "甲区", "basis": "ours"}])
    return made.with_about({"id": "town"}, made.frames)


def look(
    lines: Rows, *known: Row, merged: bool = True, title: str = "Sheet1", replaces: bool = False
) -> LoadingPreview:
    tables = town(*known)
    sheets = parse_sheets(book(lines, merge if merged else None, title=title), "月报.xlsx", tables.units)
    return preview_sheets(tables, sheets, replaces, choices=LoadingChoices(filling={"basis": "ours"}))


def figures(found: LoadingPreview, *columns: str) -> list[tuple[str | None, ...]]:
    assert [problem.message("en") for problem in found.problems] == []
    rows = found.after["observations"].sort("period", "indicator", "scope", nulls_last=False)
    assert set(rows["status"]) == {"actual"}
    return rows.select("indicator", "scope", "period", *columns).rows()


def test_month_and_year_so_far_are_rows_of_their_own_with_growth_as_printed() -> None:
    for merged, title in ((True, "Sheet1"), (False, "主要指标")):
        found = figures(
            look(MONTHLY, merged=merged, title=title),
            "value",
            "unit",
            "prior_value",
            "published_growth",
            "published_growth_word",
        )
        assert found == [
            ("output", "规上", "2023-01..09", "75.74", "亿元", "68.44", "10.7", None),
            ("output", "规上化工", "2023-01..09", "28.1", "亿元", None, "179", None),
            ("output", "规上装备", "2023-01..09", "9.5", "亿元", None, None, None),
            ("profit", None, "2023-01..09", "-1200", "万元", "800", None, "turned_to_loss"),
            ("ratio", None, "2023-01..09", "97.1", "%", "96.9", "0.2", None),
            ("value-added", None, "2023-01..09", None, None, None, "6.4", None),
            ("output", "规上", "2023-09", "9.12", "亿元", None, "7.2", None),
            ("output", "规上化工", "2023-09", "3.4", "亿元", None, "-3.2", None),
            ("output", "规上装备", "2023-09", "1.1", "亿元", None, None, None),
            ("ratio", None, "2023-09", "97.6", "%", None, "0.4", None),
        ]


def test_parts_name_their_total_and_every_row_its_subject() -> None:
    found = look(MONTHLY)
    rows = found.after["observations"]
    assert set(rows["subject"]) == {"town"}
    totals = dict(rows.select("id", "part_of").iter_rows())
    assert totals["town-output-guishanghuagong-2023-01to09"] == "town-output-guishang-2023-01to09"
    assert totals["town-output-guishanghuagong-2023-09"] == "town-output-guishang-2023-09"
    assert totals["town-output-guishang-2023-09"] is None
    accumulation = dict(rows.select("period", "accumulation").iter_rows())
    assert accumulation == {"2023-01..09": "cumulative", "2023-09": "single"}


def test_a_time_of_which_no_line_says_anything_has_no_rows() -> None:
    lines: Rows = [["2023年9月"], ["指标", "单位", "本月", "累计"], ["工业总产值", "亿元", "…", 75.74]]
    assert figures(look(lines, merged=False), "value") == [("output", None, "2023-01..09", "75.74")]


def test_what_is_left_out_or_read_is_told() -> None:
    notes = [note.message("en") for note in look(MONTHLY).notes]
    assert any("“注：增速按可比口径计算。” is a footnote" in note for note in notes)
    assert any("names no subject; it is read as of “甲区”" in note for note in notes)
    difference = [["指标", "2023年9月 绝对量", "增减额"], ["工业总产值（亿元）", 9, 1]]
    notes = [note.message("en") for note in look(difference, merged=False).notes]
    assert any("the column “增减额” holds no level" in note for note in notes)


def test_months_across_and_january_with_february() -> None:
    lines = [
        ["工业指标（2023年）"],
        ["单位：亿元"],
        ["指标", "1—2月", "1—3月", "4月"],
        ["工业总产值", 14.53, 23.07, 8.59],
    ]
    found = figures(look(lines, merged=False), "value", "unit", "accumulation")
    assert found == [
        ("output", None, "2023-01..02", "14.53", "亿元", "cumulative"),
        ("output", None, "2023-01..03", "23.07", "亿元", "cumulative"),
        ("output", None, "2023-04", "8.59", "亿元", "single"),
    ]
    both = [["指标", "单位", "本月", "累计", "环比"], ["工业总产值", "亿元", 14.53, 14.53, 1.2]]
    rows = figures(look(both, merged=False, title="2023年1-2月"), "value", "growth_base", "published_growth")
    assert rows == [
        ("output", None, "2023-01..02", "14.53", None, None),
        ("output", None, "2023-01..02", None, "period_before", "1.2"),
    ]


def test_the_unit_may_stand_at_the_end_of_the_row_of_the_title() -> None:
    lines: Rows = [
        ["甲区2023年规上工业产值分月累计", None, None, "单位：亿元"],
        ["指标", "1—2月", "1—3月", "1—4月"],
        ["工业总产值", 14.5, 22.9, "31.0"],
    ]
    assert figures(look(lines, merged=False), "value", "unit") == [
        ("output", None, "2023-01..02", "14.5", "亿元"),
        ("output", None, "2023-01..03", "22.9", "亿元"),
        ("output", None, "2023-01..04", "31.0", "亿元"),
    ]


ACROSS: Rows = [
    ["甲区2023年工业产值分月累计", None, None, "单位：亿元"],
    ["指标", "1—2月", "1—3月", "1—4月"],
    ["规上工业总产值", 14.5, 22.9, "31.0"],
    ["同比增长（%）", 5.1, "下降0.3", "…"],
    ["环比增长（%）", None, 2.5, None],
    ["其中：化工", 4.5, 7, None],
    ["　化工增速", None, "持平", None],
    ["上年同期", 4.1, None, None],
]


def test_growth_in_a_line_below_is_of_the_level_above_it() -> None:
    for corner in ("指标", None):
        lines: Rows = [ACROSS[0], [corner, *ACROSS[1][1:]], *ACROSS[2:]]
        fields = ("value", "unit", "growth_base", "prior_value", "published_growth", "published_growth_word")
        assert figures(look(lines, merged=False), *fields) == [
            ("output", "规上", "2023-01..02", "14.5", "亿元", None, None, "5.1", None),
            ("output", "规上化工", "2023-01..02", "4.5", "亿元", None, "4.1", None, None),
            ("output", "规上", "2023-01..03", "22.9", "亿元", None, None, "-0.3", None),
            ("output", "规上", "2023-01..03", None, None, "period_before", None, "2.5", None),
            ("output", "规上化工", "2023-01..03", "7", "亿元", None, None, None, "same"),
            ("output", "规上", "2023-01..04", "31.0", "亿元", None, None, None, None),
        ]


def test_what_lines_below_cannot_say_is_told_with_cell_and_remedy() -> None:
    lines: Rows = [
        ["2023年（单位：亿元）"],
        ["指标", "单位", "1—3月", "1—3月 同比", "4月"],
        ["增速（%）", None, 4, None, None],
        ["工业总产值", "亿元", 22.9, 5.1, 8],
        ["同比（%）", None, 6, 7, "约五"],
        ["累计增长", None, None, None, 4.4],
        ["上年同期", "万元", 212000, None, "七"],
    ]
    found = look(lines, merged=False)
    warned = [(note.code, note.slots["cell"]) for note in found.notes if note.severity == "warning"]
    assert warned == [
        ("printed_line_alone", "3:3"),
        ("printed_line_again", "6:6"),
        ("printed_cell_left", "C5"),
        ("printed_cell_left", "D5"),
    ]
    assert [(problem.code, problem.slots["cell"]) for problem in found.problems] == [
        ("text_number", "E7"),
        ("text_number", "E5"),
    ]
    single: Rows = [*lines[:2], lines[3], ["累计增长", None, None, None, 4.4]]
    found = look(single, merged=False)
    assert [note.slots["cell"] for note in found.notes if note.severity == "warning"] == ["E4"]
    assert figures(found, "published_growth") == [
        ("output", None, "2023-01..03", "5.1"),
        ("output", None, "2023-04", None),
    ]


def test_a_base_in_another_unit_is_converted_to_that_of_its_level() -> None:
    below: Rows = [*ACROSS[:3], ["上年同期（万元）", 137000, 213200, None]]
    columns: Rows = [["指标", "2023年1—3月 数值（亿元）", "上年同期（万元）"], ["工业总产值", 22.9, 213200]]
    for lines in (below, columns):
        rows = figures(look(lines, merged=False), "value", "unit", "prior_value")
        assert rows[-2 if lines is below else 0][2:] == ("2023-01..03", "22.9", "亿元", "21.32")


_MONTH = "甲区2023年10月主要指标"


@pytest.mark.parametrize(
    ("title", "heads", "cells", "expected"),
    [
        ("2023年三季度", ["绝对额", "增速"], [26.1, 7], [("2023-07..09", "26.1", None, "7", None)]),
        ("2022年下半年", ["绝对额", "增速"], [50.3, 2], [("2022-07..12", "50.3", None, "2", None)]),
        (
            *("2022年三季度", ["本季", "本年累计"], [22.1, 68.44]),
            [("2022-01..09", "68.44", None, None, None), ("2022-07..09", "22.1", None, None, None)],
        ),
        ("2023年1-3季度", ["绝对额", "增速"], [75, 2], [("2023-01..09", "75", None, "2", None)]),
        (_MONTH, ["全年目标", "1-10月累计", "增速"], [120, 84.9, 11], [("2023-01..10", "84.9", None, "11", None)]),
        (_MONTH, ["1-10月", "完成年度目标（%）"], [84.9, 80.9], [("2023-01..10", "84.9", None, None, None)]),
        (_MONTH, ["10月", "11月预计", "全年预计"], [8, 9.5, 104], [("2023-10", "8", None, None, None)]),
        (
            *(_MONTH, ["1-10月", "同比增减（亿元）", "同比（%）"], [84.9, 8.67, 11.4]),
            [("2023-01..10", "84.9", None, "11.4", None)],
        ),
        (_MONTH, ["1-10月", "去年同期增速（%）"], [84.9, 9.7], [("2023-01..10", "84.9", None, None, None)]),
        (_MONTH, ["1-10月", "上年同期增速", "本期增速"], [84.9, 9.7, 11], [("2023-01..10", "84.9", None, "11", None)]),
        (_MONTH, ["上年累计", "本年累计", "±%"], [76.2, 84.9, 11], [("2023-01..10", "84.9", "76.2", "11", None)]),
        (_MONTH, ["去年1-10月", "今年1-10月", "±%"], [76.2, 84.9, 11], [("2023-01..10", "84.9", "76.2", "11", None)]),
        (
            *(_MONTH, ["1-10月", "两年平均增速（%）"], [84.9, 10.5]),
            [("2023-01..10", "84.9", None, None, None), ("2023-01..10", None, None, "10.5", "two_year_average")],
        ),
        (_MONTH, ["1-10月", "比2019年增长（%）"], [84.9, 40.5], [("2023-01..10", "84.9", None, None, None)]),
        (_MONTH, ["1-10月", "增速较上月（百分点）"], [84.9, 0.3], [("2023-01..10", "84.9", None, None, None)]),
        (_MONTH, ["1-10月", "比上年同期（%）"], [84.9, "▼3.2"], [("2023-01..10", "84.9", None, "-3.2", None)]),
    ],
)
def test_a_heading_says_which_time_and_which_figure(
    title: str, heads: list[str], cells: list[object], expected: list[tuple[str | None, ...]]
) -> None:
    lines: Rows = [[title], ["单位：亿元"], ["指标", *heads], ["工业总产值", *cells]]
    found = look(lines, merged=False)
    rows = figures(found, "value", "prior_value", "published_growth", "growth_base")
    assert [row[2:] for row in rows] == expected
    read = sum(value is not None for row in rows for value in row[3:6])
    left = sum(note.code == "printed_column_left" for note in found.notes)
    assert read + left == len(heads)  # each column is read or told


def test_another_print_without_a_day_stands_beside_the_earlier_one() -> None:
    for vintage in ("2023-10", None):
        known = observe("2023-01..09", "70", id="so-far", scope="规上", vintage=vintage, basis="ours")
        found = look(MONTHLY, known)
        rows = found.after["observations"].filter(pl.col("scope") == "规上", pl.col("period") == "2023-01..09")
        assert rows.select("id", "value", "vintage").rows() == [
            ("so-far", "70", vintage),
            ("town-output-guishang-2023-01to09", "75.74", None),
        ]
        totals = dict(found.after["observations"].select("id", "part_of").iter_rows())
        assert totals["town-output-guishanghuagong-2023-01to09"] == "town-output-guishang-2023-01to09"


def test_a_dated_print_takes_the_place_of_no_undated_one_of_other_figures() -> None:
    known = observe("2023-01..09", "70", id="so-far", scope="规上", vintage=None, basis="ours")
    choices = LoadingChoices(filling={"basis": "ours", "vintage": "2023-10"})
    tables = town(known)
    sheets = parse_sheets(book(MONTHLY, merge, title="Sheet1"), "月报.xlsx", tables.units)
    found = preview_sheets(tables, sheets, choices=choices)
    rows = found.after["observations"].filter(pl.col("scope") == "规上", pl.col("period") == "2023-01..09")
    assert rows.select("value", "vintage").rows() == [("70", None), ("75.74", "2023-10")]


def test_the_same_figures_again_are_the_same_rows_also_in_another_unit() -> None:
    known = observe("2023-01..09", "757400", id="so-far", scope="规上", unit="万元", vintage="2023-10", basis="ours")
    other = observe("2022", "90", id="year", basis="ours")
    found = look(MONTHLY, known, other, replaces=True)
    assert found.problems == ()
    rows = found.after["observations"].filter(pl.col("scope") == "规上", pl.col("period") == "2023-01..09")
    assert rows.select("id", "published_growth", "vintage").rows() == [("so-far", "10.7", "2023-10")]
    assert found.counts["observations"]["deleted"] == 0
    assert found.after["observations"].filter(pl.col("id") == "year").height == 1


def test_what_cannot_be_read_is_refused_at_its_cell() -> None:
    lines = [list(line) for line in MONTHLY]
    lines[3][0], lines[7][3], lines[8][4] = "一、规上工业总产直", "大约一成", "很多"
    found = look(lines)
    told = {(problem.code, problem.slots.get("cell")): problem.message("en") for problem in found.problems}
    assert ("dangling", "A4") in told
    assert "工业总产直" in told["dangling", "A4"]
    assert ("text_number", "D8") in told
    assert ("text_number", "E9") in told


def test_a_table_without_a_time_is_refused_and_says_which_columns() -> None:
    (problem,) = look([["指标", "单位", "绝对量", "同比"], ["工业总产值", "亿元", 9, 1]], merged=False).problems
    assert problem.code == "printed_without_period"
    assert "绝对量, 同比" in problem.message("en")
    assert "2023年1—9月" in problem.message("zh_CN")


def test_our_own_table_of_observations_is_no_printed_one() -> None:
    head = ["编号", "主体", "指标", "性质", "时期", "比较", "数值", "单位", "公布增速", "依据类型"]
    line = ["a", "town", "output", "actual", "2023", "eq", 5, "亿元", 3.1, "ours"]
    found = look([head, line], merged=False, title="统计值")
    assert figures(found, "value", "published_growth") == [("output", None, "2023", "5", "3.1")]


def test_a_year_under_this_month_or_so_far_is_that_month_of_the_year() -> None:
    lines: Rows = [
        ["2023年10月甲区工业主要指标"],
        ["单位：万元"],
        ["指标名称", "本月", None, None, "1—本月", None, None],
        [None, "2023年", "2022年", "增减%", "2023年", "2022年", "增减%"],
        ["工业总产值", "95,321.5", "88,000", 8.3, "865,000", "800,000", 8.1],
    ]
    merged = book(lines, lambda page: [page.merge_cells(c) for c in ("A1:G1", "B3:D3", "E3:G3")], title="Sheet1")
    sheets = parse_sheets(merged, "月报.xlsx", town().units)
    found = preview_sheets(town(), sheets, False, choices=LoadingChoices(filling={"basis": "ours"}))
    assert figures(found, "value", "unit", "accumulation", "published_growth") == [
        ("output", None, "2022-01..10", "800000", "万元", "cumulative", None),
        ("output", None, "2022-10", "88000", "万元", "single", None),
        ("output", None, "2023-01..10", "865000", "万元", "cumulative", "8.1"),
        ("output", None, "2023-10", "95321.5", "万元", "single", "8.3"),
    ]


def test_growth_alone_leaves_the_unit_of_a_known_level() -> None:
    known = observe("2023-01..10", "84.92", accumulation="cumulative")
    lines: Rows = [["甲区2023年1—10月"], ["单位：万元"], ["指标", "累计 同比（%）"], ["工业总产值", 8.1]]
    found = look(lines, known, merged=False)
    row = found.after["observations"].filter(period="2023-01..10").row(0, named=True)
    assert (row["value"], row["unit"], row["published_growth"]) == ("84.92", "亿元", "8.1")


def test_the_unit_may_stand_behind_the_heading_of_levels() -> None:
    lines: Rows = [["（2023年1—10月）"], ["指标", "绝对额（亿元）", "增速（%）"], ["工业总产值", 86.5, 8.1]]
    found = look(lines, merged=False)
    assert figures(found, "value", "unit") == [("output", None, "2023-01..10", "86.5", "亿元")]


def test_growth_that_names_no_time_is_that_of_the_column_before() -> None:
    lines: Rows = [
        ["甲区2023年10月主要指标"],
        ["指标名称", "计量单位", "10月", "1—10月", "±%"],
        ["工业总产值", "亿元", 9.5, 86.5, 8.1],
        ["规上工业增加值", "%", None, None, 6.4],
    ]
    found = look(lines, merged=False)
    assert figures(found, "value", "unit", "published_growth") == [
        ("output", None, "2023-01..10", "86.5", "亿元", "8.1"),
        ("value-added", None, "2023-01..10", None, None, "6.4"),
        ("output", None, "2023-10", "9.5", "亿元", None),
    ]


def test_a_print_of_another_vintage_is_a_row_of_its_own() -> None:
    known = observe("2023-01..10", "84.92", accumulation="cumulative", vintage="2023-12")
    lines: Rows = [["甲区2023年1—10月"], ["指标", "单位", "累计"], ["工业总产值", "亿元", 86.5]]
    sheets = parse_sheets(book(lines, title="Sheet1"), "月报.xlsx", town().units)
    filling = {"basis": "ours", "vintage": "2024-03"}
    found = preview_sheets(town(known), sheets, False, choices=LoadingChoices(filling=filling))
    rows = found.after["observations"].sort("vintage").select("value", "vintage").rows()
    assert rows == [("84.92", "2023-12"), ("86.5", "2024-03")]
    again = preview_sheets(
        town(*found.after["observations"].to_dicts()), sheets, False, choices=LoadingChoices(filling=filling)
    )
    assert again.after["observations"].height == 2


@pytest.mark.parametrize(
    ("heads", "cells", "said"),
    [
        (["本月", "累计"], [7.1, 14.53], ["B2"]),  # February alone, or a misprint of both months
        (["本月"], [14.53], ["B2"]),
        (["本月", "同比（%）", "累计", "同比（%）"], [14.53, 5, 14.53, 6], ["C2"]),
        (["本月", "累计"], [14.53, 14.53], []),
        (["本月", "累计"], ["—", 14.53], []),
        (["2月", "累计"], [7.1, 14.53], []),
    ],
)
def test_this_month_of_january_and_february_is_asked_about(
    heads: list[str], cells: list[object], said: list[str]
) -> None:
    found = look([["指标", *heads], ["工业总产值（亿元）", *cells]], merged=False, title="2023年1—2月")
    problems = [problem for problem in found.problems if problem.code == "month_of_two"]
    assert [problem.slots["cell"] for problem in problems] == said == [p.slots["cell"] for p in found.problems]
    if not said:
        rows = found.after["observations"].filter(pl.col("period") == "2023-01..02")
        assert rows["value"].to_list() == ["14.53"]
    elif len(heads) == 2:
        assert "分不清是2月单月，还是1—2月合计。请把该列表头改为“2月”或“1—2月”" in problems[0].message("zh_CN")
        assert "Head the column 2月 (February alone) or 1—2月" in problems[0].message("en")


def test_this_month_of_january_and_february_is_asked_about_place_by_place() -> None:
    lines: Rows = [["2023年1—2月规上工业总产值"], ["单位：亿元"], ["地区", "本月", "累计"], ["甲区", 7.1, 14.53]]
    assert [problem.code for problem in look(lines, merged=False).problems] == ["month_of_two"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("超过100", ("gt", "100")),
        ("约100", ("about", "100")),
        ("100亿元以上", ("ge", "100")),
        ("100余亿元", ("gt", "100")),
        ("不足100", ("lt", "100")),
        (100, ("eq", "100")),
    ],
)
def test_a_level_with_a_bound_has_its_comparator(cell: object, expected: tuple[str, str]) -> None:
    lines: Rows = [["2023年1—9月"], ["单位：亿元"], ["指标", "累计", "同比（%）"], ["工业总产值", cell, 7]]
    assert [row[3:] for row in figures(look(lines, merged=False), "comparator", "value")] == [expected]


@pytest.mark.parametrize("cell", ["超过15%", "约15%", "15%以上", "增长15%左右", "下降约3%"])
def test_growth_with_a_bound_is_no_rate_and_is_refused_with_what_to_do(cell: str) -> None:
    lines: Rows = [["2023年1—9月"], ["单位：亿元"], ["指标", "累计", "同比（%）"], ["工业总产值", 100, cell]]
    (problem,) = look(lines, merged=False).problems
    assert (problem.code, problem.value, problem.slots["cell"]) == ("bounded_growth", cell, "C4")
    assert "在增速指标下另记一行，并选“比较”" in problem.message("zh_CN")
