"""What a zone must show to become a national one: the checklist with where each criterion stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from liantu.model.tables import Tables

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Criterion:
    """One criterion of the checklist: its code (``zone_criterion``), the document it is from, and whether its text was
    read."""

    id: str
    document: str
    checked: bool


def list_criteria(tables: Tables, place: str, checklist: Sequence[Criterion]) -> pl.DataFrame:
    """Each criterion with its state in a zone: criterion, state, value, unit, period, zh, en, office, source.

    A criterion that no row speaks of is unknown: nobody said that it is missed.
    """
    criteria = pl.DataFrame({"criterion": [item.id for item in checklist]}, schema={"criterion": pl.String})
    rows = tables["zone_criteria"].filter(pl.col("place") == place)
    stated = rows.select("criterion", "state", "value", "unit", "period", "zh", "en", "office", "source")
    return criteria.join(stated, on="criterion", how="left", maintain_order="left").with_columns(
        pl.col("state").fill_null(UNKNOWN)
    )


def list_unlisted_criteria(tables: Tables, checklist: Sequence[Criterion]) -> pl.DataFrame:
    """Rows that speak of a criterion the checklist has not: line, criterion."""
    known = [item.id for item in checklist]
    rows = tables["zone_criteria"].with_row_index("line")
    return rows.filter(~pl.col("criterion").is_in(known)).select("line", "criterion")
