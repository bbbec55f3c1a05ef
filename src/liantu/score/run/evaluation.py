"""A run of an evaluation: every firm's sum, rank and grade, and what follows of them, each computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from liantu.model.problems import Problem
from liantu.score.run.account_terms import build_score_terms
from liantu.score.run.grade_counts import count_grades
from liantu.score.run.group_sums import sum_groups
from liantu.score.run.plausibility import check_plausibility
from liantu.score.run.points import compute_uncapped_points
from liantu.score.run.run_tables import RunTables


@dataclass(frozen=True)
class Evaluation(RunTables):
    """One year's evaluation: its tables, and notes, groups, terms and counts made of them."""

    @cached_property
    def notes(self) -> tuple[Problem, ...]:
        """What was noticed: while reading and computing, then what looks wrong in the returns."""
        return (*self.calculation_notes, *check_plausibility(self))

    @cached_property
    def uncapped(self) -> pl.DataFrame:
        """The points before cap and floor: the same firms as ``values``, a column an indicator."""
        return compute_uncapped_points(self.firms, self.values, self.benchmarks, self.scheme)

    @cached_property
    def groups(self) -> pl.DataFrame:
        """Sum ÷ sum of every indicator: by (group, industry, park or district), name, indicator, numerator,
        denominator, value, count, left_out.

        For the office alone: sums of few firms stand in it. What may be told is ``d.score.published_groups``."""
        evaluated = pl.col("treatment") != "not_evaluated"
        rows = self.returns.with_columns(self.firms["group"], self.firms["treatment"])
        return sum_groups(rows.filter(evaluated), self.scheme)

    @cached_property
    def terms(self) -> pl.DataFrame:
        """Every number that makes a score: firm, indicator, step, amount. Points by firm add up to its total."""
        return build_score_terms(self, self.uncapped)

    @cached_property
    def counts(self) -> pl.DataFrame:
        """Firms of each grade: pool, grade, count, share (% of graded firms), nominal (% by the scheme)."""
        return count_grades(self)

    def account(self, firm: str) -> pl.DataFrame:
        """One firm's whole sum: its terms."""
        return self.terms.filter(pl.col("firm") == firm)
