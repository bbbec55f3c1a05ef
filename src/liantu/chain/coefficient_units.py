"""The units that coefficients are in: of the input, per unit of the product."""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables


def find_coefficient_units(tables: Tables, coefficients: pl.DataFrame) -> list[tuple[str | None, str | None]]:
    """Of each coefficient the unit that it is written in, else that of its input; and that of the product."""
    made = tables["processes"].select(pl.col("id").alias("process"), "product")
    unit = dict(tables["products"].select("id", "unit").iter_rows())
    rows = coefficients.join(made, on="process", how="left", maintain_order="left")
    return [
        (written or unit.get(used), unit.get(product))
        for written, used, product in rows.select("unit", "input", "product").iter_rows()
    ]
