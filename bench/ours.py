"""Frames in, result frame out, with the code the engine uses."""

from __future__ import annotations

import numpy as np
import polars as pl

from bench.case import Case
from liantu.chain.monte_carlo import DemandTerms, draw_gaps
from liantu.chain.network import choose_processes
from liantu.chain.numbered_coefficients import NumberedCoefficients, find_positions, number_coefficients
from liantu.chain.requirements import solve_requirements
from liantu.chain.topology import FloatArray
from liantu.model.sampling import Triangles, compute_percentiles, derive_draw_keys

SEED = 20231231


def number(case: Case) -> NumberedCoefficients:
    """The coefficients with numbers in place of names."""
    return number_coefficients(case.coefficients, case.processes["process"], [case.chosen["product"]])


def outputs(case: Case) -> FloatArray:
    """What all plants of each process make."""
    amounts = (case.capacities["amount"] * case.capacities["load"]).to_numpy()
    processes = case.processes["process"]
    return np.bincount(find_positions(processes, case.capacities["process"]), amounts, len(processes))


def direct_balance(case: Case, numbered: NumberedCoefficients) -> pl.DataFrame:
    """Product, direct, supply, gap: what the plants need beside what they make."""
    products, output = numbered.products, outputs(case)
    needs = output[numbered.process] * case.coefficients["typical"].to_numpy()
    direct = np.bincount(numbered.input, needs, len(products))
    supply = np.bincount(find_positions(products, case.processes["product"]), output, len(products))
    gap = np.maximum(direct - supply, 0)
    return pl.DataFrame({"product": products, "direct": direct, "supply": supply, "gap": gap})


def balance(case: Case) -> pl.DataFrame:
    """Product, direct, supply, gap, induced."""
    numbered = number(case)
    rows = direct_balance(case, numbered)
    system = choose_processes(numbered, case.chosen)
    total = solve_requirements(system.order, system.vector(rows["product"], rows["gap"]))
    induced = total[find_positions(system.products, rows["product"])]
    return rows.with_columns(induced=pl.Series(induced) - pl.col("gap"))


def ranges(case: Case, count: int = 1000) -> pl.DataFrame:
    """Product with P10, P50, P90 of its gap and of what filling all gaps induces; every coefficient is drawn."""
    numbered, output = number(case), outputs(case)
    used = np.flatnonzero(output[numbered.process])
    system = choose_processes(numbered, case.chosen)
    names = case.coefficients.select(pl.concat_str("process", "input", "role", separator="/"))
    low, typical, high = (case.coefficients[c].to_numpy() for c in ("low", "typical", "high"))
    gap, induced = draw_gaps(
        Triangles.from_ranges(low, typical, high, SEED, derive_draw_keys(names.to_series())),
        DemandTerms(
            find_positions(system.products, case.coefficients["input"].gather(used)),
            used,
            output[numbered.process[used]],
        ),
        system.vector(case.processes["product"], pl.Series(output)),
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
