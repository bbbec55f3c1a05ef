"""Papers of the per-mu evaluation: 亩均体检报告 of one firm, and the list for public notice, grades only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from liantu.exchange.paper.amounts import significant
from liantu.exchange.paper.fill import INDEX
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import Column, Sheet
from liantu.model.disclosure import MARK
from liantu.model.disclosure.rules import SHOWN

TITLE = Text("企业亩均体检报告", "Per-mu sheet of a firm")
NOTICE = Text("亩均效益评价结果公示名单", "Evaluation per mu: list for public notice")
MEANS = Text("均值（总量之比）", "Mean (sum ÷ sum)")
ADDED = Text("各项得分之和为总分。", "The points add up to the total.")
_MEANS = ("industry", "park", "district")
HIDDEN = Text("※ 为防止推断出单个企业的数据，该数值不予列示。", "※ Not shown, so that no firm can be inferred from it.")
GRADES_ONLY = Text("本名单只列等次，不列指标数值、得分和位次。", "Grades only: no values, points or ranks.")
CLOSED = Text(
    "※ 基准值由个别或少数企业数据确定，不予公开；企业可向评价部门申请核对。",
    "※ The benchmark rests on figures of one or a few firms and is not told; the firm may ask the office to check it.",
)


@dataclass(frozen=True)
class Report:
    """What the sheet of a firm says beside its ``items`` (see ``score.sheet``), all in the language of the paper.

    ``names`` and ``units`` by indicator; ``result`` are lines under the points (total, rank, grade, …); ``follows``
    what price rules make of the grade.
    """

    firm: str
    year: str
    group: str
    industry: str
    scheme: str
    items: pl.DataFrame
    names: Mapping[str, str]
    units: Mapping[str, str]
    result: Sequence[tuple[Text, str]]
    follows: Sequence[Text] = field(default=())


def firm_report(report: Report, setting: Setting) -> Sheet:
    """One firm a sheet, no other firm's name."""
    columns = (
        Column("number", "序号", "No.", "blank", width=0.5),
        Column("name", "指标", "Indicator", width=2.2),
        Column("unit", "单位", "Unit", width=1.3),
        Column("value", "本企业", "This firm", "number", 4),
        Column("industry", "行业", "Industry", "number", 4, group=MEANS),
        Column("park", "园区", "Park", "number", 4, group=MEANS),
        Column("district", "全区", "District", "number", 4, group=MEANS),
        Column("benchmark", "基准值", "Benchmark", "number", 4),
        Column("weight", "权重", "Weight", "number", 4, width=0.8),
        Column("points", "得分", "Points", "number", 4, width=1.4),
    )
    lines = [{**_line(row, report), "number": n} for n, row in enumerate(report.items.iter_rows(named=True), 1)]
    hidden = any(MARK in (line[name] for name in _MEANS) for line in lines)
    closed = any(line["benchmark"] == MARK for line in lines)
    blank = dict.fromkeys(("unit", "value", "industry", "park", "district", "benchmark", "weight"), "")
    lines += [{**blank, "name": label.say(setting.language), "points": said} for label, said in report.result]
    about = Text(
        f"企业：{report.firm}　　评价年度：{report.year}年　　分组：{report.group}　　行业：{report.industry}",
        f"Firm: {report.firm}. Year: {report.year}. Group: {report.group}. Industry: {report.industry}",
    )
    whom = Text(
        f"本表仅供{report.firm}使用，含企业自身数据，不得转发。",
        f"For {report.firm} alone: it holds the firm's own figures and is not to be passed on.",
    )
    by = Text(f"评价方案：{report.scheme}。", f"Evaluation scheme: {report.scheme}.")
    notes = (ADDED, *((HIDDEN,) if hidden else ()), *((CLOSED,) if closed else ()), *report.follows, by, whom)
    return Sheet(TITLE, about, columns, lines, setting, notes)


def _line(row: Mapping[str, Any], report: Report) -> dict[str, Any]:
    plain = row["weight"] is None and row["value"] is None and not row["unit"]
    ends = None if row["low"] is None else f"{significant(row['low'], 4)}–{significant(row['high'], 4)}"
    means = {}
    for name in _MEANS:
        told = row[name] is not None or row[f"{name}_state"] in (None, "missing")
        means[name] = (row[name] if row[name] is not None else "") if told else MARK
    if {row["benchmark_state"], row["low_state"]} - {None, SHOWN}:
        ends = MARK
    return {
        "name": report.names.get(row["indicator"], row["indicator"]),
        "unit": report.units.get(row["indicator"], ""),
        "value": "" if plain else row["value"],
        **means,
        "benchmark": "" if plain else ends or row["benchmark"],
        "weight": "" if plain else row["weight"],
        "points": None if row["points"] is None else f"{row['points']:.2f}",
    }


def grade_list(grades: pl.DataFrame, name: str, state: str, setting: Setting, notes: tuple[str, ...] = ()) -> Sheet:
    """The list for public notice: columns firm, group, grade of ``grades``; ``name`` of the run and its ``state``.

    ``notes`` are what must be seen to before it is published.
    """
    columns = (
        INDEX,
        Column("firm", "企业", "Firm", width=3.0),
        Column("group", "分组", "Group", width=1.2),
        Column("grade", "等次", "Grade", width=1.0),
    )
    rows = [
        {"firm": setting.name(firm), "group": group, "grade": grade}
        for firm, group, grade in grades.select("firm", "group", "grade").iter_rows()
    ]
    about = Text(f"{name}（{state}）", f"{name} ({state})")
    return Sheet(
        NOTICE, about, columns, rows, setting, (GRADES_ONLY, *(Text(said, said) for said in notes)), computed=False
    )
