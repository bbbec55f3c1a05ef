"""What is wrong with the points of series: sums that fall, periods that disagree."""

from __future__ import annotations

import polars as pl

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
    months = f"{row['year']}-{row['start']:02}"
    period = months if row["start"] == row["end"] else f"{months}..{row['end']:02}"
    return {"subject": str(row["subject"]), "indicator": str(row["indicator"]), "period": period}
