"""What is wrong with the points of series: sums that fall, periods that disagree."""

from __future__ import annotations

import polars as pl

from liantu.model.period_words import say_months
from liantu.model.problems import Problem
from liantu.outlook.forecast.single_periods import find_differing_periods, find_falling_sums

_TABLE, _FILE = "observations", "observations.csv"


def check_points(points: pl.DataFrame) -> list[Problem]:
    """Findings over points (``list_points``): ``cumulative_falls``, ``months_disagree``."""
    falls = [
        Problem("cumulative_falls", _TABLE, _FILE, row["row"] + 2, "value", f"{row['value']:g}", name_cell(row))
        for row in find_falling_sums(points).iter_rows(named=True)
    ]
    differs = [
        Problem(
            "months_disagree",
            _TABLE,
            _FILE,
            row["row"] + 2,
            "value",
            f"{row['value']:g}",
            {**name_cell(row), "difference": f"{row['difference']:g}"},
        )
        for row in find_differing_periods(points).iter_rows(named=True)
    ]
    return [*falls, *differs]


def name_cell(row: dict[str, object]) -> dict[str, str]:
    """Series and period of a row, as the words of a message name them."""
    year, start, end = row["year"], row["start"], row["end"]
    whole = f"{year}-{start:02}" if start == end else f"{year}-{start:02}..{end:02}"
    period = say_months(str(year) if (start, end) == (1, 12) else whole)
    return {"subject": str(row["subject"]), "indicator": str(row["indicator"]), "period": period}
