"""From library frames to a production network: coefficients, and the process chosen for each product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from liantu.chain.numbered_coefficients import NumberedCoefficients, find_positions, number_coefficients
from liantu.chain.topology import FloatArray, IntArray, ProductNetwork, SweepOrder, order_network
from liantu.model.sampling import Draws, derive_draw_keys, draw_triangular

NEEDS = ("input", "utility")


@dataclass(frozen=True)
class NamedNetwork:
    """A network with the names of its products and the coefficient row behind each link."""

    products: pl.Series  # ids, sorted; the position is the product's number in the network
    network: ProductNetwork
    rows: IntArray  # link -> row of the coefficients it was built from
    coefficients: pl.DataFrame

    @cached_property
    def names(self) -> pl.Series:
        """Link -> "PROCESS/input/role"."""
        parts = self.coefficients.select("process", "input", "role")[self.rows]
        return parts.select(name=pl.concat_str("process", "input", "role", separator="/"))["name"]

    @cached_property
    def order(self) -> SweepOrder:
        """The network ready to solve; raises LoopTooStrong when a loop needs as much as it makes."""
        return order_network(self.network)

    def vector(self, products: pl.Series, amounts: pl.Series) -> FloatArray:
        """Amounts by product name as a vector; several rows of a product are added, unknown names refused."""
        positions = find_positions(self.products, products)
        if bool((positions < 0).any()):
            unknown = products.filter(pl.Series(positions < 0)).unique().sort().to_list()
            raise KeyError(f"products outside the system: {', '.join(map(str, unknown[:10]))}")
        return np.bincount(positions, amounts.cast(pl.Float64).to_numpy(), len(self.products)).astype(np.float64)

    def draws(self, count: int, seed: int) -> Draws:
        """Draws of the links' coefficients (links x count), keyed by the name of the coefficient."""
        net = self.network
        return draw_triangular(net.low, net.typical, net.high, count, seed, derive_draw_keys(self.names))


def build_network(
    coefficients: pl.DataFrame,
    chosen: pl.DataFrame,
    roles: Sequence[str] = NEEDS,
    products: pl.Series | None = None,
) -> NamedNetwork:
    """The network in which each product of `chosen` (product, process) is made by its process.

    `coefficients` has process, input, role, low, typical, high (numbers, per unit of product). A product
    without a chosen process, or with a blank one, is bought: demand ends there. `products` adds names
    nobody makes or needs.
    """
    added = [chosen["product"], *([] if products is None else [products])]
    processes = chosen["process"].drop_nulls().unique()
    return choose_processes(number_coefficients(coefficients, processes, added), chosen, roles, products)


def choose_processes(
    numbered: NumberedCoefficients,
    chosen: pl.DataFrame,
    roles: Sequence[str] = NEEDS,
    products: pl.Series | None = None,
) -> NamedNetwork:
    """The network of ``build_network`` from coefficients that are numbered already, with all that is chosen."""
    made = chosen.select("product", "process").drop_nulls().filter(pl.col("process") != "")
    if made["product"].n_unique() != len(made):
        twice = made.filter(pl.col("product").is_duplicated())["product"].unique().sort().to_list()
        raise ValueError(f"more than one process chosen for {', '.join(twice[:10])}")
    named = [chosen["product"].drop_nulls(), *([] if products is None else [products])]
    bought = np.concatenate([find_positions(numbered.products, names) for names in named])
    source = find_positions(numbered.products, made["product"])
    rows, role, maker = _find_links(numbered, find_positions(numbered.processes, made["process"]), roles)
    source, target = source[maker], numbered.input[rows]
    # sorted, so that the order of the rows given cannot change a digit of the result
    key = (source * len(numbered.products) + target) * len(roles) + role
    order = np.argsort(key * len(key) + np.arange(len(key)))  # ties told apart: faster than a stable sort
    rows, source, target = rows[order], source[order], target[order]
    present = np.zeros(len(numbered.products), bool)
    present[bought] = present[target] = True
    number = np.cumsum(present) - 1  # of the products that this network has
    low, typical, high = (
        numbered.coefficients[c].cast(pl.Float64).to_numpy()[rows] for c in ("low", "typical", "high")
    )
    network = ProductNetwork(int(present.sum()), number[source], number[target], low, typical, high)
    return NamedNetwork(numbered.products.filter(pl.Series(present)), network, rows, numbered.coefficients)


def _find_links(
    numbered: NumberedCoefficients, processes: IntArray, roles: Sequence[str]
) -> tuple[IntArray, IntArray, IntArray]:
    """Of each coefficient of a chosen process with a wanted role: its row, its role and which of the processes."""
    uses = numbered.coefficients.lazy().select(
        _code(roles).alias("role"), pl.lit(pl.Series("process", numbered.process))
    )
    makers = pl.LazyFrame({"process": processes}).with_row_index("maker").filter(pl.col("process") >= 0)
    links = uses.with_row_index("row").drop_nulls("role").join(makers, on="process").select("row", "role", "maker")
    table = links.collect()
    rows, role, maker = (table[c].to_numpy().astype(np.intp) for c in table.columns)
    return rows, role, maker


def _code(roles: Sequence[str]) -> pl.Expr:
    """The number of each role among the wanted ones, null for others."""
    return pl.coalesce(pl.when(pl.col("role") == role).then(number) for number, role in enumerate(roles))
