"""What the points of a firm come to: total, rank, grade, the way to the next ones, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper.firm_report import NONE
from liantu.wording import NC_
from liantu.wording.evaluation_codes import NOT_EVALUATED, STABILITY, TREATMENTS, code_word
from liantu.wording.labels import RANK_IN_GROUP
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.scoring_words import Line

if TYPE_CHECKING:
    from liantu.district.results import FirmSheet, SheetHead


def result_lines(head: SheetHead, names: SchemeNames) -> list[Line]:
    """Total, rank, grade, distance to the better and margin above the worse grade, how sure."""
    better, worse = head.get("better"), head.get("worse")
    total = names.unknown if head["total"] is None else f"{head['total']:.2f}"
    rank = NONE if head["rank"] is None else f"{head['rank']} / {head['of']}"
    if head["treatment"] == "not_evaluated":
        total, rank = names.tr(NOT_EVALUATED), NONE
    to_better, to_worse, stable = head.get("to_better"), head.get("to_worse"), head.get("stable")
    return [
        (names.tr(NC_("firm sheet", "Total")), total),
        (names.tr(RANK_IN_GROUP), rank),
        (names.tr("Grade"), _grade(head, names)),
        (
            names.tr("To grade %s (points)") % better if better else names.tr("To the next grade"),
            NONE if to_better is None else f"{to_better:.2f}",
        ),
        (
            names.tr("Above grade %s (points)") % worse if worse else names.tr("Above the next one"),
            NONE if to_worse is None else f"{to_worse:.2f}",
        ),
        (
            names.tr("How sure"),
            NONE if stable is None else names.tr(STABILITY[stable]),
        ),
    ]


def _grade(head: SheetHead, names: SchemeNames) -> str:
    if head["grade"]:
        return names.grade(head["grade"])
    if head["treatment"] == "evaluated":
        return names.tr(NC_("firm sheet", "none"))
    words = code_word(TREATMENTS, head["treatment"], names.tr)
    words += names.tr(" (%s)") % names.firm_class(head["class"]) if head["class"] else ""
    managed = head["class_grade"]
    return words + names.tr(", managed as %(managed)s") % {"managed": managed} if managed else words


def missing_total_lines(sheet: FirmSheet, names: SchemeNames) -> list[Line]:
    """Why there is no total: indicators without points, or parts of the scheme that are not known."""
    if sheet.head["total"] is not None:
        return []
    lacks = sheet.items.filter(sheet.items["points"].is_null() & sheet.items["applies"])
    of_firm = [row["indicator"] for row in lacks.to_dicts() if row["value"] is None]
    of_scheme = [row["indicator"] for row in lacks.to_dicts() if row["value"] is not None]
    parts = []
    if of_firm:
        parts.append(names.tr("Values not known: %(of_firm)s") % {"of_firm": names.indicators(of_firm)})
    if of_scheme:
        parts.append(names.tr("Not told by the scheme: %(of_scheme)s") % {"of_scheme": names.indicators(of_scheme)})
    return [
        (
            names.tr("Why there is no total"),
            (names.tr("; ").join(parts) or names.unknown) + names.tr("."),
        )
    ]


def sensitivity_lines(head: SheetHead, names: SchemeNames) -> list[Line]:
    """What would give another grade: weights ± 10 %, cap, other benchmarks, all weights at random."""
    if head.get("stable") is None:
        return []
    label = names.tr("What changes the grade")
    if head["stable"]:
        words = names.tr("Stable: no weight 10% more or less, cap on or off, or other benchmark gives another grade.")
        return [(label, words)]
    parts = [names.variant(key) for key in head["changes"]]
    if head["same_grade"] is not None and head["same_grade"] < 1:
        share = f"{head['same_grade']:.1%}"
        parts.append(
            names.tr("all weights up to 10%% more or less at random (the same grade in %(share)s)") % {"share": share}
        )
    causes = names.tr(NC_("firm sheet", "; ")).join(parts)
    words = names.tr("Unstable; each of these may give another grade: %(told)s.") % {"told": causes}
    return [(label, words)]
