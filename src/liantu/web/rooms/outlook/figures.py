"""The page of published figures: a series by month, every series with its latest figure, totals with their parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

from fastapi import FastAPI
from starlette.responses import Response

from liantu.web.core.answer import add_page
from liantu.web.core.api_description import describe_reading
from liantu.web.core.gate import add_address
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.outlook.month_picture import (
    SERIES_PARAMETER,
    FigureRow,
    Key,
    make_figure_table,
    make_month_picture,
    read_key,
)
from liantu.wording import figure_words as words
from liantu.wording import forecast_words
from liantu.wording.periods import period_text, write_months
from liantu.wording.series_names import part_name, series_name
from liantu.wording.unit_names import UnitNames

PATH, SDMX_PATH = "/figures", "/figures/sdmx.csv"


class PartRow(TypedDict):
    """A part of a total, or what no part has."""

    subject: str
    indicator: str
    scope: str | None
    product: str | None
    year: int
    start: int
    end: int
    unit: str | None
    role: str
    part_subject: str | None
    part_scope: str | None
    value: float | None
    computed_share: float | None
    published_share: float | None
    unknown_parts: int | None
    exceeded: bool | None


def register(app: FastAPI) -> None:
    """Add the page and the file for programs; the file first, as its address begins with that of the page."""
    add_address(app, SDMX_PATH, "csv", send_sdmx, describe_reading(SDMX_PATH, send_sdmx, ["csv"], ()))
    add_page(app, PATH, show, (SERIES_PARAMETER, FACETS))


def show(view: RequestView) -> Page:
    """One series by month with growth as published beside computed; below, every series and the parts of totals."""
    picture = make_month_picture(view)
    fields = [
        FacetField("subject", view.tr("Subject"), view.name),
        FacetField("indicator", view.tr("Indicator"), view.name),
        FacetField("standing", view.tr(words.STANDING), code_words(view, "growth_standing")),
    ]
    published, bar = narrow_rows(view, view.district.outlook.published(), fields)
    latest: dict[Key, FigureRow] = {}
    for row in cast("Iterable[FigureRow]", published.iter_rows(named=True)):
        key = read_key(row)
        if key not in latest or (row["year"], row["end"]) >= (latest[key]["year"], latest[key]["end"]):
            latest[key] = row
    every = make_figure_table(
        view, [*latest.values()], view.tr("Every series, latest figure"), "series", of_series=True
    )
    parts = view.district.outlook.parts()
    split = _make_part_table(view, list(cast("Iterable[PartRow]", parts.iter_rows(named=True))))
    forms = [(link.text, link.href) for link in [*picture.files, Link("SDMX-CSV", view.url(SDMX_PATH))]]
    tables = [every, *([split] if split.rows else []), picture.table]
    frames = {"published": published, "parts": parts}
    context = {"picture": picture, "tables": tables, "papers": forms}
    return Page("outlook/figures.html", picture.heading, frames, context, sheets=tables, facets=bar)


def send_sdmx(view: RequestView) -> Response:
    """Every observation as SDMX-CSV 2.0, a line a figure."""
    district = view.district
    text = district.outlook.sdmx_csv(words.mark_lines(district, district.given.about, view.lang))
    head = {"Content-Disposition": "attachment; filename=observations.sdmx.csv"}
    return Response(text, headers=head, media_type="application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8")


def _make_part_table(view: RequestView, rows: list[PartRow]) -> Table:
    """Totals with their parts and what is not itemised."""
    tr, lang = view.tr, view.lang
    units = UnitNames(view.district.tables, lang.startswith("zh"))
    cells = [
        [
            text_cell(series_name(view.district.tables, row, lang)),
            text_cell(period_text(write_months(row["year"], row["start"], row["end"]), lang)),
            text_cell(words.part_text(row, part_name(view.district.tables, row, lang), lang)),
            _number(
                tr("unknown")
                if row["value"] is None
                else f"{row['value']:.10g} {units.trade_name(row['unit']) if row['unit'] else ''}"
            ),
            _number(_percent(row["published_share"])),
            _number(_percent(row["computed_share"])),
        ]
        for row in rows
    ]
    columns = [
        Column(tr(words.TOTAL)),
        Column(tr(forecast_words.PERIOD)),
        Column(tr(words.PART)),
        Column(tr(forecast_words.VALUE), number=True),
        Column(tr(words.PUBLISHED_SHARE), number=True),
        Column(tr(words.COMPUTED_SHARE), number=True),
    ]
    return Table(tr("Totals and what is not itemised"), columns, cells, notes=[tr(words.PARTS_ARE)], name="parts")


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def _number(text: str) -> Cell:
    return Cell((Link(text),), number=True)
