"""The pictures of an evaluation where there is nothing to evaluate: a hatched frame that says so."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from liantu.drawings.empty_frame import draw_empty_frame
from liantu.web.core.page_tables import Column, Link, Table
from liantu.web.core.picture import NARROW, MakePicture, Picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score.run_request import RunRequest, explain_empty, read_run_request
from liantu.wording import N_
from liantu.wording.titles import WHAT_TO_LOAD

NOT_EVALUATED = N_("Nothing is evaluated yet")
MakeRunPicture = Callable[[RequestView, RunRequest], Picture]


def draw_when_evaluated(path: str, make: MakeRunPicture) -> MakePicture:
    """``make`` of the run that is asked for; where there is none, the empty picture at the same address."""

    def draw(view: RequestView) -> Picture:
        """The picture."""
        found = read_run_request(view)
        return make(view, found) if found else make_empty_picture(view, path)

    draw.__doc__ = make.__doc__
    return draw


def make_empty_picture(view: RequestView, path: str) -> Picture:
    """A hatched frame with the reason; its table has no rows."""
    heading, reason = view.tr(NOT_EVALUATED), explain_empty(view)
    return Picture(
        address=view.url(path),
        heading=heading,
        drawing=draw_empty_frame(reason, heading),
        narrow=draw_empty_frame(reason, heading, "empty-narrow", NARROW),
        table=Table(heading, [Column(view.tr("Firm"))], [], name="empty"),
        frames={"firms": pl.DataFrame(schema={"firm": pl.String})},
        links=[Link(view.tr(WHAT_TO_LOAD), view.url("/score"))],
    )
