"""The tables of the siting account: totals, items by place, turning prices, movers, prices, what is to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, cast

from liantu.web.core import link_cells
from liantu.web.core.lists.facet_bar import FacetField
from liantu.web.core.lists.narrowed_tables import ListedTable
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.siting_request import find_names, siting_address
from liantu.wording import siting_words as say
from liantu.wording.amounts import format_range, format_significant

if TYPE_CHECKING:
    from liantu.district.siting import SitingAccount

#: How many turning prices the page shows; JSON has all.
_SHOWN = 12
#: How many of them stand beside the picture.
_NEAREST = 4

#: From here on digits stand in groups of three.
_GROUPED = 1e5


class TotalRow(TypedDict):
    """A place with its cost, and how it stands to the first one."""

    siting_place: str
    amount: float | None
    per_unit: float | None
    per_output: float | None
    at_least: bool
    open_credit: bool
    unknown: list[str]
    p10: float | None
    p90: float | None
    difference: float | None
    cheaper: float | None
    value_difference: float | None
    has_price: bool | None
    months: float | None


class InputRow(TypedDict):
    """A price or quantity with what it is of."""

    siting_place: str | None
    item: str
    product: str | None
    spec: str | None
    price: float | None
    low: float | None
    high: float | None


class FlipRow(InputRow):
    """A price at which the order turns."""

    flip: float
    change: float
    within: bool


class EndRow(InputRow):
    """An input with the difference at its ends."""

    kind: str
    at_low: float
    at_high: float


class PriceRow(InputRow):
    """A price that the account rests on."""

    row: str
    tax: str
    first: str | None
    last: str | None
    source: str | None


def list_total_rows(account: SitingAccount) -> list[TotalRow]:
    """The places with their cost and their difference to the first."""
    joined = account.totals.join(
        account.comparison, on="siting_place", how="left", maintain_order="left", suffix="_pair"
    )
    frame = joined.join(account.places.select("siting_place", "months"), on="siting_place", how="left")
    return [*cast("Iterable[TotalRow]", frame.iter_rows(named=True))]


def make_total_table(view: RequestView, account: SitingAccount) -> Table:
    """A row a place: cost a year, a unit, for output; range, difference, present value, months, what is to be asked."""
    _ = view.tr
    names = find_names(view, account)
    columns = [Column(_(label), number=key not in ("place", "unknown")) for key, label in say.COLUMNS.items()]
    rows = []
    for row in list_total_rows(account):
        is_home, bound = row["siting_place"] == account.home, cast("say.BoundedRow", row)
        low, high = _scale(row["p10"]), _scale(row["p90"])
        value = row["value_difference"]
        rows.append(
            [
                Cell(
                    (
                        Link(
                            names.place(row["siting_place"]),
                            siting_address(view, home=row["siting_place"], against=None),
                        ),
                    )
                ),
                number_cell(say.cost_text(row["amount"], bound, _)),
                number_cell(say.mark_bound(_significant(row["per_unit"]), bound, _)),
                number_cell(say.mark_bound(_significant(row["per_output"]), bound, _)),
                number_cell(say.mark_bound(format_range(low, high), bound, _)),
                number_cell("" if is_home else say.signed_text(row["difference"], _)),
                number_cell(say.percent_text(row["cheaper"])),
                number_cell("" if is_home else say.signed_text(None if value is None else -value, _)),
                number_cell(_(say.TO_ASK) if row["months"] is None else f"{row['months']:.0f}"),
                text_cell(names.unknown(cast("dict[str, object]", row))),
            ]
        )
    return Table(_(say.TITLE), columns, rows, unit=_(say.UNIT), notes=[_(say.VALUE_NOTE)], name="totals")


def make_item_table(view: RequestView, account: SitingAccount) -> Table:
    """A row an item, a column a place."""
    _ = view.tr
    names, found = find_names(view, account), dict[str, dict[str, str]]()
    for row in account.items.iter_rows(named=True):
        text = say.money_text(row["amount"], _, at_least=row["unknown"] and row["amount"] is not None, digits=3)
        found.setdefault(names.item(row["item"], row["product"]), {})[row["siting_place"]] = text
    places = account.places["siting_place"].to_list()
    columns = [Column(_(say.OPEN_COLUMNS["item"])), *(Column(names.place(place), number=True) for place in places)]
    rows = [
        [text_cell(label), *(number_cell(by_place.get(place, _(say.NONE))) for place in places)]
        for label, by_place in found.items()
    ]
    return Table(_(say.ITEMS_TITLE), columns, rows, unit=_(say.UNIT), name="items")


def make_flip_table(view: RequestView, account: SitingAccount) -> Table:
    """The prices at which the order of the two places turns, the nearest first."""
    _ = view.tr
    names = find_names(view, account)
    frame = account.flips.head(_SHOWN) if account.against else account.flips.clear()
    rows = [
        [
            text_cell(names.input(cast("dict[str, object]", row))),
            number_cell(_price_text(row["price"] or 0.0)),
            number_cell(format_significant(row["flip"], 4)),
            text_cell(names.price_unit(row["item"], row["product"])),
            number_cell(say.change_text(row["change"])),
            number_cell(_range_text(row)),
            text_cell(_("yes") if row["within"] else _("no")),
        ]
        for row in cast("Iterable[FlipRow]", frame.iter_rows(named=True))
    ]
    keys = ("input", "price", "flip", "unit", "change", "range", "within")
    columns = [Column(_(say.FLIP_COLUMNS[key]), number=key in ("price", "flip", "change", "range")) for key in keys]
    return Table(_(say.FLIPS_TITLE), columns, rows, notes=[_(say.FLIP_NOTE)], name="flips")


def make_near_table(view: RequestView, account: SitingAccount) -> Table:
    """The nearest turning prices in few words, for beside the picture: from what to what."""
    _ = view.tr
    names = find_names(view, account)
    rows = [
        [
            text_cell(names.input(cast("dict[str, object]", row))),
            number_cell(f"{format_significant(row['price'] or 0.0, 4)} → {format_significant(row['flip'], 4)}"),
            text_cell(names.price_unit(row["item"], row["product"])),
        ]
        for row in cast("Iterable[FlipRow]", account.flips.head(_NEAREST).iter_rows(named=True))
    ]
    heads = (say.FLIP_COLUMNS["input"], say.FROM_TO, say.FLIP_COLUMNS["unit"])
    columns = [Column(_(head), number=number == 1) for number, head in enumerate(heads)]
    return Table(_(say.NEAREST), columns, rows, name="nearest")


def make_mover_table(view: RequestView, account: SitingAccount) -> Table:
    """Every input with a range, and the difference at its ends."""
    _ = view.tr
    names = find_names(view, account)
    frame = account.movers if account.against else account.movers.clear()
    rows = [
        [
            text_cell(names.input(cast("dict[str, object]", row))),
            number_cell(_range_text(row)),
            text_cell("" if row["price"] is None else names.price_unit(row["item"], row["product"])),
            number_cell(say.signed_text(row["at_low"], _)),
            number_cell(say.signed_text(row["at_high"], _)),
        ]
        for row in cast("Iterable[EndRow]", frame.iter_rows(named=True))
    ]
    keys = ("input", "range", "unit", "at_low", "at_high")
    columns = [Column(_(say.MOVER_COLUMNS[key]), number=key not in ("input", "unit")) for key in keys]
    return Table(_(say.MOVERS_TITLE), columns, rows, unit=_(say.UNIT), notes=[_(say.TURNS)], name="movers")


def make_open_table(view: RequestView, account: SitingAccount) -> Table:
    """What is still to be asked, place by place."""
    _ = view.tr
    names = find_names(view, account)
    rows = [
        [
            text_cell(names.place(row["siting_place"])),
            text_cell(names.item(row["item"], row["product"])),
            text_cell(_(say.MISSING[row["missing"]])),
            number_cell(names.quantity(row)),
        ]
        for row in account.open_prices.iter_rows(named=True)
    ]
    columns = [Column(_(label), number=key == "quantity") for key, label in say.OPEN_COLUMNS.items()]
    return Table(_(say.OPEN_TITLE), columns, rows, name="open")


def make_price_table(view: RequestView, account: SitingAccount) -> Table:
    """Every price that the account rests on: range, unit, tax, time, specification, source."""
    _ = view.tr
    names = find_names(view, account)
    rows = [
        [
            text_cell(names.input(cast("dict[str, object]", row))),
            number_cell(_price_text(row["price"] or 0.0)),
            number_cell(_range_text(row) or _(say.ONE_FIGURE)),
            text_cell(names.price_unit(row["item"], row["product"])),
            text_cell(view.word("price_tax", row["tax"])),
            text_cell(_period_text(view, row)),
            text_cell(names.spec(cast("dict[str, object]", row))),
            Cell((link_cells.row_link(view, ("sources",), row["source"]) if row["source"] else Link(_(say.UNSTATED)),)),
        ]
        for row in cast("Iterable[PriceRow]", account.prices.iter_rows(named=True))
    ]
    columns = [Column(_(label), number=key in ("price", "range")) for key, label in say.PRICE_COLUMNS.items()]
    return Table(_(say.PRICES_TITLE), columns, rows, notes=[_(say.PRICE_NOTE)], name="prices")


def list_open(view: RequestView, account: SitingAccount) -> ListedTable:
    """What is still to be asked, narrowed by place and by item."""
    _, names = view.tr, find_names(view, account)
    frame = account.open_prices.rename({"siting_place": "asked_place", "item": "asked_item"})
    fields = [
        FacetField("asked_place", f"{_(say.OPEN_TITLE)}{_(': ')}{_(say.OPEN_COLUMNS['place'])}", names.place),
        FacetField("asked_item", f"{_(say.OPEN_TITLE)}{_(': ')}{_(say.OPEN_COLUMNS['item'])}", names.item),
    ]
    return ListedTable(make_open_table(view, account), frame, fields)


def list_prices(view: RequestView, account: SitingAccount) -> ListedTable:
    """The prices that the account rests on, narrowed by place and by item."""
    _, names = view.tr, find_names(view, account)
    fields = [
        FacetField("siting_place", f"{_(say.PRICES_TITLE)}{_(': ')}{_(say.OPEN_COLUMNS['place'])}", names.place),
        FacetField("item", f"{_(say.PRICES_TITLE)}{_(': ')}{_(say.OPEN_COLUMNS['item'])}", names.item),
    ]
    return ListedTable(make_price_table(view, account), account.prices, fields)


def make_parcel_table(view: RequestView, account: SitingAccount) -> Table:
    """The parcels here with enough free land."""
    _ = view.tr
    rows = [
        [
            text_cell(link_cells.row_link(view, ("parcels",), row["parcel"]).text),
            text_cell(view.name(row["place"])),
            number_cell(format_significant(row["free"])),
        ]
        for row in account.parcels.iter_rows(named=True)
    ]
    columns = [Column(_(label), number=key == "free") for key, label in say.PARCEL_COLUMNS.items()]
    return Table(_(say.PARCELS_TITLE), columns, rows, name="parcels")


def _scale(value: float | None) -> float | None:
    return None if value is None else value / say.TEN_THOUSAND


def _significant(value: float | None) -> str:
    return "" if value is None else format_significant(value, 4)


def _range_text(row: InputRow) -> str:
    low, high = row["low"], row["high"]
    if low is None or high is None or low == high:
        return ""
    return format_range(low, high, 4) if high < _GROUPED else f"{_price_text(low)}–{_price_text(high)}"


def _period_text(view: RequestView, row: PriceRow) -> str:
    first, last = row["first"], row["last"]
    if first is None:
        return view.tr(say.UNSTATED)
    return view.period(first) if last in (None, first) else f"{view.period(first)}–{view.period(last)}"


def _price_text(value: float) -> str:
    """A price with four digits that count, long ones in groups of three."""
    text = format_significant(value, 4)
    return f"{float(text):,.0f}" if abs(value) >= _GROUPED else text
