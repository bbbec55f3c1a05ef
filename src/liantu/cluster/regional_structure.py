"""What a table of regions by industry says of each: quotients, nearness, complexity, and shares of growth."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.cluster.complexity import compute_complexity
from liantu.cluster.regional_table import RegionalTable, match_tables
from liantu.cluster.relatedness import compute_density, compute_outlook_gain, compute_proximity
from liantu.cluster.shift_share import decompose_change
from liantu.cluster.specialisation import compute_location_quotients, find_presence

Vector = NDArray[np.float64]
Places = NDArray[np.int64]
_QUOTIENTS = {
    **{"region": pl.String, "industry": pl.String, "amount": pl.Float64, "lq": pl.Float64, "present": pl.Boolean},
    **{"density": pl.Float64, "pci": pl.Float64, "gain": pl.Float64, "unit": pl.String, "state": pl.String},
}
_REGIONS = {
    **{"region": pl.String, "amount": pl.Float64, "industries": pl.Int64, "eci": pl.Float64, "block": pl.Int64},
    **{"unit": pl.String, "state": pl.String},
}
_CHANGES = {
    **{"industry": pl.String, "before": pl.Float64, "after": pl.Float64, "change": pl.Float64, "share": pl.Float64},
    **{"mix": pl.Float64, "competitive": pl.Float64, "unit": pl.String},
    "state": pl.String,
}


def measure_quotients(table: RegionalTable) -> pl.DataFrame:
    """A row a region and industry: amount, lq (of exports RCA), present (from 1 on), density, pci, gain, unit, state.

    ``density`` (0 to 1) is how much of what stands near the industry the region has, ``gain`` what a lacking industry
    would open up (null where it is present), ``pci`` the complexity of the industry in deviations. ``state`` is
    ``computed``, ``empty`` (region or industry has nothing in the whole table) or ``left_out`` (a cell of it is not
    known; a row without a region).
    """
    shape = table.values.shape
    left = [(None, code, *[None] * 6, table.unit, "left_out") for code in table.left_industries]
    if not table.values.size:
        return pl.DataFrame(left, schema=_QUOTIENTS, orient="row")
    quotients = compute_location_quotients(table.values)
    presence = find_presence(quotients)
    proximity, complexity = compute_proximity(presence), compute_complexity(presence)
    found = pl.DataFrame(
        {
            "region": np.repeat(table.regions, shape[1]),
            "industry": np.tile(table.industries, shape[0]),
            "amount": table.values.ravel(),
            "lq": quotients.ravel(),
            "present": presence.ravel(),
            "density": compute_density(presence, proximity).ravel(),
            "pci": np.tile(complexity.pci, shape[0]),
            "gain": compute_outlook_gain(presence, proximity, complexity.pci).ravel(),
            "unit": [table.unit] * table.values.size,
            "state": np.where(np.isnan(quotients).ravel(), "empty", "computed"),
        },
        schema=_QUOTIENTS,
    ).with_columns(
        pl.col("lq", "density", "pci").fill_nan(None), pl.when(~pl.col("present")).then(pl.col("gain")).alias("gain")
    )
    return pl.concat([found, pl.DataFrame(left, schema=_QUOTIENTS, orient="row")])


def measure_regions(table: RegionalTable) -> pl.DataFrame:
    """A row a region, the most complex first: amount, industries (present), eci in deviations, block, unit, state.

    ``state`` is ``computed``, ``empty`` (the region has nothing), ``other_block`` (no industry connects it with the
    largest block: across blocks there is no order), ``no_order`` (all regions are alike) or ``left_out``.
    """
    left = [(name, *[None] * 4, table.unit, "left_out") for name in table.left_regions]
    if not table.values.size:
        return pl.DataFrame(left, schema=_REGIONS, orient="row")
    shape = table.values.shape
    presence = find_presence(compute_location_quotients(table.values))
    complexity = compute_complexity(presence)
    found = pl.DataFrame(
        {
            "region": list(table.regions),
            "amount": table.values.sum(1),
            "industries": presence.sum(1),
            "eci": complexity.eci,
            "block": complexity.region_blocks,
            "unit": [table.unit] * shape[0],
            "state": _name_states(complexity.region_blocks, complexity.eci),
        },
        schema=_REGIONS,
    ).with_columns(pl.col("eci").fill_nan(None))
    ordered = found.sort("eci", "region", descending=[True, False], nulls_last=True)
    return pl.concat([ordered, pl.DataFrame(left, schema=_REGIONS, orient="row")])


def split_change(before: RegionalTable, after: RegionalTable, region: str) -> pl.DataFrame:
    """A row an industry of a region between two periods: before, after, change, share, mix, competitive, unit, state.

    The three parts add up to the change; the reference is all regions that both periods have, the region included, over
    the industries that both have. ``state`` is ``computed`` or ``left_out``. Nothing is computed where the region is
    not in both.
    """
    early, late = match_tables(before, after)
    known = {*before.industries, *before.left_industries, *after.industries, *after.left_industries}
    left = [(code, *[None] * 6, after.unit, "left_out") for code in sorted(known - set(early.industries))]
    if region not in early.regions or not early.values.sum() > 0:
        rows = [(code, *[None] * 6, after.unit, "left_out") for code in sorted(known)]
        return pl.DataFrame(rows, schema=_CHANGES, orient="row")
    place = early.regions.index(region)
    was, now = early.values[place], late.values[place]
    parts = decompose_change(was, now, early.values.sum(0), late.values.sum(0))
    found = pl.DataFrame(
        {
            "industry": list(early.industries),
            "before": was,
            "after": now,
            "change": now - was,
            "share": parts.share,
            "mix": parts.mix,
            "competitive": parts.competitive,
            "unit": [after.unit] * len(was),
            "state": ["computed"] * len(was),
        },
        schema=_CHANGES,
    ).sort("competitive", "industry", descending=[True, False])
    return pl.concat([found, pl.DataFrame(left, schema=_CHANGES, orient="row")])


def _name_states(blocks: Places, eci: Vector) -> list[str]:
    states = np.where(blocks < 0, "empty", np.where(blocks > 0, "other_block", "computed"))
    return [str(state) for state in np.where((states == "computed") & np.isnan(eci), "no_order", states)]
