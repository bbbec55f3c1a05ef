"""How much is on record of a district, in counts: its firms and plants, its links to fill, its open questions."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.tables import Tables


@dataclass(frozen=True)
class DistrictCounts:
    """Counts of a district; ``plants_known`` have an amount of some capacity, ``gaps_named`` are named by a document.

    ``gaps`` are the links on the list to invite for.
    """

    firms: int
    plants: int
    plants_known: int
    chains: int
    gaps: int
    gaps_named: int
    questions: int

    @property
    def plants_unknown(self) -> int:
        """Plants without any known amount."""
        return self.plants - self.plants_known


def count_district(tables: Tables, gaps: pl.DataFrame, questions: pl.DataFrame) -> DistrictCounts:
    """The counts of a district with these links to fill and these open questions."""
    capacities = tables["capacities"].drop_nulls("plant")
    return DistrictCounts(
        firms=tables["firms"].height,
        plants=tables["plants"].height,
        plants_known=capacities.drop_nulls("amount")["plant"].n_unique(),
        chains=tables["chains"].height,
        gaps=gaps.height,
        gaps_named=count_named(gaps),
        questions=questions.height,
    )


def count_named(gaps: pl.DataFrame) -> int:
    """How many links to fill are named by a document."""
    return gaps.filter(pl.col("named_in").list.len() > 0).height
