"""The page of forecasts: each series with what is reckoned of it, and how good such forecasts have been."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_table
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Table, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.outlook.series_picture import make_series_picture
from liantu.wording import forecast_words as words
from liantu.wording.amounts import format_significant
from liantu.wording.titles import FORECASTS_PAGE

PATH = "/forecasts"


class ModelRow(TypedDict):
    """What came of the forecasts of one kind, so many years ahead."""

    model_id: str
    horizon: int
    forecasts: int
    coverage_80: float | None
    width_80: float | None
    crps: float | None
    crps_relative: float | None


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS,))


def show(view: RequestView) -> Page:
    """Every series with what is reckoned of it; below, past forecasts beside what came."""
    _ = view.tr
    picture = make_series_picture(view)
    fields = [
        FacetField("subject", _("Subject"), view.name),
        FacetField("indicator", _("Indicator"), view.name),
        FacetField("method", _(words.METHOD), code_words(view, "forecast_method")),
        FacetField("reason", _(words.NOTE), code_words(view, "forecast_reason")),
    ]
    listed = ListedTable(picture.table, picture.frames["series"], fields)
    series, rows, bar = narrow_table(view, listed)
    board = view.district.outlook.scoreboard()
    table = _table(view, board)
    forms = [(link.text, link.href) for link in picture.files]
    scores = table if board.height else None
    context = {
        "picture": picture,
        "series": series,
        "scores": scores,
        "papers": forms,
        "cards": picture.drawing.height > 10,
    }
    frames = {**picture.frames, "series": rows, "scores": board}
    sheets = [series, table]
    return Page("outlook/forecasts.html", _(FORECASTS_PAGE), frames, context, sheets=sheets, facets=bar)


def _table(view: RequestView, board: pl.DataFrame) -> Table:
    """Models by years ahead: how many forecasts, how often within the range, how wide, score, beside last year."""
    _ = view.tr
    cells: list[list[Cell]] = [
        [
            text_cell(view.word("forecast_model", row["model_id"])),
            text_cell(str(row["horizon"])),
            text_cell(str(row["forecasts"])),
            *(
                text_cell("—" if value is None else format_significant(value))
                for value in (row["coverage_80"], row["width_80"], row["crps"], row["crps_relative"])
            ),
        ]
        for row in cast("Iterable[ModelRow]", board.iter_rows(named=True))
    ]
    headings = (
        *(words.MODEL, words.AHEAD, words.FORECASTS, words.COVERAGE, words.WIDTH, words.SCORE),
        words.BESIDE_LAST_YEAR,
    )
    notes = [_(words.BACKTESTS_ARE)]
    return Table(
        _("Past forecasts beside what came"),
        [Column(_(heading)) for heading in headings],
        cells,
        notes=notes,
        name="scores",
    )
