"""What one corrected value of a return comes to: for the firm itself, and how many others it moves."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.score.run.evaluation import Evaluation


@dataclass(frozen=True)
class FirmStanding:
    """Where a firm stands in a run; None where it has no total, rank or grade."""

    total: float | None
    rank: int | None
    grade: str | None


@dataclass(frozen=True)
class FirmCorrection:
    """Where a firm stands before and after the correction."""

    before: FirmStanding
    after: FirmStanding


@dataclass(frozen=True)
class CorrectionOutcome:
    """``firm``: what it gets, None when nothing changes for it. ``others``: how many other firms stand elsewhere;
    ``regraded``: how many of them with another grade."""

    firm: FirmCorrection | None
    others: int
    regraded: int


def summarize_correction(effects: pl.DataFrame, firm: str) -> CorrectionOutcome:
    """The effects of a correction, as ``find_correction_effects`` gives them, in three answers."""
    firm_effects, others = effects.filter(pl.col("firm") == firm), effects.filter(pl.col("firm") != firm)
    regraded = others.filter(pl.col("grade_before").ne_missing(pl.col("grade_after")))
    return CorrectionOutcome(_read_correction(firm_effects), others.height, regraded.height)


def _read_correction(effects: pl.DataFrame) -> FirmCorrection | None:
    """The line of one firm in the effects; None when there is none."""
    if effects.is_empty():
        return None
    before, after = (
        FirmStanding(*effects.select(f"total_{side}", f"rank_{side}", f"grade_{side}").row(0))
        for side in ("before", "after")
    )
    return FirmCorrection(before, after)


def list_correctable_values(run: Evaluation, firm: str) -> dict[str, float | None]:
    """The fields of the returns that the scheme uses, with the value of the firm."""
    row = run.returns.filter(pl.col("firm") == firm).row(0, named=True)
    return {name: row[name] for name in run.scheme.used() if name in row}
