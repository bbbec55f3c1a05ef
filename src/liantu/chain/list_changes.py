"""What moves between two states of the lists."""

from __future__ import annotations

import polars as pl


def compare_gap_lists(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Products whose gap, list, evidence, tier or need by status differs: product, zh, en, unit, list_before,
    list_after, evidence_before, evidence_after, tier_before, tier_after, soon_before, soon_after (needed by plants
    operating or being built), gap_before, gap_after, difference (null where a side is unknown).

    Leaving a list has list_after null; a gap of a product off the lists counts as zero.
    """
    first, second = _side(before, "before"), _side(after, "after")
    rows = first.join(second, on=["product", "zh", "en", "unit"], how="full", coalesce=True)

    def gap(side: str) -> pl.Expr:
        """The gap of a side; none where the link is not on its list."""
        off = pl.col(f"list_{side}").is_null()
        return pl.when(off).then(0.0).otherwise(pl.col(f"gap_typical_{side}")).alias(f"gap_{side}")

    rows = rows.with_columns(gap("before"), gap("after")).with_columns(
        (pl.col("gap_after") - pl.col("gap_before")).alias("difference")
    )
    size = pl.max_horizontal(pl.col("gap_before").abs(), pl.col("gap_after").abs(), pl.lit(1e-12))
    differs = (
        (pl.col("difference").abs() > 1e-9 * size).fill_null(False)
        | pl.col("list_before").ne_missing(pl.col("list_after"))
        | pl.col("evidence_before").ne_missing(pl.col("evidence_after"))
        | pl.col("tier_before").ne_missing(pl.col("tier_after"))
        | ((pl.col("soon_after") - pl.col("soon_before")).abs() > 1e-9 * size).fill_null(False)
        | pl.col("gap_before").is_null().ne(pl.col("gap_after").is_null())
    )
    return (
        rows.filter(differs)
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
            "tier_before",
            "tier_after",
            "soon_before",
            "soon_after",
            "gap_before",
            "gap_after",
            "difference",
        )
    )


def _side(gaps: pl.DataFrame, side: str) -> pl.DataFrame:
    soon = (pl.col("operating") + pl.col("building")).alias("soon")
    columns = gaps.with_columns(soon).select(
        "product", "zh", "en", "unit", "list", "evidence", "tier", "soon", "gap_typical"
    )
    return columns.rename({name: f"{name}_{side}" for name in ("list", "evidence", "tier", "soon", "gap_typical")})
