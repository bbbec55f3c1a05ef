"""A chain without known capacities still draws: per 10,000 units of its product."""

from __future__ import annotations

import polars as pl

from liantu.chain.routes import find_default_processes
from liantu.chain.terms import read_coefficients
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

PER = 10_000.0


def compute_needs_per_unit(tables: Tables, chain: str) -> pl.DataFrame:
    """What 10,000 units a year of the chain's root need: product, zh, en, unit, role, use (per unit),
    low, typical, high (for 10,000 units), grade, process, coefficient.

    Raises Problems when there is no such chain. Empty when the root has no default process.
    """
    found = tables["chains"].filter(pl.col("id") == chain)
    if not found.height:
        slots = {"choices": ", ".join(tables["chains"]["id"])}
        raise Problems([Problem("unknown_chain", value=chain, slots=slots)])
    root = found["root"][0] or ""  # a chain without one needs nothing
    process = find_default_processes(tables).filter(pl.col("product") == root)["process"]
    names = tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit")
    return (
        read_coefficients(tables)
        .filter(pl.col("process").is_in(process.implode()) & (pl.col("role") != "emission"))
        .join(names, on="product", maintain_order="left")
        .with_columns(pl.col("typical").alias("use"), *(pl.col(c) * PER for c in ("low", "typical", "high")))
        .select(
            "product",
            "zh",
            "en",
            "unit",
            "role",
            "use",
            "low",
            "typical",
            "high",
            "grade",
            "process",
            "coefficient",
        )
    )
