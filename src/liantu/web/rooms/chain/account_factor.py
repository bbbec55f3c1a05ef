"""What a gap is multiplied with or drawn from, in words: prices, the usual plant, the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.web.core import link_cells
from liantu.web.core.amount_text import amount_with_unit, money_text
from liantu.web.core.page_tables import Link
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import format_significant

if TYPE_CHECKING:
    from liantu.district.results import Account


def describe_result(view: RequestView, account: Account) -> str:
    """The number of an account: an amount a year, money in 100 m CNY, or plants, each with its low and high."""
    factor = account["factor"]
    if factor is None or factor["result_typical"] is None:
        return amount_with_unit(view, account["typical"], account["unit"])
    ends = (factor["result_low"], factor["result_typical"], factor["result_high"])
    if factor["kind"] == "draws":
        return " / ".join(amount_with_unit(view, end, account["unit"]) for end in ends)
    if factor["kind"] == "price":
        return view.tr("%s (100 m CNY a year)") % " / ".join(money_text(view, end) for end in ends)
    return view.tr("%s usual plants") % _figures(ends)


def describe_factor(view: RequestView, account: Account) -> tuple[str, Link] | None:
    """The sentence on the factor of an account, and its source; None for a number that rests on its terms alone."""
    factor = account["factor"]
    if factor is None:
        return None
    slots = {"gap": amount_with_unit(view, factor["gap"], account["unit"]), "unit": account["unit"]}
    slots |= {"factor": _figures((factor["low"], factor["typical"], factor["high"])), "year": factor["year"] or ""}
    slots["grade"] = view.word("grade", factor["grade"]) if factor["grade"] else view.tr("unknown")
    if factor["kind"] == "price":
        text = view.tr("Gap %(gap)s × price %(factor)s CNY/%(unit)s (of %(year)s, reliability %(grade)s)") % slots
    elif factor["kind"] == "usual_plant":
        text = view.tr("Gap %(gap)s ÷ usual plant %(factor)s %(unit)s a year (reliability %(grade)s)") % slots
    else:
        text = view.tr("Gap %(gap)s, %(factor)s draws of every coefficient; P10 / P50 / P90") % slots
    return text, link_cells.row_link(view, ["sources"], factor["source"])


def _figures(values: tuple[float | None, ...]) -> str:
    return " / ".join(format_significant(value) for value in values if value is not None)
