"""What stops here without a product, wherever it comes from: lines that need it, and those that need their output."""

from __future__ import annotations

import polars as pl

from liantu.cluster.stop_effects import count_reached


def count_stops_without(lines: pl.DataFrame, links: pl.DataFrame, needs: pl.DataFrame) -> pl.DataFrame:
    """Of each product that a line needs: product, direct (lines that take it in), reached (lines that may stop).

    The product is taken as a line of its own, outside, that delivers to all that need it. An input reaches further
    where it is essential or nobody says that it is not, so ``reached`` is an upper bound. What is made here too is
    counted as if those who need it got none of it.
    """
    products = needs.select(via="product").unique().sort("via")
    outside = pl.concat_str(pl.lit("outside:"), "via")
    nobody = pl.lit(None, pl.String)
    sources = products.with_columns(line=outside, subject=outside, plant=nobody, firm=nobody, output=pl.lit(None))
    taken = needs.join(lines.select("line"), on="line", how="semi", maintain_order="left")
    deliveries = taken.select(
        supplier=pl.concat_str(pl.lit("outside:"), "product"),
        customer="line",
        necessity="necessity",
        days=pl.lit(None, links.schema["days"]),
    )
    together = pl.concat([lines, sources.select(pl.col(name).cast(kind) for name, kind in lines.schema.items())])
    flows = pl.concat([links.select(deliveries.columns), deliveries])
    reached = count_reached(together, flows).filter(pl.col("subject").str.starts_with("outside:"))
    direct = taken.group_by("product").agg(pl.col("line").n_unique().cast(pl.Int64).alias("direct"))
    found = reached.select("reached", product="via").join(direct, on="product", maintain_order="left")
    return found.select("product", "direct", "reached").sort("reached", "product", descending=[True, False])
