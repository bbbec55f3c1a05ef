"""The choice of processes whose loop needs most of itself: where that is below what it makes, so is every other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from liantu.library.findings import Frames, build_findings, convert_coefficients
from liantu.library.route_choice import FloatArray, IntArray, choose_worst, compute_radius


@dataclass(frozen=True)
class WorstRoutes:
    """The processes of the loop that needs most of itself per round, of all that could be chosen."""

    radius: float  # what that loop needs of itself per round
    bound: float  # no choice of processes has a loop above this
    processes: tuple[str, ...]
    products: tuple[str, ...]  # that these make, in the same order


def find_worst_routes(tables: Frames, rows: pl.DataFrame | None = None) -> WorstRoutes:
    """The worst choice of processes with typical coefficients, whatever is usual in any region.

    Each product is made by one of its processes, whichever the others are made by. Only products that need each other
    through some process can be in a loop, so each strong component of all processes together is looked at alone.
    """
    rows = convert_coefficients(tables) if rows is None else rows
    links = (
        rows.filter(pl.col("role").is_in(["input", "utility"]) & (pl.col("typical") > 0))
        .drop_nulls("product")
        .group_by("process", "product", "input", maintain_order=True)
        .agg(pl.col("typical").sum())
    )
    products = pl.concat([links["product"], links["input"]]).unique().sort()
    numbers = {name: number for number, name in enumerate(products)}
    source, target = (np.array([numbers[name] for name in links[end]], np.intp) for end in ("product", "input"))
    component = _find_components(len(products), source, target)
    inside = links.with_columns(component=pl.Series(component[source])).filter(
        pl.Series(component[source] == component[target])
    )
    loops = [_find_worst_loop(part) for part in inside.partition_by("component", maintain_order=True)]
    worst = max(loops, key=lambda loop: loop.radius, default=WorstRoutes(0.0, 0.0, (), ()))
    bound = max((loop.bound for loop in loops), default=0.0)
    return WorstRoutes(worst.radius, bound, worst.processes, worst.products)


def find_divergent_routes(worst: WorstRoutes) -> pl.DataFrame:
    """A finding when some choice of processes needs as much of itself as it makes, or could not be proven not to."""
    rows = _row(worst).with_columns(limit=1.0).filter(worst.bound >= 1)
    return build_findings("worst_loop", rows)


def describe_worst_routes(worst: WorstRoutes) -> pl.DataFrame:
    """The worst choice in words, in the columns of a finding."""
    return build_findings("largest_loop", _row(worst))


def _row(worst: WorstRoutes) -> pl.DataFrame:
    return pl.DataFrame(
        {"processes": [", ".join(worst.processes) or "–"], "value": [worst.radius], "limit": [worst.bound]}
    )


def _find_worst_loop(links: pl.DataFrame) -> WorstRoutes:
    """The worst choice among the processes of one strong component; links are those inside it."""
    processes = links.select("process", "product").unique(maintain_order=True)
    products = processes["product"].unique(maintain_order=True).to_list()
    row = {name: number for number, name in enumerate(processes["process"])}
    column = {name: number for number, name in enumerate(products)}
    needs = np.zeros((len(row), len(column)))
    for process, needed, amount in links.select("process", "input", "typical").iter_rows():
        needs[row[process], column[needed]] = amount
    choice, radius, bound = choose_worst(needs, np.array([column[name] for name in processes["product"]]))
    loop = _find_loop(needs[choice])
    names = processes["process"]
    return WorstRoutes(radius, bound, tuple(names[int(choice[i])] for i in loop), tuple(products[i] for i in loop))


def _find_loop(matrix: FloatArray) -> list[int]:
    """The members of the strong component with the largest spectral radius."""
    component = _find_components(len(matrix), *np.nonzero(matrix))
    loops = [np.flatnonzero(component == number) for number in np.unique(component)]
    worst: list[int] = max(loops, key=lambda loop: compute_radius(matrix[np.ix_(loop, loop)])).tolist()
    return worst


def _find_components(size: int, source: IntArray, target: IntArray) -> IntArray:
    graph = csr_matrix((np.ones(len(source), np.int8), (source, target)), shape=(size, size))
    component: IntArray = connected_components(graph, directed=True, connection="strong")[1]
    return component
