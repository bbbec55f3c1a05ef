"""What numbers a claim leaves possible: a value with its comparator, in base units of what it measures."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import polars as pl

from liantu.model.tables import Tables


def value_range(tables: Tables, rows: pl.DataFrame) -> dict[str, pl.Series | pl.Expr]:
    """Columns for rows with value, unit and comparator, in base units.

    ``lowest`` and ``highest``; ``open`` where the bound itself is out (more than, less than); ``unit_kind``, what is
    measured, or the unit where nobody knows it; ``text``, the number. No value leaves every number possible; "about"
    is compared as it stands.
    """
    bases: list[float | None] = []
    kinds: list[str | None] = []
    for value, text in rows.select("value", "unit").iter_rows():
        unit = tables.units.read(text) if text else None
        kinds.append(f"{unit.dimension} {unit.yearly}" if unit else text)
        try:
            bases.append(float(Decimal(value) * (unit.factor if unit else 1)) if value else None)
        except InvalidOperation:  # told by itself: a text that is no number
            bases.append(None)
    base = pl.Series("text", bases, pl.Float64)
    bound = pl.lit(base)
    above, below = pl.col("comparator").is_in(["ge", "gt"]), pl.col("comparator").is_in(["le", "lt"])
    return {
        "text": base,
        "lowest": pl.when(below | bound.is_null()).then(pl.lit(float("-inf"))).otherwise(bound),
        "highest": pl.when(above | bound.is_null()).then(pl.lit(float("inf"))).otherwise(bound),
        "open": pl.col("comparator").is_in(["gt", "lt"]),
        "unit_kind": pl.Series("unit_kind", kinds, pl.String),
    }
