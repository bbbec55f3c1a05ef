"""The same balance by bw2calc and by a walk over a networkx graph.

Both get the direct balance from our own frames step and only the chosen processes, the smallest problem that
gives the same figures; and in the draws bw2calc varies only the chosen processes, ours every coefficient. So the
ratios are on the cautious side.
"""

from __future__ import annotations

import time
import warnings
from typing import Any

import networkx as nx
import numpy as np
import polars as pl

from bench.case import Case
from bench.ours import SEED, direct_balance, number

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it suggests a solver that is then used when installed
    import bw2calc
    import bw_processing as bwp

SOLVER = "pypardiso" if bw2calc.PYPARDISO else "scipy's solver"
TRIANGULAR = 5  # as stats_arrays numbers distributions
FLOW = 10**9  # a matrix of emissions is required, so it gets one flow


def bw2calc_balance(case: Case) -> pl.DataFrame:
    rows, lca = _lca(case, distributions=False)
    lca.lci()
    return _result(rows, lca)


def bw2calc_draws(case: Case, iterations: int) -> float:
    """Seconds an iteration; setting up is not counted."""
    _, lca = _lca(case, distributions=True)
    lca.lci()
    start = time.perf_counter()
    for _ in range(iterations):
        next(lca)  # draws, builds the matrices and solves
    return (time.perf_counter() - start) / iterations


def _lca(case: Case, distributions: bool) -> tuple[pl.DataFrame, Any]:
    rows = direct_balance(case, number(case)).with_row_index("at")
    index = rows.select("at", pl.col("product"))
    links = (
        case.coefficients.join(case.chosen, on="process")
        .join(index.rename({"at": "maker"}), on="product")
        .join(index.rename({"product": "input", "at": "needed"}), on="input")
        .group_by("maker", "needed", maintain_order=True)
        .agg(pl.col("low", "typical", "high").sum())
    )
    n, m = len(rows), len(links)
    needed, maker = (links[c].to_numpy().astype(np.int64) for c in ("needed", "maker"))
    indices = np.empty(n + m, bwp.INDICES_DTYPE)
    indices["row"] = np.concatenate([np.arange(n), needed])
    indices["col"] = np.concatenate([np.arange(n), maker])
    looped = needed == maker
    if looped.any():
        raise ValueError("the case must not have products that need themselves")
    data = np.concatenate([np.ones(n), links["typical"].to_numpy()])
    package = bwp.create_datapackage()
    extra: dict[str, Any] = {}
    if distributions:
        uncertain = np.zeros(n + m, bwp.UNCERTAINTY_DTYPE)
        uncertain["loc"] = data
        uncertain["uncertainty_type"][n:] = TRIANGULAR
        uncertain["minimum"], uncertain["maximum"] = np.nan, np.nan
        uncertain["minimum"][n:], uncertain["maximum"][n:] = links["low"].to_numpy(), links["high"].to_numpy()
        extra = {"distributions_array": uncertain}
    package.add_persistent_vector(
        matrix="technosphere_matrix",
        indices_array=indices,
        data_array=data,
        flip_array=np.arange(n + m) >= n,
        **extra,
    )
    flow = np.array([(FLOW, 0)], bwp.INDICES_DTYPE)
    package.add_persistent_vector(matrix="biosphere_matrix", indices_array=flow, data_array=np.ones(1))
    demand = {product: gap for product, gap in rows.select("at", "gap").iter_rows() if gap > 0}
    lca = bw2calc.LCA(demand, data_objs=[package], use_distributions=distributions, seed_override=SEED)
    return rows, lca


def _result(rows: pl.DataFrame, lca: Any) -> pl.DataFrame:
    place = lca.dicts.product
    total = np.array([lca.supply_array[place[index]] for index in range(len(rows))])
    return rows.drop("at").with_columns(induced=pl.Series(total) - pl.col("gap"))


def networkx_balance(case: Case) -> pl.DataFrame:
    """Demand handed on along the condensation of the graph; inside a loop, round after round until it rests."""
    rows = direct_balance(case, number(case))
    links = case.coefficients.join(case.chosen, on="process").select("product", "input", "typical")
    graph = nx.DiGraph()
    graph.add_nodes_from(rows["product"])
    for product, needed, value in links.iter_rows():
        if graph.has_edge(product, needed):
            graph[product][needed]["value"] += value
        else:
            graph.add_edge(product, needed, value=value)
    total = dict(rows.select("product", "gap").iter_rows())
    condensed = nx.condensation(graph)
    for part in nx.topological_sort(condensed):
        members = condensed.nodes[part]["members"]
        if len(members) > 1:
            _circle(graph, members, total)
        for product in members:
            for needed, link in graph[product].items():
                if needed not in members:
                    total[needed] += total[product] * link["value"]
    return rows.with_columns(induced=pl.col("product").replace_strict(total) - pl.col("gap"))


def _circle(graph: nx.DiGraph, members: set[str], total: dict[str, float]) -> None:
    links = [(a, b, link["value"]) for a in members for b, link in graph[a].items() if b in members]
    outside = {product: total[product] for product in members}
    moving = True
    while moving:
        after = dict(outside)
        for product, needed, value in links:
            after[needed] += total[product] * value
        moving = any(abs(after[p] - total[p]) > 1e-12 * abs(after[p]) for p in members)
        total.update(after)
