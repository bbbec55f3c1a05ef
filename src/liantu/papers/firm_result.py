"""What the points of a firm come to: total, rank, grade, the way to the next ones, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper.firm_report import NONE, OUT, Line
from liantu.exchange.paper.setting import Text
from liantu.papers.scheme_names import SchemeWording
from liantu.score.scheme.grading_rules import BACKFILL

if TYPE_CHECKING:
    from liantu.score.report.firm_sheet import FirmSheet, SheetHead

_STABLE = {True: Text("稳定", "stable"), False: Text("不稳定", "unstable")}
_OTHERS = {
    "mean": Text("基准值改为均值", "benchmark: mean"),
    "median": Text("基准值改为中位数", "benchmark: median"),
    "sum_over_sum": Text("基准值改为总量之比", "benchmark: sum ÷ sum"),
    "on": Text("按权重的1.5倍封顶", "with a cap of 1.5 weights"),
    "off": Text("不封顶", "without the cap"),
}


def result_lines(head: SheetHead, say: SchemeWording) -> list[Line]:
    """Total, rank, grade, distance to the better and margin above the worse grade, how sure."""
    better, worse = head.get("better"), head.get("worse")
    total = say.setting.unknown if head["total"] is None else f"{head['total']:.2f}"
    rank = NONE if head["rank"] is None else f"{head['rank']} / {head['of']}"
    if head["treatment"] == "not_evaluated":
        total, rank = OUT.say(say.setting.language), NONE
    to_better, to_worse, stable = head.get("to_better"), head.get("to_worse"), head.get("stable")
    return [
        (Text("总分", "Total"), total),
        (Text("组内位次", "Rank in its group"), rank),
        (Text("等次", "Grade"), _grade(head, say)),
        (
            Text(f"距上一等次{better or ''}（分）", f"To grade {better} (points)" if better else "To the next grade"),
            NONE if to_better is None else f"{to_better:.2f}",
        ),
        (
            Text(
                f"高于下一等次{worse or ''}（分）", f"Above grade {worse} (points)" if worse else "Above the next one"
            ),
            NONE if to_worse is None else f"{to_worse:.2f}",
        ),
        (
            Text("等次稳定性", "How sure"),
            NONE if stable is None else _STABLE[stable].say(say.setting.language),
        ),
    ]


def _grade(head: SheetHead, say: SchemeWording) -> str:
    if head["grade"]:
        return say.grade(head["grade"])
    aside = next((one for one in say.scheme.classes if one.id == head["class"]), None)
    if head["treatment"] == "evaluated":
        return say("未评定", "none")
    words = OUT.say(say.setting.language) if head["treatment"] == "not_evaluated" else say("不评定等次", "not graded")
    words += say(f"（{say.named(aside)}）", f" ({say.named(aside)})") if aside else ""
    managed = head["class_grade"]
    return words + say(f"，参照{managed}等管理", f", managed as {managed}") if managed else words


def missing_total_lines(sheet: FirmSheet, say: SchemeWording) -> list[Line]:
    """Why there is no total: indicators without points, or parts of the scheme that are not known."""
    if sheet.head["total"] is not None:
        return []
    lacks = sheet.items.filter(sheet.items["points"].is_null() & sheet.items["applies"])
    of_firm = [row["indicator"] for row in lacks.to_dicts() if row["value"] is None]
    of_scheme = [row["indicator"] for row in lacks.to_dicts() if row["value"] is not None]
    parts = []
    if of_firm:
        parts.append(say(f"企业数据未掌握：{say.items(of_firm)}", f"Values not known: {say.items(of_firm)}"))
    if of_scheme:
        parts.append(
            say(f"方案未明确（待核）：{say.items(of_scheme)}", f"Not told by the scheme: {say.items(of_scheme)}")
        )
    return [
        (
            Text("未得出总分的原因", "Why there is no total"),
            (say("；", "; ").join(parts) or say.setting.unknown) + say("。", "."),
        )
    ]


def adjustment_lines(head: SheetHead, say: SchemeWording) -> list[Line]:
    """By which rules the grade is another one than that of the cut."""
    cut, grade = head["grade_before"], head["grade"]
    if not head["moves"] or not cut or cut == grade:
        return []
    named = [say.named(one) for one in say.scheme.moves if one.id in head["moves"]]
    named += [say("名额递补", "a place that was left")] if BACKFILL in head["moves"] else []
    rules = say("、", ", ").join(named)
    words = say(f"按得分为{cut}等，因“{rules}”调整为{grade}等。", f"{cut} by its points, {grade} after: {rules}.")
    return [(Text("等次调整", "Grade moved"), words)]


def sensitivity_lines(head: SheetHead, say: SchemeWording) -> list[Line]:
    """What would give another grade: weights ± 10 %, cap, other benchmarks, all weights at random."""
    if head.get("stable") is None:
        return []
    label = Text("等次变化情形", "What changes the grade")
    if head["stable"]:
        words = say(
            "稳定：单项权重上下调整10%、有无封顶、改用其他基准值，等次均不变。",
            "Stable: no weight 10% more or less, cap on or off, or other benchmark gives another grade.",
        )
        return [(label, words)]
    parts = [_variant(key, say) for key in head["changes"]]
    if head["same_grade"] is not None and head["same_grade"] < 1:
        share = f"{head['same_grade']:.1%}"
        parts.append(
            say(
                f"各项权重同时随机调整10%以内（{share}的情形等次不变）",
                f"all weights up to 10% more or less at random (the same grade in {share})",
            )
        )
    told = say("、", "; ").join(parts)
    words = say(
        f"不稳定：以下任一情形可使等次改变：{told}。", f"Unstable; each of these may give another grade: {told}."
    )
    return [(label, words)]


def _variant(key: str, say: SchemeWording) -> str:
    kind, _sep, what = key.partition(":")
    if kind != "weight":
        return _OTHERS[what].say(say.setting.language)
    name, more = say.item(what[:-1]), what.endswith("+")
    return say(f"{name}权重{'上调' if more else '下调'}10%", f"weight of {name} {'+10%' if more else '−10%'}")
