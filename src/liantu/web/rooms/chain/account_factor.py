"""What a gap is multiplied with or drawn from, in words: prices, the usual plant, the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.web.core import link_cells
from liantu.web.core.amount_text import amount_with_unit, money_text, spoken_figure
from liantu.web.core.page_tables import Link
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import choose_scale, format_significant, unit_word
from liantu.wording.periods import period_text

if TYPE_CHECKING:
    from liantu.district.results import Account, AccountFactor, PriceTerm, TaxTerm


def describe_result(view: RequestView, account: Account) -> str:
    """The number of an account: an amount a year, money in 100 m CNY, or plants, each with its low and high."""
    factor = account["factor"]
    if factor is None:
        return amount_with_unit(view, account["typical"], account["unit"])
    ends = (factor["result_low"], factor["result_typical"], factor["result_high"])
    if factor["kind"] == "price":
        return _describe_value(view, ends)
    if factor["result_typical"] is None:
        return amount_with_unit(view, None, account["unit"])
    if factor["kind"] == "draws":
        return " / ".join(amount_with_unit(view, end, account["unit"]) for end in ends)
    return view.tr("%s usual plants") % _figures(view, ends)


def _describe_value(view: RequestView, ends: tuple[float | None, float | None, float | None]) -> str:
    """The value of a gap: low, typical and high, a band where no typical price is known or it is recalled."""
    low, typical, high = ends
    if low is None or high is None:
        return view.tr("unknown")
    figures = (low, high) if typical is None else (low, typical, high)
    return view.tr("%s (100 m CNY a year)") % ("–" if typical is None else " / ").join(
        money_text(view, end) for end in figures
    )


def describe_factor(view: RequestView, account: Account) -> list[tuple[str, Link]]:
    """The terms beside those of the gap, each with its source: the price and the tax, the usual plant, the draws.

    Nothing for a number that rests on its terms alone.
    """
    factor = account["factor"]
    if factor is None:
        return []
    slots = {"gap": amount_with_unit(view, factor["gap"], account["unit"]), "unit": account["unit"]}
    slots |= {"factor": _figures(view, (factor["low"], factor["typical"], factor["high"]))}
    slots["grade"] = view.word("grade", factor["grade"]) if factor["grade"] else view.tr("unknown")
    source = link_cells.row_link(view, ["sources"], factor["source"])
    if factor["kind"] == "price":
        return _describe_price(view, account, factor, slots["gap"])
    if factor["kind"] == "usual_plant":
        sizes = [factor["low"], factor["typical"], factor["high"]]
        scale = choose_scale(sizes, account["unit"] or "", chinese=view.zh, yearly=False)
        low, typical, high = (None if size is None else size / scale.divisor for size in sizes)
        slots |= {"factor": _figures(view, (low, typical, high)), "unit": scale.unit}
        text = view.tr("Gap %(gap)s ÷ usual plant %(factor)s %(unit)s a year (reliability %(grade)s)") % slots
    else:
        text = view.tr("Gap %(gap)s, %(factor)s draws of every coefficient; P10 / P50 / P90") % slots
    return [(text, source)]


def _describe_price(view: RequestView, account: Account, factor: AccountFactor, gap: str) -> list[tuple[str, Link]]:
    """The gap, the price row and the tax, a line each."""
    price, tax = factor["price"], factor["tax"]
    if price is None or tax is None:
        return [(view.tr("Gap %s; no price known at this date, so that its value is unknown.") % gap, Link(""))]
    line = _price_line(view, account, price)
    return [
        (view.tr("Gap %s") % gap, Link("")),
        (line, link_cells.row_link(view, ["sources"], price["source"])),
        (_tax_line(view, tax), Link("")),
    ]


def _price_line(view: RequestView, account: Account, price: PriceTerm) -> str:
    """A price with its typical value; one that is recalled, or known as a band, as a band only."""
    low, typical, high = price["low"], price["typical"], price["high"]
    slots = {
        "period": period_text(price["period"] or "", view.lang),
        "figures": f"{_figure(view, low)}–{_figure(view, high)}"
        if typical is None
        else _figures(view, (low, typical, high)),
        "unit": unit_word(account["unit"], chinese=view.zh),
        "basis": view.word("price_basis", price["basis"]),
        "tax": view.word("price_tax", price["tax"]),
        "grade": view.word("grade", price["grade"]),
    }
    text = (
        view.tr("× price of %(period)s: %(figures)s CNY/%(unit)s (%(basis)s, %(tax)s, reliability %(grade)s)") % slots
    )
    others = [product for product in price["products"] if product != account["product"]]
    if others:
        text += view.tr("; the price of %s") % view.tr(", ").join(view.name(product) for product in others)
    return text + (view.tr("; quoted as %s") % price["quote"] if price["quote"] else "")


def _tax_line(view: RequestView, tax: TaxTerm) -> str:
    if tax["rate"] is not None:
        rate = format_significant(tax["rate"] * 100)
        return view.tr("÷ (1 + VAT of %s %%): output value is counted without it") % rate
    if tax["tax"] == "excl":
        return view.tr("VAT: none in the quote")
    return view.tr("VAT: the quote does not say whether it has it; none was taken off")


def _figure(view: RequestView, value: float | None) -> str:
    return "" if value is None else spoken_figure(view, value, 2)


def _figures(view: RequestView, values: tuple[float | None, ...]) -> str:
    return " / ".join(spoken_figure(view, value) for value in values if value is not None)
