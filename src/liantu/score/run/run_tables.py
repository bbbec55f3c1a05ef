"""The tables of a run, as the calculation leaves them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.problems import Problem
from liantu.score.scheme.grading_rules import ALL, Cutting
from liantu.score.scheme.scheme import Scheme

#: The steps of a term, in the order of a firm's sum. ``points`` add up to the total.
STEPS = ("numerator", "denominator", "value", "benchmark", "low", "high", "weight", "uncapped", "points")


@dataclass(frozen=True)
class RunTables:
    """What one year's evaluation computed. Frames are in the order of the returns.

    ``firms``: firm, group, industry, park, treatment, class, class_grade (what a class
    without a grade is managed as), peers, total, rank (in its peers), of (how many are ranked),
    grade_before, grade (after moves; null = not graded), moves (ids of rules), pool (where its grade was cut).
    ``points``: firm, then a column an indicator, a point rule, ``reweighed`` and ``rounding`` as needed: their sum is
    the total. ``values``: the same firms, a column an indicator. ``returns``: the year's rows.
    ``benchmarks``: group, peers, indicator, rule, value, low, high, weight, count (firms it was made of).
    ``stops`` are parts of the scheme that are not known, ``calculation_notes`` what was noticed; ``not_applicable``:
    firm, field.
    """

    scheme: Scheme
    year: int | None
    returns: pl.DataFrame
    firms: pl.DataFrame
    values: pl.DataFrame
    points: pl.DataFrame
    benchmarks: pl.DataFrame
    stops: tuple[Problem, ...]
    calculation_notes: tuple[Problem, ...]
    not_applicable: pl.DataFrame

    def cutting_of(self, group: str, pool: str) -> Cutting:
        """How the grades of a pool were cut; ``*`` is the pool of all groups."""
        return self.scheme.cutting if pool.startswith(ALL) else self.scheme.cutting_of(self.scheme.group(group))
