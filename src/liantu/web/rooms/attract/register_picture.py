"""The pictures of firm registers: who makes what is missing here, and where the firms are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.role_bars import RoleBar, draw_narrow_role_bars, draw_role_bars
from liantu.web.core import link_cells
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import register_words as say

_MAKERS, _PROVINCES = "/registers/picture/makers", "/registers/picture/provinces"
#: So many links and provinces are drawn; the tables have all.
_DRAWN = 12


class _Counted(TypedDict):
    """A missing link and how many firms of the registers have each role for it."""

    product: str
    zh: str
    en: str
    makes: int
    trades: int
    serves: int
    unknown: int


def register(app: FastAPI) -> None:
    """Add the pictures."""
    add_picture(app, _MAKERS, make_maker_picture)
    add_picture(app, _PROVINCES, make_province_picture)


def make_maker_picture(view: RequestView) -> Picture:
    """Of each missing link how many firms make it, trade in it, serve it or name it."""
    _ = view.tr
    frame = view.district.attract.missing_link_roles()
    rows = [*cast("Iterable[_Counted]", frame.iter_rows(named=True))]
    found = [row for row in rows if any(_roles(row).values())]
    bars = [
        RoleBar(
            view.pick(row),
            link_cells.row_address(view, "products", row["product"]),
            _roles(row),
            _(say.MAKERS_AND_TRADERS).format(makes=row["makes"], trades=row["trades"]),
        )
        for row in found[:_DRAWN]
    ]
    made = [row for row in rows if row["makes"]]
    heading = _(say.HEADING).format(made=len(made), links=len(rows)) if found else _(say.HEADING_NONE)
    legend = {role: _(word) for role, word in say.ROLES.items()}
    columns = [Column(_(say.LINK)), *(Column(_(word), number=True) for word in say.ROLES.values())]
    cells = [
        [
            link_cells.row_links_cell(view, "products", [row["product"]]),
            *(number_cell(f"{count:,}") for count in _roles(row).values()),
        ]
        for row in rows
    ]
    return Picture(
        address=view.url(_MAKERS),
        heading=heading,
        drawing=draw_role_bars("makers", bars, legend, heading),
        narrow=draw_narrow_role_bars("makers", bars, legend, heading),
        table=Table(_(say.LINKS_TITLE), columns, cells, unit=_(say.FIRMS), notes=[_(say.MAY)], name="makers"),
        frames={"makers": frame},
        unit=_(say.FIRMS),
        note=_(say.MAY),
    )


def list_makers(view: RequestView, picture: Picture) -> ListedTable:
    """The table of the picture of makers, narrowed by how many firms make a link."""
    makes, frame = pl.col("makes"), picture.frames["makers"]
    sellers = pl.when(makes > 1).then(pl.lit("several")).when(makes == 1).then(pl.lit("one")).otherwise(pl.lit("none"))
    fields = [FacetField("sellers", view.tr(say.ROLES["makes"]), mapped_words(view, say.SELLERS))]
    return ListedTable(picture.table, frame.with_columns(sellers=sellers), fields)


def make_province_picture(view: RequestView) -> Picture:
    """How many firms stand in each province."""
    _ = view.tr
    frame = view.district.attract.register_provinces()
    names = [view.pick(row) if row["province"] else _("unknown") for row in frame.iter_rows(named=True)]
    counts = frame["firms"].to_list()
    bars = [
        RoleBar(name, "", {"makes" if known else "unknown": count}, f"{count:,}")
        for name, known, count in zip(names[:_DRAWN], frame["province"], counts[:_DRAWN], strict=False)
    ]
    total = sum(counts)
    heading = _(say.PROVINCES_HEADING).format(firms=f"{total:,}", province=names[0]) if total else _(say.NO_FIRMS)
    columns = [Column(_(say.FIELDS["province"])), Column(_(say.FIRMS), number=True)]
    cells = [[text_cell(name), number_cell(f"{count:,}")] for name, count in zip(names, counts, strict=True)]
    return Picture(
        address=view.url(_PROVINCES),
        heading=heading,
        drawing=draw_role_bars("provinces", bars, {}, heading),
        narrow=draw_narrow_role_bars("provinces", bars, {}, heading),
        table=Table(_(say.PROVINCES_TITLE), columns, cells, unit=_(say.FIRMS), name="provinces"),
        frames={"provinces": frame.drop("zh", "en")},
        unit=_(say.FIRMS),
    )


def _roles(row: _Counted) -> dict[str, int]:
    """The counts of a link in the order in which they are drawn."""
    return {"makes": row["makes"], "trades": row["trades"], "serves": row["serves"], "unknown": row["unknown"]}
