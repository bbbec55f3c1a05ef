"""The picture of what contracts agree of the land of projects, held against what was measured."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.drawings.agreed_bars import AgreedBar, draw_agreed_bars
from liantu.drawings.empty_frame import draw_empty_frame
from liantu.web.core import link_cells
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.web.rooms.score import evaluation_words as say
from liantu.wording.amounts import format_significant
from liantu.wording.comparators import add_comparator
from liantu.wording.labels import WHY_TO_VERIFY

PATH = "/projects/picture/land-values"
_MEANINGS = {"met": "made", "not_met": "missing", "to_verify": "short", None: "unknown"}
_BADGES = {"met": "made", "not_met": "missing", "to_verify": "short", None: "unstated"}


class AgreedValue(NamedTuple):
    """A row of ``LandRoom.agreed_values``."""

    project: str
    stage: str
    indicator: str
    unit: str
    comparator: str | None
    agreed: float | None
    clause: str | None
    source: str | None
    locator: str | None
    due: bool
    reached: str | None
    value: float | None
    period: str | None
    checked_by: str | None
    verdict: str | None
    reason: str | None


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_agreed_values_picture)


def make_agreed_values_picture(view: RequestView) -> Picture:
    """Each agreed value of a project's land with what was measured at completion, production or full output."""
    _ = view.tr
    frame = view.district.land.agreed_values()
    rows = [AgreedValue(*row) for row in frame.iter_rows()]
    bars = [_bar(view, row) for row in rows]
    heading = _heading(view, rows)
    if not rows:
        return _describe_empty(view, heading, frame)
    line, unknown = _("agreed value"), _("unknown")
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_agreed_bars(bars, line, unknown, heading),
        narrow=draw_agreed_bars(bars, line, unknown, heading, name="agreed-bars-narrow", width=NARROW),
        table=agreed_table(view, frame),
        frames={"land_values": frame},
        unit=_("measured / agreed; the agreed value is one line for all"),
        note=_("Each value is checked at the stage that the contract names; what lies ahead is not judged."),
        links=[Link(_("Project board"), view.url("/projects"))],
    )


def _describe_empty(view: RequestView, heading: str, frame: pl.DataFrame) -> Picture:
    """What would stand here, and how to fill it."""
    room = describe_empty_room(view, "land_values")
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_empty_frame(room.shows, heading, "agreed-bars"),
        table=agreed_table(view, frame),
        frames={"land_values": frame},
        links=[Link(view.tr("Project board"), view.url("/projects"))],
        empty=room,
    )


def agreed_table(view: RequestView, frame: pl.DataFrame, *, named: bool = True) -> Table:
    """The agreed values of projects, of one without its name."""
    _ = view.tr
    rows = [AgreedValue(*row) for row in frame.iter_rows()]
    lines = [
        [
            *([project_cells.project_cell(view, row.project)] if named else []),
            text_cell(view.word("acceptance_stage", row.stage)),
            text_cell(view.word("land_indicator", row.indicator)),
            number_cell(_agreed(view, row)),
            number_cell(_measured(view, row)),
            text_cell(say.unit_label(view, row.unit)),
            badge_cell(_verdict(view, row), _BADGES[row.verdict]),
            text_cell(view.word("entry_reason", row.reason)),
            text_cell(view.period(row.period) if row.period else ""),
            text_cell(row.clause),
            _sources(view, row),
        ]
        for row in rows
    ]
    columns = [Column(_("Project"))] if named else []
    columns += [Column(_("Checked at")), Column(_("Indicator")), Column(_("Agreed value"), number=True)]
    columns += [Column(_("Measured value"), number=True), Column(_("Unit")), Column(_("Verdict"))]
    columns += [Column(_(WHY_TO_VERIFY)), Column(_("Measured at")), Column(_("Clause")), Column(_("Source"))]
    return Table(_("Land values agreed and measured"), columns, lines, name="land_values")


def _heading(view: RequestView, rows: list[AgreedValue]) -> str:
    """The answer in a sentence: how many are due, met, missed and to be verified."""
    if not rows:
        return view.tr("No values are agreed of the land of any project")
    counts = {name: sum(row.verdict == name for row in rows) for name in ("met", "not_met", "to_verify")}
    slots = {**counts, "all": len(rows), "ahead": sum(row.verdict is None for row in rows)}
    return (
        view.tr(
            "Of %(all)s agreed land values %(met)s are met, %(not_met)s not met, %(to_verify)s to be verified, "
            "%(ahead)s not due yet"
        )
        % slots
    )


def _bar(view: RequestView, row: AgreedValue) -> AgreedBar:
    stage, indicator = view.word("acceptance_stage", row.stage), view.word("land_indicator", row.indicator)
    unit = say.unit_label(view, row.unit)
    return AgreedBar(
        name=view.name(row.project),
        to=link_cells.row_address(view, "projects", row.project),
        term=view.tr("%(stage)s: %(indicator)s") % {"stage": stage, "indicator": indicator},
        share=row.value / row.agreed if row.value is not None and row.agreed else None,
        words=f"{_measured(view, row)} / {_agreed(view, row)} {unit}",
        verdict=_verdict(view, row),
        meaning=_MEANINGS[row.verdict],
    )


def _verdict(view: RequestView, row: AgreedValue) -> str:
    return view.word("entry_verdict", row.verdict) if row.verdict else view.tr("not due yet")


def _agreed(view: RequestView, row: AgreedValue) -> str:
    if row.agreed is None:
        return view.tr("unknown")
    return add_comparator(format_significant(row.agreed, 6), row.comparator, view.lang)


def _measured(view: RequestView, row: AgreedValue) -> str:
    if row.value is None:
        return view.tr("unknown") if row.verdict else "—"
    return format_significant(row.value, 6)


def _sources(view: RequestView, row: AgreedValue) -> Cell:
    keys = dict.fromkeys(key for key in (row.source, row.checked_by) if key)
    return Cell(tuple(Link(view.source_name(key), view.url(f"/source/{key}")) for key in keys))
