"""The two sides of a match as tables: needs and results with their texts, and the quantified indicators of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

#: What both sides say in words, and the maturity on a named scale.
_COMMON: Mapping[str, type[pl.DataType]] = {
    "id": pl.String,
    "title": pl.String,
    "text": pl.String,  # the problem, or what the result is
    "object": pl.String,  # material, part or process
    "property": pl.String,  # what is to become better
    "field": pl.String,
    "scale": pl.String,  # of maturity
    "level": pl.Int64,
}
#: ``level`` is the floor; ``rights`` and ``excluded_means`` are lists in words, parted by "|".
NEEDS: Mapping[str, type[pl.DataType]] = {**_COMMON, "rights": pl.String, "excluded_means": pl.String}
#: ``rights`` are the ways in which the owner offers it.
RESULTS: Mapping[str, type[pl.DataType]] = {**_COMMON, "rights": pl.String}
#: Of either side; ``direction`` is >=, <= or =; ``method`` the test method, null where none is stated.
INDICATORS: Mapping[str, type[pl.DataType]] = {
    "id": pl.String,
    "indicator": pl.String,
    "value": pl.Float64,
    "unit": pl.String,
    "direction": pl.String,
    "method": pl.String,
}


@dataclass(frozen=True)
class Side:
    """Needs or results: ``rows`` with the columns NEEDS or RESULTS, ``indicators`` with INDICATORS."""

    rows: pl.DataFrame
    indicators: pl.DataFrame
