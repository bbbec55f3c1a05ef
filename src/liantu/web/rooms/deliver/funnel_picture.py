"""The picture of how far projects came."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.drawings.stage_funnel import FunnelRow, draw_stage_funnel
from liantu.web.core.page_tables import Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.wording.labels import UPGRADES_APART

PATH = "/projects/picture/funnel"


class StageCount(NamedTuple):
    """A row of ``DeliverRoom.funnel``, of technical upgrades or of the others."""

    stage: str
    order: int | None
    reached: int
    standing: int
    late: int
    overdue: int
    dated: int
    days_low: float | None
    days_high: float | None
    upgrades: bool


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_funnel_picture)


def make_funnel_picture(view: RequestView) -> Picture:
    """Of each stage how many projects reached it, how many stand there, and how long the way to it took."""
    _ = view.tr
    parts = {upgrades: view.district.deliver.funnel(upgrades) for upgrades in (False, True)}
    frame = pl.concat([part.with_columns(upgrades=pl.lit(upgrades)) for upgrades, part in parts.items()])
    counts = [StageCount(*row) for row in frame.iter_rows()]
    rows = [_row(view, count) for count in counts]
    if parts[True].height:
        first = parts[False].height
        rows[first] = replace(rows[first], group=_(UPGRADES_APART))
    heading = _("How far the projects came")
    reached, standing = _("reached; median time to it"), _("stand here")
    columns = [
        Column(_("Stage")),
        Column(_("Nature of works")),
        Column(_("Reached"), number=True),
        Column(_("Stand here"), number=True),
    ]
    columns += [Column(_("Late"), number=True), Column(_("Past a reminder"), number=True)]
    columns += [Column(_("Passages dated"), number=True), Column(_("Days, at least"), number=True)]
    columns.append(Column(_("Days, at most"), number=True))
    cells = [
        [
            link_cell(row.label, row.to),
            text_cell(view.word("project_nature", "upgrade") if count.upgrades else _("other than upgrades")),
            *(
                number_cell(str(value))
                for value in (count.reached, count.standing, count.late, count.overdue, count.dated)
            ),
            project_cells.count_cell(view, count.days_low),
            project_cells.count_cell(view, count.days_high),
        ]
        for row, count in zip(rows, counts, strict=True)
    ]
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_stage_funnel(rows, reached, standing, heading),
        narrow=draw_stage_funnel(
            [replace(row, time_words="") for row in rows],
            _("reached"),
            standing,
            heading,
            name="stage-funnel-narrow",
            width=340,
        ),
        table=Table(heading, columns, cells, name="funnel"),
        frames={"funnel": frame},
        unit=_("a square a project; dark: stands here"),
        note=_("Late is what is past a date that a document sets."),
    )


def _row(view: RequestView, count: StageCount) -> FunnelRow:
    standing = str(count.standing)
    if count.late:
        standing = view.join([standing, view.tr("%s late") % count.late])
    return FunnelRow(
        label=project_cells.group_name(view, "stage", count.stage),
        to=view.url("/projects", stage=count.stage, nature="upgrade" if count.upgrades else None),
        reached=count.reached,
        standing=count.standing,
        standing_words=standing,
        late=bool(count.late),
        time_words=_time_words(view, count.days_low, count.days_high),
    )


def _time_words(view: RequestView, low: float | None, high: float | None) -> str:
    """The median of the days; a range where dates leave one, nothing where none is dated."""
    if low is None or high is None:
        return ""
    days = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return view.tr("median %s days") % days
