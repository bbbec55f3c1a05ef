"""Amounts as a page prints them: one unit a row, three significant digits at most, unknown never zero."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from liantu.web.core.request_view import View
from liantu.wording.amounts import Scale, plain_unit, scale, significant

#: 100 million yuan, the unit in which offices speak of output.
HUNDRED_MILLION = 1e8
_LEAST = 0.01


def unit_of(view: View, amounts: Iterable[float | None], unit: str | None) -> Scale:
    """The printed unit for the amounts of one row."""
    return scale(amounts, unit or "", chinese=view.zh)


def per_unit(view: View, unit: str | None, made: str | None) -> str:
    """The unit of a use: so much of the input for one of the product."""
    return "/".join(plain_unit(u or "", chinese=view.zh) for u in (unit, made))


def figure(
    view: View, value: float | None, printed: Scale | None = None, *, least: bool = False, most: bool = False
) -> str:
    """A number in a printed unit; unknown reads so; ``least`` and ``most`` say on which side an unknown part lies."""
    if value is None:
        return view.tr("unknown")
    text = significant(value / (printed.divisor if printed else 1.0))
    return f"≥{text}" if least else f"≤{text}" if most else text


def amount(view: View, value: float | None, unit: str | None, *, least: bool = False) -> str:
    """A number with its unit."""
    printed = unit_of(view, [value], unit)
    text = figure(view, value, printed, least=least)
    return text if value is None else f"{text} {printed.unit}".strip()


def money(view: View, value: float | None) -> str:
    """A value in CNY as hundred millions, without the unit."""
    if value is None:
        return ""
    return f"<{_LEAST}" if 0 < value / HUNDRED_MILLION < _LEAST else significant(value / HUNDRED_MILLION, 2)


def written(value: str | None, unit: str | None = None) -> str:
    """A given figure as it was written, with its unit."""
    if value is None:
        return ""
    text = format(Decimal(value).normalize(), "f") if value.replace(".", "", 1).isdigit() else value
    return f"{text} {unit}" if unit else text
