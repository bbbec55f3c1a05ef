"""What the points of a firm come to: total, rank, grade, the way to the next ones, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper.firm_report import NONE, OUT, Line
from liantu.papers.scheme_names import SchemeWording
from liantu.score.scheme.grading_rules import BACKFILL
from liantu.wording import N_, NC_

if TYPE_CHECKING:
    from liantu.score.report.firm_sheet import FirmSheet, SheetHead

_STABLE = {True: N_("stable"), False: N_("unstable")}
_OTHERS = {
    "mean": NC_("firm sheet", "benchmark: mean"),
    "median": NC_("firm sheet", "benchmark: median"),
    "sum_over_sum": NC_("firm sheet", "benchmark: sum ÷ sum"),
    "on": NC_("firm sheet", "with a cap of 1.5 weights"),
    "off": N_("without the cap"),
}


def result_lines(head: SheetHead, say: SchemeWording) -> list[Line]:
    """Total, rank, grade, distance to the better and margin above the worse grade, how sure."""
    better, worse = head.get("better"), head.get("worse")
    total = say.setting.unknown if head["total"] is None else f"{head['total']:.2f}"
    rank = NONE if head["rank"] is None else f"{head['rank']} / {head['of']}"
    if head["treatment"] == "not_evaluated":
        total, rank = say.tr(OUT), NONE
    to_better, to_worse, stable = head.get("to_better"), head.get("to_worse"), head.get("stable")
    return [
        (say.tr(NC_("firm sheet", "Total")), total),
        (say.tr("Rank in its group"), rank),
        (say.tr("Grade"), _grade(head, say)),
        (
            say.tr("To grade %s (points)") % better if better else say.tr("To the next grade"),
            NONE if to_better is None else f"{to_better:.2f}",
        ),
        (
            say.tr("Above grade %s (points)") % worse if worse else say.tr("Above the next one"),
            NONE if to_worse is None else f"{to_worse:.2f}",
        ),
        (
            say.tr("How sure"),
            NONE if stable is None else say.tr(_STABLE[stable]),
        ),
    ]


def _grade(head: SheetHead, say: SchemeWording) -> str:
    if head["grade"]:
        return say.grade(head["grade"])
    aside = next((one for one in say.scheme.classes if one.id == head["class"]), None)
    if head["treatment"] == "evaluated":
        return say.tr(NC_("firm sheet", "none"))
    words = say.tr(OUT) if head["treatment"] == "not_evaluated" else say.tr("not graded")
    words += say.tr(" (%s)") % say.named(aside) if aside else ""
    managed = head["class_grade"]
    return words + say.tr(", managed as %(managed)s") % {"managed": managed} if managed else words


def missing_total_lines(sheet: FirmSheet, say: SchemeWording) -> list[Line]:
    """Why there is no total: indicators without points, or parts of the scheme that are not known."""
    if sheet.head["total"] is not None:
        return []
    lacks = sheet.items.filter(sheet.items["points"].is_null() & sheet.items["applies"])
    of_firm = [row["indicator"] for row in lacks.to_dicts() if row["value"] is None]
    of_scheme = [row["indicator"] for row in lacks.to_dicts() if row["value"] is not None]
    parts = []
    if of_firm:
        parts.append(say.tr("Values not known: %(of_firm)s") % {"of_firm": say.items(of_firm)})
    if of_scheme:
        parts.append(say.tr("Not told by the scheme: %(of_scheme)s") % {"of_scheme": say.items(of_scheme)})
    return [
        (
            say.tr("Why there is no total"),
            (say.tr("; ").join(parts) or say.setting.unknown) + say.tr("."),
        )
    ]


def adjustment_lines(head: SheetHead, say: SchemeWording) -> list[Line]:
    """By which rules the grade is another one than that of the cut."""
    cut, grade = head["grade_before"], head["grade"]
    if not head["moves"] or not cut or cut == grade:
        return []
    named = [say.named(one) for one in say.scheme.moves if one.id in head["moves"]]
    named += [say.tr("a place that was left")] if BACKFILL in head["moves"] else []
    rules = say.tr(", ").join(named)
    words = say.tr("%(cut)s by its points, %(grade)s after: %(rules)s.") % {"cut": cut, "grade": grade, "rules": rules}
    return [(say.tr("Grade moved"), words)]


def sensitivity_lines(head: SheetHead, say: SchemeWording) -> list[Line]:
    """What would give another grade: weights ± 10 %, cap, other benchmarks, all weights at random."""
    if head.get("stable") is None:
        return []
    label = say.tr("What changes the grade")
    if head["stable"]:
        words = say.tr("Stable: no weight 10% more or less, cap on or off, or other benchmark gives another grade.")
        return [(label, words)]
    parts = [_variant(key, say) for key in head["changes"]]
    if head["same_grade"] is not None and head["same_grade"] < 1:
        share = f"{head['same_grade']:.1%}"
        parts.append(
            say.tr("all weights up to 10%% more or less at random (the same grade in %(share)s)") % {"share": share}
        )
    told = say.tr(NC_("firm sheet", "; ")).join(parts)
    words = say.tr("Unstable; each of these may give another grade: %(told)s.") % {"told": told}
    return [(label, words)]


def _variant(key: str, say: SchemeWording) -> str:
    kind, _sep, what = key.partition(":")
    if kind != "weight":
        return say.tr(_OTHERS[what])
    name, more = say.item(what[:-1]), what.endswith("+")
    return (say.tr("weight of %s +10%%") if more else say.tr("weight of %s −10%%")) % name
