"""Series of the made-up district: cumulative output by month, public revenue by year, and what both aim at."""

from __future__ import annotations

from random import Random

from tools.made_up_district.firms import SEED
from tools.made_up_district.runs import Row

_FIRST, _LAST, _THROUGH = 2020, 2023, 10
_LEVEL, _GROWTH, _NOISE = 6.4, 0.092, 0.025
#: What months usually bring beside the mean of the year; January and February are one.
_SEASON = (1.72, 1.02, 0.98, 1.0, 1.06, 0.97, 0.98, 1.03, 1.01, 1.05, 1.18)
#: Public revenue in 亿元 by year, and through September of two years.
_REVENUE = (("2016", "6.1"), ("2017", "6.7"), ("2018", "7.0"), ("2019", "7.2"), ("2020", "6.9"), ("2021", "7.8"))
_REVENUE_2 = (("2022", "8.1"), ("2021-01..09", "5.9"), ("2022-01..09", "6.2"), ("2023-01..09", "6.7"))


def list_series_frames() -> dict[str, list[Row]]:
    """Observations by month and year, targets, and a reference class of one indicator."""
    return {
        "indicators": [
            {"id": "budget-revenue", "zh": "一般公共预算收入", "en": "public revenue", "unit": "亿元", "kind": "tax"}
        ],
        "observations": [*_list_output(), *_list_revenue()],
        "targets": [
            _target("scale-output-2025", "industrial-output", "2025", "115", "规上"),
            _target("all-output-2025", "industrial-output", "2025", "130", None),
            _target("revenue-2025", "budget-revenue", "2025", "10", None),
            _target("gdp-growth-2022", "gdp-growth", "2022", "4.5", None) | {"unit": "%", "vintage": "2022-01"},
        ],
        "reference_classes": [
            {
                **{"id": "revenue-growth", "indicator": "budget-revenue", "measure": "growth"},
                **{"low": "-1", "typical": "5", "high": "11", "members": "虚构的六个邻近区县，2016—2022年"},
            }
        ],
    }


def _list_output() -> list[Row]:
    """Output of firms above designated size, each year so far, as monthly tables print it."""
    random = Random(SEED + 15)
    rows: list[Row] = []
    for year in range(_FIRST, _LAST + 1):
        total = 0.0
        for number, season in enumerate(_SEASON):
            month = number + 2
            if (year, month) > (_LAST, _THROUGH):
                break
            growth = (1 + _GROWTH) ** (year - _FIRST + number / len(_SEASON))
            total += _LEVEL * season * growth * random.gauss(1, _NOISE)
            period = f"{year}-01..{month:02}"
            rows.append(
                _observe(f"scale-output-{year}-{month:02}", "industrial-output", "规上", period, f"{total:.2f}")
            )
    return rows


def _list_revenue() -> list[Row]:
    return [
        _observe(f"revenue-{period.replace('-01..', '-')}", "budget-revenue", None, period, value)
        for period, value in (*_REVENUE, *_REVENUE_2)
    ]


def _observe(key: str, indicator: str, scope: str | None, period: str, value: str) -> Row:
    row: Row = {"id": key, "subject": "yunxi", "indicator": indicator, "scope": scope, "status": "actual"}
    return {**row, "period": period, "comparator": "eq", "value": value, "unit": "亿元", "vintage": "2023-12"}


def _target(key: str, indicator: str, period: str, value: str, scope: str | None) -> Row:
    row: Row = {"id": key, "subject": "yunxi", "indicator": indicator, "scope": scope, "period": period}
    return {**row, "comparator": "ge", "value": value, "unit": "亿元", "vintage": "2023-12-31"}
