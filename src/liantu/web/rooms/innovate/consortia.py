"""Consortia: roles filled and missing, shares that add up, milestones by stage and maturity."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.results import maturity_text
from liantu.web.rooms.innovate.role_picture import make_role_picture
from liantu.wording.innovation_words import (
    CONSORTIA,
    IN_HOUSE,
    MILESTONES,
    ROLE_MISSING,
    ROLES,
    SHARES,
    STANDING_BADGES,
    STANDINGS,
)

PATH = "/consortia"
_SHARES = ("cost_share", "gain_share", "risk_share")
_STATES = {"running": "made", "forming": "short", "refused": "missing", "ended": "unknown"}


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS,))


def show(view: RequestView) -> Page:
    """The picture first, then consortia, roles, shares, milestones."""
    _ = view.tr
    consortia = view.district.tables["consortia"].select("id", "state", "field", "need", "product", "agreed", "ends")
    rows, bar = narrow_rows(view, consortia, [FacetField("state", _("State"), code_words(view, "consortium_state"))])
    keys = rows["id"].to_list()
    tables = [_list_consortia(view, keys), _list_roles(view, keys), _list_shares(view, keys), _list_steps(view, keys)]
    picture = make_role_picture(view) if consortia.height else None
    context = {
        "picture": picture,
        "room": None if consortia.height else describe_empty_room(view, "consortia"),
        "tables": tables if consortia.height else [],
        "add": "" if view.present.workspace is None else view.url("/tables/consortia/new"),
    }
    frames = {"consortia": rows, "roles": view.district.innovate.consortium_roles()}
    frames |= {"milestones": view.district.innovate.consortium_milestones()}
    return Page(
        "innovate/list.html", picture.heading if picture else _(CONSORTIA), frames, context,
        internal=_(IN_HOUSE), names_firms=True, facets=bar, sheets=tables,
    )  # fmt: skip


def _list_consortia(view: RequestView, keys: list[str]) -> Table:
    _ = view.tr
    cells = []
    for row in view.district.tables["consortia"].filter(pl.col("id").is_in(keys)).iter_rows(named=True):
        about = [Link(view.name(row["need"]), view.url(f"/need/{row['need']}"))] if row["need"] else []
        about += [link_cells.row_link(view, ["products"], row["product"])] if row["product"] else []
        reason = row["refusal_zh"] if view.zh else row["refusal_en"] or row["refusal_zh"]
        aim, leaving = ((row[f"{n}_zh"] if view.zh else row[f"{n}_en"] or row[f"{n}_zh"]) for n in ("aim", "exit"))
        cells.append(
            [
                Cell((Link(view.pick(row), view.url(f"/tables/consortia/{row['id']}")),)),
                Cell(tuple(about)),
                badge_cell(view.word("consortium_state", row["state"]), _STATES[row["state"]]),
                text_cell(view.period(row["agreed"]) if row["agreed"] else _("no agreement yet")),
                text_cell(view.period(row["ends"]) if row["ends"] else ""),
                text_cell(aim or ""),
                text_cell(leaving or ""),
                text_cell(reason or ""),
            ]
        )
    heads = [_("Consortium"), _("Formed around"), _("State"), _("Agreement"), _("Ends"), _("Results to market")]
    columns = [*(Column(head) for head in heads), Column(_("Terms of leaving")), Column(_("Why refused"))]
    return Table(_(CONSORTIA), columns, cells, name="consortia")


def _list_roles(view: RequestView, keys: list[str]) -> Table:
    _ = view.tr
    cells = [
        [
            text_cell(view.name(row["consortium"])),
            text_cell(view.word("consortium_role", row["role"])),
            badge_cell(_(ROLE_MISSING), "missing")
            if row["missing"]
            else Cell(tuple(link_cells.row_link(view, ["firms", "institutes"], key) for key in row["members"])),
        ]
        for row in view.district.innovate.consortium_roles().iter_rows(named=True)
        if row["consortium"] in keys
    ]
    heads = [_("Consortium"), _("Role"), _("Members")]
    return Table(_(ROLES), [Column(head) for head in heads], cells, name="roles")


def _list_shares(view: RequestView, keys: list[str]) -> Table:
    """What each member bears and gets, then the sum; what nobody stated is not known."""
    _ = view.tr
    members = view.district.tables["consortium_members"]
    sums = {row["consortium"]: row for row in view.district.innovate.consortium_shares().iter_rows(named=True)}
    cells = []
    for key in keys:
        for row in members.filter(consortium=key).iter_rows(named=True):
            shares = [number_cell(row[name] or _("not known")) for name in _SHARES]
            task = row["task_zh"] if view.zh else row["task_en"] or row["task_zh"]
            name = Cell((link_cells.row_link(view, ["firms", "institutes"], row["member"]),))
            cells.append([text_cell(view.name(key)), name, text_cell(task or ""), *shares])
        if key in sums:
            whole = [number_cell("—" if sums[key][name] is None else f"{sums[key][name]:g}") for name in _SHARES]
            cells.append([text_cell(view.name(key)), text_cell(_("Sum")), text_cell(""), *whole])
    heads = [_("Consortium"), _("Member"), _("Task")]
    kinds = [_("Share of cost"), _("Share of gain"), _("Share of risk")]
    columns = [*(Column(head) for head in heads), *(Column(kind, number=True) for kind in kinds)]
    return Table(_(SHARES), columns, cells, unit="%", name="shares")


def _list_steps(view: RequestView, keys: list[str]) -> Table:
    _ = view.tr
    cells = [
        [
            text_cell(view.name(row["consortium"])),
            text_cell(view.pick(row)),
            text_cell(view.word("result_stage", row["stage"]) if row["stage"] else _("not stated")),
            text_cell(maturity_text(view, row)),
            text_cell(view.period(row["due"]) if row["due"] else ""),
            text_cell(view.period(row["done"]) if row["done"] else ""),
            badge_cell(_(STANDINGS[row["standing"]]), STANDING_BADGES[row["standing"]]),
            text_cell(row["evidence"] or ""),
        ]
        for row in view.district.innovate.consortium_milestones().iter_rows(named=True)
        if row["consortium"] in keys
    ]
    heads = [_("Consortium"), _("Milestone"), _("Stage"), _("Maturity to reach"), _("Due"), _("Done"), _("State")]
    return Table(_(MILESTONES), [*(Column(head) for head in heads), Column(_("Evidence"))], cells, name="milestones")
