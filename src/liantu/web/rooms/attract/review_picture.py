"""The picture of agreements by where their reviews stand."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.drawings.stage_squares import StageRow, draw_stage_squares
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.lead_words import IN_HOUSE, REVIEW_STATES

PATH = "/agreements/picture/reviews"
HEADING = N_("Agreements: %(all)s; faults in clauses to mend before they are sent for approval: %(faults)s")
#: How each state is marked in a table.
BADGES = {
    **dict.fromkeys(("refused", "signed_before_review", "exception_over"), "missing"),
    **dict.fromkeys(("may_be_signed", "reviewed"), "made"),
    **dict.fromkeys(("to_review", "not_known"), "unknown"),
}
_DRAWN = {"made": "operating", "unknown": "planned", "missing": "unknown"}


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_review_picture)


def make_review_picture(view: RequestView) -> Picture:
    """A square an agreement, by state."""
    _ = view.tr
    states = view.district.attract.agreement_reviews()
    rows_of = view.district.tables.rows("agreements")
    rows = []
    for state, words in REVIEW_STATES.items():
        found = [item.agreement for item in states if item.state == state]
        if found:
            to = view.url("/agreements", **{"has.state": state})
            names = view.join(view.pick(rows_of[key]) for key in found)
            rows.append(StageRow(_(words), to, _DRAWN[BADGES[state]], len(found), names))
    heading = _(HEADING) % {"all": len(states), "faults": view.district.attract.clause_faults().height}
    columns = [Column(_("State")), Column(_("Agreements"), number=True), Column(_("Agreement"), sentences=True)]
    cells = [[text_cell(row.label), number_cell(str(row.count)), text_cell(row.words)] for row in rows]
    frame = pl.DataFrame({"agreement": [s.agreement for s in states], "state": [s.state for s in states]})
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_stage_squares(rows, heading, "agreement-reviews", width=760),
        narrow=draw_stage_squares(rows, heading, "agreement-reviews-narrow", width=NARROW, named=False),
        table=Table(heading, columns, cells, name="reviews"),
        frames={"reviews": frame},
        unit=_("a square an agreement"),
        internal=_(IN_HOUSE),
    )
