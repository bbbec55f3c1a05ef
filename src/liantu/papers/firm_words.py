"""What page and paper both say of a firm: how its points are made, what follows from its grade, earlier grades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.wording.grade_consequences import GradePrice, grade_history_text, price_sentences
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.scoring_words import Line, adjustment_lines, benchmark_lines, formula_lines

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import FirmSheet, Group, Scheme


def scoring_lines(sheet: FirmSheet, scheme: Scheme, names: SchemeNames) -> list[Line]:
    """The formula, what each benchmark is, whether the grade was moved; without points the last alone."""
    group = find_group(scheme, sheet)
    items = group.items if group and is_evaluated(sheet) else ()
    return [*formula_lines(items, names), *benchmark_lines(items, names), *moved_grade_lines(sheet, names)]


def moved_grade_lines(sheet: FirmSheet, names: SchemeNames) -> list[Line]:
    """By which rules the grade is another one than that of the cut."""
    return adjustment_lines(sheet.head["grade_before"], sheet.head["grade"], sheet.head["moves"] or (), names)


def list_price_sentences(district: District, sheet: FirmSheet, scheme: Scheme, names: SchemeNames) -> list[str]:
    """What each price rule of the scheme makes of the grade, in a sentence each."""
    prices = []
    for row in sheet.prices:
        rule = district.score.price_rule(row["rule"])
        prices.append(
            GradePrice(
                rule=names.part(rule),
                confirmed=rule.status == "confirmed",
                in_force=row["in_force"],
                grade=row["grade"],
                years=row["years"],
                rate=row["rate"],
                amount=row["amount"],
            )
        )
    return price_sentences(prices, names.language, has_rules=bool(scheme.policy))


def earlier_grades_text(district: District, sheet: FirmSheet, names: SchemeNames) -> str:
    """Settled grades of the years before that of the sheet; nothing where there are none."""
    grades = district.score.earlier_grades(sheet.firm, sheet.year or district.as_of.year)
    return grade_history_text(grades, names.language)


def find_group(scheme: Scheme, sheet: FirmSheet) -> Group | None:
    """The peer group of the firm in a scheme."""
    return next((group for group in scheme.groups if group.id == sheet.head["group"]), None)


def is_evaluated(sheet: FirmSheet) -> bool:
    """Whether the firm gets points: of one that is not evaluated they are not unknown, there are none."""
    return sheet.head["treatment"] != "not_evaluated"
