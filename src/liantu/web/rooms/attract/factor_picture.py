"""The picture of factors: what each brings to the first candidates, and what of it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.factor_rows import (
    FactorHead,
    FactorRow,
    draw_factor_rows,
    draw_laptop_factor_rows,
    draw_narrow_factor_rows,
)
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.candidate_view import PATH, QUERY, CandidateView, name_firm, read_candidates
from liantu.wording import candidate_words as say
from liantu.wording.amounts import format_significant

ADDRESS = f"{PATH}/picture/factors"
#: So many suppliers, and so many others, are drawn; the table has all.
_DRAWN = {True: 3, False: 9}


class CandidateRow(TypedDict):
    """A candidate as the picture reads it."""

    candidate: str
    product: str
    name: str
    short: str | None
    en: str | None
    is_supplier: bool
    points: float
    known: int
    factors: int


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, ADDRESS, make_factor_picture, QUERY)


def make_factor_picture(view: RequestView) -> Picture:
    """The factors of the first candidates, suppliers first."""
    return draw_factors(view, read_candidates(view))


def account_address(view: RequestView, row: CandidateRow, recalled: bool) -> str:
    """Where the account of a candidate is opened."""
    more = {"recalled": "yes"} if recalled else {}
    return view.url(f"{PATH}/account", product=row["product"], candidate=row["candidate"], **more)


def points_words(view: RequestView, row: CandidateRow) -> str:
    """The points with how many factors are known."""
    slots = {"points": format_significant(row["points"]), "known": row["known"], "all": row["factors"]}
    return view.tr(say.KNOWN_POINTS) % slots


def draw_factors(view: RequestView, found: CandidateView) -> Picture:
    """The picture of what was found."""
    _ = view.tr
    drawn = pl.concat([found.rows.filter(pl.col("is_supplier") == kind).head(count) for kind, count in _DRAWN.items()])
    rows = [*cast("Iterable[CandidateRow]", drawn.iter_rows(named=True))]
    values = found.terms
    weights = dict(values.select("factor", "weight").unique("factor").iter_rows())
    head = FactorHead(
        [_(words) for words in say.FACTORS.values()],
        [_("of %s") % format_significant(weights[factor]) if factor in weights else "" for factor in say.FACTORS],
        _("Points"),
        sum(weights.values()),
    )
    bars = [
        FactorRow(
            name_firm(view, row["short"], row["name"], row["en"]),
            account_address(view, row, found.recalled),
            row["is_supplier"],
            values.filter(pl.col("candidate") == row["candidate"])["value"].to_list(),
            row["points"],
            points_words(view, row),
        )
        for row in rows
    ]
    heading = _("What speaks for the first candidates, and what of it is not known")
    return Picture(
        address=view.url(ADDRESS, product=found.product),
        heading=heading,
        drawing=draw_factor_rows(bars, head, heading),
        medium=draw_laptop_factor_rows(bars, head, heading),
        narrow=draw_narrow_factor_rows(bars, head, heading),
        table=_make_table(view, rows, values),
        frames={"factors": values},
        note=_(say.HOW_READ),
        internal=_(say.INTERNAL),
    )


def _make_table(view: RequestView, rows: list[CandidateRow], values: pl.DataFrame) -> Table:
    _ = view.tr
    cells = [
        [
            text_cell(name_firm(view, row["short"], row["name"], row["en"])),
            *(
                number_cell(_("unknown") if value is None else format_significant(points))
                for value, points in values.filter(pl.col("candidate") == row["candidate"])
                .select("value", "points")
                .iter_rows()
            ),
            number_cell(points_words(view, row)),
        ]
        for row in rows
    ]
    columns = [Column(_("Firm")), *(Column(_(words), number=True) for words in say.FACTORS.values())]
    return Table(_("Points by factor"), [*columns, Column(_("Points"), number=True)], cells, name="factors", dense=True)
