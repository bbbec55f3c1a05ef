"""Who could form a consortium around a need, a dependence or a missing link: all of them, or one with its grounds."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetField, code_words, mapped_words, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, link_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.possible_picture import (
    DEPENDENCE,
    add_standing,
    leave_out_dependences,
    make_possible_picture,
    name_topic,
)
from liantu.wording import consortium_words as say
from liantu.wording.innovation_words import IN_HOUSE, ROLE_MISSING
from liantu.wording.sentences import NOTHING_OF_NAME

PATH = "/consortia/possible"
#: Members that a cell names.
_NAMED = 2
_TEMPLATE = "innovate/list.html"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS, "topic"))


def show(view: RequestView) -> Page:
    """The picture first, then every topic by role; or one topic, role by role with the grounds."""
    topic = view.request.query_params.get("topic")
    return _show_one(view, topic) if topic else _show_all(view)


def _show_all(view: RequestView) -> Page:
    _ = view.tr
    found = view.district.innovate.possible_consortia()
    topics = add_standing(found.topics)
    fields = [
        FacetField("kind", _(say.KIND_OF_TOPIC), mapped_words(view, say.TOPIC_KINDS)),
        FacetField("standing", _("State"), mapped_words(view, say.STANDINGS)),
    ]
    rows, bar = narrow_rows(view, topics, fields)
    members = {
        key: group["member"].to_list() for key, group in found.members.group_by(["topic", "role"], maintain_order=True)
    }
    roles = view.district.innovate.needed_roles()
    shown = [*roles, *(role for role in found.members["role"].unique(maintain_order=True) if role not in roles)]
    cells = [
        [
            link_cell(name_topic(view, row), view.url(PATH, topic=row["topic"])),
            text_cell(_(say.TOPIC_KINDS[row["kind"]])),
            *(_list_role(view, members.get((row["topic"], role), []), needed=role in roles) for role in shown),
        ]
        for row in rows.iter_rows(named=True)
    ]
    columns = [Column(_(say.AROUND)), Column(_(say.KIND_OF_TOPIC))]
    columns += [
        Column(view.word("consortium_role", role), _(say.NEEDED_ROLE) if role in roles else _(say.FREE_ROLE))
        for role in shown
    ]
    table = Table(_(say.POSSIBLE), columns, cells, notes=[_(say.POSSIBLE_NOTE)], name="possible", dense=True)
    picture = make_possible_picture(view) if topics.height else None
    context = {
        "picture": picture,
        "room": None if topics.height else describe_empty_room(view, "consortia"),
        "tables": [table] if topics.height else [],
        "add": "",
    }
    frames = {"topics": leave_out_dependences(rows)}
    frames["members"] = found.members.join(frames["topics"].select("topic"), on="topic", how="semi")
    return Page(
        _TEMPLATE, picture.heading if picture else _(say.POSSIBLE), frames, context,
        internal=_(IN_HOUSE), names_firms=True, facets=bar, sheets=[table],
    )  # fmt: skip


def _show_one(view: RequestView, topic: str) -> Page:
    _ = view.tr
    found = view.district.innovate.possible_consortia()
    chosen = found.topics.filter(topic=topic).to_dicts()
    if not chosen:
        raise PageNotFound(_(NOTHING_OF_NAME))
    members = found.members.filter(topic=topic)
    rows, bar = narrow_rows(view, members, [FacetField("role", _("Role"), code_words(view, "consortium_role"))])
    missing = [] if bar.in_force else chosen[0]["missing"]
    table = list_candidates(view, rows, missing, _(say.COULD_JOIN))
    name = name_topic(view, chosen[0])
    title = f"{name}{_(': ')}{_(say.POSSIBLE)}"
    to = f"/need/{chosen[0]['need']}" if chosen[0]["need"] else f"/product/{chosen[0]['product']}"
    context = {"picture": None, "room": None, "tables": [table], "add": "", "links": [(name, view.url(to))]}
    return Page(
        _TEMPLATE, title, {"members": rows}, context,
        internal=_(IN_HOUSE), names_firms=True, facets=bar, sheets=[table],
        has_files=chosen[0]["kind"] != DEPENDENCE,
    )  # fmt: skip


def list_candidates(view: RequestView, rows: pl.DataFrame, missing: list[str], title: str) -> Table:
    """Roles with who could take them and why; roles that nobody is known for."""
    _ = view.tr
    cells = [
        [
            text_cell(view.word("consortium_role", row["role"])),
            Cell((link_cells.row_link(view, ["firms", "institutes"], row["member"]),)),
            _tell_ground(view, row["ground"], row["about"]),
        ]
        for row in rows.iter_rows(named=True)
    ]
    cells += [
        [text_cell(view.word("consortium_role", role)), badge_cell(_(say.NO_CANDIDATE), "missing"), text_cell("")]
        for role in missing
    ]
    heads = [_("Role"), _(say.COULD_JOIN), _(say.GROUND)]
    return Table(title, [Column(head) for head in heads], cells, notes=[_name_roles(view)], name="candidates")


def _name_roles(view: RequestView) -> str:
    roles = [view.word("consortium_role", role) for role in view.district.innovate.needed_roles()]
    return view.tr(say.NEEDED_ROLES) % view.join(roles)


def _tell_ground(view: RequestView, ground: str, about: str) -> Cell:
    """Why somebody could take a role."""
    words = view.tr(say.GROUNDS[ground])
    return text_cell(words % view.name(about) if "%s" in words else words)


def _list_role(view: RequestView, members: list[str], *, needed: bool) -> Cell:
    """Who could take a role, the first two by name."""
    if not members:
        return badge_cell(view.tr(ROLE_MISSING), "missing") if needed else text_cell("")
    links = [link_cells.row_link(view, ["firms", "institutes"], key) for key in members[:_NAMED]]
    if len(members) > _NAMED:
        links.append(Link(view.tr("and %s more") % (len(members) - _NAMED)))
    return Cell(tuple(links))
