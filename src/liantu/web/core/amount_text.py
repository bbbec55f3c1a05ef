"""Amounts as a page prints them: one unit a row, three significant digits at most, unknown never zero."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import (
    Scale,
    choose_scale,
    format_significant,
    hundred_million_text,
    plain_unit,
    unit_word,
)
from liantu.wording.large_numbers import join_unit, shorten_number


def printed_scale(view: RequestView, amounts: Iterable[float | None], unit: str | None) -> Scale:
    """The printed unit for the amounts of one row."""
    return choose_scale(amounts, unit or "", chinese=view.zh)


def per_unit_text(view: RequestView, unit: str | None, made: str | None) -> str:
    """The unit of a use: so much of the input for one of the product."""
    words = "/".join(unit_word(u or "", chinese=view.zh) for u in (unit, made))
    # In English a unit of ten thousands begins with digits, which would run into those of the figure.
    return f"× {words}" if words[:1].isdigit() else words


def figure_text(
    view: RequestView,
    value: float | None,
    printed: Scale | None = None,
    *,
    at_least: bool = False,
    at_most: bool = False,
) -> str:
    """A number in a printed unit; unknown reads so, and so does at least nothing; ``at_least`` and ``at_most`` tell
    where an unknown part lies."""
    if value is None or (at_least and value == 0):
        return view.tr("unknown")
    text = format_significant(value / (printed.divisor if printed else 1.0))
    return f"≥{text}" if at_least else f"≤{text}" if at_most else text


def amount_with_unit(view: RequestView, value: float | None, unit: str | None, *, at_least: bool = False) -> str:
    """A number with its unit."""
    printed = printed_scale(view, [value], unit)
    text = figure_text(view, value, printed, at_least=at_least)
    return text if value is None else f"{text} {printed.unit}".strip()


def spoken_figure(view: RequestView, value: float, digits: int = 3) -> str:
    """A computed number without a printed unit of its own: large ones with the word for their size."""
    return shorten_number(format_significant(value, digits), chinese=view.zh)


def _read_counted_unit(value: str, unit: str, word: str) -> tuple[str, str]:
    """A figure in ten thousands of a unit in the unit itself, in which English counts: 155 million m²."""
    counted, slash, _year = unit.partition("/")
    size, plain = plain_unit(counted, chinese=False)
    if size == 1.0 or not value.replace(".", "", 1).isdigit():
        return value, word
    return format(Decimal(value) * Decimal(size), "f"), f"{plain}{slash}{word.partition('/')[2]}"


def money_text(view: RequestView, value: float | None) -> str:
    """A value in CNY as hundred millions, without the unit."""
    return "" if value is None else hundred_million_text(value)


def given_figure_text(view: RequestView, value: str | None, unit: str | None = None) -> str:
    """A given figure, no digit of it lost, with the word for its unit."""
    if value is None:
        return ""
    word = view.units.trade_name(unit) if unit else ""
    if not view.zh and unit:
        value, word = _read_counted_unit(value, unit, word)
    if not value.replace(".", "", 1).isdigit():
        return f"{value} {word}".strip()
    return join_unit(format(Decimal(value).normalize(), "f"), word, chinese=view.zh)
