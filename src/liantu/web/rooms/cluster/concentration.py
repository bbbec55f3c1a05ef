"""The page of concentration: how few firms make up most of an industry or a cluster, in the house alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.drawing import Drawing
from liantu.drawings.empty_frame import draw_empty_frame
from liantu.drawings.ratio_bars import RatioBar, draw_ratio_bars
from liantu.web.core import link_cells
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_table
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.wording.concentration_words import (
    CONCENTRATION,
    FIRMS_WITH_VALUE,
    IN_HOUSE,
    MAY_BE_TOLD,
    NO_RETURNS,
    SAFE_STATES,
    TO_READ,
)

PATH = "/clusters/concentration"
_QUERY = ("by", "item", "year")


class ConcentrationRow(TypedDict):
    """A group with the shares of its largest firms; null where nothing can be said or it leaves the house."""

    group: str
    firms: int | None
    missing: int | None
    cr1: float | None
    cr4: float | None
    cr8: float | None
    hhi: float | None
    state: str


def register(app: FastAPI) -> None:
    """Add the page."""
    add_picture(app, PATH, make_concentration_picture, (*_QUERY, FACETS))


def make_concentration_picture(view: RequestView) -> Picture:
    """A bar a group: the share of its four largest firms."""
    _ = view.tr
    query = view.request.query_params
    by, item, year = (query.get(name) or None for name in _QUERY)
    by, item = by or "industry", item or "revenue"
    year = year or next(iter(view.district.cluster.returned_years(item)), None)
    frame = view.district.cluster.concentration(by, item, year)
    rows = [*cast("Iterable[ConcentrationRow]", frame.iter_rows(named=True))]
    drawn = [row for row in rows if row["cr4"] is not None]
    heading = _("%(name)s, %(year)s: the four largest firms have half or more in %(many)s of %(all)s") % {
        "name": view.name(item),
        "year": view.period(year) if year else "",
        "many": sum((row["cr4"] or 0) >= 0.5 for row in drawn),
        "all": len(drawn),
    }
    nothing = _(IN_HOUSE) if view.leaves and rows else _(NO_RETURNS)
    bars = [_make_bar(view, by, row) for row in drawn]
    title = heading if drawn else nothing
    fields = [FacetField("state", _(MAY_BE_TOLD), mapped_words(view, SAFE_STATES))]
    table, frame, bar = narrow_table(view, ListedTable(_make_table(view, by, rows), frame, fields))
    return Picture(
        address=view.url(PATH, by=by, item=item, **({"year": year} if year else {})),
        heading=title,
        drawing=_draw(bars, title, "concentration", 780.0),
        narrow=_draw(bars, title, "concentration-narrow", NARROW),
        table=table,
        frames={"concentration": frame},
        unit=_("share of the four largest firms"),
        note=_(TO_READ),
        links=_list_choices(view, by, item),
        internal=_(IN_HOUSE),
        facets=bar,
    )


def _draw(bars: list[RatioBar], title: str, name: str, width: float) -> Drawing:
    """The bars; an empty frame with the title where there is none."""
    if not bars:
        return draw_empty_frame(title, title, name, width)
    return draw_ratio_bars(bars, None, "", title, name=name, width=width)


def _list_choices(view: RequestView, by: str, item: str) -> list[Link]:
    """The same by the other grouping, and of the other items that firms return."""
    other = "cluster" if by == "industry" else "industry"
    words = view.tr("By cluster") if other == "cluster" else view.tr("By industry")
    returned = view.district.tables["returns"]["item"].unique()
    items = view.district.tables["return_items"].filter(pl.col("id").is_in(returned.implode()))["id"]
    links = [Link(words, view.url(PATH, by=other, item=item))]
    return links + [Link(view.name(key), view.url(PATH, by=by, item=key)) for key in items if key != item]


def _make_bar(view: RequestView, by: str, row: ConcentrationRow) -> RatioBar:
    slots = {"share": f"{row['cr4'] or 0:.0%}", "firms": row["firms"], "index": f"{row['hhi'] or 0:.3f}"}
    words = view.tr("%(share)s, firms %(firms)s, HHI %(index)s") % slots
    to = link_cells.row_address(view, "clusters", row["group"]) if by == "cluster" else ""
    return RatioBar(_name(view, by, row["group"]), to, row["cr4"], words)


def _name(view: RequestView, by: str, group: str) -> str:
    return view.district.score.industry_name(group, chinese=view.zh) if by == "industry" else view.name(group)


def _make_table(view: RequestView, by: str, rows: list[ConcentrationRow]) -> Table:
    _ = view.tr
    cells = []
    for row in rows:
        shares = [row["cr1"], row["cr4"], row["cr8"]]
        group = link_cells.row_links_cell(view, "clusters", [row["group"]]) if by == "cluster" else None
        cells.append(
            [
                group or Cell((Link(_name(view, by, row["group"])),)),
                *(number_cell(_("unknown") if n is None else str(n)) for n in (row["firms"], row["missing"])),
                *(number_cell(_("unknown") if share is None else f"{share:.1%}") for share in shares),
                number_cell(_("unknown") if row["hhi"] is None else f"{row['hhi']:.3f}"),
                text_cell(_(SAFE_STATES[row["state"]])),
            ]
        )
    columns = [Column(_("Industry") if by == "industry" else _("Cluster by name"))]
    columns += [Column(_(FIRMS_WITH_VALUE), number=True), Column(_("Firms without"), number=True)]
    columns += [Column(label, number=True) for label in ("CR1", "CR4", "CR8", "HHI")]
    columns.append(Column(_(MAY_BE_TOLD), sentences=True))
    return Table(_(CONCENTRATION), columns, cells, notes=[_(TO_READ)], name="concentration")
