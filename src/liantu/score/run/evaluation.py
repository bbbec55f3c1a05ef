"""A run of an evaluation: every firm's sum, rank and grade, and what stopped or was noticed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from liantu.model.problems import Problem
from liantu.score.scheme.grading_rules import ALL, Cutting
from liantu.score.scheme.scheme import Scheme

#: The steps of a term, in the order of a firm's sum. ``points`` add up to the total.
STEPS = ("numerator", "denominator", "value", "benchmark", "low", "high", "weight", "uncapped", "points")


@dataclass(frozen=True)
class Evaluation:
    """One year's evaluation. Frames are in the order of the returns.

    ``firms``: firm, group, industry, park, treatment, class, class_grade (what a class
    without a grade is managed as), peers, total, rank (in its peers), of (how many are ranked),
    grade_before, grade (after moves; null = not graded), moves (ids of rules), pool (where its grade was cut).
    ``points``: firm, then a column an indicator, a point rule, ``reweighed`` and ``rounding`` as needed: their sum is
    the total. ``values``: the same firms, a column an indicator. ``returns``: the year's rows.
    ``benchmarks``: group, peers, indicator, rule, value, low, high, weight, count (firms it was made of).
    ``stops`` are parts of the scheme that are not known, ``said`` what was noticed; ``not_applicable``: firm,
    field.
    """

    scheme: Scheme
    year: int | None
    returns: pl.DataFrame
    firms: pl.DataFrame
    values: pl.DataFrame
    points: pl.DataFrame
    benchmarks: pl.DataFrame
    stops: tuple[Problem, ...]
    said: tuple[Problem, ...]
    not_applicable: pl.DataFrame

    @cached_property
    def notes(self) -> tuple[Problem, ...]:
        """What was noticed: while reading and computing, then what looks wrong in the returns."""
        from liantu.score.run.plausibility import check_plausibility

        return (*self.said, *check_plausibility(self))

    @cached_property
    def uncapped(self) -> pl.DataFrame:
        """The points before cap and floor: the same firms as ``values``, a column an indicator."""
        from liantu.score.run.points import compute_uncapped_points

        return compute_uncapped_points(self.firms, self.values, self.benchmarks, self.scheme)

    @cached_property
    def groups(self) -> pl.DataFrame:
        """Sum ÷ sum of every indicator: by (group, industry, park or district), name, indicator, numerator,
        denominator, value, count, left_out.

        For the office alone: sums of few firms stand in it. What may be told is ``District.released``."""
        from liantu.score.run.group_sums import sum_groups

        evaluated = pl.col("treatment") != "not_evaluated"
        rows = self.returns.with_columns(self.firms["group"], self.firms["treatment"])
        return sum_groups(rows.filter(evaluated), self.scheme)

    @cached_property
    def terms(self) -> pl.DataFrame:
        """Every number that makes a score: firm, indicator, step, amount. Points by firm add up to its total."""
        from liantu.score.run.terms import build_score_terms

        return build_score_terms(self)

    @cached_property
    def counts(self) -> pl.DataFrame:
        """Firms of each grade: pool, grade, count, share (% of graded firms), nominal (% by the scheme)."""
        from liantu.score.run.grade_counts import count_grades

        return count_grades(self)

    def cutting_of(self, group: str, pool: str) -> Cutting:
        """How the grades of a pool were cut; ``*`` is the pool of all groups."""
        return self.scheme.cutting if pool.startswith(ALL) else self.scheme.cutting_of(self.scheme.group(group))

    def account(self, firm: str) -> pl.DataFrame:
        """One firm's whole sum: its terms."""
        return self.terms.filter(pl.col("firm") == firm)

    def to_dict(self, language: str = "zh_CN") -> Mapping[str, object]:
        """The run as JSON writes it."""
        from liantu.score.report.run_records import build_run_record

        return build_run_record(self, language)
