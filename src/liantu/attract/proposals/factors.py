"""What speaks for a proposal, factor by factor: each from 0 to 1, shown beside its weight; null is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

#: In the order they are shown.
FACTORS = ("named", "need", "plant", "resources", "market", "load", "capacity")


class Levels(NamedTuple):
    """Fractions: the least load of the country's plants, how many times its consumption its capacity may be, and what a
    factor is worth that holds in part: a market that is open to the smallest usual plant alone."""

    least_load: float
    most_capacity: float
    smallest_market: float


def add_factors(rows: pl.DataFrame, weights: Mapping[str, float], levels: Levels) -> pl.DataFrame:
    """The rows with ``factor_…`` of FACTORS, ``points_…`` (factor × weight, 0 where it is unknown) and ``points``.

    ``rows`` have named_in, needs, direct, gap, fill, sold, usual_plant_low, inputs_share, cap, load and
    supply_ratio.

    named      a document of the district names the product as missing
    need       what the bundle fills, of all that is needed here
    plant      how much of the smallest usual plant the need here carries alone
    resources  how much, by amount, of the main inputs from outside the bundle is to be had here
    market     whether the market is open to what is sold away, to all of it where no need here is known; a part
           (``smallest_market``) where it is open to the smallest usual plant alone
    load       whether the plants of the country are busy enough
    capacity   capacity of the country over its consumption: whole where it is no more than what is used, nothing from
           ``most_capacity`` times on, in between by how far it is from there
    """
    sold = pl.coalesce("sold", "size")
    known, whole = pl.col("needs") == "known", pl.col("gap") / pl.col("usual_plant_low")
    yes_or_no = {
        "named": pl.col("named_in").list.len() > 0,
        "load": pl.col("load") >= levels.least_load,
    }
    open_to = (
        pl.when(pl.col("cap") >= sold)
        .then(1.0)
        .when(pl.col("cap") >= pl.col("usual_plant_low"))
        .then(levels.smallest_market)
    )
    shares = {
        "market": pl.when(sold <= 0).then(1.0).when(pl.col("cap").is_not_null()).then(open_to.otherwise(0.0)),
        "need": pl.when(known & (pl.col("direct") > 0)).then(pl.col("fill") / pl.col("direct")),
        "plant": pl.when(known).then(whole.clip(0, 1)),
        "resources": pl.col("inputs_share"),
    }
    limit = levels.most_capacity
    shares["capacity"] = ((limit - pl.col("supply_ratio")) / (limit - 1)).clip(0, 1)
    factors = {name: test.cast(pl.Float64) for name, test in yes_or_no.items()} | shares
    rows = rows.with_columns(factors[name].alias(f"factor_{name}") for name in FACTORS)
    rows = rows.with_columns(
        (pl.col(f"factor_{name}").fill_null(0.0) * weights[name]).alias(f"points_{name}") for name in FACTORS
    )
    return rows.with_columns(pl.sum_horizontal(f"points_{name}" for name in FACTORS).alias("points"))
