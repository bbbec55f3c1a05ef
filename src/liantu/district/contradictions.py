"""What of a district does not agree with itself."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.district.view import DistrictView


@dataclass(frozen=True)
class Contradictions:
    """Figures that differ, side by side; nothing is averaged."""

    #: Rows on the same subject, indicator, status and period with other values.
    values: pl.DataFrame
    #: Numbers of members that a document states, and how many it names.
    tier_counts: pl.DataFrame
    #: Totals of which a part is not itemised.
    unallocated: pl.DataFrame
    #: Names that are misprints.
    misprints: pl.DataFrame


def find_contradictions(view: DistrictView) -> Contradictions:
    """All that does not agree in the tables of a view."""
    from liantu.model import contradictions

    return Contradictions(
        contradictions.find_contradictions(view.tables),
        contradictions.find_tier_count_differences(view.tables),
        contradictions.find_unallocated_totals(view.tables),
        view.tables["names"].filter(pl.col("kind") == "misprint"),
    )
