"""Consortia: roles filled and missing, shares that add up, milestones by stage and maturity."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.consortium_page import list_roles, list_shares, list_steps
from liantu.web.rooms.innovate.role_picture import make_role_picture
from liantu.wording.consortium_words import NO_AGREEMENT, POSSIBLE
from liantu.wording.innovation_words import CONSORTIA, FIELDS, IN_HOUSE

PATH = "/consortia"
_STATES = {"running": "made", "forming": "short", "refused": "missing", "ended": "unknown"}


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS,))


def show(view: RequestView) -> Page:
    """The picture first, then consortia, roles, shares, milestones."""
    _ = view.tr
    room = view.district.innovate
    consortia = room.consortia().select("id", "state", "field", "need", "product", "agreed", "ends")
    fields = [
        FacetField("state", _("State"), code_words(view, "consortium_state")),
        FacetField("field", _(FIELDS), view.name),
    ]
    rows, bar = narrow_rows(view, consortia, fields)
    keys = rows["id"].to_list()
    of_rows = pl.col("consortium").is_in(keys)
    roles, steps = room.consortium_roles().filter(of_rows), room.consortium_milestones().filter(of_rows)
    tables = [_list_consortia(view, keys), list_roles(view, roles), list_shares(view, keys), list_steps(view, steps)]
    picture = make_role_picture(view) if consortia.height else None
    context = {
        "picture": picture,
        "room": None if consortia.height else describe_empty_room(view, "consortia"),
        "tables": tables if consortia.height else [],
        "add": "" if view.present.workspace is None else view.url("/tables/consortia/new"),
        "links": [(_(POSSIBLE), view.url("/consortia/possible"))],
    }
    frames = {"consortia": rows, "roles": roles, "milestones": steps}
    return Page(
        "innovate/list.html", picture.heading if picture else title_empty_room(view, _(CONSORTIA)), frames, context,
        internal=_(IN_HOUSE), names_firms=True, facets=bar, sheets=tables,
    )  # fmt: skip


def _list_consortia(view: RequestView, keys: list[str]) -> Table:
    _ = view.tr
    cells = []
    for row in view.district.innovate.consortia().filter(pl.col("id").is_in(keys)).iter_rows(named=True):
        about = [Link(view.name(row["need"]), view.url(f"/need/{row['need']}"))] if row["need"] else []
        about += [link_cells.row_link(view, ["products"], row["product"])] if row["product"] else []
        reason = row["refusal_zh"] if view.zh else row["refusal_en"] or row["refusal_zh"]
        aim, leaving = ((row[f"{n}_zh"] if view.zh else row[f"{n}_en"] or row[f"{n}_zh"]) for n in ("aim", "exit"))
        cells.append(
            [
                Cell((Link(view.pick(row), view.url(f"/consortium/{row['id']}")),)),
                Cell(tuple(about)),
                badge_cell(view.word("consortium_state", row["state"]), _STATES[row["state"]]),
                text_cell(view.period(row["agreed"]) if row["agreed"] else _(NO_AGREEMENT)),
                text_cell(view.period(row["ends"]) if row["ends"] else ""),
                text_cell(aim or ""),
                text_cell(leaving or ""),
                text_cell(reason or ""),
            ]
        )
    heads = [_("Consortium"), _("Formed around"), _("State"), _("Agreement"), _("Ends"), _("Results to market")]
    columns = [*(Column(head) for head in heads), Column(_("Terms of leaving")), Column(_("Why refused"))]
    return Table(_(CONSORTIA), columns, cells, name="consortia")
