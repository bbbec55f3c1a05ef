"""The picture of forecasts: each series with its years, what is reckoned of the next ones, and why some have none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.series_cards import SeriesCard, YearBar, draw_series_cards
from liantu.web.core.page_tables import Cell, Column, Table, text_cell
from liantu.web.core.picture import LAPTOP, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.outlook.target_row import SeriesRow, name_series, write_amount
from liantu.wording import forecast_words as words
from liantu.wording.amounts import format_significant
from liantu.wording.comparators import add_comparator

if TYPE_CHECKING:
    from liantu.district.results import Series

PATH = "/forecasts/picture"
#: Years known that a card shows.
_YEARS = 7


class ForecastRow(SeriesRow):
    """A series and year, or a series of which nothing is drawn, without a year."""

    year: int | None
    low: float | None
    typical: float | None
    high: float | None
    so_far: float | None
    through: int | None
    method: str | None
    supposed: bool | None
    reason: str | None


_Key = tuple[str, str, str | None, str | None]


def register(app: FastAPI) -> None:
    """Add the address of the picture."""
    add_picture(app, PATH, make_series_picture)


def make_series_picture(view: RequestView) -> Picture:
    """A card a series that is reckoned or has more years than one; those that are reckoned first."""
    _ = view.tr
    frame = view.district.outlook.forecast()
    rows = list(cast("Iterable[ForecastRow]", frame.iter_rows(named=True)))
    drawn: dict[_Key, list[ForecastRow]] = {}
    for row in rows:
        drawn.setdefault(_key(row), []).append(row)
    series = {tuple(found.key): found for found in view.district.outlook.series()}
    several = [key for key in drawn if _has_years(drawn[key]) or len(series[key].years) > 1]
    shown = sorted(several, key=lambda key: not _has_years(drawn[key]))
    cards = [_make_card(view, series[key], drawn[key]) for key in shown]
    reckoned = sum(_has_years(found) for found in drawn.values())
    slots = {"all": len(drawn), "reckoned": reckoned, "supposed": _count_supposed(drawn)}
    heading = _(words.FORECASTS_ARE) % {**slots, "rest": len(drawn) - reckoned}
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_series_cards(cards, heading),
        medium=draw_series_cards(cards, heading, name="series-medium", width=LAPTOP, across=2),
        narrow=draw_series_cards(cards, heading, name="series-narrow", width=340, across=1),
        table=_table(view, rows),
        frames={"series": frame},
        note=_(words.RANGES_ARE),
    )


def _key(row: ForecastRow) -> _Key:
    return row["subject"], row["indicator"], row["scope"], row["product"]


def _has_years(rows: list[ForecastRow]) -> bool:
    return rows[0]["year"] is not None


def _count_supposed(drawn: dict[_Key, list[ForecastRow]]) -> int:
    return sum(any(row["supposed"] for row in rows) for rows in drawn.values())


def _make_card(view: RequestView, series: Series, rows: list[ForecastRow]) -> SeriesCard:
    years = [row for row in rows if row["year"] is not None]
    return SeriesCard(
        name=name_series(view, rows[0]),
        to="",
        unit=view.units.trade_name(series.unit) if series.unit else "",
        bars=[*_make_known_bars(view, series, begun=not years), *(_make_coming_bar(series, row) for row in years)],
        lines=_write_lines(view, rows[0], years),
        supposed=any(row["supposed"] for row in rows),
        aim=_find_aim(view, rows[0], [row["year"] for row in years]),
    )


def _make_known_bars(view: RequestView, series: Series, begun: bool) -> list[YearBar]:
    """The last whole years, and the year begun where it is not reckoned on."""
    whole = zip(series.years[-_YEARS:], series.yearly[-_YEARS:], strict=True)
    bars = [YearBar(str(year), float(value)) for year, value in whole]
    if begun and series.so_far is not None and series.so_far > 0:
        bars.append(YearBar(view.tr(words.SO_FAR_OF) % {"year": series.year, "month": series.through}, series.so_far))
    return bars


def _make_coming_bar(series: Series, row: ForecastRow) -> YearBar:
    begun = series.so_far if row["year"] == series.year else None
    return YearBar(str(row["year"]), begun, row["typical"], row["low"], row["high"])


def _write_lines(view: RequestView, head: ForecastRow, years: list[ForecastRow]) -> list[str]:
    """What the year has brought, the range of each year that is reckoned, how, or why not."""
    _ = view.tr
    lines = []
    if head["so_far"] is not None:
        slots = {"value": write_amount(view, head, head["so_far"], head["so_far"]), "month": head["through"]}
        lines.append(_(words.THROUGH_MONTH) % slots)
    for row in years:
        value = write_amount(view, row, row["low"], row["high"])
        lines.append(_(words.BASE_OF) % {"year": row["year"], "value": value})
    methods = dict.fromkeys(view.word("forecast_method", row["method"]) for row in years if row["method"])
    reasons = [view.word("forecast_reason", head["reason"])] if head["reason"] else []
    return [*lines, _(words.SEPARATOR).join([*methods, *reasons])]


def _find_aim(view: RequestView, row: ForecastRow, years: list[int | None]) -> tuple[float, str] | None:
    """The target of the last year that is drawn, of the same scope."""
    targets = view.district.outlook.targets().filter(
        pl.col("subject") == row["subject"],
        pl.col("indicator") == row["indicator"],
        pl.col("scope").eq_missing(pl.lit(row["scope"], pl.String)),
        pl.col("year").is_in([year for year in years if year]),
    )
    if targets.is_empty():
        return None
    year, value, comparator = targets.sort("year").select("year", "value", "comparator").row(-1)
    aim = add_comparator(format_significant(value), comparator, view.lang)
    return value, f"{view.tr(words.FROM_TARGET) % year} {aim}"


def _table(view: RequestView, rows: list[ForecastRow]) -> Table:
    """A row a series and year: so far, middle, range, how, or why not."""
    _ = view.tr
    cells: list[list[Cell]] = [
        [
            text_cell(name_series(view, row)),
            text_cell(str(row["year"] or "—")),
            text_cell(_write_so_far(view, row)),
            text_cell(write_amount(view, row, row["typical"], row["typical"]) if row["typical"] is not None else "—"),
            text_cell(write_amount(view, row, row["low"], row["high"]) if row["low"] is not None else "—"),
            text_cell(view.word("forecast_method", row["method"]) if row["method"] else "—"),
            text_cell(view.word("forecast_reason", row["reason"]) if row["reason"] and row["year"] is None else ""),
        ]
        for row in rows
    ]
    headings = (words.SERIES, words.YEAR, words.SO_FAR, words.MIDDLE, words.RANGE, words.METHOD, words.NOTE)
    return Table(_("Series by year"), [Column(_(heading)) for heading in headings], cells, name="series")


def _write_so_far(view: RequestView, row: ForecastRow) -> str:
    if row["so_far"] is None:
        return "—"
    value = write_amount(view, row, row["so_far"], row["so_far"])
    return view.tr(words.THROUGH_MONTH) % {"value": value, "month": row["through"]}
