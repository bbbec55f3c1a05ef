"""What filling the missing links would need in turn, along default processes."""

from __future__ import annotations

import numpy as np
import polars as pl

from liantu.chain.loops import LoopError
from liantu.chain.network import NamedNetwork, build_network
from liantu.chain.requirements import solve_requirements
from liantu.chain.routes import find_default_processes
from liantu.chain.terms import read_coefficients
from liantu.model.problems import Problem, Problems
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables


def compute_induced_needs(tables: Tables, gaps: pl.DataFrame) -> pl.DataFrame:
    """Induced need of each product: columns ``product``, ``compute_induced_needs``.

    ``gaps`` has ``product`` and ``gap`` of the links that would be filled. Never added to direct demand.
    Raises Problems when a loop of default processes, as a what-if may make one, needs as much as it makes, or
    leaves too little to say how much it needs.
    """
    system = compute_once(tables, "network of default processes", _build_default_network)
    final = np.zeros(len(system.products))
    position = {product: index for index, product in enumerate(system.products)}
    for product, gap in gaps.select("product", "gap").iter_rows():
        if product in position:
            final[position[product]] = gap
    try:
        total = solve_requirements(system.order, final)
    except LoopError as loop:
        members = ", ".join(system.products[product] for product in loop.products)
        raise Problems([Problem(loop.code, "coefficients", value=members)]) from loop
    return pl.DataFrame({"product": system.products, "induced": np.maximum(total - final, 0.0)})


def _build_default_network(tables: Tables) -> NamedNetwork:
    return build_network(read_coefficients(tables).rename({"product": "input"}), find_default_processes(tables))
