"""Series whose process is known: four kinds of years, and months with a season."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from numpy.typing import NDArray

from liantu.outlook.forecast.annual_forms import AnnualForm
from liantu.outlook.forecast.likely_range import LikelyRange
from liantu.outlook.forecast.reference_class import ReferenceClass

Values = NDArray[np.float64]
PROCESSES = ("walk", "trend", "persistent", "drifting")
#: What ``simulate_years`` draws from, as a reference class: eight in ten of growth, and of the size of a shock.
CLASS = ReferenceClass(LikelyRange(0.016, 0.083, 0.155), LikelyRange(0.0252, 0.049, 0.0952))


def simulate_years(process: str, count: int, years: int, seed: int) -> Values:
    """Yearly series (series x years): usual growth 8 ± 5 % a year, shocks of 2 to 12 %."""
    random = np.random.default_rng([seed, PROCESSES.index(process), years])
    usual = random.normal(0.08, 0.05, (count, 1))
    size = np.exp(random.uniform(np.log(0.02), np.log(0.12), (count, 1)))
    shocks = random.standard_normal((count, years + 30))
    last = shocks[:, -years:]
    if process == "walk":
        return np.exp(np.cumsum(usual + size * last, axis=1))
    if process == "trend":
        return np.exp(np.arange(years) * usual + size / np.sqrt(2) * last)
    if process == "persistent":
        surplus = np.zeros_like(shocks)
        for year in range(1, years + 30):
            surplus[:, year] = 0.6 * surplus[:, year - 1] + 0.8 * shocks[:, year]
        return np.exp(np.cumsum(usual + size * surplus[:, -years:], axis=1))
    moving = 0.3 * np.cumsum(random.standard_normal((count, years)), axis=1)
    return np.exp(np.cumsum(usual + size * (moving + last), axis=1))


@contextmanager
def knowing_processes() -> Iterator[None]:
    """Yearly forecasts by someone who knows the processes of ``simulate_years`` and that a quarter are of each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("liantu.outlook.forecast.annual.FORMS", tuple(AnnualForm(name, 0.25) for name in PROCESSES))
        patch.setattr("liantu.outlook.forecast.annual_forms.PERSISTENCE", 0.6)
        patch.setattr("liantu.outlook.forecast.annual_forms.DRIFTING", 0.3**2)
        yield


def simulate_periods(count: int, years: int, cells: int, seed: int) -> Values:
    """Months or quarters (series x periods): a level that walks, a season that may move, noise with fat tails."""
    random = np.random.default_rng([seed, years, cells])
    size = np.exp(random.uniform(np.log(0.02), np.log(0.1), (count, 1)))
    periods = years * cells
    steps = random.choice([0.1, 0.3, 0.6], (count, 1)) * size * random.standard_normal((count, periods))
    level = np.cumsum(random.normal(0.005, 0.004, (count, 1)) + steps, axis=1)
    season = random.standard_normal((count, cells)) * np.exp(random.uniform(np.log(0.03), np.log(0.25), (count, 1)))
    moving = size[:, :, None] * random.choice([0, 0.2, 0.5], (count, 1, 1))
    drift = np.cumsum(random.standard_normal((count, years, cells)) * moving, axis=1)
    whole = (season[:, None] + drift).reshape(count, periods)
    noise = size * random.standard_t(5, (count, periods)) * 0.77
    return np.exp(random.normal(3, 1, (count, 1)) + level + whole + noise)
