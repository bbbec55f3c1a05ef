"""What one corrected value of a return comes to: for the firm itself, and how many others it moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from liantu.score.run.evaluation import Evaluation


@dataclass(frozen=True)
class CorrectionOutcome:
    """``firm``: its row of the comparison, None when nothing changes for it. ``others``: how many other firms stand
    elsewhere; ``regraded``: how many of them with another grade."""

    firm: Mapping[str, Any] | None
    others: int
    regraded: int


def summarize_correction(effects: pl.DataFrame, firm: str) -> CorrectionOutcome:
    """The effects of a correction, as ``find_correction_effects`` gives them, in three answers."""
    firm_effects, others = effects.filter(pl.col("firm") == firm), effects.filter(pl.col("firm") != firm)
    regraded = others.filter(pl.col("grade_before").ne_missing(pl.col("grade_after")))
    return CorrectionOutcome(
        firm_effects.row(0, named=True) if firm_effects.height else None, others.height, regraded.height
    )


def list_correctable_values(run: Evaluation, firm: str) -> dict[str, float | None]:
    """The fields of the returns that the scheme uses, with the value of the firm."""
    row = run.returns.filter(pl.col("firm") == firm).row(0, named=True)
    return {name: row[name] for name in run.scheme.used() if name in row}
