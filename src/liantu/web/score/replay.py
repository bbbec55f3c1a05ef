"""Kept runs: their rows, and the run made again from the scheme's text and the returns of its vintage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from liantu.model.problems import Problems
from liantu.score.evaluation import Evaluation
from liantu.score.reading import read_scheme
from liantu.web.answer import NotHere
from liantu.web.editing import kept
from liantu.web.view import View


def row_of(view: View, key: str) -> dict[str, Any]:
    """The row of a kept run; NotHere when there is none."""
    found = view.district.tables["evaluations"].filter(pl.col("id") == key)
    if found.is_empty():
        raise NotHere(view.tr("There is no kept run of that name."))
    return found.row(0, named=True)


def grades_of(view: View, key: str) -> pl.DataFrame:
    """Its grades with total and rank as numbers."""
    rows = view.district.tables["grades"].filter(pl.col("evaluation") == key)
    return rows.with_columns(pl.col("total").cast(pl.Float64), pl.col("rank").cast(pl.Int64))


def again(view: View, row: dict[str, Any]) -> Evaluation | None:
    """The run made again; None when it cannot be: no text, no such change, or returns of another time."""
    vintage, text, year = row["vintage"] or "", row["scheme_text"], row["year"] or ""
    present = view.present
    if not text or present.workspace is None or not vintage.isdigit() or (len(vintage) == 4 and vintage == year):
        return None
    number = int(vintage)
    if not 0 < number <= present.number or not year.isdigit():
        return None
    try:
        district = replace(present, given=kept.tables(view, number), number=number)
        return district.score(read_scheme(text, row["id"]), int(year))
    except Problems:
        return None
