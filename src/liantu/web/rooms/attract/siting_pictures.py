"""The pictures of the siting account: cost by place, what makes the difference, and which input moves it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, cast

from fastapi import FastAPI

from liantu.drawings.drawing import Drawing
from liantu.drawings.empty_frame import draw_empty_frame
from liantu.drawings.site_cost_bars import LOOKS, SiteCostBar, draw_narrow_site_cost_bars, draw_site_cost_bars
from liantu.drawings.tornado import TornadoBar, TornadoWords, draw_narrow_tornado, draw_tornado
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.siting_request import QUERY, find_names, name_case, open_account, siting_address
from liantu.web.rooms.attract.siting_tables import TotalRow, list_total_rows, make_mover_table, make_total_table
from liantu.wording import siting_words as say
from liantu.wording.amounts import format_significant

if TYPE_CHECKING:
    from liantu.district.siting import SitingAccount

COSTS, PARTS, MOVERS = "/siting/picture/costs", "/siting/picture/difference", "/siting/picture/tornado"
#: How many inputs a picture shows; its table has all.
_SHOWN = 9


class GroupRow(TypedDict):
    """A kind of cost in two places."""

    group: str
    home_amount: float
    amount: float
    difference: float


class MoverRow(TypedDict):
    """An input with the difference at its ends."""

    key: str
    kind: str
    siting_place: str | None
    item: str
    product: str | None
    spec: str | None
    at_low: float
    at_high: float


def register(app: FastAPI) -> None:
    """Add the pictures."""
    add_picture(app, COSTS, make_cost_picture, QUERY)
    add_picture(app, PARTS, make_difference_picture, QUERY)
    add_picture(app, MOVERS, make_mover_picture, QUERY)


def make_cost_picture(view: RequestView) -> Picture:
    """A bar a place, in parts by kind of cost, with its range and what is to be asked."""
    _ = view.tr
    account = open_account(view)
    names = find_names(view, account)
    parts = _sum_groups(account)
    bars = []
    for row in list_total_rows(account):
        place = row["siting_place"]
        low, high = row["p10"], row["p90"]
        bars.append(
            SiteCostBar(
                name=names.place(place),
                to=siting_address(view, home=place, against=None),
                parts={group: value / say.TEN_THOUSAND for group, value in parts.get(place, {}).items()},
                low=None if low is None else low / say.TEN_THOUSAND,
                high=None if high is None else high / say.TEN_THOUSAND,
                is_open=row["at_least"] or row["open_credit"],
                total=_total_words(view, account, row),
                against=_against_words(view, account, place, row["difference"]),
                asks=names.asks(cast("dict[str, object]", row), _count_asked(account, place)),
            )
        )
    legend = {group: view.word("siting_group", group) for group in LOOKS if any(group in bar.parts for bar in bars)}
    legend |= {"unknown": _(say.TO_ASK)}
    heading = cost_heading(view, account)
    whisker = _(say.COLUMNS["range"])
    return Picture(
        address=siting_address(view, COSTS),
        heading=heading,
        drawing=draw_site_cost_bars(bars, legend, heading, whisker),
        narrow=draw_narrow_site_cost_bars(bars, legend, heading, whisker),
        table=make_total_table(view, account),
        frames={"totals": account.totals},
        unit=_(say.UNIT),
        note=_(say.HOW_READ),
    )


def make_difference_picture(view: RequestView) -> Picture:
    """What the difference of two places is made of, by kind of cost."""
    _ = view.tr
    account = open_account(view)
    rows = [*cast("Iterable[GroupRow]", account.difference.iter_rows(named=True))] if account.against else []
    rows = [row for row in rows if say.signed_text(row["difference"], _) != "0"]
    rows.sort(key=lambda row: -abs(row["difference"]))
    bars = [
        TornadoBar(
            view.word("siting_group", row["group"]),
            "",
            0.0,
            row["difference"] / say.TEN_THOUSAND,
            say.signed_text(row["difference"], _),
        )
        for row in rows
    ]
    heading = difference_heading(view, account)
    broad, narrow = _draw("siting-parts", bars, 0.0, _side_words(view, account, ""), heading)
    cells = [
        [
            text_cell(view.word("siting_group", row["group"])),
            number_cell(say.money_text(row["home_amount"], _)),
            number_cell(say.money_text(row["amount"], _)),
            number_cell(say.signed_text(row["difference"], _)),
        ]
        for row in rows
    ]
    names = find_names(view, account)
    heads = [_(say.OPEN_COLUMNS["item"]), names.place(account.home), names.place(account.against), _(say.DIFFERENCE)]
    columns = [Column(head, number=number > 0) for number, head in enumerate(heads)]
    return Picture(
        address=siting_address(view, PARTS),
        heading=heading,
        drawing=broad,
        narrow=narrow,
        table=Table(heading, columns, cells, unit=_(say.UNIT), name="difference"),
        frames={"difference": account.difference},
        unit=_(say.UNIT),
        note=_(say.OVER_BOTH),
        empty=None if account.against else describe_empty_room(view, "siting"),
    )


def make_mover_picture(view: RequestView) -> Picture:
    """How far single prices and quantities move the difference of two places."""
    _ = view.tr
    account = open_account(view)
    names = find_names(view, account)
    found = account.movers if account.against else account.movers.clear()
    rows = [*cast("Iterable[MoverRow]", found.head(_SHOWN).iter_rows(named=True))]
    bars = [
        TornadoBar(
            names.input(cast("dict[str, object]", row)),
            "",
            row["at_low"] / say.TEN_THOUSAND,
            row["at_high"] / say.TEN_THOUSAND,
            f"{say.signed_text(row['at_low'], _)} → {say.signed_text(row['at_high'], _)}",
        )
        for row in rows
    ]
    base = _find_difference(account)
    heading = _mover_heading(view, account, rows)
    scaled = 0.0 if base is None else base / say.TEN_THOUSAND
    broad, narrow = _draw("siting-tornado", bars, scaled, _side_words(view, account, _(say.ENDS[0])), heading)
    return Picture(
        address=siting_address(view, MOVERS),
        heading=heading,
        drawing=broad,
        narrow=narrow,
        table=make_mover_table(view, account),
        frames={"movers": found},
        unit=_(say.UNIT),
        note=_(say.TURNS),
    )


def _draw(name: str, bars: list[TornadoBar], base: float, words: TornadoWords, heading: str) -> tuple[Drawing, Drawing]:
    """The drawing in both widths; without bars an empty frame that says why."""
    if not bars:
        return draw_empty_frame(heading, heading, name), draw_empty_frame(heading, heading, f"{name}-narrow", NARROW)
    return draw_tornado(name, bars, base, words, heading), draw_narrow_tornado(name, bars, base, words, heading)


def headline(view: RequestView, account: SitingAccount) -> str:
    """The answer in a sentence: which place is dearer by how much, or how much is still to be asked."""
    _ = view.tr
    names, case = find_names(view, account), name_case(view, account)
    difference = _find_difference(account)
    if account.against is None or difference is None:
        slots = {"case": case, "place": names.place(account.home), "count": _count_asked(account, account.home)}
        return _(say.MUCH_OPEN).format(**slots)
    amount = format_significant(abs(difference) / say.TEN_THOUSAND)
    slots = {"case": case, "home": names.place(account.home), "other": names.place(account.against), "amount": amount}
    return _(say.HOME_CHEAPER if difference > 0 else say.HOME_DEARER).format(**slots)


def _count_asked(account: SitingAccount, place: str) -> int:
    """How many prices and quantities are to be asked of a place, line by line of the list below."""
    return account.open_prices.filter(siting_place=place).height


def cost_heading(view: RequestView, account: SitingAccount) -> str:
    """What each place costs a year, as far as it is known."""
    _ = view.tr
    names = find_names(view, account)
    costs = [
        f"{names.place(row['siting_place'])} {say.cost_text(row['amount'], cast('say.BoundedRow', row), _)}"
        if row["amount"] is not None
        else f"{names.place(row['siting_place'])} {_(say.TO_ASK)}"
        for row in list_total_rows(account)
    ]
    return _(say.COSTS).format(costs=_(", ").join(costs))


def difference_heading(view: RequestView, account: SitingAccount) -> str:
    """What makes the difference most."""
    _ = view.tr
    if account.against is None or account.difference.is_empty():
        return _(say.NO_OTHER)
    largest = account.difference.sort(account.difference["difference"].abs(), descending=True)
    group, value = largest.select("group", "difference").row(0)
    return _(say.MADE_BY).format(group=view.word("siting_group", group), amount=say.signed_text(value, _))


def _mover_heading(view: RequestView, account: SitingAccount, rows: list[MoverRow]) -> str:
    _ = view.tr
    if not rows:
        return _(say.NOTHING_MOVES)
    names = find_names(view, account)
    return _(say.MOVES_MOST).format(input=names.input(cast("dict[str, object]", rows[0])))


def _find_difference(account: SitingAccount) -> float | None:
    found = dict(account.comparison.select("siting_place", "difference").iter_rows())
    return found.get(account.against)


def _sum_groups(account: SitingAccount) -> dict[str, dict[str, float]]:
    """The known cost of each place by kind, in the order of the kinds."""
    found: dict[str, dict[str, float]] = {}
    for place, group, amount in account.group_sums.iter_rows():
        found.setdefault(place, {})[group] = amount
    return {place: {group: sums[group] for group in LOOKS if group in sums} for place, sums in found.items()}


def _total_words(view: RequestView, account: SitingAccount, row: TotalRow) -> str:
    _, bound = view.tr, cast("say.BoundedRow", row)
    if row["amount"] is None or row["per_unit"] is None:
        return _(say.TO_ASK)
    unit = view.units.name(str(view.district.tables.rows("products")[account.case.product]["unit"]))
    each = say.mark_bound(format_significant(row["per_unit"], 4), bound, _)
    return _(say.TOTAL).format(amount=say.cost_text(row["amount"], bound, _), each=each, unit=unit)


def _against_words(view: RequestView, account: SitingAccount, place: str, difference: float | None) -> str:
    _ = view.tr
    if place == account.home:
        return _(say.FIRST) if account.comparison.height else ""
    if difference is None:
        return _(say.NOT_COMPARABLE)
    amount = format_significant(abs(difference) / say.TEN_THOUSAND)
    return _(say.DEARER_BY if difference > 0 else say.CHEAPER_BY).format(amount=amount)


def _side_words(view: RequestView, account: SitingAccount, low: str) -> TornadoWords:
    _ = view.tr
    names = find_names(view, account)
    other = names.place(account.against) if account.against else ""
    below, above = (_(say.CHEAPER_SIDE).format(place=name) for name in (other, names.place(account.home)))
    return TornadoWords(below, above, _(say.ENDS[2]), low, _(say.ENDS[1]) if low else "")
