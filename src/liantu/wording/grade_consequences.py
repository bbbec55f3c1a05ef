"""What follows from a grade and what went before it, in sentences: prices of electricity, grades of earlier years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liantu.wording import NC_, Translator, translator


@dataclass(frozen=True)
class GradePrice:
    """What a price rule makes of a grade: ``rate`` in CNY/kWh, ``amount`` in 10⁴ CNY; None without a price.

    ``rule`` is its name in the language of the sentence, ``confirmed`` whether it is known to be in force.
    """

    rule: str
    confirmed: bool
    in_force: bool
    grade: str
    years: int | None
    rate: float | None
    amount: float | None


def price_sentences(prices: Sequence[GradePrice], lang: str, *, has_rules: bool) -> list[str]:
    """A sentence a price rule; one that says why where there is none. ``has_rules``: the scheme names price rules."""
    tr = translator(lang)
    if prices:
        return [price_sentence(price, lang) for price in prices]
    if has_rules:
        return [tr("The firm has no grade: the price rules of the scheme do not reach it.")]
    return [tr("The scheme names no price rule: to be verified.")]


def price_sentence(price: GradePrice, lang: str) -> str:
    """What a price rule makes of a grade.

    >>> price = GradePrice("Rule", True, True, "D", 3, 0.15, 11.52)
    >>> price_sentence(price, "en")
    'Rule: grade D for 3 years running, 0.15 CNY more a kWh; on the electricity of the year 115,200 CNY.'
    """
    tr = translator(lang)
    if not price.in_force:
        return tr("%(name)s: no price rule was in force in that year.") % {"name": price.rule}
    if price.rate is None:
        return tr("%(name)s: no surcharge for grade %(grade)s.") % {"name": price.rule, "grade": price.grade}
    slots = {
        "name": price.rule,
        "grade": price.grade,
        "running": tr("1 year") if price.years == 1 else tr("%s years running") % price.years,
        "rate": f"{price.rate:g}",
        "money": _money_text(price.amount, lang, tr),
        "doubt": "" if price.confirmed else tr(" (whether in force: to be verified)"),
    }
    return tr("%(name)s: grade %(grade)s for %(running)s, %(rate)s CNY more a kWh; %(money)s%(doubt)s.") % slots


def _money_text(amount: float | None, lang: str, tr: Translator) -> str:
    """What a surcharge comes to: 10⁴ CNY in Chinese, CNY in English."""
    if amount is None:
        return tr("on the electricity of the year: unknown")
    figure = f"{amount:.2f}" if lang.startswith("zh") else f"{amount * 10_000:,.0f}"
    return tr("on the electricity of the year %s CNY") % figure


def grade_history_text(grades: Iterable[tuple[int, str | None]], lang: str) -> str:
    """Settled grades by year; nothing where there are none.

    >>> grade_history_text([(2021, "D"), (2022, None)], "en")
    '2021: D, 2022: none'
    """
    tr = translator(lang)
    none = tr(NC_("firm sheet", "none"))
    years = [tr("%(year)s: %(grade)s") % {"year": year, "grade": grade or none} for year, grade in grades]
    return tr(NC_("clauses", ", ")).join(years)
