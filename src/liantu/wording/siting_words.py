"""Words of the siting account (算大账): of page, paper and terminal alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from liantu.model.schema import label_code
from liantu.model.siting_items import ITEMS
from liantu.model.tables import Tables
from liantu.wording import N_, NC_, Translator, translator
from liantu.wording.amounts import choose_scale, format_significant
from liantu.wording.days import day_text
from liantu.wording.unit_names import UnitNames


class DatedRates(Protocol):
    """A tax whose rate changes on stated days."""

    @property
    def rates(self) -> Sequence[tuple[date, float]]:
        """Each rate with the day that it begins, the one in force first."""


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
    "unit": N_("Unit"),
    "change": NC_("siting", "Change"),
    "range": NC_("siting", "Stated range"),
    "within": NC_("siting", "Within it"),
}
MOVER_COLUMNS = {
    "input": NC_("siting", "Input"),
    "range": NC_("siting", "From low to high"),
    "unit": N_("Unit"),
    "at_low": NC_("siting", "Difference at low"),
    "at_high": NC_("siting", "Difference at high"),
}
OPEN_COLUMNS = {
    "place": NC_("siting", "Place"),
    "item": NC_("siting", "Item"),
    "why": NC_("siting", "What is missing"),
    "quantity": NC_("siting", "Quantity a year"),
}
PRICE_COLUMNS = {
    "input": NC_("siting", "Price"),
    "price": NC_("siting", "Without tax"),
    "range": NC_("siting", "Range"),
    "unit": N_("Unit"),
    "tax": NC_("siting", "As quoted"),
    "period": NC_("siting", "Time"),
    "spec": NC_("siting", "Specification and basis"),
    "source": N_("Source"),
}
#: In the place of the range of a price that was stated as one figure.
ONE_FIGURE = NC_("siting", "one figure")
#: What nobody states of a price.
UNSTATED = NC_("price", "to be asked")
_HOURS = N_("%s hours of the year")
_MARKET_SPEC = N_("%s; grade to be asked")
TERM_COLUMNS = {
    "place": NC_("siting", "Place"),
    "item": NC_("siting", "Item"),
    "row": NC_("siting", "Price row"),
    "quantity": NC_("siting", "Quantity a year"),
    "price": NC_("siting", "Without tax"),
    "amount": NC_("siting", "Cost a year"),
}
CASH_COLUMNS = {
    "year": NC_("siting", "Year"),
    "load": NC_("siting", "Load"),
    "revenue": NC_("siting", "Revenue"),
    "cost": NC_("siting", "Cost"),
    "tax": NC_("siting", "Income tax"),
    "cash": NC_("siting", "Cash"),
    "present": NC_("siting", "Present value"),
}
PARCEL_COLUMNS = {
    "parcel": NC_("siting", "Parcel"),
    "place": NC_("siting", "Place"),
    "free": NC_("siting", "Free, mu"),
}
PARAMETERS_TITLE = NC_("siting", "Parameters")
FROM_TO = NC_("siting", "From → to")
ITEMS_TITLE = N_("Cost by item and place")
FLIPS_TITLE = N_("At which price the order turns")
NEAREST = N_("The nearest turning prices")
FLIP_NOTE = N_(
    "All else as it is; prices without deductible tax. Prices by hours or months are one price, their average."
)
MOVERS_TITLE = N_("What moves the difference")
OPEN_TITLE = N_("What is to be asked")
PRICES_TITLE = N_("Prices it rests on")
FIRST_PRICES = N_("Prices that move the result most")
MORE_PRICES = N_("%s more prices, with the same particulars, stand in the workbook of the page of this account.")
PRICE_NOTE = N_(
    "Recalled prices enter no account. Market prices that were read hold in every place, with freight on top."
)
PARCELS_TITLE = N_("Parcels with enough free land")
NO_PARCEL = N_("No parcel of the ledger here has %s mu free.")
VALUE_NOTE = N_(
    "Present value after income tax, over what both know; months to production count where both places have them. "
    "Without a price of the product it is of costs alone, before income tax."
)
_THEN = NC_("siting", " until %(day)s, then %(rate)s")
_TAX = N_("Corporate income tax by law: {rates}.")
#: Why a term has no amount.
MISSING = {
    "price": NC_("siting", "price"),
    "quantity": NC_("siting", "how much the case needs"),
    "route": NC_("siting", "freight route"),
    "market": NC_("siting", "where the product is sold"),
    "weight": NC_("siting", "weight of a unit"),
    "tax": NC_("siting", "what the tax rests on"),
}
#: Sentences of the pictures.
HOME_CHEAPER = N_("{case}: {home} costs {amount} (10,000 CNY a year) less than {other}, over what both know")
HOME_DEARER = N_("{case}: {home} costs {amount} (10,000 CNY a year) more than {other}, over what both know")
MUCH_OPEN = N_("{case}: {count} figures of {place} are still to be asked; no other place is compared")
COSTS = N_("Cost of a year at full load: {costs}")
NO_OTHER = N_("No other place is stated to compare with")
MADE_BY = N_("Of the difference most is {group}: {amount}")
MOVES_MOST = N_("The difference rests most on {input}")
NOTHING_MOVES = N_("No price or quantity with a range moves a difference")
OVER_BOTH = N_("The other place less the first, over what both know.")
TURNS = N_("At the thick line both places cost the same: a bar across it turns their order.")
STILL_OPEN = N_("to be asked: {items}")
#: Of more items their number is said.
_FEW = 4
_MANY_OPEN = N_("to be asked: {count} items, listed below")
_USUAL_CASE = N_("{product}, {amount} (usual scale)")
TOTAL = N_("{amount}; {each} CNY/{unit}")
FIRST = NC_("siting", "compared with")
NOT_COMPARABLE = N_("nothing is known of both")
DEARER_BY = N_("{amount} dearer over what both know")
CHEAPER_BY = N_("{amount} cheaper over what both know")
CHEAPER_SIDE = N_("{place} cheaper")
DIFFERENCE = NC_("siting", "Difference")
#: At the low value, at the high value, as it is.
ENDS = (NC_("siting", "at the low value"), NC_("siting", "at the high value"), NC_("siting", "now"))
#: Units of the prices of freight.
FREIGHT = {
    **dict.fromkeys(("inbound_freight", "outbound_freight"), "CNY/t/km"),
    **dict.fromkeys(("inbound_handling", "outbound_handling"), "CNY/t"),
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
    "Discount rate %(rate)s%%, %(years)s years of operation, load of the first years %(ramp)s; closing cost in the "
    "last year: %(closing)s."
)
_AMOUNT = N_("%s (10,000 CNY)")
_DEFAULTS = N_(" Taken by default, since the case states none: %s.")
_USE = N_("use of {item}")
_OF_PRODUCT = N_("{item}: {product}")
_INCOMPLETE = N_("%s (incomplete)")
#: A row of totals by place: ``at_least`` and ``open_credit``.
BoundedRow = Mapping[str, object]


def money_text(value: float | None, tr: Translator, *, at_least: bool = False, digits: int = 4) -> str:
    """CNY as ten thousands; places differ in the third digit, so totals have four.

    >>> money_text(60_751_706.7, str), money_text(5_556_220.0, str, at_least=True)
    ('6075', '≥555.6')
    """
    if value is None:
        return tr(TO_ASK)
    figure = format_significant(abs(value) / TEN_THOUSAND, digits)
    return ("≥" if at_least else "") + ("−" if value < 0 and figure != "0" else "") + figure


def cost_text(value: float | None, row: BoundedRow, tr: Translator) -> str:
    """A cost in ten thousand CNY with what is said of its bound; to be asked where it is unknown.

    >>> cost_text(221_500.0, {"at_least": True, "open_credit": False}, str)
    '≥22.15'
    """
    return tr(TO_ASK) if value is None else mark_bound(money_text(value, tr), row, tr)


def mark_bound(text: str, row: BoundedRow, tr: Translator) -> str:
    """A figure of a place with what is said of it where items are unknown: that it is a least one, or no bound at all.

    >>> mark_bound("5", {"at_least": True, "open_credit": True}, str), mark_bound("", {"at_least": True}, str)
    ('5 (incomplete)', '')
    """
    if not text:
        return ""
    if row.get("open_credit"):
        return tr(_INCOMPLETE) % text
    return f"≥{text}" if row["at_least"] else text


def signed_text(value: float | None, tr: Translator, digits: int = 3) -> str:
    """A difference in ten thousand CNY with its sign.

    >>> signed_text(-518_950.67, str), signed_text(20_000.0, str)
    ('−51.9', '+2')
    """
    if value is None:
        return tr(TO_ASK)
    text = format_significant(abs(value) / TEN_THOUSAND, digits)
    return text if text == "0" else ("+" if value > 0 else "−") + text


@dataclass(frozen=True)
class SitingNames:
    """The names of an account's places, items and units in a language; ``places`` are names by id."""

    tables: Tables
    places: Mapping[str, str]
    lang: str

    @property
    def tr(self) -> Translator:
        """A translator to the language."""
        return translator(self.lang)

    @property
    def units(self) -> UnitNames:
        """The words for units."""
        return UnitNames(self.tables, self.lang.startswith("zh"))

    def place(self, key: object) -> str:
        """The name of a place; of none that it is every one."""
        return self.places.get(str(key), str(key)) if key else self.tr(EVERYWHERE)

    def item(self, item: str, product: object = None) -> str:
        """An item, with the name of its product where it is of one."""
        word = label_code("siting_item", item, self.lang)
        if not product:
            return word
        named = self.tables.names("products", self.lang).get(str(product), str(product))
        return self.tr(_OF_PRODUCT).format(item=word, product=named)

    def input(self, row: Mapping[str, object]) -> str:
        """A price or quantity that moves a difference: the place it is of, the item, by which mode of transport; of a
        quantity that it is one."""
        item, is_quantity = self.item(str(row["item"]), row["product"]), row.get("kind") == "quantity"
        words = self.tr(_USE).format(item=item) if is_quantity else item
        mode = label_code("freight_mode", str(row["spec"]), self.lang) if str(row["item"]) in FREIGHT else ""
        place = self.place(row["siting_place"]) if row["siting_place"] or not is_quantity else ""
        return " · ".join(filter(None, [place, words, mode]))

    def spec(self, row: Mapping[str, object]) -> str:
        """The specification of a price and on which basis it is quoted; to be asked where nobody states it."""
        if str(row["item"]) in FREIGHT:
            return label_code("freight_mode", str(row["spec"]), self.lang)
        table, _slash, key = str(row["row"]).partition("/")
        if table == "prices" and row["spec"]:
            return self.tr(_MARKET_SPEC) % label_code("price_basis", str(row["spec"]), self.lang)
        stated = self.tables.rows(table).get(key.partition(".")[0], {}) if table else {}
        name = "capital_spec" if table == "siting_cases" else "spec"
        text = None if self.lang.startswith("zh") else stated.get(f"{name}_en")
        words = [str(text or row["spec"] or self.tr(UNSTATED))]
        if stated.get("band"):
            words.insert(0, label_code("tariff_band", str(stated["band"]), self.lang))
        if stated.get("hours"):
            words.append(self.tr(_HOURS) % stated["hours"])
        return self.tr("; ").join(words)

    def price_unit(self, item: str, product: object) -> str:
        """What a price of an item is in."""
        found = ITEMS.get(item)
        unit = FREIGHT.get(item) or (found.unit if found else "")
        own_unit = self.tables.rows("products").get(str(product), {}).get("unit") if not unit else None
        return self.units.name(unit or f"CNY/{own_unit or ''}".rstrip("/"))

    def quantity(self, row: Mapping[str, object]) -> str:
        """A quantity a year with its unit; empty where it is unknown."""
        amount, unit = row["quantity"], str(row["quantity_unit"] or "")
        if not isinstance(amount, int | float) or not unit:
            return ""
        scale = choose_scale([float(amount)], unit, chinese=self.lang.startswith("zh"), yearly=False)
        word = scale.unit if scale.unit != unit else "·".join(map(self.units.name, unit.split("·")))
        return f"{format_significant(float(amount) / scale.divisor)} {word}"

    def unknown(self, row: Mapping[str, object]) -> str:
        """The items of a place that are to be asked."""
        items = row["unknown"]
        return self.tr(", ").join(self.item(str(item)) for item in items) if isinstance(items, list) else ""

    def asks(self, row: Mapping[str, object], count: int) -> str:
        """The same as a sentence; of many how many lines of the list (``count``) they are. Empty where nothing is."""
        items = row["unknown"]
        if not isinstance(items, list) or not items:
            return ""
        if len(items) > _FEW:
            return self.tr(_MANY_OPEN).format(count=count)
        return self.tr(STILL_OPEN).format(items=self.unknown(row))

    def usual_case(self, product: str, amount: float) -> str:
        """A product at its usual scale."""
        named = self.tables.names("products", self.lang).get(product, product)
        unit = self.tables.rows("products").get(product, {}).get("unit")
        scale = choose_scale([amount], unit or "", chinese=self.lang.startswith("zh"))
        slots = {"product": named, "amount": f"{format_significant(amount / scale.divisor)} {scale.unit}"}
        return self.tr(_USUAL_CASE).format(**slots)


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


def tax_text(taxes: Mapping[str, DatedRates], names: SitingNames) -> str:
    """The rate of corporate income tax in each place, and until when it holds where the law ends it."""
    listed = [f"{names.place(place)} {_rate_text(tax, names)}" for place, tax in taxes.items()]
    return names.tr(_TAX).format(rates=names.tr(", ").join(listed))


def _rate_text(tax: DatedRates, names: SitingNames) -> str:
    text, chinese = percent_text(tax.rates[0][1]), names.lang.startswith("zh")
    for since, rate in tax.rates[1:]:
        day = day_text(since - timedelta(days=1), chinese=chinese)
        text += names.tr(_THEN) % {"day": day, "rate": percent_text(rate)}
    return text


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
