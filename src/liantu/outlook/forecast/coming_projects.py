"""What named projects will bring, year by year, as draws: chance and delay by stage, ramp-up, load, price."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.annual import DRAWS
from liantu.outlook.forecast.forecast_series import SEED
from liantu.outlook.forecast.likely_range import LikelyRange

_MONTHS = 12


class StageChance(NamedTuple):
    """How likely a project of a stage comes into production, in parts of one, and in how many months from that stage;
    None where it is in production."""

    chance: float
    months: LikelyRange | None


class ComingProject(NamedTuple):
    """A named project: its stage, since when (None = not known), its yearly output at full production (None = not
    known)."""

    project: str
    stage: str
    since: date | None
    output: float | None


class OutputRules(NamedTuple):
    """What a project brings of its stated output: parts of it in each year of production, load, price."""

    ramp: tuple[float, ...]
    load: LikelyRange
    price: LikelyRange


def draw_projects(
    projects: Sequence[ComingProject],
    stages: Mapping[str, StageChance],
    rules: OutputRules,
    as_of: date,
    years: Sequence[int],
    draws: int = DRAWS,
) -> FloatArray:
    """What each project brings in each year (projects x years x draws), 0 where it does not come.

    A project of unknown output, or of a stage without a chance, brings nothing here and is to be named as unknown. What
    has run since before the year of ``as_of`` is part of what there is: it brings only what its ramp-up still adds. The
    draws of a project depend on its id, not on which others there are.
    """
    found = np.zeros((len(projects), len(years), draws))
    for number, project in enumerate(projects):
        stage = stages.get(project.stage)
        if stage is not None and project.output is not None:
            found[number] = _draw_project(project, project.output, stage, rules, as_of, np.array(years), draws)
    return found


def list_brought(
    projects: Sequence[ComingProject],
    stages: Mapping[str, StageChance],
    rules: OutputRules,
    as_of: date,
    year: int,
) -> pl.DataFrame:
    """A row a project: project, stage, since, output, chance (per cent), low, typical, high of what it brings in a year
    if it comes; null where output or chance is not known."""
    certain = {name: StageChance(1.0, stage.months) for name, stage in stages.items()}
    draws = draw_projects(projects, certain, rules, as_of, (year,))[:, 0]
    ranges = np.quantile(draws, (0.1, 0.5, 0.9), axis=1).T
    rows = [
        (
            *project,
            stage and 100 * stage.chance,
            *(map(float, part) if stage and project.output is not None else [None] * 3),
        )
        for project, stage, part in zip(projects, (stages.get(p.stage) for p in projects), ranges, strict=True)
    ]
    numbers = dict.fromkeys(("output", "chance", "low", "typical", "high"), pl.Float64)
    schema = {"project": pl.String, "stage": pl.String, "since": pl.Date, **numbers}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _draw_project(
    project: ComingProject,
    output: float,
    stage: StageChance,
    rules: OutputRules,
    as_of: date,
    years: FloatArray,
    draws: int,
) -> FloatArray:
    random = np.random.default_rng([SEED, zlib.crc32(f"project {project.project}".encode())])
    comes = random.random(draws) < stage.chance
    waiting, load, price = random.standard_normal((3, draws))
    begun = project.since or as_of
    start = _count_months(begun) + (np.zeros(draws) if stage.months is None else stage.months.draw(waiting))
    if stage.months is not None:  # what has not begun by now begins later than now
        start = np.maximum(start, _count_months(as_of) + 1)
    full = output * np.minimum(rules.load.draw(load), 1.0) * rules.price.draw(price)
    brought = _ramp_up(years[:, None], start, rules.ramp)
    before = _ramp_up(np.array([[as_of.year]]), start, rules.ramp)
    return np.asarray(np.where(comes, full * (brought - before), 0.0))


def _ramp_up(years: FloatArray, start: FloatArray, ramp: tuple[float, ...]) -> FloatArray:
    """The part of full output in each year (years x draws): of the year of the start only the months after it."""
    first = np.floor(start / _MONTHS)
    within = 1 - (start / _MONTHS - first)
    number = (years - first).astype(int)
    parts = np.array(ramp)
    full = parts[np.clip(number, 0, len(parts) - 1)]
    return np.where(number < 0, 0.0, np.where(number == 0, full * within, full))


def _count_months(day: date) -> int:
    return _MONTHS * day.year + day.month - 1
