"""The page of a month: its growth, what each part adds to it, the table for the meeting, and the firms behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from fastapi import FastAPI

from liantu.papers import list_forms
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, mapped_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Link
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.outlook.dispatch_pictures import (
    choose_parts,
    make_area_picture,
    make_contribution_picture,
    make_course_picture,
    open_dispatch,
)
from liantu.web.rooms.outlook.dispatch_tables import (
    make_account_table,
    make_doubts_table,
    make_firm_tables,
    make_forecast_table,
    make_line_tables,
    make_measure_table,
    make_meeting_table,
    make_told_table,
)
from liantu.wording import dispatch_words as words
from liantu.wording.titles import DISPATCH

if TYPE_CHECKING:
    from liantu.district.dispatch import MonthlyDispatch

PATH = "/dispatch"
_TEMPLATE = "outlook/dispatch.html"
#: Months that stand above the page, the last ones.
_SHOWN = 11


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, f"{PATH}/account", show_account, ("month", "by", "part"))
    add_page(app, f"{PATH}/told", show_told, ("month",))
    add_page(app, PATH, show, ("month", "by", FACETS))


def show(view: RequestView) -> Page:
    """A month, the last one with returns unless the address names another."""
    _ = view.tr
    months = view.district.outlook.months()
    if not months and not view.request.query_params.get("month"):
        none = {"months": view.district.tables["monthly_returns"].head(0)}
        title = title_empty_room(view, _(DISPATCH))
        return Page(_TEMPLATE, title, none, {"room": describe_empty_room(view, "dispatch")})
    month, by = open_dispatch(view), choose_parts(view)
    pictures = [] if view.leaves else [make_course_picture(view), make_contribution_picture(view)]
    if pictures and by == "industry":
        pictures.append(make_area_picture(view))
    meeting, beside = make_meeting_table(view, month, by), make_forecast_table(view, month)
    firms = month.firms()
    if not view.leaves:
        places = view.district.tables["firms"].select("place", firm="id")
        firms = firms.join(places, on="firm", how="left", maintain_order="left")
        fields = [
            FacetField("course", _("Course"), mapped_words(view, words.COURSES)),
            FacetField("place", _("Place"), view.name),
        ]
        firms, bar = narrow_rows(view, firms, fields)
    else:
        bar = None
    doubts = make_doubts_table(view, month)
    below = [*([doubts] if doubts.rows else []), make_measure_table(view, month)]
    below += [*make_line_tables(view, month), *make_firm_tables(view, firms)]
    compared = int(month.table("industry")["compared"][0])
    figures = words.MonthFigures(month.month, month.so_far, *month.figures(), compared)
    context = {
        "headline": words.headline(figures, month.day, view.lang),
        "pictures": pictures,
        "meeting": meeting,
        "beside": beside,
        "below": below,
        "months": [(view.period(m), view.page_url(month=m), m == month.month) for m in months[-_SHOWN:]],
        "parts": [(_(words.PART[b]), view.page_url(by=b), b == by) for b in ("industry", "park")],
        "own_returns": _(words.OWN_RETURNS),
        "outward": Link(_(words.PASSED_ON), view.url(f"{PATH}/told", month=month.month)),
        "papers": paper_links(view, "monthly", list_forms("monthly"), period=month.month),
    }
    frames = {"sums": month.told_sums()} if view.leaves else _list_frames(month, by, firms)
    sheets = [meeting, beside, *below]
    return Page(_TEMPLATE, _(DISPATCH), frames, context, sheets=sheets, internal=_(words.INTERNAL), facets=bar)


def _list_frames(month: MonthlyDispatch, by: str, firms: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """What programs of the house read of a month, firm by firm."""
    frames = {"table": month.table(by), "measures": month.measures(), "firms": firms}
    return frames | {"near_line": month.near_line(), "moves": month.moves()}


def show_account(view: RequestView) -> Page:
    """The firms that the figures of a part, or of the whole, are made of."""
    _ = view.tr
    query = view.request.query_params
    month, by, part = open_dispatch(view), query.get("by") or "industry", query.get("part")
    frame = month.account(by, part)
    table = make_account_table(view, month, by, part)
    names = month.table(by).filter(part=part).row(0, named=True) if part else {}
    title = f"{_(words.MADE_OF)}{_(': ')}{view.pick(names) or (_('unknown') if part == '' else _(words.WHOLE))}"
    context = {"tables": [table], "lead": [_(words.HOW_READ)]}
    return Page("data/tables.html", title, {"terms": frame}, context, internal=_(words.INTERNAL))


def show_told(view: RequestView) -> Page:
    """The sums of a month that may go out."""
    month = open_dispatch(view)
    table = make_told_table(view, month)
    return Page("data/tables.html", table.title, {"sums": month.told_sums()}, {"tables": [table]}, sheets=[table])
