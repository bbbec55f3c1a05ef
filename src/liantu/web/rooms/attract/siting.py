"""The page of the siting account: cost by place first, then what makes the difference and what turns it."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import FastAPI

from liantu.district.siting import SitingAccount
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.narrowed_tables import narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract import siting_pictures as pictures
from liantu.web.rooms.attract import siting_tables as tables
from liantu.web.rooms.attract.siting_request import PATH, QUERY, find_names, is_empty, open_account, siting_address
from liantu.wording import siting_words as say

_TEMPLATE = "attract/siting.html"


class Choice(NamedTuple):
    """A choice of the page: its words, where it leads, whether it is the present one."""

    label: str
    to: str
    chosen: bool


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (*QUERY, FACETS))


def show(view: RequestView) -> Page:
    """What a case costs in each place, why, and what would turn the order."""
    _ = view.tr
    if is_empty(view):
        frames = {"totals": view.district.attract.siting_cases()}
        title = title_empty_room(view, _(say.TITLE))
        return Page(_TEMPLATE, title, frames, {"room": describe_empty_room(view, "siting")})
    account, product = open_account(view), view.request.query_params.get("product")
    compared = account.against is not None
    drawn = [pictures.make_difference_picture(view), *([pictures.make_mover_picture(view)] if compared else [])]
    found = narrow_tables(view, [tables.list_open(view, account), tables.list_prices(view, account)])
    unanswered, prices = found.tables
    below = [
        *([tables.make_flip_table(view, account)] if compared else []),
        *([unanswered] if account.open_prices.height else []),
        *([tables.make_parcel_table(view, account)] if account.parcels.height else []),
    ]
    context = {
        "headline": view.titled(pictures.headline(view, account)),
        "cases": _list_cases(view, account),
        "others": _list_others(view, account),
        "cost_picture": pictures.make_cost_picture(view),
        "pictures": drawn,
        "nearest": tables.make_near_table(view, account) if compared and account.flips.height else None,
        "tables": [tables.make_total_table(view, account), *below],
        "folded": [tables.make_item_table(view, account), prices],
        "notes": _list_notes(view, account),
        "parameters": _(say.PARAMETERS_TITLE),
        "papers": paper_links(view, "siting", case=view.request.query_params.get("case"), product=product),
    }
    frames = {
        "totals": account.totals,
        "comparison": account.comparison,
        "items": account.items,
        "difference": account.difference,
        "movers": account.movers,
        "flips": account.flips,
        "open": found.frames[0].rename({"asked_place": "siting_place", "asked_item": "item"}),
        "prices": found.frames[1],
        "cash": account.cash,
        "parcels": account.parcels,
        "terms": account.terms,
    }
    return Page(_TEMPLATE, _(say.TITLE), frames, context, facets=found.bar)


def _list_cases(view: RequestView, account: SitingAccount) -> list[Choice]:
    rows = view.district.attract.siting_cases().iter_rows(named=True)
    return [
        Choice(view.pick(row), siting_address(view, case=row["id"], product=None), row["id"] == account.case.id)
        for row in rows
    ]


def _list_others(view: RequestView, account: SitingAccount) -> list[Choice]:
    names = find_names(view, account)
    return [
        Choice(names.place(place), siting_address(view, against=place), place == account.against)
        for place in account.places["siting_place"]
        if place != account.home
    ]


def _list_notes(view: RequestView, account: SitingAccount) -> list[str]:
    """The parameters of the years, tax, parcels, and what is no parameter."""
    _ = view.tr
    land = account.case.site["land"]
    lacking = land is not None and account.parcels.is_empty()
    rates = say.tax_text(account.rules.income_tax, find_names(view, account))
    no_parcel = [_(say.NO_PARCEL) % f"{land:g}"] if lacking else []
    return [say.parameter_text(account.case.parameters, _), rates, *no_parcel, _(say.NOT_OFFERED)]
