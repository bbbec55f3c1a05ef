"""Runs of an evaluation as they are written down: whole, and firm by firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
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


def is_backfill(move: str) -> bool:
    """Whether a move of a grade is that of a firm which filled the place of another."""
    from liantu.score.scheme.grading_rules import BACKFILL

    return move == BACKFILL
