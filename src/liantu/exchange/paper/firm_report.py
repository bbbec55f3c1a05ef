"""亩均体检报告: the whole sum of one firm on paper, from its fields to its grade, and room to sign and to object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from liantu.disclosure import MARK
from liantu.disclosure.sensitivity_rules import SHOWN
from liantu.exchange.paper.letter import BLANK, letter_day
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.wording.amounts import format_significant

#: A label and what is said under it.
Line = tuple[Text, str]
OUT = Text("不参评", "not evaluated")
TO_VERIFY = Text("待核", "to be verified")
NONE = "—"
TITLE = Text("企业亩均体检报告", "Per-mu sheet of a firm")
_ITEMS = Text("一、指标与得分", "1. Indicators and points")
_WORDS = Text("二、计分、等次与政策说明", "2. How points and grade are made, and what follows")
_SIGNED = Text("三、确认", "3. Signatures")
_OWN = Text("本企业", "This firm")
_MEAN = Text("均值（总量之比）", "Mean (sum ÷ sum)")
_POINTS = Text("得分", "Points")
_MEANS = ("industry", "park", "district")
_NOT_ITS = Text("不适用", "does not apply")
_ADDED = Text("各项得分之和为总分。", "The points add up to the total.")
_HIDDEN = Text(
    f"{MARK} 为防止推断出单个企业的数据，该均值不予列示。",
    f"{MARK} Mean not shown, so that no firm can be inferred from it.",
)
_CLOSED = Text(
    f"{MARK} 基准值由个别或少数企业数据确定，不予公开；企业可向评价部门申请核对。",
    f"{MARK} The benchmark rests on figures of one or a few firms and is not told; the firm may ask the office to check"
    " it.",
)
_OBJECT = Text(
    f"企业对本报告有异议的，请于{letter_day(None, Setting())}前以书面形式（附证明材料，加盖公章）向{BLANK}提出。"
    f"联系人：{BLANK}　联系电话：{BLANK}",
    f"A firm that objects does so in writing (with evidence and seal) before {BLANK} to {BLANK}. "
    f"Contact: {BLANK}. Telephone: {BLANK}",
)


@dataclass(frozen=True)
class FirmReport:
    """What the sheet of a firm says, all in the language of the paper.

    ``items`` as ``score.report.firm_sheet`` makes them, of a firm that is ``evaluated`` or not; ``names`` and ``units`` by
    indicator, ``halves`` the fields of its numerator and its denominator by name with their unit; ``caps`` its highest
    points. ``result`` stands on top (total, rank, grade, …), ``lines`` below (formula, grade, policy, sources).
    """

    firm: str
    year: str
    group: str
    industry: str
    evaluated: bool
    items: pl.DataFrame
    names: Mapping[str, str]
    units: Mapping[str, str]
    halves: Mapping[str, tuple[tuple[str, str], tuple[str, str]]]
    caps: Mapping[str, float]
    result: Sequence[Line]
    lines: Sequence[Line]


def firm_report(report: FirmReport, setting: Setting) -> PaperSheet:
    """One firm a sheet, no other firm's name."""
    columns = tuple(
        PaperColumn(str(at), label.zh, label.en, width=2) for at, (label, _said) in enumerate(report.result)
    )
    row = {str(at): said for at, (_label, said) in enumerate(report.result)}
    about = Text(
        f"企业：{report.firm}　　评价年度：{report.year}年　　分组：{report.group}　　行业：{report.industry}",
        f"Firm: {report.firm}. Year: {report.year}. Group: {report.group}. Industry: {report.industry}",
    )
    whom = Text(
        f"本表仅供{report.firm}使用，含企业自身数据，不得转发。",
        f"For {report.firm} alone: it holds the firm's own figures and is not to be passed on.",
    )
    items = _items(report, setting)
    hidden = any(MARK in (line[name] for name in _MEANS) for line in items.rows)
    closed = any(line["benchmark"] == MARK for line in items.rows)
    adds = report.evaluated and report.items["points"].count() > 0
    notes = (*((_ADDED,) if adds else ()), *((_HIDDEN,) if hidden else ()), *((_CLOSED,) if closed else ()), whom)
    beneath = (items, _remarks_sheet(report, setting), _signature_sheet(setting))
    return PaperSheet(TITLE, about, columns, [row], setting, notes, beneath=beneath)


