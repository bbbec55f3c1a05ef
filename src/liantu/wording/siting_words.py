"""Words of the siting account (算大账): of page, paper and terminal alike."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from liantu.model.schema import label_code
from liantu.wording import N_, NC_, Translator
from liantu.wording.amounts import format_significant


class Parameters(Protocol):
    """What the years of a case are reckoned with, and which of it the case states."""

    @property
    def discount_rate(self) -> float:
        """A fraction a year."""

    @property
    def years(self) -> int:
        """Years of operation."""

    @property
    def ramp(self) -> tuple[float, ...]:
        """The load of the first years."""

    @property
    def closing_cost(self) -> float | None:
        """CNY at the end; None where it is unknown."""

    @property
    def stated(self) -> Collection[str]:
        """Those that the case states."""


TITLE = N_("Siting account")
UNIT = N_("10,000 CNY a year")
TEN_THOUSAND = 1e4
HOW_READ = N_(
    "Cost of a year at full load, without deductible value-added tax and before income tax; land is spread over the "
    "term of its right, buildings and equipment over the years of operation. An item without a price is to be asked: "
    "never zero, and the total is then a least one. Places are compared over what is known of both."
)
NOT_OFFERED = N_(
    "Tax is what the law says. Refunds or rewards tied to tax paid, land-price return and price cuts of power or gas "
    "for one firm are no parameters."
)
TO_ASK = NC_("siting", "to be asked")
NONE = NC_("siting", "none")
COLUMNS = {
    "place": NC_("siting", "Place"),
    "amount": NC_("siting", "Cost a year"),
    "per_unit": NC_("siting", "CNY a unit of product"),
    "per_output": NC_("siting", "CNY for 10,000 CNY of output"),
    "range": NC_("siting", "Eight in ten draws"),
    "difference": NC_("siting", "Dearer than the first, over what both know"),
    "cheaper": NC_("siting", "First cheaper in draws"),
    "value": NC_("siting", "Present value against the first"),
    "months": NC_("siting", "Months to production"),
    "unknown": NC_("siting", "To be asked"),
}
FLIP_COLUMNS = {
    "input": NC_("siting", "Price"),
    "price": NC_("siting", "Now"),
    "flip": NC_("siting", "The order turns at"),
    "change": NC_("siting", "Change"),
    "range": NC_("siting", "Stated range"),
    "within": NC_("siting", "Within it"),
}
MOVER_COLUMNS = {
    "input": NC_("siting", "Input"),
    "range": NC_("siting", "From low to high"),
    "at_low": NC_("siting", "Difference at low"),
    "at_high": NC_("siting", "Difference at high"),
}
OPEN_COLUMNS = {
    "place": NC_("siting", "Place"),
    "item": NC_("siting", "Item"),
    "why": NC_("siting", "What is missing"),
    "quantity": NC_("siting", "Quantity a year"),
}
#: Why a term has no amount.
MISSING = {
    "price": NC_("siting", "price"),
    "quantity": NC_("siting", "how much the case needs"),
    "route": NC_("siting", "freight route"),
    "market": NC_("siting", "where the product is sold"),
    "weight": NC_("siting", "weight of a unit"),
    "tax": NC_("siting", "what the tax rests on"),
}
EVERYWHERE = NC_("siting", "every place")
#: What the years are reckoned with.
PARAMETERS = {
    "discount_rate": NC_("siting", "discount rate"),
    "years": NC_("siting", "years of operation"),
    "ramp": NC_("siting", "load of the first years"),
    "closing_cost": NC_("siting", "closing cost"),
}
_PARAMETERS = N_(
    "Discount rate %(rate)s%%, %(years)s years of operation, load of the first years %(ramp)s, closing cost "
    "%(closing)s in the last year."
)
_AMOUNT = N_("%s (10,000 CNY)")
_DEFAULTS = N_(" Taken by default, since the case states none: %s.")
_USE = N_("use of {item}")
_OF_PRODUCT = N_("{item}: {product}")


def money_text(value: float | None, tr: Translator, *, at_least: bool = False, digits: int = 4) -> str:
    """CNY as ten thousands; places differ in the third digit, so totals have four.

    >>> money_text(60_751_706.7, str), money_text(5_556_220.0, str, at_least=True)
    ('6075', '≥555.6')
    """
    if value is None:
        return tr(TO_ASK)
    return ("≥" if at_least else "") + format_significant(value / TEN_THOUSAND, digits)


def signed_text(value: float | None, tr: Translator, digits: int = 3) -> str:
    """A difference in ten thousand CNY with its sign.

    >>> signed_text(-518_950.67, str), signed_text(20_000.0, str)
    ('−51.9', '+2')
    """
    if value is None:
        return tr(TO_ASK)
    text = format_significant(abs(value) / TEN_THOUSAND, digits)
    return text if text == "0" else ("+" if value > 0 else "−") + text


def item_text(item: str, product: str, lang: str, tr: Translator) -> str:
    """An item, with the name of its product where it is of one."""
    word = label_code("siting_item", item, lang)
    return tr(_OF_PRODUCT).format(item=word, product=product) if product else word


def input_text(kind: str, place: str, item: str, mode: str | None, tr: Translator, separator: str = " · ") -> str:
    """An input that moves the difference: the place it is of, the item, by which mode; of a quantity that it is one.

    >>> input_text("price", "Near", "ore", None, str), input_text("quantity", "", "power", None, str)
    ('Near · ore', 'use of power')
    """
    words = tr(_USE).format(item=item) if kind == "quantity" else item
    return separator.join(filter(None, [place, words, mode]))


def parameter_text(parameters: Parameters, tr: Translator) -> str:
    """The years of operation in a sentence, and which of it are our own defaults."""
    closing = parameters.closing_cost
    slots = {
        "rate": format_significant(parameters.discount_rate * 100),
        "years": parameters.years,
        "ramp": tr(", ").join(percent_text(load) for load in parameters.ramp),
        "closing": tr(TO_ASK) if closing is None else tr(_AMOUNT) % money_text(closing, tr, digits=3),
    }
    text = tr(_PARAMETERS) % slots
    lacking = [tr(word) for name, word in PARAMETERS.items() if name not in parameters.stated]
    return text + tr(_DEFAULTS) % tr(", ").join(lacking) if lacking else text


def percent_text(share: float | None) -> str:
    """A share as whole per cent.

    >>> percent_text(0.495), percent_text(None)
    ('50%', '')
    """
    return "" if share is None else f"{share * 100:.0f}%"


def change_text(change: float) -> str:
    """A relative change with its sign, no finer than it deserves.

    >>> change_text(-0.0034), change_text(0.157)
    ('−0.34%', '+16%')
    """
    return ("+" if change > 0 else "−") + format_significant(abs(change) * 100, 2) + "%"
