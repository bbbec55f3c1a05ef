"""The units that coefficients are in: of the input, per unit of the product."""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables


def find_coefficient_units(tables: Tables, coefficients: pl.DataFrame) -> list[tuple[str | None, str | None]]:
    """Of each coefficient the unit that it is written in, else that of its input; and that of the product."""
    made = _read_pairs(tables, "processes", "product")
    unit = _read_pairs(tables, "products", "unit")
    return [
        (written or unit.get(used), unit.get(made.get(process)))
        for process, written, used in coefficients.select("process", "unit", "input").iter_rows()
    ]


def _read_pairs(tables: Tables, name: str, field: str) -> dict[str | None, str | None]:
    """A field of a table by the id of its row."""
    pairs: dict[str | None, str | None] = tables.derived(
        f"{field} of {name}", (name,), lambda: dict(tables[name].select("id", field).iter_rows())
    )
    return pairs
