"""The page of a region among others: its industries as a picture, the parts of their growth, regions by complexity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.quotient_picture import (
    QUERY,
    link_choice,
    make_quotient_picture,
    name_industry,
    read_choice,
    write_amount,
    write_figure,
)
from liantu.wording import regional_words as say

if TYPE_CHECKING:
    from liantu.district.results import RegionalChoice

PATH = "/clusters/regions"
_TEMPLATE = "cluster/regions.html"
#: Regions that the page offers to look at; the others are rows of its table.
_OFFERED = 12


class RegionRow(TypedDict):
    """A region with its complexity, or why it has none."""

    region: str
    amount: float | None
    industries: int | None
    eci: float | None
    state: str


class ChangeRow(TypedDict):
    """An industry with its change in three parts, or why it has none."""

    industry: str
    before: float | None
    after: float | None
    change: float | None
    share: float | None
    mix: float | None
    competitive: float | None
    state: str


#: Columns that narrow a list and stand in no file.
_SIGNS = ("course", "complexity")


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (*QUERY, FACETS))


def show(view: RequestView) -> Page:
    """The picture with its table; growth where there are two periods; the regions."""
    title, room = view.tr(say.REGIONS), view.district.cluster
    loaded = room.regional_tables()
    if loaded.is_empty():
        title = title_empty_room(view, title)
        return Page(_TEMPLATE, title, {"tables": loaded}, {"room": describe_empty_room(view, "regions")})
    choice = read_choice(view)
    picture, regions = make_quotient_picture(view), room.regional_complexity(choice)
    lists = {"specialisation": _list_industries(view, picture)}
    if choice.since is not None:
        lists["shift_share"] = _list_changes(view, choice, room.shift_share(choice))
    lists["regions"] = _list_all_regions(view, choice, regions)
    (table, *tables), listed, bar = narrow_tables(view, list(lists.values()))
    frames = {
        **picture.frames,
        **dict(zip(lists, (frame.drop(*_SIGNS, strict=False) for frame in listed), strict=True)),
    }
    context = {
        "headline": picture.heading,
        "picture": picture,
        "industries": table,
        "tables": tables,
        "tabs": [_list_tables(view, choice, loaded), _list_regions(view, choice, regions)],
    }
    return Page(_TEMPLATE, title, frames, context, sheets=[table, *tables], facets=bar)


def _list_industries(view: RequestView, picture: Picture) -> ListedTable:
    """The industries of the picture, narrowed by whether the region has them by the quotient."""
    words = {"true": say.HAS, "false": say.LACKS}
    fields = [FacetField("present", view.tr("Industry"), mapped_words(view, words))]
    return ListedTable(picture.table, picture.frames["specialisation"], fields)


def _list_changes(view: RequestView, choice: RegionalChoice, frame: pl.DataFrame) -> ListedTable:
    """The industries with their change, narrowed by whether they grew more here than everywhere."""
    fields = [FacetField("course", view.tr(say.BY_ITSELF), mapped_words(view, say.COURSES))]
    signed = frame.with_columns(_sign("competitive").alias("course"))
    return ListedTable(_make_change_table(view, choice, frame), signed, fields)


def _list_all_regions(view: RequestView, choice: RegionalChoice, frame: pl.DataFrame) -> ListedTable:
    """The regions, narrowed by whether they are more complex than the mean."""
    fields = [FacetField("complexity", view.tr("Region"), mapped_words(view, say.COMPLEX))]
    return ListedTable(
        _make_region_table(view, choice, frame), frame.with_columns(_sign("eci").alias("complexity")), fields
    )


def _sign(column: str) -> pl.Expr:
    """Whether a figure is over or under zero; none where it is neither or not known."""
    return pl.when(pl.col(column) > 0).then(pl.lit("over")).when(pl.col(column) < 0).then(pl.lit("under"))


def _list_tables(view: RequestView, choice: RegionalChoice, loaded: pl.DataFrame) -> list[tuple[str, str, bool]]:
    """The tables that are loaded, by measure and period."""
    return [
        (
            f"{view.word('regional_measure', measure)} {view.period(period)}",
            view.url(PATH, measure=measure, period=period, region=choice.region),
            (measure, period) == (choice.measure, choice.period),
        )
        for measure, period in loaded.select("measure", "period").iter_rows()
    ]


def _list_regions(view: RequestView, choice: RegionalChoice, regions: pl.DataFrame) -> list[tuple[str, str, bool]]:
    """The regions to look at: the one shown, and the first of the others."""
    names = regions.filter(pl.col("state") != "left_out")["region"].to_list()
    offered = dict.fromkeys([choice.region, *names[:_OFFERED]])
    return [(_name(view, key), _address(view, choice, key), key == choice.region) for key in offered]


def _address(view: RequestView, choice: RegionalChoice, region: str) -> str:
    return view.url(PATH, **link_choice(choice._replace(region=region)))


def _name(view: RequestView, region: str) -> str:
    return say.name_region(view.district.tables, region, view.lang)


def _make_region_table(view: RequestView, choice: RegionalChoice, frame: pl.DataFrame) -> Table:
    """The regions, the most complex first; those left out last, each with why."""
    _ = view.tr
    rows = cast("Iterable[RegionRow]", frame.iter_rows(named=True))
    cells = [
        [
            text_cell(_name(view, row["region"])),
            number_cell(write_amount(row["amount"])),
            number_cell("—" if row["industries"] is None else str(row["industries"])),
            number_cell(write_figure(row["eci"])),
            text_cell(_(say.STATES[row["state"]]) if row["state"] != "computed" else ""),
        ]
        for row in rows
    ]
    numbers = (say.AMOUNT, say.PRESENT, say.ECI)
    columns = [Column(_("Region")), *(Column(_(word), number=True) for word in numbers), Column(_("Note"))]
    title = f"{_(say.COMPLEXITY)} {view.period(choice.period)}"
    return Table(title, columns, cells, unit=_write_unit(view, frame), name="regions")


def _make_change_table(view: RequestView, choice: RegionalChoice, frame: pl.DataFrame) -> Table:
    """The industries with their change and its three parts."""
    _ = view.tr
    rows = cast("Iterable[ChangeRow]", frame.iter_rows(named=True))
    cells = [
        [
            text_cell(name_industry(view, row["industry"])),
            number_cell(write_amount(row["before"])),
            number_cell(write_amount(row["after"])),
            *(number_cell(_signed(row[part])) for part in ("change", "share", "mix", "competitive")),
            text_cell(_(say.STATES[row["state"]]) if row["state"] != "computed" else ""),
        ]
        for row in rows
    ]
    periods = [view.period(period) for period in (choice.since or "", choice.period)]
    numbers = (*periods, _(say.CHANGED), _(say.BY_ALL), _(say.BY_MIX), _(say.BY_ITSELF))
    columns = [Column(_("Industry")), *(Column(word, number=True) for word in numbers), Column(_("Note"))]
    title = f"{_(say.CHANGE)} {periods[0]}–{periods[1]}"
    return Table(title, columns, cells, unit=_write_unit(view, frame), notes=[_(say.CHANGE_IS)], name="shift-share")


def _write_unit(view: RequestView, frame: pl.DataFrame) -> str:
    unit = str(frame["unit"].drop_nulls().first() or "")
    return view.units.trade_name(unit) if unit else ""


def _signed(value: float | None) -> str:
    return "—" if value is None else f"{value + 0.0:+,.0f}"
