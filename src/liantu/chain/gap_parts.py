"""How much of a gap plants in operation leave, how much those being built, and how much those planned."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

from liantu.model.capacity_status import COUNTED

#: The part of a gap by the status of the plants whose need it is.
PARTS = tuple(f"gap_{status}" for status in COUNTED)


def split_gaps(gaps: pl.DataFrame) -> pl.DataFrame:
    """Gaps with their parts ``gap_operating``, ``gap_building``, ``gap_planned``, which add up to ``gap_typical``.

    What is there serves operating plants first, then those being built. Null where the gap is unknown. With values also
    ``value_operating`` and so on: the typical value in the same parts, of a band alone its low end.

    >>> rows = pl.DataFrame({"operating": [3.0], "building": [2.0], "planned": [4.0], "gap_typical": [5.0]})
    >>> split_gaps(rows).select("gap_operating", "gap_building", "gap_planned").row(0)
    (0.0, 1.0, 4.0)
    """
    demand = [pl.col(status).fill_null(0.0) for status in COUNTED]
    covered = pl.max_horizontal(pl.sum_horizontal(demand) - pl.col("gap_typical"), pl.lit(0.0))
    left = [
        pl.max_horizontal(pl.sum_horizontal(demand[: place + 1]) - covered, pl.lit(0.0)) for place in range(len(demand))
    ]
    parts = [left[0], *(later - before for before, later in pairwise(left))]
    known = pl.col("gap_typical").is_not_null()
    split = gaps.with_columns(pl.when(known).then(part).alias(name) for name, part in zip(PARTS, parts, strict=True))
    if "value_low" not in gaps.columns:
        return split
    value, whole = pl.coalesce("value_typical", "value_low"), pl.col("gap_typical")
    return split.with_columns(
        pl.when(whole > 0).then(value * pl.col(f"gap_{status}") / whole).alias(f"value_{status}") for status in COUNTED
    )
