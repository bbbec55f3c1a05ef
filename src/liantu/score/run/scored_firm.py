"""A firm's row of an evaluation, and the rows that stand beside it in a run."""

from __future__ import annotations

from typing import TypedDict

_FirmClass = TypedDict("_FirmClass", {"class": str | None})


class ScoredFirm(_FirmClass):
    """A row of ``Evaluation.firms``: a firm with total, rank and grade, None where it has none."""

    firm: str
    group: str
    peers: str | None
    industry: str | None
    park: str | None
    treatment: str
    class_grade: str | None
    total: float | None
    rank: int | None
    of: int | None
    pool: str | None
    grade_before: str | None
    grade: str | None
    moves: list[str]


class GradeMargin(TypedDict):
    """How far a firm is from the grades beside its own, in points."""

    better: str | None
    to_better: float | None
    worse: str | None
    to_worse: float | None


class ScoreTerm(TypedDict):
    """One number that makes a score."""

    firm: str
    indicator: str
    step: str
    amount: float | None


class GroupSum(TypedDict):
    """Sum ÷ sum of an indicator over a group, industry, park or the district."""

    by: str
    name: str | None
    indicator: str
    numerator: float | None
    denominator: float | None
    value: float | None
    count: int
    left_out: int


class GradeCount(TypedDict):
    """Firms of a grade by the cut and after moves, their share of graded firms and the scheme's, in per cent."""

    pool: str
    grade: str
    before: int
    count: int
    share: float | None
    nominal: float | None
