"""What a gap is multiplied with or drawn from: prices, the usual plant, the ranges of the coefficients."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.chain.account_rows import AccountFactor
from liantu.chain.gap_ranges import DRAWS, draw_gap_ranges
from liantu.model.tables import Row, Tables

#: The numbers that rest on a gap and something beside it.
OF_A_GAP = ("value", "plants_filled", "range")


def build_factor(
    tables: Tables, terms: pl.DataFrame, product: str, measure: str, gap: float | None
) -> AccountFactor | None:
    """How a gap (product units a year) becomes its value in CNY, usual plants filled, or P10, P50 and P90.

    ``terms`` are those of the product. None where the measure rests on the gap alone.
    """
    if measure not in OF_A_GAP:
        return None
    chosen = pl.col("id") == product
    row = tables.numbers("products").filter(chosen).row(0, named=True)
    cited = tables["products"].filter(chosen).row(0, named=True)
    if measure == "value":
        low, high = row["price_low"], row["price_high"]
        middle = None if low is None or high is None else (low + high) / 2
        results = [None if gap is None or price is None else gap * price for price in (low, middle, high)]
        return _factor("price", gap, (low, middle, high), results, cited)
    if measure == "plants_filled":
        sizes = [row[f"usual_plant_{end}"] for end in ("low", "typical", "high")]
        results = [None if gap is None or not size else gap / size for size in reversed(sizes)]
        return _factor("usual_plant", gap, sizes, results, cited | {"price_year": None})
    drawn = draw_gap_ranges(terms).filter(pl.col("product") == product)
    known = drawn.height and gap is not None
    percentiles = drawn.select("gap_p10", "gap_p50", "gap_p90").row(0) if known else (None, None, None)
    return _factor("draws", gap, (None, float(DRAWS), None), percentiles)


def _factor(
    kind: str,
    gap: float | None,
    sizes: Sequence[float | None],
    results: Sequence[float | None],
    cited: Row | None = None,
) -> AccountFactor:
    reference = cited or {}
    low, typical, high = sizes
    result_low, result_typical, result_high = results
    return {
        "kind": kind,
        "gap": gap,
        "low": low,
        "typical": typical,
        "high": high,
        "result_low": result_low,
        "result_typical": result_typical,
        "result_high": result_high,
        "year": reference.get("price_year"),
        "grade": reference.get("grade"),
        "source": reference.get("source"),
        "note": reference.get("note"),
    }
