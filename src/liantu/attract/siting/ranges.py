"""Ranges of costs and of differences by seeded draws: one draw a price row and a quantity, wherever it is used."""

from __future__ import annotations

import numpy as np
import polars as pl

from liantu.attract.siting.comparison import select_common
from liantu.attract.siting.terms import IS_COST
from liantu.model.sampling import Draws, FloatArray, compute_percentiles, derive_draw_keys, draw_triangular

COUNT, SEED = 2000, 20240101


def range_places(terms: pl.DataFrame, count: int = COUNT, seed: int = SEED) -> pl.DataFrame:
    """P10, P50 and P90 of what is known of the cost of each place: siting_place, p10, p50, p90 (CNY a year)."""
    known = terms.filter(IS_COST, pl.col("amount").is_not_null())
    names = known["siting_place"].unique(maintain_order=True)
    sums = _sum_draws(_draw_amounts(known, count, seed), known["siting_place"], names)
    ends = compute_percentiles(sums) if names.len() else np.empty((0, 3))
    return pl.DataFrame({"siting_place": names, **{end: ends[:, n] for n, end in enumerate(("p10", "p50", "p90"))}})


def range_difference(
    terms: pl.DataFrame, home: str, other: str, count: int = COUNT, seed: int = SEED
) -> tuple[float, float, float, float] | None:
    """P10, P50, P90 of the difference of two places over what both know, and in which part of the draws the first is
    cheaper; None where nothing is known of both. What both take alike is drawn once for both."""
    common = select_common(terms, home, other)
    if common["side"].n_unique() < len({home, other}):
        return None
    draws = _draw_amounts(common, count, seed) * common["weight"].to_numpy()[:, None]
    difference = draws.sum(axis=0)
    low, middle, high = compute_percentiles(difference[None, :])[0]
    return float(low), float(middle), float(high), float((difference > 0).mean())


def _draw_amounts(known: pl.DataFrame, count: int, seed: int) -> FloatArray:
    """Amounts (terms × draws), CNY a year."""
    factor = (known["sign"] / known["years"]).to_numpy()
    drawn = _draw(known, "quantity", "quantity_key", count, seed).astype(np.float64)
    drawn *= _draw(known, "price", "price_key", count, seed)
    drawn *= factor[:, None]
    return drawn


def _draw(known: pl.DataFrame, name: str, key: str, count: int, seed: int) -> Draws:
    """Draws of the price or quantity of each term; terms of one key move together."""
    ends = [known[f"{name}{end}"].to_numpy() for end in ("_low", "", "_high")]
    return draw_triangular(ends[0], ends[1], ends[2], count, seed, derive_draw_keys(known[key].fill_null("")))


def _sum_draws(draws: FloatArray, places: pl.Series, names: pl.Series) -> FloatArray:
    members = (places.to_numpy()[None, :] == names.to_numpy()[:, None]).astype(np.float64)
    return np.asarray(members @ draws)
