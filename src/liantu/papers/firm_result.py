"""What the points of a firm come to: total, rank, grade, and the grade above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper.firm_report import NONE
from liantu.wording import NC_
from liantu.wording.evaluation_codes import NOT_EVALUATED, TREATMENTS, code_word
from liantu.wording.labels import RANK_IN_GROUP
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.scoring_words import Line

if TYPE_CHECKING:
    from liantu.district.results import FirmSheet, SheetHead


def result_lines(head: SheetHead, names: SchemeNames) -> list[Line]:
    """Total, rank, grade, and the next better one. How sure the grade is stays in the house."""
    total = names.unknown if head["total"] is None else f"{head['total']:.2f}"
    rank = NONE if head["rank"] is None else f"{head['rank']} / {head['of']}"
    if head["treatment"] == "not_evaluated":
        total, rank = names.tr(NOT_EVALUATED), NONE
    return [
        (names.tr(NC_("firm sheet", "Total")), total),
        (names.tr(RANK_IN_GROUP), rank),
        (names.tr("Grade"), _grade(head, names)),
        (names.tr("Next grade"), head.get("next_grade") or NONE),
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


def rounding_lines(sheet: FirmSheet, names: SchemeNames) -> list[Line]:
    """To what points are rounded since their benchmark is a value of another firm; nothing where none is."""
    if not sheet.steps:
        return []
    sentence = names.tr(
        "Points of %(indicators)s are rounded to %(step)s, and the total with them: their benchmark is the value of "
        "a few firms and would follow from them."
    )
    steps = " / ".join(f"{step:g}" for step in sorted({*sheet.steps.values()}))
    return [(names.tr("Rounded"), sentence % {"indicators": names.indicators([*sheet.steps]), "step": steps})]


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
