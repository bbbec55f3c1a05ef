"""The picture of a series of figures: its months, derived ones hollow, with growth as it was published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast
from urllib.parse import urlencode

import polars as pl
from fastapi import FastAPI

from liantu.drawings.month_bars import MonthBar, MonthWords, draw_month_bars
from liantu.model.problems import Problem, Problems
from liantu.web.core.page_tables import Cell, Column, Table, text_cell
from liantu.web.core.picture import LAPTOP, NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import figure_words as words
from liantu.wording import forecast_words
from liantu.wording.periods import period_text, write_months
from liantu.wording.series_names import series_name
from liantu.wording.unit_names import UnitNames

PATH = "/figures/picture/months"
SERIES_PARAMETER = "series"
_KEY = ("subject", "indicator", "scope", "product")
#: First and last month of what is drawn: single months, January and February as one.
_MONTHS = ((1, 2), *((month, month) for month in range(1, 13)))
Key = tuple[str, str, str | None, str | None]


class FigureRow(TypedDict):
    """A figure with its growth as published and as levels give it."""

    observation: str
    subject: str
    indicator: str
    scope: str | None
    product: str | None
    named: str
    year: int
    start: int
    end: int
    value: float | None
    unit: str | None
    nature: str | None
    before: float | None
    computed_from: str | None
    vintage: str | None
    published_growth: float | None
    published_growth_word: str | None
    growth_base: str
    computed_growth: float | None
    computed_word: str | None
    standing: str


class PointRow(TypedDict):
    """A point of a series, printed or derived."""

    year: int
    start: int
    end: int
    value: float
    origin: str


def register(app: FastAPI) -> None:
    """Add the address of the picture."""
    add_picture(app, PATH, make_month_picture, (SERIES_PARAMETER,))


def make_month_picture(view: RequestView) -> Picture:
    """The months of a series, or its years, and a table of its figures as they were published."""
    figures = list_figures(view)
    key = choose_series(view, figures)
    rows = [row for row in figures if read_key(row) == key]
    bars = _list_bars(view, key, rows) if key else []
    tr = view.tr
    legend = MonthWords(tr("printed"), tr("derived from cumulative figures"), tr("+0.0: growth as published, %"))
    heading = _write_heading(view, rows)
    name = series_name(view.district.tables, rows[0], view.lang) if rows else ""
    return Picture(
        address=view.url(PATH) + (f"{'&' if '?' in view.url(PATH) else '?'}{write_series(key)}" if key else ""),
        heading=heading,
        drawing=draw_month_bars(bars, legend, heading),
        medium=draw_month_bars(bars, legend, heading, name="months-medium", width=LAPTOP),
        narrow=draw_month_bars(bars, legend, heading, name="months-narrow", width=NARROW),
        table=make_figure_table(view, rows, name or heading),
        frames={"figures": _filter(view.district.outlook.published(), key)},
        unit=_write_unit(view, rows[-1]["unit"]) if rows else "",
        note=tr(words.GROWTH_IS),
    )


def list_figures(view: RequestView) -> list[FigureRow]:
    """Every published figure."""
    return list(cast("Iterable[FigureRow]", view.district.outlook.published().iter_rows(named=True)))


def read_key(row: FigureRow) -> Key:
    """The series of a figure."""
    return row["subject"], row["indicator"], row["scope"], row["product"]


def write_series(key: Key) -> str:
    """The query that chooses a series."""
    return urlencode({SERIES_PARAMETER: "|".join(part or "" for part in key)})


def choose_series(view: RequestView, figures: list[FigureRow]) -> Key | None:
    """The series of the address, else that of the district itself with most levels, else of any. Raises Problems for
    one that there is none of."""
    keys = list(dict.fromkeys(map(read_key, figures)))
    chosen = view.request.query_params.get(SERIES_PARAMETER)
    named = next((key for key in keys if "|".join(part or "" for part in key) == chosen), None)
    if chosen and named is None:
        raise Problems([Problem("unknown_series", value=chosen)])
    # A series of growth alone has no bar to draw.
    counts = {key: sum(read_key(row) == key and row["value"] is not None for row in figures) for key in keys}
    district = view.district.tables.about.get("id")
    return named or max(keys, key=lambda key: (key[0] == district, counts[key]), default=None)


def make_figure_table(
    view: RequestView, rows: list[FigureRow], title: str, name: str = "figures", *, of_series: bool = False
) -> Table:
    """Figures, the latest first, with growth as published beside computed; ``of_series`` names the series of each."""
    tr = view.tr
    latest = sorted(rows, key=lambda row: (row["year"], row["end"]), reverse=True)
    cells = [[*([_series_cell(view, row)] if of_series else []), *_write_row(view, row)] for row in latest]
    columns = [
        *([Column(tr(forecast_words.SERIES))] if of_series else []),
        Column(tr(forecast_words.PERIOD)),
        Column(tr(forecast_words.VALUE), number=True),
        Column(tr(words.SAME_PERIOD), number=True),
        Column(tr(words.PUBLISHED_GROWTH), number=True),
        Column(tr(words.COMPUTED_GROWTH), number=True),
        Column(tr(words.STANDING)),
        Column(tr(words.VINTAGE)),
    ]
    return Table(title, columns, cells, name=name)


def _series_cell(view: RequestView, row: FigureRow) -> Cell:
    from liantu.web.core.page_tables import link_cell

    to = view.url("/figures")
    name = series_name(view.district.tables, row, view.lang)
    return link_cell(name, f"{to}{'&' if '?' in to else '?'}{write_series(read_key(row))}")


def _write_row(view: RequestView, row: FigureRow) -> list[Cell]:
    base, lang = row["growth_base"], view.lang
    published = words.growth_text(row["published_growth"], row["published_growth_word"], base, lang)
    computed = words.growth_text(row["computed_growth"], row["computed_word"], base, lang)
    origin = {"prior_value": words.PRINTED_BESIDE, "series": words.OF_SERIES}.get(row["computed_from"] or "", "")
    return [
        text_cell(period_text(write_months(row["year"], row["start"], row["end"]), lang)),
        _number(_write_value(view, row["value"], row["unit"])),
        _number(
            _write_value(view, row["before"], row["unit"]) if row["before"] is not None else "—",
            view.tr(origin) if origin else "",
        ),
        _number(published),
        _number(computed),
        text_cell(view.word("growth_standing", row["standing"])),
        text_cell(view.period(row["vintage"] or "")),
    ]


def _number(text: str, title: str = "") -> Cell:
    cell = text_cell(text, title)
    return Cell(cell.links, number=True, title=title)


def _write_value(view: RequestView, value: float | None, unit: str | None) -> str:
    """A level as it was stated, with its unit; unknown is said."""
    if value is None:
        return view.tr("unknown")
    return f"{value:.10g} {_write_unit(view, unit)}".strip()


def _write_unit(view: RequestView, unit: str | None) -> str:
    return UnitNames(view.district.tables, view.lang.startswith("zh")).trade_name(unit) if unit else ""


def _list_bars(view: RequestView, key: Key, figures: list[FigureRow]) -> list[MonthBar]:
    """The months of a series; where it has none, its years or whatever else is printed."""
    points = _filter(view.district.outlook.points(), key).drop_nulls("value")
    every = list(cast("Iterable[PointRow]", points.sort("year", "end", "start").iter_rows(named=True)))
    months = [row for row in every if (row["start"], row["end"]) in _MONTHS]
    growth = {
        (row["year"], row["start"], row["end"]): words.growth_text(
            row["published_growth"], row["published_growth_word"], None, view.lang
        )
        for row in figures
        if row["growth_base"] == "year_before"
    }
    bars = []
    for row in months or every:
        place = row["year"], row["start"], row["end"]
        text = growth.get(place, "—")
        bars.append(
            MonthBar(
                label=words.month_label(row["start"], row["end"], view.lang),
                year=str(row["year"]),
                value=row["value"],
                words=f"{row['value']:.4g}",
                derived=row["origin"] == "derived",
                growth="" if text == "—" else text,
            )
        )
    return bars


def _filter(frame: pl.DataFrame, key: Key | None) -> pl.DataFrame:
    """The rows of one series."""
    if key is None:
        return frame.clear()
    return frame.filter(pl.col(column).eq_missing(pl.lit(part)) for column, part in zip(_KEY, key, strict=True))


def _say_growth(view: RequestView, row: FigureRow, rate: float | None, word: str | None) -> str:
    """A growth in a sentence: in per cent, of a rate in percentage points."""
    text = words.growth_text(rate, word, row["growth_base"], view.lang)
    if rate is None or row["growth_base"] != "year_before":
        return text
    return view.tr("%s points") % text if row["nature"] == "rate" or row["unit"] == "%" else f"{text}%"


def _write_heading(view: RequestView, rows: list[FigureRow]) -> str:
    """The latest figure, its growth as published and as levels give it."""
    if not rows:
        return view.tr("No figure is on record")
    row = max(rows, key=lambda row: (row["year"], row["end"], row["growth_base"] == "year_before"))
    slots = {
        "series": series_name(view.district.tables, row, view.lang),
        "period": period_text(write_months(row["year"], row["start"], row["end"]), view.lang),
        "value": _write_value(view, row["value"], row["unit"]),
        "published": _say_growth(view, row, row["published_growth"], row["published_growth_word"]),
        "computed": _say_growth(view, row, row["computed_growth"], row["computed_word"]),
    }
    if row["standing"] == "unknown":
        return view.tr("%(series)s, %(period)s: %(value)s; no growth is published") % slots
    if row["published_growth"] is None and row["published_growth_word"] is None:
        return view.tr("%(series)s, %(period)s: %(value)s; no growth is published, computed %(computed)s") % slots
    return view.tr("%(series)s, %(period)s: %(value)s; growth published %(published)s, computed %(computed)s") % slots
