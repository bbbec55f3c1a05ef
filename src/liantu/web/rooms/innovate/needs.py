"""Needs: where each stands, how far it can be matched, what it still lacks."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Link, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.posting_picture import make_need_picture
from liantu.wording.innovation_words import (
    ACCEPTANCE,
    ACCEPTANCE_NOTE,
    ACCEPTANCE_RULES,
    ACCEPTANCE_VALUES,
    FIELDS,
    IN_HOUSE,
    MATCHES,
    NEED,
    NEEDS,
    OPEN_QUESTIONS,
    POSTING_MEANINGS,
    POSTING_STATES,
    READINESS,
)

PATH = "/needs"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS,))


def _list_acceptance(view: RequestView) -> list[Table]:
    """What became of matches, by what their account said; nothing where nobody has decided yet."""
    _, frame = view.tr, view.district.innovate.acceptance()
    if frame.is_empty():
        return []
    cells = [
        [
            text_cell(_(ACCEPTANCE_RULES[row["rule"]])),
            text_cell(_(ACCEPTANCE_VALUES[row["value"]])),
            *(number_cell(str(row[name])) for name in ("decided", "accepted", "refused", "postponed")),
            number_cell(f"{row['share']:.0f}"),
        ]
        for row in frame.iter_rows(named=True)
    ]
    heads = [_("Decided"), _("Taken up"), _("Not suitable"), _("Postponed"), _("Share taken up (%)")]
    columns = [Column(_("Rule")), Column(_("What the account says")), *(Column(head, number=True) for head in heads)]
    onward = Link(_("All rows"), view.url("/tables/match_decisions"))
    return [Table(_(ACCEPTANCE), columns, cells, notes=[_(ACCEPTANCE_NOTE)], name="acceptance", onward=onward)]


def show(view: RequestView) -> Page:
    """The picture first, then the list."""
    _ = view.tr
    room, rows_of = view.district.innovate, view.district.tables.rows("needs")
    named = view.district.tables["needs"].select("id", "owner", "field")
    needs = room.needs().join(named, on="id", how="left", maintain_order="left")
    fields = [
        FacetField("state", _("State"), lambda state: _(POSTING_STATES[state])),
        FacetField("readiness", _("Readiness"), lambda state: _(READINESS[state])),
        FacetField("field", _(FIELDS), view.name),
    ]
    needs, bar = narrow_rows(view, needs, fields)
    matches = room.matching().matches if needs.height else None
    counts = dict(matches.group_by("need").len().iter_rows()) if matches is not None else {}
    cells = [
        [
            link_cell(view.pick(rows_of[row["id"]]), view.url(f"/need/{row['id']}")),
            text_cell(view.name(row["owner"]) if row["owner"] else _("not stated")),
            link_cells.row_links_cell(view, "clusters", [row["field"]] if row["field"] else []),
            badge_cell(_(POSTING_STATES[row["state"]]), POSTING_MEANINGS[row["state"]]),
            text_cell(view.period(row["until"]) if row["until"] else ""),
            text_cell(_(READINESS[row["readiness"]])),
            number_cell(str(row["questions"])),
            number_cell(str(counts.get(row["id"], 0))),
            number_cell(str(row["interest"])),
        ]
        for row in needs.iter_rows(named=True)
    ]
    heads = [_(NEED), _("Whose"), _(FIELDS), _("State"), _("Valid until"), _("Readiness")]
    numbers = [_(OPEN_QUESTIONS), _(MATCHES), _("Interest")]
    columns = [*(Column(head) for head in heads), *(Column(head, number=True) for head in numbers)]
    table = Table(_(NEEDS), columns, cells, name="needs")
    filled = not view.district.tables["needs"].is_empty()
    picture = make_need_picture(view) if filled else None
    context = {
        "picture": picture,
        "room": None if filled else describe_empty_room(view, "needs"),
        "tables": [table, *_list_acceptance(view)] if filled else [],
        "add": "" if view.present.workspace is None else view.url("/tables/needs/new"),
    }
    title = picture.heading if picture else title_empty_room(view, _(NEEDS))
    return Page(
        "innovate/list.html", title, {"needs": needs}, context,
        internal=_(IN_HOUSE), names_firms=True, facets=bar, sheets=[table],
    )  # fmt: skip
