"""Runs of an evaluation as they are written down: whole, firm by firm, as a ranking.

Functions over a run, not questions of a district: a file of returns is evaluated without one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from liantu.score.report.firm_sheet import FirmSheet
    from liantu.score.report.ranking import RunSummary
    from liantu.score.report.run_records import FirmAccount, FirmOutcome, RunRecord
    from liantu.score.run.evaluation import Evaluation


def describe_run(run: Evaluation, lang: str) -> RunRecord:
    """A whole run as JSON writes it, messages in a language."""
    from liantu.score.report.run_records import build_run_record

    return build_run_record(run, lang)


def describe_firm(run: Evaluation, firm: str, lang: str) -> FirmAccount:
    """One firm's whole sum as JSON writes it."""
    from liantu.score.report.run_records import build_firm_account

    return build_firm_account(run, firm, lang)


def find_outcome(run: Evaluation, firm: str) -> FirmOutcome:
    """What became of one firm: total, rank, grade, and how far the next grades are."""
    from liantu.score.report.run_records import build_firm_outcome

    return build_firm_outcome(run, firm)


def list_not_applicable(run: Evaluation) -> pl.Series:
    """Firm by firm, the indicators that do not apply to it."""
    from liantu.score.run.indicator_applicability import not_applicable_indicators

    return not_applicable_indicators(run)


def rank_firms(run: Evaluation, sensitivity: pl.DataFrame | None) -> pl.DataFrame:
    """The firms of a run by group and rank, with points, and how sure each grade is."""
    from liantu.score.report import ranking

    return ranking.rank_firms(run, sensitivity)


def filter_ranking(frame: pl.DataFrame, chosen: Mapping[str, str]) -> pl.DataFrame:
    """A ranking narrowed to chosen values; ``unstable=yes`` keeps grades that may change."""
    from liantu.score.report import ranking

    return ranking.filter_ranking(frame, chosen)


def summarize_run(run: Evaluation, sensitivity: pl.DataFrame | None) -> RunSummary:
    """The numbers that stand above a ranking."""
    from liantu.score.report import ranking

    return ranking.summarize_run(run, sensitivity)


def count_grade_flow(run: Evaluation, history: pl.DataFrame, years: Sequence[int]) -> pl.DataFrame:
    """How firms moved between grades over ``years``: those of settled evaluations, and of the run in its own year.

    Columns as ``score.report.grade_flow`` has them.
    """
    from liantu.score.report.grade_flow import count_grade_flow

    year = run.year or 0
    now = run.firms.select("firm", pl.lit(year, pl.Int64).alias("year"), "grade")
    rows = pl.concat([history.select("firm", "year", "grade").filter(pl.col("year") != year), now])
    return count_grade_flow(rows, list_grades(run), years)


def list_grades(run: Evaluation) -> list[str]:
    """The grades of a run's scheme, the best first."""
    return [line.grade for line in run.scheme.cutting.grades]


def list_indicator_lines(run: Evaluation, group: str) -> pl.DataFrame:
    """The indicators of a group, the heaviest first, with the values of benchmark and cap."""
    from liantu.score.report.indicator_lines import list_indicator_lines

    return list_indicator_lines(run, group)


def list_firm_terms(run: Evaluation, sheet: FirmSheet, *, as_told: bool) -> pl.DataFrame:
    """Every number that makes a firm's score; ``as_told`` without what is hidden in its sheet."""
    from liantu.score.report.disclosable import redact_account

    terms = run.account(sheet.firm).with_columns(pl.col("step").cast(pl.String))
    return redact_account(terms, sheet.items) if as_told else terms
