"""The picture of how many firms have each grade."""

from __future__ import annotations

from itertools import accumulate

import polars as pl
from fastapi import FastAPI

from liantu.district.evaluation_records import list_grades
from liantu.drawings.grade_shares import GradePart, GradePool, draw_grade_shares
from liantu.papers import internal_note
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.empty_picture import draw_when_evaluated
from liantu.web.rooms.score.ranking_table import counts_table
from liantu.web.rooms.score.run_request import RunRequest

PATH = "/score/picture/grades"


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, draw_when_evaluated(PATH, make_share_picture), ("scheme", "year"))


def make_share_picture(view: RequestView, found: RunRequest) -> Picture:
    """How many firms of what is cut together have each grade, beside the shares of the scheme."""
    _ = view.tr
    counts = found.run.counts
    pools = [_read_pool(view, found, *pool) for pool in counts.partition_by("pool", as_dict=True).items()]
    heading = _("How many firms have each grade")
    return Picture(
        address=view.url(PATH, **found.address),
        heading=heading,
        drawing=draw_grade_shares(pools, heading),
        narrow=draw_grade_shares(pools, heading, "grade-shares-narrow", 340),
        table=counts_table(view, found.run),
        frames={"counts": counts},
        unit=_("firms after moves"),
        note=_("Triangles mark the shares of the scheme; a share is of the firms that are graded."),
        internal=internal_note(view.lang),
    )


def _read_pool(view: RequestView, found: RunRequest, key: tuple[object, ...], rows: pl.DataFrame) -> GradePool:
    grades = list_grades(found.run)
    ends: list[float | None] = (
        [*accumulate(rows["nominal"])] if rows["nominal"].null_count() == 0 else [None] * rows.height
    )
    parts = [
        GradePart(
            name=row["grade"],
            words=str(row["count"]),
            place=grades.index(row["grade"]) if row["grade"] in grades else number,
            share=row["share"],
            nominal_end=ends[number],
        )
        for number, row in enumerate(rows.iter_rows(named=True))
    ]
    total = view.tr("%s firms") % rows["count"].sum()
    return GradePool(say.pool_name(view, found.scheme, str(key[0])), total, parts)
