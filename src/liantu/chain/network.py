"""From library frames to a production network: coefficients, and the process chosen for each product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

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
    made = chosen.select("product", "process").drop_nulls().filter(pl.col("process") != "")
    if made["product"].n_unique() != len(made):
        twice = made.filter(pl.col("product").is_duplicated())["product"].unique().sort().to_list()
        raise ValueError(f"more than one process chosen for {', '.join(twice[:10])}")
    # by row number, so that no text of the coefficients is copied
    links = (
        coefficients.lazy()
        .select("process", role=_code(roles))
        .with_row_index("row")
        .drop_nulls("role")
        .join(made.lazy().with_row_index("maker").select("process", "maker"), on="process")
        .select("row", "role", "maker")
        .collect()
    )
    rows, role, maker = (links[c].to_numpy().astype(np.intp) for c in ("row", "role", "maker"))
    inputs = coefficients["input"].gather(rows)
    named = [chosen["product"], inputs.unique(), *([] if products is None else [products])]
    names = pl.concat([s.cast(pl.String).rename("product") for s in named]).drop_nulls().unique().sort()
    source = find_positions(names, made["product"])[maker]
    target = find_positions(names, inputs)
    # sorted, so that the order of the rows given cannot change a digit of the result
    key = (source * len(names) + target) * len(roles) + role
    order = np.argsort(key * len(key) + np.arange(len(key)))  # ties told apart: faster than a stable sort
    rows = rows[order]
    low, typical, high = (coefficients[c].cast(pl.Float64).to_numpy()[rows] for c in ("low", "typical", "high"))
    network = ProductNetwork(len(names), source[order], target[order], low, typical, high)
    return NamedNetwork(names, network, rows, coefficients)


def find_positions(names: pl.Series, items: pl.Series) -> IntArray:
    """Where each wanted name stands among sorted, unique names; -1 where it does not."""
    index = pl.DataFrame({"name": names}).with_row_index("at")
    found = pl.DataFrame({"name": items}).join(index, on="name", how="left", maintain_order="left")
    return found["at"].cast(pl.Int64).fill_null(-1).to_numpy()


def _code(roles: Sequence[str]) -> pl.Expr:
    """The number of each role among the wanted ones, null for others."""
    return pl.coalesce(pl.when(pl.col("role") == role).then(number) for number, role in enumerate(roles))
