"""Frames in, result frame out, with the code the engine uses."""

from __future__ import annotations

import polars as pl

from bench.case import Case
from liantu.chain.monte_carlo import DemandTerms, draw_gaps
from liantu.chain.network import build_network, find_positions
from liantu.chain.requirements import solve_requirements
from liantu.model.sampling import Triangles, compute_percentiles, derive_draw_keys

SEED = 20231231


def terms(case: Case) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Output of each process (process, product, output), and how much of it uses each coefficient (row)."""
    made = (
        case.capacities.lazy()
        .group_by("process")
        .agg(output=(pl.col("amount") * pl.col("load")).sum())
        .join(case.processes.lazy(), on="process")
    )
    needs = (
        case.coefficients.lazy()
        .with_row_index("row")
        .join(made, on="process")
        .select("row", "input", "typical", "output")
    )
    return made, needs


def direct_balance(case: Case) -> pl.DataFrame:
    """Product, direct, supply, gap: what the plants need beside what they make."""
    made, needs = terms(case)
    demand = needs.group_by(product="input").agg(direct=(pl.col("output") * pl.col("typical")).sum())
    supply = made.group_by("product").agg(supply=pl.col("output").sum())
    return (
        case.chosen.lazy()
        .select("product")
        .join(demand, on="product", how="left")
        .join(supply, on="product", how="left")
        .with_columns(pl.col("direct", "supply").fill_null(0.0))
        .with_columns(gap=(pl.col("direct") - pl.col("supply")).clip(0))
        .collect()
    )


def balance(case: Case) -> pl.DataFrame:
    """Product, direct, supply, gap, induced."""
    rows = direct_balance(case)
    system = build_network(case.coefficients, case.chosen)
    total = solve_requirements(system.order, system.vector(rows["product"], rows["gap"]))
    induced = pl.DataFrame({"product": system.products, "total": total})
    return rows.join(induced, on="product").with_columns(induced=pl.col("total") - pl.col("gap")).drop("total")


def ranges(case: Case, count: int = 1000) -> pl.DataFrame:
    """Product with P10, P50, P90 of its gap and of what filling all gaps induces; every coefficient is drawn."""
    made, needs = pl.collect_all(terms(case))
    system = build_network(case.coefficients, case.chosen)
    names = case.coefficients.select(pl.concat_str("process", "input", "role", separator="/"))
    low, typical, high = (case.coefficients[c].to_numpy() for c in ("low", "typical", "high"))
    gap, induced = draw_gaps(
        Triangles.from_ranges(low, typical, high, SEED, derive_draw_keys(names.to_series())),
        DemandTerms(
            find_positions(system.products, needs["input"]), needs["row"].to_numpy(), needs["output"].to_numpy()
        ),
        system.vector(made["product"], made["output"]),
        count,
        system.order,
        system.rows,
    )
    columns = {
        f"{name}_p{share}": values
        for name, table in (("gap", gap), ("induced", induced))
        if table is not None
        for share, values in zip((10, 50, 90), compute_percentiles(table).T, strict=True)
    }
    return pl.DataFrame({"product": system.products, **columns})
