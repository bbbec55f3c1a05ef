"""Parts are of the total's kind, never add up to more than it, and nothing is a part of itself."""

from __future__ import annotations

import polars as pl

from liantu.model.broader_products import list_broader_products, read_broader
from liantu.model.capacities import convert_to_base_units, sum_parts
from liantu.model.circles import find_circles
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_parts(tables: Tables) -> list[Problem]:
    """``part_of_loop``, ``part_of_other_product`` and ``part_exceeds_total``, judged in base units."""
    rows = tables["capacities"]
    loops = find_circles(rows.select("id", "part_of").drop_nulls().iter_rows())
    if loops:
        return [
            Problem("part_of_loop", "capacities", "capacities.csv", None, "part_of", " → ".join(loop)) for loop in loops
        ]
    other = _other_products(tables)
    if other:
        return other
    base = convert_to_base_units(tables)
    over = (
        base.with_row_index("line")
        .join(sum_parts(base), left_on="id", right_on="part_of")
        .sort("line")
        .filter(pl.col("parts") > pl.col("base") * (1 + 1e-9))
    )
    return [
        Problem(
            "part_exceeds_total",
            "capacities",
            "capacities.csv",
            line + 2,
            "amount",
            f"{total:g} {unit}",
            {"limit": f"{base_amount:g} {unit}", "row": key},
        )
        for line, key, total, base_amount, unit in over.select(
            "line", "id", "parts", "base", "product_unit"
        ).iter_rows()
    ]


def _other_products(tables: Tables) -> list[Problem]:
    """A part is of the total's product, or of a narrower or broader one."""
    broader = read_broader(tables)
    rows = tables["capacities"].with_row_index("line")
    totals = rows.select(pl.col("id").alias("part_of"), pl.col("product").alias("whole"))
    pairs = rows.join(totals, on="part_of", maintain_order="left").drop_nulls(["product", "whole"])
    return [
        Problem(
            "part_of_other_product",
            "capacities",
            "capacities.csv",
            line + 2,
            "part_of",
            total,
            {"part": part, "whole": whole},
        )
        for line, total, part, whole in pairs.select("line", "part_of", "product", "whole").iter_rows()
        if whole not in list_broader_products(part, broader) and part not in list_broader_products(whole, broader)
    ]
