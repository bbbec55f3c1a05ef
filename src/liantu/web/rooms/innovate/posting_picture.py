"""Needs and results by where they stand, a square each."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from fastapi import FastAPI

from liantu.drawings.stage_squares import StageRow, draw_stage_squares
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.innovation_words import (
    IN_HOUSE,
    NEED,
    NEEDS_HEADING,
    POSTING_MEANINGS,
    POSTING_STATES,
    RESULT,
    RESULTS_HEADING,
)

_DRAWN = {"made": "operating", "short": "building", "missing": "planned", "unknown": "unknown"}


def register(app: FastAPI) -> None:
    """Add the pictures."""
    add_picture(app, "/needs/picture/states", make_need_picture)
    add_picture(app, "/results/picture/states", make_result_picture)


def make_need_picture(view: RequestView) -> Picture:
    """Needs by state."""
    room = view.district.innovate
    needs = room.needs()
    answered = room.matching().matches["need"].n_unique()
    slots = {"questions": int(needs["questions"].sum()), "answered": answered}
    return _make_picture(view, "needs", needs, NEEDS_HEADING, view.tr(NEED), slots)


def make_result_picture(view: RequestView) -> Picture:
    """Results by state."""
    return _make_picture(view, "results", view.district.innovate.results(), RESULTS_HEADING, view.tr(RESULT), {})


def _make_picture(
    view: RequestView, name: str, frame: pl.DataFrame, heading: str, label: str, slots: Mapping[str, int]
) -> Picture:
    _ = view.tr
    titles = view.district.tables.rows(name)
    counts = {state: frame.filter(state=state)["id"].to_list() for state in POSTING_STATES}
    rows = [
        StageRow(
            _(words),
            view.url(f"/{name}", **{"has.state": state}),
            _DRAWN[POSTING_MEANINGS[state]],
            len(counts[state]),
            view.join(view.pick(titles[key]) for key in counts[state][:3]),
        )
        for state, words in POSTING_STATES.items()
        if counts[state]
    ]
    numbers = {state: len(keys) for state, keys in counts.items()}
    title = _(heading) % {"all": frame.height, **numbers, **slots}
    cells = [[text_cell(row.label), number_cell(str(row.count)), text_cell(row.words)] for row in rows]
    columns = [Column(_("State")), Column(_("In number"), number=True), Column(label, sentences=True)]
    return Picture(
        address=view.url(f"/{name}/picture/states"),
        heading=title,
        drawing=draw_stage_squares(rows, title, f"{name}-states", width=900),
        narrow=draw_stage_squares(rows, title, f"{name}-states-narrow", width=NARROW, named=False),
        table=Table(title, columns, cells, name="states"),
        frames={"states": frame},
        internal=_(IN_HOUSE),
    )
