"""From what there is to a target: existing plants, named projects, what is still missing; nothing counted twice.

The trend of past years holds the projects of past years. So where it is drawn, what new projects brought in those years
is taken out of it before the named ones are put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.coming_projects import ComingProject
from liantu.outlook.forecast.target_statements import Base
from liantu.outlook.forecast.targets import Target


class Bridge(NamedTuple):
    """Draws of each part in the year of a target. ``existing`` and ``named`` add up to ``expected``; ``missing`` is
    what they leave of the target, not below zero. ``unnamed`` is what projects at the past rate would bring beyond the
    named ones, None where that rate is not known."""

    existing: FloatArray
    named: FloatArray
    expected: FloatArray
    missing: FloatArray
    unnamed: FloatArray | None
    #: ``trend_less_projects``, ``trend_with_projects`` or ``base``: what existing plants are taken from.
    rests_on: str


def bridge_target(
    base: FloatArray, trend: FloatArray | None, named: FloatArray, rate: float | None, years: int, target: float
) -> Bridge:
    """The parts of a year so many years after the base.

    ``trend`` are draws of the year by the growth of past years, None where too few are known: then existing plants go
    on as in the base. ``rate`` is what the projects that newly started in a past year brought by their end, so that
    much lies in each year of the trend. Where the trend is known and the rate is not, nobody can say what of the named
    projects the trend already holds: they are shown and not added.

    >>> flat = np.full(4, 1000.0)
    >>> even = bridge_target(flat, flat + 200, np.full(4, 200.0), 50.0, 4, 1500.0)
    >>> float(even.expected.mean()), float(even.existing.mean()), float(even.missing.mean())
    (1200.0, 1000.0, 300.0)
    """
    past = None if rate is None else rate * years
    unnamed = None if past is None else np.maximum(past - named, 0.0)
    existing, rests_on = base, "base"
    if trend is not None:
        existing = trend if past is None else trend - past
        rests_on = "trend_with_projects" if past is None else "trend_less_projects"
    expected = existing if rests_on == "trend_with_projects" else existing + named
    return Bridge(existing, named, expected, np.maximum(target - expected, 0.0), unnamed, rests_on)


def list_parts(bridge: Bridge, aim: Target, base: Base, projects: Sequence[ComingProject]) -> pl.DataFrame:
    """The bridge as a table: part, low, typical, high, unit, year, base_year, supposed, rests_on, projects, unknown,
    bound.

    ``part`` is a code of ``bridge_part``. Of the named part ``projects`` counts the projects, and ``unknown``
    those whose output nobody has stated: the part is then at least this, and not known where that is all of them. So is
    what adds up with it: ``bound`` says ``at_least`` of what is expected and ``at_most`` of what is missing.
    ``unnamed`` is a measure of size beside the others, in no sum.
    """
    parts = {
        "existing": bridge.existing,
        "named": bridge.named,
        "unnamed": bridge.unnamed,
        "expected": bridge.expected,
        "target": np.full(1, aim.value),
        "missing": bridge.missing,
    }
    rows = [
        (part, *map(float, np.quantile(draws, (0.1, 0.5, 0.9)))) for part, draws in parts.items() if draws is not None
    ]
    count, unknown = len(projects), sum(project.output is None for project in projects)
    named = pl.col("part") == "named"
    adds_up = bridge.rests_on != "trend_with_projects"
    bounds = {"named": "at_least", **({"expected": "at_least", "missing": "at_most"} if adds_up else {})}
    frame = pl.DataFrame(rows, schema=["part", "low", "typical", "high"], orient="row")
    if count and unknown == count:
        frame = frame.with_columns(pl.when(~named).then(pl.col("low", "typical", "high")))
    return frame.with_columns(
        pl.lit(aim.unit).alias("unit"),
        pl.lit(aim.year, pl.Int64).alias("year"),
        pl.lit(base.year, pl.Int64).alias("base_year"),
        pl.lit(base.supposed).alias("supposed"),
        pl.lit(bridge.rests_on).alias("rests_on"),
        pl.when(named).then(pl.lit(count, pl.Int64)).alias("projects"),
        pl.when(named).then(pl.lit(unknown, pl.Int64)).alias("unknown"),
        pl.col("part").replace_strict(bounds if unknown else {}, default=None, return_dtype=pl.String).alias("bound"),
    )
