"""Open challenges by their last step, a square each."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.drawings.stage_squares import StageRow, draw_stage_squares
from liantu.model.schema import read_codelist
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.innovation_words import CHALLENGES, IN_HOUSE, LEDGERS_HEADING

PATH = "/ledgers/picture/challenges"


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_challenge_picture)


def make_challenge_picture(view: RequestView) -> Picture:
    """The seven steps with the challenges whose last step it is."""
    _ = view.tr
    room = view.district.innovate
    challenges, contracts, renewals = room.challenges(), room.technology_contracts(), room.renewals()
    rows = []
    for step in read_codelist("challenge_step"):
        found = challenges.filter(step=step)
        if found.height:
            drawn = "planned" if found["late"].any() else "operating" if step in ("accepted", "paid") else "building"
            words = view.join(view.name(key) for key in found["challenge"])
            rows.append(StageRow(view.word("challenge_step", step), view.url("/ledgers"), drawn, found.height, words))
    heading = _(LEDGERS_HEADING) % {
        "challenges": challenges.height,
        "contracts": contracts["contracts"].sum(),
        "registered": contracts["registered"].sum(),
        "renewals": renewals.height,
        "over": renewals.filter(pl.col("over")).height,
    }
    cells = [[text_cell(row.label), number_cell(str(row.count)), text_cell(row.words)] for row in rows]
    columns = [Column(_("Step")), Column(_("In number"), number=True), Column(_(CHALLENGES), sentences=True)]
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_stage_squares(rows, heading, "challenges", width=900),
        narrow=draw_stage_squares(rows, heading, "challenges-narrow", width=NARROW, named=False),
        table=Table(heading, columns, cells, name="challenges"),
        frames={"challenges": challenges},
        internal=_(IN_HOUSE),
    )
