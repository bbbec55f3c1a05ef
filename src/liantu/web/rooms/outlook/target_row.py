"""A series or a target with what can be said of it, and its name, aim and amounts in words."""

from __future__ import annotations

from typing import TypedDict

from liantu.web.core.request_view import RequestView
from liantu.wording import forecast_words as words
from liantu.wording.amounts import format_range, format_significant, join_unit, yearly_unit_word
from liantu.wording.comparators import add_comparator
from liantu.wording.scope_words import scope_text
from liantu.wording.target_notes import TargetStatement


class SeriesRow(TypedDict):
    """What a series or a target is of."""

    subject: str
    indicator: str
    scope: str | None
    product: str | None
    unit: str


class TargetRow(SeriesRow, TargetStatement):
    """A target with what can be said of it."""

    target: str
    period: str
    comparator: str
    value: float
    base_high: float | None
    needed_low: float | None
    needed_high: float | None
    growth_low: float | None
    growth_high: float | None


def name_series(view: RequestView, row: SeriesRow) -> str:
    """Of whom, what, and in which scope; of the district itself only what."""
    subject = "" if row["subject"] == view.district.tables.about.get("id") else f"{view.name(row['subject'])} "
    scope = f" ({scope_text(row['scope'], view.lang)})" if row["scope"] else ""
    product = f" {view.name(row['product'])}" if row["product"] else ""
    return f"{subject}{view.name(row['indicator'])}{product}{scope}"


def write_unit(view: RequestView, row: SeriesRow) -> str:
    """The unit of a target as offices write it."""
    return view.units.trade_name(row["unit"]) if row["unit"] else yearly_unit_word(row["unit"], chinese=view.zh)


def write_amount(view: RequestView, row: SeriesRow, low: float | None, high: float | None) -> str:
    """A figure or a range in the unit of a target; a bound where one end is known, unknown where there is none."""
    if low is None and high is None:
        return view.tr("unknown")
    if low is None or high is None:
        bound = write_amount(view, row, *(2 * [high if low is None else low]))
        return view.tr(words.AT_MOST_OF if low is None else words.MISSING_AT_LEAST) % bound
    text = format_significant(low) if low == high else format_range(low, high)
    return join_unit(text, write_unit(view, row))


def write_aim(view: RequestView, row: TargetRow) -> str:
    """What is aimed at: the year, or the period that is none, and the figure with its comparator."""
    aim = add_comparator(join_unit(f"{row['value']:g}", write_unit(view, row)), row["comparator"], view.lang)
    if row["verdict"] == "not_compared":
        return f"{view.period(row['period'])}{view.tr(': ')}{aim}"
    return view.tr(words.BASE_OF) % {"year": row["year"], "value": aim}
