"""The picture of how far projects came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.drawings.stage_funnel import FunnelCount, FunnelHeads, FunnelRow, draw_stage_funnel
from liantu.web.core.page_tables import Cell, Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.wording import NC_

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
    rows = _rows(view, counts)
    heading, standing = _("How far the projects came"), _("stand here")
    separate = _("upgrades, apart") if parts[True].height else ""
    columns = [
        Column(_("Stage")),
        Column(_("Nature of works")),
        Column(_("Reached"), number=True),
        Column(_("Stand here"), number=True),
    ]
    columns += [Column(_("Late"), number=True), Column(_("Past a reminder"), number=True)]
    columns += [Column(_("Passages dated"), number=True), Column(_("Days, at least"), number=True)]
    columns.append(Column(_("Days, at most"), number=True))
    cells = [_cells(view, count) for count in counts]
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_stage_funnel(rows, FunnelHeads(_("reached; median time to it"), standing, separate), heading),
        narrow=draw_stage_funnel(
            [_shorten(row) for row in rows],
            FunnelHeads(_("reached"), standing, separate),
            heading,
            name="stage-funnel-narrow",
            width=340,
        ),
        table=Table(heading, columns, cells, name="funnel"),
        frames={"funnel": frame},
        unit=_("a square a project; dark: stands here"),
        note=_("Late is what is past a date that a document sets."),
    )


def _rows(view: RequestView, counts: Sequence[StageCount]) -> list[FunnelRow]:
    """A row a stage: what is built new, and the upgrades beside it where there are any."""
    new, upgrades = ({count.stage: count for count in counts if count.upgrades is part} for part in (False, True))
    stages = {count.stage: count for count in counts}
    ordered = sorted(stages.values(), key=lambda count: (count.order is None, count.order or 0))
    return [
        FunnelRow(
            label=project_cells.group_name(view, "stage", stage),
            counted=_count(view, stage, new.get(stage), upgrades=False),
            time_words=_time_words(view, new.get(stage)),
            separate=_count(view, stage, upgrades[stage], upgrades=True) if stage in upgrades else None,
        )
        for stage in (count.stage for count in ordered)
    ]


def _count(view: RequestView, stage: str, count: StageCount | None, *, upgrades: bool) -> FunnelCount:
    standing = count.standing if count else 0
    words = str(standing)
    if upgrades:
        words = view.tr("%s here") % standing if standing else ""
    if count and count.late:
        words = view.join([words, view.tr("%s late") % count.late])
    to = view.url("/projects", stage=stage, nature="upgrade" if upgrades else None)
    return FunnelCount(to, count.reached if count else 0, standing, words, bool(count and count.late))


def _shorten(row: FunnelRow) -> FunnelRow:
    """The row where there is room for little: without times, and without words where a dark square says it."""
    separate = replace(row.separate, standing_words="") if row.separate and not row.separate.late else row.separate
    return replace(row, time_words="", separate=separate)


def _cells(view: RequestView, count: StageCount) -> list[Cell]:
    """The row of the table of a stage."""
    upgrades = "upgrade" if count.upgrades else None
    label = project_cells.group_name(view, "stage", count.stage)
    return [
        link_cell(label, view.url("/projects", stage=count.stage, nature=upgrades)),
        text_cell(view.word("project_nature", "upgrade") if upgrades else view.tr("other than upgrades")),
        *(number_cell(str(value)) for value in (count.reached, count.standing, count.late, count.overdue, count.dated)),
        project_cells.count_cell(view, count.days_low),
        project_cells.count_cell(view, count.days_high),
    ]


def _time_words(view: RequestView, count: StageCount | None) -> str:
    """The median of the days; a range where dates leave one, nothing where none is dated."""
    if count is None or count.days_low is None or count.days_high is None:
        return ""
    low, high = count.days_low, count.days_high
    days = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return view.tr(NC_("median", "%s days")) % days
