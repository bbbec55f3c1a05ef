"""Which method counts when, and when nothing is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from liantu.outlook.forecast.draw_sums import add_draws
from liantu.outlook.forecast.forecast_series import SeriesForecast, Suppositions, forecast_series
from liantu.outlook.forecast.likely_range import LikelyRange
from liantu.outlook.forecast.reference_class import ReferenceClass

from .observed import Row, observe
from .test_series import read

OURS = ReferenceClass(LikelyRange(-0.02, 0.07, 0.16), LikelyRange(0.02, 0.055, 0.15))
USUAL = LikelyRange(0.21, 0.235, 0.26)


def forecast(*rows: Row, until: int = 2025, usual: LikelyRange | None = None) -> SeriesForecast:
    (series,) = read(*rows)[2]
    return forecast_series(series, until, Suppositions(OURS, usual))


def methods(found: SeriesForecast) -> list[tuple[int, str, bool]]:
    return [(year.year, year.method, year.supposed) for year in found.years]


def yearly(first: int, *values: str) -> list[Row]:
    return [observe(str(first + number), value) for number, value in enumerate(values)]


def test_three_years_carry_on_and_two_do_not() -> None:
    assert methods(forecast(*yearly(2021, "90", "97", "105"))) == [(2024, "annual", False), (2025, "annual", False)]
    assert forecast(*yearly(2022, "97", "105")) == SeriesForecast((), "too_few_points")


def test_a_quarter_alone_makes_a_year_only_by_a_supposition_and_nothing_beyond() -> None:
    found = forecast(observe("2024-Q1", "25"), usual=USUAL)
    assert (methods(found), found.reason) == ([(2024, "share", True)], "too_few_points")
    assert forecast(observe("2024-Q1", "25")) == SeriesForecast((), "too_few_points")


def test_shares_of_earlier_years_make_it_no_supposition() -> None:
    quarters = [observe(f"{year}-Q1", value) for year, value in ((2022, "23"), (2023, "26"), (2024, "27"))]
    found = forecast(*yearly(2021, "90", "97", "105"), *quarters)
    assert methods(found) == [(2024, "share", False), (2025, "annual", False)]


def test_three_full_years_of_quarters_go_by_season() -> None:
    rows = [
        observe(f"{year}-Q{quarter}", f"{(20 + 2 * quarter) * 1.08 ** (year - 2021):.2f}")
        for year in range(2021, 2025)
        for quarter in (1, 2, 3, 4)
        if (year, quarter) <= (2024, 1)
    ]
    found = forecast(*rows, usual=USUAL)
    assert methods(found) == [(2024, "seasonal", False), (2025, "annual", False)]
    assert np.median(found.years[0].draws) == pytest.approx(100 * 1.08**3, rel=0.02)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (yearly(2021, "90", "-3", "105"), "not_positive"),
        ([observe(str(year), "7", "growth") for year in (2021, 2022, 2023)], "rate"),
        ([*yearly(2021, "90", "95"), observe("2023", "7", unit="t")], "mixed_units"),
    ],
)
def test_what_cannot_be_drawn_says_why(rows: list[Row], reason: str) -> None:
    assert forecast(*rows) == SeriesForecast((), reason)


def test_a_year_that_does_not_follow_is_not_carried_on() -> None:
    found = forecast(*yearly(2019, "80", "85", "90"), observe("2024-Q1", "25"), usual=USUAL)
    assert (methods(found), found.reason) == ([(2024, "share", True)], "too_few_points")


def test_parts_add_up_draw_by_draw_and_move_together_as_supposed() -> None:
    random = np.random.default_rng(1)
    parts = random.normal(100, 10, (2, 1, 20_000))
    spread = {together: float(add_draws(parts, together, random).std()) for together in (0.0, 0.5, 1.0)}
    assert spread[0.0] == pytest.approx(10 * np.sqrt(2), rel=0.03)
    assert spread[0.5] == pytest.approx(10 * np.sqrt(3), rel=0.03)
    assert spread[1.0] == pytest.approx(20, rel=0.03)
    assert add_draws(parts, 0.5, random).mean() == pytest.approx(parts.mean() * 2, rel=1e-9)
