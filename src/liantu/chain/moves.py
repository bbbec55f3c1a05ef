"""What moves between two states of the lists."""

from __future__ import annotations

import polars as pl


def moves(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Products whose gap, list or evidence differs: product, zh, en, unit, list_before, list_after,
    evidence_before, evidence_after, gap_before, gap_after, difference (null where a side is unknown).

    Leaving a list has list_after null; a gap of a product off the lists counts as zero.
    """
    keep = ["list", "evidence", "gap_typical"]
    one = before.select("product", "zh", "en", "unit", *(pl.col(c).alias(f"{c}_before") for c in keep))
    two = after.select("product", "zh", "en", "unit", *(pl.col(c).alias(f"{c}_after") for c in keep))
    rows = one.join(two, on=["product", "zh", "en", "unit"], how="full", coalesce=True)

    def gap(side: str) -> pl.Expr:
        off = pl.col(f"list_{side}").is_null()
        return pl.when(off).then(0.0).otherwise(pl.col(f"gap_typical_{side}")).alias(f"gap_{side}")

    rows = rows.with_columns(gap("before"), gap("after")).with_columns(
        (pl.col("gap_after") - pl.col("gap_before")).alias("difference")
    )
    size = pl.max_horizontal(pl.col("gap_before").abs(), pl.col("gap_after").abs(), pl.lit(1e-12))
    moved = (
        (pl.col("difference").abs() > 1e-9 * size).fill_null(False)
        | pl.col("list_before").ne_missing(pl.col("list_after"))
        | pl.col("evidence_before").ne_missing(pl.col("evidence_after"))
        | pl.col("gap_before").is_null().ne(pl.col("gap_after").is_null())
    )
    return (
        rows.filter(moved)
        .sort(-pl.col("difference").abs().fill_null(0.0), "product")
        .select(
            "product",
            "zh",
            "en",
            "unit",
            "list_before",
            "list_after",
            "evidence_before",
            "evidence_after",
            "gap_before",
            "gap_after",
            "difference",
        )
    )
