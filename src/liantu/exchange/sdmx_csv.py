"""Observations as SDMX-CSV 2.0: one line a figure published, so that a row with level, growth and share makes three.

Codes are those of the SDMX cross-domain lists where these have one; the reference names the others.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from liantu.model.periods import Period, parse_period
from liantu.model.tables import Row, Tables

#: The dataflow that every line names.
FLOW = "LIANTU:OBSERVATIONS(1.0)"
DIMENSIONS = (
    *("FREQ", "REF_AREA", "INDICATOR", "SCOPE", "PRODUCT", "TRANSFORMATION", "PRICE_BASE", "SAMPLE_BASIS"),
    *("ACCUMULATION", "VINTAGE", "OBS_ID", "TIME_PERIOD"),
)
ATTRIBUTES = (
    *("UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "REVISION", "COMPARATOR", "PRIOR_VALUE", "COMMENT_OBS", "SOURCE"),
)
HEADER = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)

#: What a dimension says where nothing is stated: not specified; not applicable.
_UNSPECIFIED, _NOT_APPLICABLE = "_X", "_Z"
_GROWTH = {"year_before": "GY", "period_before": "G1", "two_year_average": "GY2"}
_PRICES = {"current": "V", "constant": "Q"}
#: Periods of whole months by how many they have.
_FREQUENCIES = {1: "M", 3: "Q", 12: "A"}
_PERCENT, _PERCENTAGE_POINTS = "PT", "PP"


class _Figure(NamedTuple):
    """One figure of a row: how it is transformed, its prices, number, unit and multiplier."""

    transformation: str
    prices: str | None
    value: str | None
    unit: str
    power: int


def write_sdmx_csv(tables: Tables, comment: str = "") -> str:
    """All observations whose period has a first and a last day, as SDMX-CSV 2.0, numbers as they are written.

    ``comment`` stands on every line: what is supposed, or that the district is made up. Lines of no
    value stand where a word is published instead of a rate (OBS_STATUS M) or nothing is known (O).
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    indicators = tables.rows("indicators")
    for row in tables["observations"].iter_rows(named=True):
        period = parse_period(row["period"] or "")
        if period is None or period.first is None or period.last is None:
            continue
        indicator = indicators.get(row["indicator"], {})
        for figure in _list_figures(row, indicator, tables):
            writer.writerow(_write_line(row, period, figure, comment))
    return text.getvalue()


def count_undated(tables: Tables) -> int:
    """How many observations have no line, since their period is not stated or is open."""
    periods = [parse_period(text or "") for text in tables["observations"]["period"]]
    return sum(period is None or period.first is None or period.last is None for period in periods)


def _list_figures(row: Row, indicator: Row, tables: Tables) -> Iterator[_Figure]:
    """The level, the growth and the share of a row, each where it is stated."""
    prices = row["price_basis"] or indicator.get("price_basis")
    growth_prices = row["growth_price_basis"] or indicator.get("growth_price_basis")
    growth, word, share = row["published_growth"], row["published_growth_word"], row["published_share"]
    if row["value"] is not None or not (growth or word or share):
        yield _Figure("N", prices, row["value"], *_read_unit(row["unit"], tables))
    if growth or word:
        points = indicator.get("nature") == "rate" or row["unit"] == "%"
        unit = _PERCENTAGE_POINTS if points else _PERCENT
        yield _Figure(_GROWTH[row["growth_base"] or "year_before"], growth_prices, growth, unit, 0)
    if share:
        yield _Figure("SHARE", prices, share, _PERCENT, 0)


def _write_line(row: Row, period: Period, figure: _Figure, comment: str) -> list[str]:
    word = row["published_growth_word"] if figure.transformation in _GROWTH.values() else None
    dimensions = {
        "FREQ": _find_frequency(period),
        "REF_AREA": row["subject"],
        "INDICATOR": row["indicator"],
        "SCOPE": row["scope"] or _UNSPECIFIED,
        "PRODUCT": row["product"] or _NOT_APPLICABLE,
        "TRANSFORMATION": figure.transformation,
        "PRICE_BASE": _PRICES.get(figure.prices or "", _UNSPECIFIED),
        "SAMPLE_BASIS": row["sample_basis"] or _UNSPECIFIED,
        "ACCUMULATION": row["accumulation"] or _UNSPECIFIED,
        "VINTAGE": row["vintage"] or _UNSPECIFIED,
        "OBS_ID": row["id"],
        "TIME_PERIOD": write_time(period),
    }
    attributes = {
        "UNIT_MEASURE": figure.unit,
        "UNIT_MULT": str(figure.power),
        "OBS_STATUS": _find_status(row, figure),
        "REVISION": row["revision"],
        "COMPARATOR": row["comparator"],
        "PRIOR_VALUE": row["prior_value"] if figure.transformation == "N" else None,
        "COMMENT_OBS": "; ".join(filter(None, (word, comment))),
        "SOURCE": row["source"],
    }
    found = {**dimensions, "OBS_VALUE": figure.value, **attributes}
    return ["dataflow", FLOW, "I", *(found[name] or "" for name in HEADER[3:])]


def _find_status(row: Row, figure: _Figure) -> str:
    """Of CL_OBS_STATUS: forecast, provisional or normal; M where no rate can be, O where nothing is known."""
    if figure.value is None:
        return "M" if row["published_growth_word"] else "O"
    if row["status"] == "expected":
        return "F"
    return "P" if row["revision"] == "preliminary" else "A"


def write_time(period: Period) -> str:
    """A period as SDMX writes it: a year, quarter, month or day, else its first day and how long it lasts.

    >>> [write_time(parse_period(text)) for text in ("2023", "2023-Q1", "2023-09", "2023-01..09", "2023-12-31")]
    ['2023', '2023-Q1', '2023-09', '2023-01-01/P9M', '2023-12-31']
    """
    first, last = period.first, period.last
    assert first is not None
    assert last is not None
    months = _count_months(period)
    if first == last:
        return first.isoformat()
    if months is None:
        return f"{first.isoformat()}/P{(last - first).days + 1}D"
    if months == 12 and first.month == 1:
        return f"{first.year}"
    if months == 3 and first.month % 3 == 1:
        return f"{first.year}-Q{first.month // 3 + 1}"
    return f"{first:%Y-%m}" if months == 1 else f"{first.isoformat()}/P{months}M"


def _find_frequency(period: Period) -> str:
    """Of CL_FREQ: daily, monthly, quarterly, annual; the year so far is monthly, as it is printed."""
    if period.first == period.last:
        return "D"
    months = _count_months(period)
    if months is None or months > 12:
        return "_U"
    return _FREQUENCIES.get(months, "M")


def _count_months(period: Period) -> int | None:
    """How many whole months a period has; None where it does not begin and end with one."""
    first, last = period.first, period.last
    if first is None or last is None or first.day != 1:
        return None
    following = last.fromordinal(last.toordinal() + 1)
    whole = following.day == 1
    return 12 * (following.year - first.year) + following.month - first.month if whole else None


def _read_unit(unit: str | None, tables: Tables) -> tuple[str, int]:
    """Money as its currency and a power of ten; another unit as it is written."""
    found = tables.units.read(unit) if unit else None
    if unit == "%":
        return _PERCENT, 0
    if found is None or not found.dimension.startswith("money") or ":" in found.dimension.replace("money:", "", 1):
        return unit or _UNSPECIFIED, 0
    currency = found.dimension.removeprefix("money").removeprefix(":") or "CNY"
    power = Decimal(found.factor).log10()
    return (currency, int(power)) if power == int(power) and not found.yearly else (unit or _UNSPECIFIED, 0)
