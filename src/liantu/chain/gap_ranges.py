"""Ranges of a gap: seeded draws, one per coefficient, shared wherever the coefficient is used."""

from __future__ import annotations

import numpy as np
import polars as pl

from liantu.model.sampling import derive_draw_keys, draw_triangular

DRAWS = 1000
SEED = 20231231


def draw_gap_ranges(terms: pl.DataFrame, draws: int = DRAWS, seed: int = SEED) -> pl.DataFrame:
    """P10, P50 and P90 of each gap: columns ``product``, ``gap_p10``, ``gap_p50``, ``gap_p90``.

    Only coefficients vary. Whether a plant exists and at what load matters more and is shown in columns.
    """
    needs = terms.filter((pl.col("measure") == "demand") & pl.col("value").is_not_null() & (pl.col("typical") != 0))
    supply = (
        terms.filter(pl.col("measure").is_in(["supply", "captive"]))
        .group_by("product")
        .agg(pl.col("value").sum().alias("local"))
    )
    used = (
        needs.unique("coefficient", maintain_order=True)
        .sort("coefficient")
        .select("coefficient", "low", "typical", "high")
    )
    if not used.height:
        empty = dict.fromkeys(("gap_p10", "gap_p50", "gap_p90"), pl.Float64)
        return pl.DataFrame(schema={"product": pl.String, **empty})
    low, typical, high = (used[column].to_numpy() for column in ("low", "typical", "high"))
    sample = draw_triangular(low, typical, high, draws, seed, derive_draw_keys(used["coefficient"]))
    relative = sample / typical[:, None]
    weights = (
        needs.group_by("product", "coefficient", maintain_order=True)
        .agg(pl.col("value").sum())
        .join(used.with_row_index("line").select("coefficient", "line"), on="coefficient")
        .join(needs.select("product").unique().sort("product").with_row_index("at"), on="product")
    )
    products = needs["product"].unique().sort()
    demand = np.zeros((len(products), draws))
    np.add.at(
        demand,
        weights["at"].to_numpy(),
        weights["value"].to_numpy()[:, None] * relative[weights["line"].to_numpy()],
    )
    local = (
        pl.DataFrame({"product": products})
        .join(supply, on="product", how="left", maintain_order="left")["local"]
        .fill_null(0.0)
        .to_numpy()
    )
    p10, p50, p90 = np.percentile(np.maximum(demand - local[:, None], 0), (10, 50, 90), axis=1)
    return pl.DataFrame({"product": products, "gap_p10": p10, "gap_p50": p50, "gap_p90": p90})