def _items(report: FirmReport, setting: Setting) -> PaperSheet:
    columns = (
        PaperColumn("number", "序号", "No.", "blank", width=0.5),
        PaperColumn("name", "指标", "Indicator", width=1.7),
        PaperColumn("unit", "单位", "Unit", width=1.2),
        PaperColumn("numerator", "分子", "Numerator", width=1.95, group=_OWN),
        PaperColumn("denominator", "分母", "Denominator", width=1.95, group=_OWN),
        PaperColumn("value", "指标值", "Value", "number", 4, 0.9, group=_OWN),
        PaperColumn("industry", "行业", "Industry", "number", 4, 0.8, group=_MEAN),
        PaperColumn("park", "园区", "Park", "number", 4, 0.8, group=_MEAN),
        PaperColumn("district", "全区", "District", "number", 4, 0.8, group=_MEAN),
        PaperColumn("benchmark", "基准值", "Benchmark", "number", 4, 0.9),
        PaperColumn("weight", "权重", "Weight", "number", 4, 0.65),
        PaperColumn("uncapped", "封顶前", "Before cap", "number", 4, 0.8, group=_POINTS),
        PaperColumn("cap", "封顶", "Cap", "number", 4, 0.65, group=_POINTS),
        PaperColumn("points", "得分", "Points", "number", 4, 0.8, group=_POINTS),
    )
    rows = [{"number": at, **_item(row, report, setting)} for at, row in enumerate(report.items.to_dicts(), 1)]
    return PaperSheet(_ITEMS, Text("", ""), columns, rows, setting)


def _item(row: Mapping[str, Any], report: FirmReport, setting: Setting) -> dict[str, Any]:
    key, language = row["indicator"], setting.language
    if key not in report.units:  # what else adds to the total
        blank = dict.fromkeys(("benchmark", *_MEANS, "value", "weight", "uncapped", "cap"), "")
        return {**blank, "name": report.names.get(key, key), "points": _to_two_decimals(row["points"])}
    halves = zip(("numerator", "denominator"), report.halves[key], strict=True)
    of_firm = {name: _format_part(row[name], *half, setting) for name, half in halves}
    unit = report.units[key]
    said: dict[str, Any] = {"name": report.names[key], "unit": unit, **of_firm}
    said["value"] = row["value"] if row["applies"] else _NOT_ITS.say(language)
    said |= {name: _mean(row, name) for name in _MEANS}
    said |= {
        "benchmark": _benchmark(row),
        "weight": TO_VERIFY.say(language) if row["weight"] is None else row["weight"],
    }
    cap = report.caps.get(key)
    said |= {
        "uncapped": _uncapped_text(row),
        "cap": NONE if cap is None else f"{cap:g}",
        "points": _to_two_decimals(row["points"]),
    }
    if not report.evaluated:
        said |= {"uncapped": NONE, "cap": NONE, "points": OUT.say(language)}
    elif not row["applies"] and row["points"] is None:
        said |= {"uncapped": NONE, "points": NONE}
    return said


def _format_part(amount: float | None, name: str, unit: str, setting: Setting) -> str:
    """A numerator or denominator: 税收 1,234.5 万元."""
    if not name:
        return NONE
    if amount is None:
        return f"{name} {setting.unknown}"
    # Ten digits are what a return may have; more are of the division into its unit.
    return f"{name} {amount:,.10g} {'× ' if unit.startswith('10') else ''}{unit}"


def _mean(row: Mapping[str, Any], name: str) -> float | str:
    if row[name] is not None:
        return float(row[name])
    return NONE if row[f"{name}_state"] in (None, "missing") else MARK


def _benchmark(row: Mapping[str, Any]) -> float | str | None:
    if {row["benchmark_state"], row["low_state"], row["high_state"]} - {None, SHOWN}:
        return MARK
    if row["low"] is not None:
        return f"{format_significant(row['low'], 4)}–{format_significant(row['high'], 4)}"
    return None if row["benchmark"] is None else float(row["benchmark"])


def _uncapped_text(row: Mapping[str, Any]) -> str:
    return MARK if row["uncapped_state"] not in (None, SHOWN) else _to_two_decimals(row["uncapped"]) or NONE


def _to_two_decimals(points: float | None) -> str | None:
    return None if points is None else f"{points:.2f}"


def _remarks_sheet(report: FirmReport, setting: Setting) -> PaperSheet:
    columns = (PaperColumn("what", "项目", "Item", width=1.2), PaperColumn("said", "内容", "Content", width=8))
    lines = [*report.lines, (Text("异议申请", "Objections"), _OBJECT.say(setting.language))]
    rows = [{"what": label.say(setting.language), "said": said} for label, said in lines]
    return PaperSheet(_WORDS, Text("", ""), columns, rows, setting)


def _signature_sheet(setting: Setting) -> PaperSheet:
    columns = (
        PaperColumn("office", "评价部门（盖章）", "Office (seal)"),
        PaperColumn("firm", "企业签收（签字、盖章）", "Received by the firm (signature, seal)"),
    )
    room = f"\n\n{letter_day(None, setting)}"
    return PaperSheet(_SIGNED, Text("", ""), columns, [{"office": room, "firm": room}], setting)
