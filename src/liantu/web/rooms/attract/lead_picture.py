"""The picture of leads by stage, a square a lead."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.drawings.stage_squares import StageRow, draw_stage_squares
from liantu.web.core.page_tables import Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.lead_words import IN_HOUSE

PATH = "/leads/picture/stages"
HEADING = N_("Open leads: %(open)s; opinions late: %(late)s, offices against: %(against)s")


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_lead_picture)


def make_lead_picture(view: RequestView) -> Picture:
    """Where leads stand, with the firm and the link of each."""
    _ = view.tr
    leads = view.district.attract.leads()
    open_leads = leads.filter("is_open")
    order = {stage: place for place, stage in enumerate(view.district.deliver.list_stages())}
    place = pl.col("stage").replace_strict(order, default=-1, return_dtype=pl.Int64)
    counts = leads.group_by("stage", maintain_order=True).agg(pl.len().alias("leads"), pl.col("course").first())
    counts = counts.sort(pl.col("course") == "off", -place).drop("course")
    states = view.district.deliver.stage_statuses()
    rows = [_row(view, leads, states, stage, count) for stage, count in counts.iter_rows()]
    slots = {"open": open_leads.height, "late": open_leads["late"].sum()}
    heading = _(HEADING) % {**slots, "against": open_leads["against"].list.len().sum()}
    columns = [Column(_("Stage")), Column(_("Leads"), number=True), Column(_("Firm and link"), sentences=True)]
    cells = [[link_cell(row.label, row.to), number_cell(str(row.count)), text_cell(row.words)] for row in rows]
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_stage_squares(rows, heading, "lead-stages", width=760),
        narrow=draw_stage_squares(rows, heading, "lead-stages-narrow", width=NARROW, named=False),
        table=Table(heading, columns, cells, name="lead-stages"),
        frames={"lead_stages": counts},
        unit=_("a square a lead"),
        internal=_(IN_HOUSE),
    )


def _row(view: RequestView, leads: pl.DataFrame, states: dict[str, str], stage: str | None, count: int) -> StageRow:
    standing = leads.filter(pl.col("stage").eq_missing(pl.lit(stage)))
    words = [
        view.tr("%(firm)s (%(product)s)") % {"firm": firm, "product": view.name(product)}
        for firm, product in standing.select("firm", "product").iter_rows()
    ]
    return StageRow(
        label=view.word("stage", stage) if stage else view.tr("not known"),
        to=view.url("/leads", **{"has.stage": stage or "-"}),
        state=states.get(stage or "", "planned") if stage else "unknown",
        count=count,
        words=view.join(words),
    )
