"""Consortia by their roles: a square a role, filled or missing."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.drawings.stage_squares import StageRow, draw_stage_squares
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.innovation_words import CONSORTIA_HEADING, IN_HOUSE, ROLE_FILLED, ROLE_MISSING

PATH = "/consortia/picture/roles"


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_role_picture)


def make_role_picture(view: RequestView) -> Picture:
    """Of each consortium the roles that are filled, then those that are missing."""
    _ = view.tr
    room = view.district.innovate
    consortia = room.consortia()
    roles, steps = room.consortium_roles(), room.consortium_milestones()
    active = consortia.filter(~consortia["state"].is_in(["refused", "ended"]))["id"].to_list()
    rows = []
    for key in consortia["id"]:
        for missing, word, drawn in ((False, ROLE_FILLED, "operating"), (True, ROLE_MISSING, "planned")):
            found = roles.filter(consortium=key, missing=missing)["role"].to_list()
            if found:
                words = view.join(view.word("consortium_role", role) for role in found)
                label, to = f"{view.name(key)} {_(word)}", view.url(f"/consortium/{key}")
                rows.append(StageRow(label, to, drawn, len(found), words))
    heading = _(CONSORTIA_HEADING) % {
        "all": consortia.height,
        "running": consortia.filter(state="running").height,
        "missing": roles.filter(roles["consortium"].is_in(active), missing=True).height,
        "late": steps.filter(standing="late").height,
    }
    cells = [[text_cell(row.label), number_cell(str(row.count)), text_cell(row.words)] for row in rows]
    columns = [Column(_("Consortium")), Column(_("In number"), number=True), Column(_("Role"), sentences=True)]
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_stage_squares(rows, heading, "consortium-roles", width=900),
        narrow=draw_stage_squares(rows, heading, "consortium-roles-narrow", width=NARROW, named=False),
        table=Table(heading, columns, cells, name="roles"),
        frames={"roles": roles},
        internal=_(IN_HOUSE),
    )
