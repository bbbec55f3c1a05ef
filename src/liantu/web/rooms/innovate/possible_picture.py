"""What a consortium could be formed around, a square each: where every needed role could be taken, and where not."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.drawings.stage_squares import StageRow, draw_stage_squares
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.consortium_words import (
    KIND_OF_TOPIC,
    POSSIBLE_HEADING,
    SHORT_STANDINGS,
    SHORT_TOPICS,
    STANDINGS,
    TOPIC_KINDS,
)
from liantu.wording.innovation_words import IN_HOUSE

PATH = "/consortia/picture/possible"
_LIST = "/consortia/possible"
#: The kind of a topic that is in no file.
DEPENDENCE = "dependence"
_DRAWN = {"complete": "operating", "partly": "planned"}


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_possible_picture)


def add_standing(topics: pl.DataFrame) -> pl.DataFrame:
    """The topics with the column ``standing``: complete, or partly where a needed role is missing."""
    is_complete = pl.col("missing").list.len() == 0
    return topics.with_columns(
        pl.when(is_complete).then(pl.lit("complete")).otherwise(pl.lit("partly")).alias("standing")
    )


def make_possible_picture(view: RequestView) -> Picture:
    """Of each kind what could be formed with every role, then what lacks one."""
    _ = view.tr
    topics = add_standing(view.district.innovate.possible_consortia().topics)
    rows, narrow_rows, cells = [], [], []
    for kind, kind_words in TOPIC_KINDS.items():
        for standing, words in STANDINGS.items():
            found = topics.filter(kind=kind, standing=standing)
            if found.is_empty():
                continue
            names = view.join(name_topic(view, row) for row in found.iter_rows(named=True))
            to = view.url(_LIST, **{"has.kind": kind, "has.standing": standing})
            label = f"{_(kind_words)}{_(': ')}{_(words)}"
            rows.append(StageRow(label, to, _DRAWN[standing], found.height, names))
            few_words = f"{_(SHORT_TOPICS[kind])}{_(': ')}{_(SHORT_STANDINGS[standing])}"
            narrow_rows.append(StageRow(few_words, to, _DRAWN[standing], found.height, names))
            cells.append([text_cell(_(kind_words)), text_cell(_(words)), number_cell(str(found.height))])
    heading = make_heading(view, topics)
    columns = [Column(_(KIND_OF_TOPIC)), Column(_("State")), Column(_("In number"), number=True)]
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_stage_squares(rows, heading, "possible-consortia", width=900),
        narrow=draw_stage_squares(narrow_rows, heading, "possible-consortia-narrow", width=NARROW, named=False),
        table=Table(heading, columns, cells, name="possible"),
        frames={"possible": leave_out_dependences(topics)},
        internal=_(IN_HOUSE),
    )


def leave_out_dependences(topics: pl.DataFrame) -> pl.DataFrame:
    """The topics that may go into a file: what the district depends on is read on the page alone."""
    return topics.filter(pl.col("kind") != DEPENDENCE)


def make_heading(view: RequestView, topics: pl.DataFrame) -> str:
    """In how many every role could be taken, and which roles are missing in how many."""
    missing = dict(topics["missing"].explode().drop_nulls().value_counts().iter_rows())
    return view.tr(POSSIBLE_HEADING) % {
        "all": topics.height,
        "complete": topics.filter(standing="complete").height,
        "leaderless": missing.get("lead", 0),
        "unresearched": missing.get("institute", 0),
        "uninvested": missing.get("investor", 0),
    }


def name_topic(view: RequestView, row: dict[str, str | None]) -> str:
    """The need or the product, by its name."""
    return view.name(row["need"] or row["product"])
