"""What follows from a firm's grade, and what went before: price rules with the money, grades of earlier years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.wording.grade_consequences import GradePrice, grade_history_text, price_sentences
from liantu.wording.scheme_names import part_name

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import FirmSheet, Scheme


def list_price_sentences(district: District, sheet: FirmSheet, scheme: Scheme, lang: str) -> list[str]:
    """What each price rule of the scheme makes of the grade, in a sentence each."""
    prices = []
    for row in sheet.prices:
        rule = district.score.price_rule(row["rule"])
        name, confirmed = part_name(rule, lang), rule.status == "confirmed"
        prices.append(
            GradePrice(name, confirmed, row["in_force"], row["grade"], row["years"], row["rate"], row["amount"])
        )
    return price_sentences(prices, lang, has_rules=bool(scheme.policy))


def earlier_grades_text(district: District, sheet: FirmSheet, lang: str) -> str:
    """Settled grades of the years before that of the sheet; nothing where there are none."""
    grades = district.score.earlier_grades(sheet.firm, sheet.year or district.as_of.year)
    return grade_history_text(grades, lang)
