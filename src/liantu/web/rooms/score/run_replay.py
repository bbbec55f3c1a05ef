"""Kept runs: their rows, and the run made again from the scheme's text and the returns of its vintage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from liantu.district import District
from liantu.model.problems import Problems
from liantu.score.run.evaluation import Evaluation
from liantu.score.scheme.reader import read_scheme
from liantu.web.core.answer import PageNotFound
from liantu.web.core.forms import current_row
from liantu.web.core.request_view import RequestView


def find_archived_run(view: RequestView, key: str) -> dict[str, Any]:
    """The row of a kept run; NotHere when there is none."""
    found = view.district.tables["evaluations"].filter(pl.col("id") == key)
    if found.is_empty():
        raise PageNotFound(view.tr("There is no kept run of that name."))
    return found.row(0, named=True)


def archived_grades(view: RequestView, key: str) -> pl.DataFrame:
    """Its grades with total and rank as numbers."""
    rows = view.district.tables["grades"].filter(pl.col("evaluation") == key)
    return rows.with_columns(pl.col("total").cast(pl.Float64), pl.col("rank").cast(pl.Int64))


def replay_run(view: RequestView, row: dict[str, Any]) -> Evaluation | None:
    """The run made again; None when it cannot be: no text, or no returns of its vintage."""
    text, year = row["scheme_text"], row["year"] or ""
    if not text or not year.isdigit():
        return None
    try:
        return _district_of_vintage(view, row["vintage"] or "", year).score.evaluate(
            read_scheme(text, row["id"]), int(year)
        )
    except Problems:
        return None


def count_grade_changes(view: RequestView, key: str, fresh: Evaluation) -> int:
    """How many firms another grade stands for than the run kept, when it is made again."""
    beside = (
        archived_grades(view, key)
        .select("firm", "grade")
        .join(fresh.firms.select("firm", pl.col("grade").alias("now")), on="firm", how="full", coalesce=True)
    )
    return beside.filter(pl.col("grade").ne_missing(pl.col("now"))).height


def _district_of_vintage(view: RequestView, vintage: str, year: str) -> District:
    """The district as it was after a change of the workspace, or as it was published by the end of a period.

    Raises Problems when the vintage is neither.
    """
    present = view.present
    is_number = vintage.isdigit() and not (len(vintage) == 4 and vintage == year)
    if is_number and present.workspace is not None and 0 < int(vintage) <= present.number:
        return replace(present, given=current_row.current_tables(view, int(vintage)), number=int(vintage))
    return present.vintage(vintage)
