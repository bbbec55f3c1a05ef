"""The picture of projects by stage."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.drawings.stage_squares import StageRow, draw_stage_squares
from liantu.web.core.page_tables import Column, Link, Table, link_cell, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells

PATH = "/projects/picture/stages"
#: Where projects stand that are not on their way: below those that are.
_HALTED = ("paused", "lost", "stopped", "ended", "land_returned")


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_stage_picture)


def make_stage_picture(view: RequestView) -> Picture:
    """Where projects stand, a square a project."""
    _ = view.tr
    frame = view.district.deliver.projects()
    is_halted = pl.col("stage").is_in(_HALTED).fill_null(value=False)
    counts = view.district.deliver.board().sort(is_halted, maintain_order=True)
    states = view.district.deliver.stage_statuses()
    rows = [_row(view, frame, states, stage, count) for stage, count in counts.select("stage", "projects").iter_rows()]
    heading = _("%s projects: where they stand") % frame.height
    table_rows = [[link_cell(row.label, row.to), number_cell(str(row.count)), text_cell(row.words)] for row in rows]
    columns = [Column(_("Stage")), Column(_("Projects"), number=True), Column(_("Project"), sentences=True)]
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_stage_squares(rows, heading),
        narrow=draw_stage_squares(rows, heading, "project-stages-narrow", width=NARROW, named=False),
        table=Table(heading, columns, table_rows, name="stages"),
        frames={"stages": counts},
        unit=_("a square a project"),
        links=[
            Link(_("Project board"), view.url("/projects")),
            Link(_("Counts and claims"), view.url("/projects/claims")),
        ],
    )


def _row(view: RequestView, frame: pl.DataFrame, states: dict[str, str], stage: str | None, count: int) -> StageRow:
    projects = frame.filter(pl.col("stage").eq_missing(pl.lit(stage)))
    return StageRow(
        label=project_cells.group_name(view, "stage", stage),
        to=view.url("/projects", stage=stage or "-"),
        state=states.get(stage or "", "planned") if stage else "unknown",
        count=count,
        words=view.join(view.pick(row) for row in projects.iter_rows(named=True)),
    )
