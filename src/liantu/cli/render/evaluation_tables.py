"""Evaluations on a terminal: points to two decimals, names of the scheme in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from rich.table import Table

from liantu.cli.render.console_table import format_significant, print_table
from liantu.score.report.run_records import build_firm_outcome
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.indicator_applicability import not_applicable_indicators
from liantu.score.scheme.grading_rules import BACKFILL, FirmClass, GradeAdjustment
from liantu.score.scheme.parameters import count_statuses
from liantu.score.scheme.provenance import STATUSES
from liantu.score.scheme.scheme import Group, Scheme
from liantu.score.scheme.unknown_parts import find_unknown_parts

_NOT_APPLICABLE = ("不适用", "not applicable")
_FILLED = ("递补", "filled a place")
_OUTSIDE = ("未分组", "In no group")
_EVALUATION = ("参评情况", "Evaluation")
_UNKNOWN = ("未掌握", "unknown")
_STATUS = {
    "confirmed": ("已核", "confirmed"),
    "default": ("本系统默认", "default of ours"),
    "unknown": ("未掌握", "unknown"),
}
_STEPS: Mapping[str, tuple[str, str]] = {
    "numerator": ("分子", "Numerator"),
    "denominator": ("分母", "Denominator"),
    "value": ("指标值", "Value"),
    "benchmark": ("基准", "Benchmark"),
    "low": ("下限", "Low"),
    "high": ("上限", "High"),
    "weight": ("权重", "Weight"),
    "uncapped": ("未封顶得分", "Before cap and floor"),
    "points": ("得分", "Points"),
}
_OTHERS = {"reweighed": ("不适用项权重分摊", "Weight of what does not apply"), "rounding": ("取位", "Rounding")}
_TREATMENT = {
    "evaluated": ("参评定等次", "evaluated"),
    "not_graded": ("参评不定等次", "scored, not graded"),
    "not_evaluated": ("不参评", "not evaluated"),
}
_AMOUNT = ("数值", "Amount")
_TREATED = ("treatment", "class", "class_grade")
_RUN = ("total", "rank", "grade", "moves")


def to_flat_table(run: Evaluation) -> pl.DataFrame:
    """The run as one flat table: firm, group, a column an indicator, total, rank, grade, moves."""
    points = run.points.drop("firm")
    head, tail = run.firms.select("firm", "group"), run.firms.select(*_RUN)
    return pl.concat([head, points, tail.with_columns(pl.col("moves").list.join(";"))], how="horizontal")


def print_scores(run: Evaluation, language: str) -> None:
    """The firms of each group by rank, one table a group, and those of none; unknown reads 未掌握, never zero, and what
    does not apply 不适用. Of a firm that is not evaluated nothing is unknown: it says so."""
    at = 0 if language.startswith("zh") else 1
    rows = to_flat_table(run).with_columns(*run.firms.select("moves", *_TREATED), not_applicable_indicators(run))
    titles: dict[str | None, str] = {group.id: (group.zh, group.en)[at] for group in run.scheme.groups}
    titles[None] = _OUTSIDE[at]
    for group, title in titles.items():
        own = rows.filter(pl.col("group").eq_missing(group)).sort("rank", nulls_last=True)
        if own.is_empty():
            continue
        items = [item.indicator for one in run.scheme.groups if one.id == group for item in one.items]
        used = items + [name for name in run.points.columns[1:] if name not in items and own[name].count()]
        table = Table(title=title)
        table.add_column(("企业", "Firm")[at])
        for name in used:
            table.add_column(_indicator_name(run.scheme, name, at), justify="right")
        for words in (("总分", "Total"), ("位次", "Rank"), ("等次", "Grade"), ("调档", "Moves")):
            table.add_column(words[at], justify="right")
        table.add_column(_EVALUATION[at])
        for row in own.iter_rows(named=True):
            points = [_points(row, name, at) if name in items or row[name] is not None else "" for name in used]
            table.add_row(row["firm"], *points, *_result_cells(run.scheme, row, at))
        print_table(table)


def _points(row: Mapping[str, Any], name: str, at: int) -> str:
    """Points of an item, or why there are none."""
    if row[name] is None and row["treatment"] == "not_evaluated":
        return ""
    return _NOT_APPLICABLE[at] if row[name] is None and name in row["not_applicable"] else _number(row[name], at)


def _result_cells(scheme: Scheme, row: Mapping[str, Any], at: int) -> list[str]:
    """Total, rank, grade, moves, and whether the firm is evaluated: unknown only of one that is."""
    moves, treated = _moves(scheme, row["moves"], at), _treatment_text(scheme, row, at)
    if row["treatment"] == "not_evaluated":
        return ["", "", _grade(row, at), moves, treated]
    rank = _UNKNOWN[at] if row["rank"] is None else str(row["rank"])
    return [_number(row["total"], at), rank, _grade(row, at), moves, treated]


def print_account(run: Evaluation, firm: str, language: str) -> None:
    """What became of one firm, then its sum, a row a number."""
    at = 0 if language.startswith("zh") else 1
    _print_ending(run, firm, at)
    table = Table()
    for words in (("项目", "Item"), ("步骤", "Step"), _AMOUNT):
        table.add_column(words[at], justify="right" if words is _AMOUNT else "left")
    for indicator, step, amount in run.account(firm).select("indicator", "step", "amount").iter_rows():
        table.add_row(_indicator_name(run.scheme, indicator, at), _STEPS[step][at], format_significant(amount, 8))
    print_table(table)


def _print_ending(run: Evaluation, firm: str, at: int) -> None:
    row = build_firm_outcome(run, firm)
    total, rank, grade, moves, treated = _result_cells(run.scheme, row, at)
    rank = rank if row["rank"] is None else ("{}（共 {} 家）", "{} of {}")[at].format(rank, row["of"])
    table = Table(title=firm, show_header=False)
    for words, value in (
        (("评价分组", "Group"), _part_name(run.scheme.groups, row["group"], at)),
        (_EVALUATION, treated),
        (("总分", "Total"), total),
        (("位次", "Rank"), rank),
        (("调档前等次", "Grade before moves"), row["grade_before"]),
        (("等次", "Grade"), grade),
        (("调档", "Moves"), moves),
        (("距上一等次差（分）", "To the next better grade"), _next_grade_text(row["to_better"], row["better"])),
        (("高出下一等次（分）", "Above the next worse grade"), _next_grade_text(row["to_worse"], row["worse"])),
    ):
        table.add_row(words[at], value or "")
    print_table(table)


def _grade(row: Mapping[str, Any], at: int) -> str:
    """The grade; of a class without one what it is managed as, of a firm that should have one 未掌握."""
    if row["grade"] is None and row["class_grade"]:
        return ("按 {} 管理", "managed as {}")[at].format(row["class_grade"])
    return row["grade"] or (_UNKNOWN[at] if row["treatment"] == "evaluated" else "")


def _next_grade_text(points: float | None, grade: str | None) -> str:
    return "" if points is None else f"{points:,.2f} → {grade}"


def _treatment_text(scheme: Scheme, row: Mapping[str, Any], at: int) -> str:
    """Whether a firm is evaluated, and the class that says so."""
    said = _TREATMENT[row["treatment"]][at]
    return said if row["class"] is None else f"{said} · {_part_name(scheme.classes, row['class'], at)}"


def _moves(scheme: Scheme, moves: Sequence[str] | None, at: int) -> str:
    said = (_FILLED[at] if name == BACKFILL else _part_name(scheme.moves, name, at) for name in moves or ())
    return ("、", "; ")[at].join(said)


def _part_name(things: Sequence[Group | FirmClass | GradeAdjustment], name: str | None, at: int) -> str:
    """One of some parts of a scheme by name."""
    found = next((one for one in things if one.id == name), None)
    return (name or "") if found is None else (found.zh, found.en)[at]


def scheme_list(schemes: Sequence[Scheme]) -> pl.DataFrame:
    """Schemes with issuer and date; how many parameters are confirmed, ours, unknown; how many parts a run asks for."""
    return pl.DataFrame(
        [
            (s.id, s.zh, s.en, s.issuer, s.published, *count_statuses(s).values(), len(find_unknown_parts(s)))
            for s in schemes
        ],
        schema=["id", "zh", "en", "issuer", "published", *STATUSES, "unknown_parts"],
        orient="row",
    )


def print_schemes(rows: pl.DataFrame, language: str) -> None:
    """The list of schemes; how many parameters of each are confirmed, ours, unknown."""
    at = 0 if language.startswith("zh") else 1
    table = Table()
    heads = (("编号", "Id"), ("名称", "Name"), ("印发单位", "Issuer"), ("日期", "Date"))
    for words in heads:
        table.add_column(words[at])
    for status in STATUSES:
        table.add_column(_STATUS[status][at], justify="right")
    for row in rows.iter_rows(named=True):
        name = row["zh"] if at == 0 else row["en"]
        counts = [str(row[status]) for status in STATUSES]
        table.add_row(row["id"], name, row["issuer"], row["published"], *counts)
    print_table(table)


def _indicator_name(scheme: Scheme, name: str, at: int) -> str:
    if name in scheme.indicators:
        return (scheme.indicators[name].zh, scheme.indicators[name].en)[at]
    rule = next((rule for rule in scheme.points if rule.id == name), None)
    return (rule.zh, rule.en)[at] if rule else _OTHERS.get(name, (name, name))[at]


def _number(value: float | None, at: int) -> str:
    return _UNKNOWN[at] if value is None else f"{value:,.2f}"
