"""The loss when one firm stops, written plainly from the equations of Diem et al. 2022: dense batches in SciPy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Vector = NDArray[np.float64]


class DenseBatches:
    """The same network as `SupplyNetwork`, solved for 250 shocks at a time with full vectors for every firm."""

    def __init__(
        self, supplier: NDArray, customer: NDArray, amount: Vector, sector: NDArray, essential: NDArray
    ) -> None:
        size = len(sector)
        self.sector = sector
        self.sold = np.bincount(supplier, amount, size)
        bought = np.bincount(customer, amount, size)
        pair = customer.astype(np.int64) * (int(sector.max()) + 1) + sector[supplier]
        pairs, index = np.unique(pair[essential], return_inverse=True)
        share = amount[essential] / np.bincount(index, amount[essential])[index]
        self.essential = csr_array((share, (index, supplier[essential])), shape=(len(pairs), size))
        self.buyer, self.start = np.unique(pairs // (int(sector.max()) + 1), return_index=True)
        other = ~essential
        weights = amount[other] / bought[customer[other]]
        self.other = csr_array((weights, (customer[other], supplier[other])), shape=(size, size))
        self.upstream = csr_array((amount / self.sold[supplier], (supplier, customer)), shape=(size, size))
        sectors = int(sector.max()) + 1
        self.volumes = csr_array((self.sold, (sector, np.arange(size))), shape=(sectors, size))

    def losses(self, tolerance: float = 1e-2, batch: int = 250, first: int | None = None) -> Vector:
        """The loss when each of the first firms stops; None: of all."""
        size = len(self.sector) if first is None else first
        parts = [self._solve(np.arange(start, min(start + batch, size)), tolerance) for start in range(0, size, batch)]
        return np.concatenate(parts)

    def _solve(self, shocks: NDArray, tolerance: float) -> Vector:
        size, columns = len(self.sector), np.arange(len(shocks))
        ceiling = np.ones((size, len(shocks)))
        ceiling[shocks, columns] = 0
        down, up = np.ones_like(ceiling), np.ones_like(ceiling)
        without_customers = self.sold == 0
        change = 1.0
        while change > tolerance:
            with np.errstate(divide="ignore", invalid="ignore"):
                share = np.minimum(1, self.sold[:, None] / (self.volumes @ down)[self.sector])
            share[without_customers] = 0
            lost = np.nan_to_num(share) * (1 - down)
            new = 1 - self.other @ lost
            if len(self.buyer):
                worst = np.maximum.reduceat(self.essential @ lost, self.start, axis=0)
                new[self.buyer] = np.minimum(new[self.buyer], 1 - worst)
            new = np.clip(new, 0, ceiling)  # rounded below zero, a share of what is left of a sector turns over
            above = self.upstream @ up
            above[without_customers] = 1
            above = np.minimum(above, ceiling)
            change = max(float(np.abs(new - down).max()), float(np.abs(above - up).max()))
            down, up = new, above
        return self.sold @ (1 - np.minimum(down, up)) / self.sold.sum()
