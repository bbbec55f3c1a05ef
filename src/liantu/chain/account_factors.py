"""What a gap is multiplied with or drawn from: prices, the usual plant, the ranges of the coefficients."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.chain.account_rows import AccountFactor, PriceTerm, TaxTerm
from liantu.chain.gap_ranges import DRAWS, draw_gap_ranges
from liantu.chain.reference_prices import ENDS
from liantu.library.recalled_prices import RECALLED
from liantu.model.tables import Row, Tables

#: The numbers that rest on a gap and something beside it.
OF_A_GAP = ("value", "plants_filled", "range")


def build_factor(
    tables: Tables,
    terms: pl.DataFrame,
    product: str,
    measure: str,
    gap: float | None,
    prices: pl.DataFrame | None = None,
) -> AccountFactor | None:
    """How a gap (product units a year) becomes its value in CNY, usual plants filled, or P10, P50 and P90.

    ``terms`` are those of the product, ``prices`` those of ``choose_prices``. None where the measure rests on the gap
    alone.
    """
    if measure not in OF_A_GAP:
        return None
    if measure == "value":
        return _build_price_factor(tables, product, gap, prices)
    chosen = pl.col("id") == product
    row = tables.numbers("products").filter(chosen).row(0, named=True)
    cited = tables["products"].filter(chosen).row(0, named=True)
    if measure == "plants_filled":
        sizes = [row[f"usual_plant_{end}"] for end in ("low", "typical", "high")]
        results = [None if gap is None or not size else gap / size for size in reversed(sizes)]
        return _factor("usual_plant", gap, sizes, results, cited)
    drawn = draw_gap_ranges(terms).filter(pl.col("product") == product)
    known = drawn.height and gap is not None
    percentiles = drawn.select("gap_p10", "gap_p50", "gap_p90").row(0) if known else (None, None, None)
    return _factor("draws", gap, (None, float(DRAWS), None), percentiles)


def _build_price_factor(tables: Tables, product: str, gap: float | None, prices: pl.DataFrame | None) -> AccountFactor:
    """A gap times the price that counts, which is a term, less the tax in it, which is one too."""
    found = prices.filter(pl.col("product") == product) if prices is not None else None
    if found is None or found.is_empty():
        return _factor("price", gap, (None, None, None), (None, None, None))
    row = found.row(0, named=True)
    sizes = [row[end] for end in ENDS]
    if row["grade"] == RECALLED:
        sizes[1] = None
    results = [None if gap is None or price is None else gap * price for price in sizes]
    factor = _factor("price", gap, sizes, results, row)
    source = tables.rows("sources").get(row["source"] or "", {})
    price: PriceTerm = {
        "products": row["price_of"],
        "period": row["period"],
        "low": row["quoted_low"],
        "typical": None if row["grade"] == RECALLED else row["quoted_typical"],
        "high": row["quoted_high"],
        "basis": row["basis"],
        "tax": row["tax"],
        "grade": row["grade"],
        "source": row["source"],
        "title": source.get("zh"),
        "title_en": source.get("en") or source.get("zh"),
        "published": source.get("published"),
        "quote": row["quote"],
        "note": row["note"],
    }
    tax: TaxTerm = {"tax": row["tax"], "rate": row["vat"], "policy": "chain/value_added_tax"}
    return {**factor, "year": row["period"], "price": price, "tax": tax}


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
        "year": None,
        "grade": reference.get("grade"),
        "source": reference.get("source"),
        "note": reference.get("note"),
        "price": None,
        "tax": None,
    }
