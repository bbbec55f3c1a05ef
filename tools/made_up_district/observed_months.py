"""What the made-up district's monthly tables print for four years: electricity, value added, investment, two clusters.

Every figure is of the year so far, as offices print it; of value added and investment growth alone is published.
"""

from __future__ import annotations

from random import Random

from tools.made_up_district.firms import SEED
from tools.made_up_district.runs import Row

_YEARS, _THROUGH = (2020, 2021, 2022, 2023), (2023, 11)
#: What months usually bring beside the mean of the year; January and February are one.
_SEASON = (1.78, 0.98, 0.95, 0.97, 1.02, 1.08, 1.07, 0.99, 0.98, 1.02, 1.16)
#: Of electricity the firms that return their months use about a half; the others and the power plant have no returns.
_DECIMALS = {"industrial-power": 3}
#: Subject, indicator, mean month of 2020, growth a year, unit, scope.
_LEVELS = (
    ("yunxi", "industrial-power", 0.3, 0.042, "亿kWh", "规上"),
    ("c-battery", "industrial-output", 1.9, 0.14, "亿元", "规上"),
    ("c-metal", "industrial-output", 0.72, 0.03, "亿元", "规上"),
)
#: Indicator, first growth, where it tends to, how far it moves in a month.
_GROWTHS = (("value-added", 4.8, 6.2, 0.35), ("industrial-investment", 9.0, 8.0, 1.1))
#: Periods of value added that ``published`` has with more beside them.
_PRINTED = frozenset({("value-added", "2021-01..09"), ("value-added", "2023-01..09")})


def list_observed_frames() -> dict[str, list[Row]]:
    """Indicators, and a row a month and series."""
    random = Random(SEED + 21)
    power = {"id": "industrial-power", "zh": "规上工业用电量", "en": "electricity used by industry", "unit": "亿kWh"}
    investment: Row = {"id": "industrial-investment", "zh": "工业投资", "en": "investment in industry", "unit": "亿元"}
    return {
        "indicators": [
            {**power, "kind": "other", "nature": "flow"},
            {**investment, "kind": "investment", "nature": "flow", "growth_price_basis": "current"},
        ],
        "observations": [*_list_levels(random), *_list_growths(random)],
    }


def _list_levels(random: Random) -> list[Row]:
    rows: list[Row] = []
    for subject, indicator, mean, growth, unit, scope in _LEVELS:
        before: list[float] = []
        places = _DECIMALS.get(indicator, 2)
        for year in _YEARS:
            total, sums = 0.0, []
            for number, season in enumerate(_SEASON):
                if (year, number + 2) > _THROUGH:
                    break
                trend = (1 + growth) ** (year - _YEARS[0] + number / len(_SEASON))
                total += mean * season * trend * random.gauss(1, 0.02)
                sums.append(total)
                row = _observe(subject, indicator, f"{year}-01..{number + 2:02}")
                row |= {"scope": scope, "value": f"{total:.{places}f}", "unit": unit}
                if before:
                    row["published_growth"] = f"{100 * (round(total, places) / round(before[number], places) - 1):.1f}"
                rows.append(row)
            before = sums
    return rows


def _list_growths(random: Random) -> list[Row]:
    rows: list[Row] = []
    for indicator, first, middle, step in _GROWTHS:
        rate = first
        for year in _YEARS:
            for month in range(2, 13):
                rate += 0.15 * (middle - rate) + random.gauss(0, step)
                period = f"{year}-01..{month:02}"
                if (year, month) <= _THROUGH and (indicator, period) not in _PRINTED:
                    row = _observe("yunxi", indicator, period)
                    rows.append(row | {"published_growth": f"{rate:.1f}", "sample_basis": "same"})
    return rows


def _observe(subject: str, indicator: str, period: str) -> Row:
    year, month = period[:4], period[-2:]
    key = f"{indicator}-{subject}-{year}-{month}"
    row: Row = {"id": key, "subject": subject, "indicator": indicator, "status": "actual", "period": period}
    return {**row, "comparator": "eq", "vintage": "2023-12", "accumulation": "cumulative"}
