"""What follows from a grade, and what went before: price rules with the money, grades of earlier years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper.firm_report import Line
from liantu.papers.scheme_names import SchemeWording
from liantu.wording import NC_

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.score.report.firm_sheet import FirmPrice, FirmSheet


def grade_history_lines(district: District, sheet: FirmSheet, say: SchemeWording) -> list[Line]:
    """Settled grades of earlier years."""
    from liantu.score.run.returns_table import read_grade_history

    own = read_grade_history(district.tables).filter(firm=sheet.firm)
    rows = own.filter(pl.col("year") < (sheet.year or district.as_of.year)).select("year", "grade").rows()
    none = say.tr(NC_("firm sheet", "none"))
    said = [say.tr("%(year)s: %(grade)s") % {"year": year, "grade": grade or none} for year, grade in rows]
    words = say.tr(NC_("clauses", ", ")).join(said) or say.tr("none on record")
    return [(say.tr("Earlier grades"), words)]


def consequence_lines(sheet: FirmSheet, say: SchemeWording) -> list[Line]:
    """What each price rule of the scheme makes of the grade."""
    words = [_price(row, say) for row in sheet.prices]
    if not words and say.scheme.policy:
        words = [say.tr("The firm has no grade: the price rules of the scheme do not reach it.")]
    elif not words:
        words = [say.tr("The scheme names no price rule: to be verified.")]
    return [(say.tr("What follows"), ("" if say.setting.chinese else " ").join(words))]


def _price(row: FirmPrice, say: SchemeWording) -> str:
    from liantu.library.policy import read_policy

    rule = read_policy(row["rule"])
    name, grade, years, rate = say.named(rule), row["grade"], row["years"], row["rate"]
    if not row["in_force"]:
        return say.tr("%(name)s: no price rule was in force in that year.") % {"name": name}
    if rate is None:
        return say.tr("%(name)s: no surcharge for grade %(grade)s.") % {"name": name, "grade": grade}
    doubt = "" if rule.status == "confirmed" else say.tr(" (whether in force: to be verified)")
    running = say.tr("1 year") if years == 1 else say.tr("%s years running") % years
    sentence = say.tr("%(name)s: grade %(grade)s for %(running)s, %(rate)s CNY more a kWh; %(money)s%(doubt)s.")
    slots = {"name": name, "grade": grade, "running": running, "rate": f"{rate:g}", "doubt": doubt}
    return sentence % {**slots, "money": _money(row["amount"], say)}


def _money(amount: float | None, say: SchemeWording) -> str:
    """What a surcharge comes to: 10⁴ CNY in Chinese, CNY in English."""
    if amount is None:
        return say.tr("on the electricity of the year: unknown")
    amount_words = f"{amount:.2f}" if say.setting.chinese else f"{amount * 10_000:,.0f}"
    return say.tr("on the electricity of the year %s CNY") % amount_words
