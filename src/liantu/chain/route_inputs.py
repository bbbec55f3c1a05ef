"""What one plant would take in a year: inputs and utilities of the default process, for an amount of its product."""

from __future__ import annotations

import polars as pl

from liantu.chain.routes import find_default_processes
from liantu.chain.terms import read_coefficients
from liantu.model.tables import Tables

_TAKEN = ("input", "utility")


def list_route_inputs(tables: Tables, product: str, amount: float) -> pl.DataFrame:
    """What making an amount of a product takes: input, unit, role, low, typical, high (in the input's unit), grade.

    Inputs before utilities, each the largest first; no rows for a product without a default process.
    """
    routes = find_default_processes(tables).filter(pl.col("product") == product).select("process")
    units = tables["products"].select(pl.col("id").alias("input"), "unit")
    rows = read_coefficients(tables).rename({"product": "input"}).filter(pl.col("role").is_in(_TAKEN))
    rows = rows.join(routes, on="process").join(units, on="input", how="left", maintain_order="left")
    amounts = [(pl.col(name) * amount).alias(name) for name in ("low", "typical", "high")]
    return rows.sort("role", -pl.col("typical"), "input").select("input", "unit", "role", *amounts, "grade")
