"""新增能耗: the energy that filling a gap would use, along the default process."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.chain.routes import find_default_processes
from liantu.chain.terms import read_coefficients
from liantu.model.tables import Tables


def compute_added_energy(tables: Tables, gaps: pl.DataFrame, factors: Mapping[str, float]) -> pl.DataFrame:
    """Columns ``product``, ``energy`` (tonnes of coal equivalent a year, calorific), of utilities only.

    ``factors`` are kgce per library unit of each energy product. A product without a default process has no
    row: what it would use is not known.
    """
    carriers = pl.DataFrame({"carrier": list(factors), "factor": [float(v) for v in factors.values()]})
    filled = gaps.select("product", "gap_typical").drop_nulls().join(find_default_processes(tables), on="product")
    uses = (
        read_coefficients(tables)
        .filter(pl.col("role") == "utility", pl.col("process").is_in(filled["process"].implode()))
        .rename({"product": "carrier"})
        .join(carriers, on="carrier")
        .group_by("process")
        .agg((pl.col("typical") * pl.col("factor")).sum().alias("each"))
    )
    return filled.join(uses, on="process").select(
        "product", (pl.col("gap_typical") * pl.col("each") / 1000).alias("energy")
    )


def list_added_flows(tables: Tables, gaps: pl.DataFrame) -> pl.DataFrame:
    """What filling gaps would take in by the default process, as terms of the balance: row is the product made.

    ``gaps`` has product and gap_typical. Columns: row, product, via, measure, status (planned), coefficient, value,
    covered, least. A product without a default process has none.
    """
    filled = gaps.select(pl.col("product").alias("via"), "gap_typical").drop_nulls()
    routes = find_default_processes(tables).select(pl.col("product").alias("via"), "process")
    taken = read_coefficients(tables).filter(pl.col("role").is_in(["input", "utility"]))
    no = pl.lit(value=False)
    return (
        filled.join(routes, on="via")
        .join(taken, on="process")
        .select(
            pl.col("via").alias("row"),
            "product",
            "via",
            pl.lit("demand").alias("measure"),
            pl.lit("planned").alias("status"),
            "coefficient",
            (pl.col("gap_typical") * pl.col("typical")).alias("value"),
            no.alias("covered"),
            no.alias("least"),
        )
    )
