"""What stops when one firm stops: every firm of a large network, beside dense batches in SciPy."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from liantu.cluster.production_loss import ESSENTIAL, REPLACEABLE, Deliveries, SupplyNetwork


def make_network(firms: int, links: int, sectors: int = 80, seed: int = 0) -> Deliveries:
    """A made-up network: large firms buy and sell more, and a pair of sectors is essential or not."""
    draws = np.random.default_rng(seed)
    size = draws.lognormal(0, 1.5, firms)
    sector = draws.choice(sectors, firms, p=draws.dirichlet(np.full(sectors, 1.5)))
    supplier = draws.choice(firms, 2 * links, p=size / size.sum())
    customer = draws.choice(firms, 2 * links, p=size**0.7 / (size**0.7).sum())
    two = supplier != customer
    pairs = draws.permutation(np.unique(supplier[two].astype(np.int64) * firms + customer[two]))[:links]
    supplier, customer = pairs // firms, pairs % firms
    amount = draws.lognormal(0, 1, len(pairs)) * np.sqrt(size[supplier] * size[customer])
    essential = draws.random((sectors, sectors)) < 0.5
    necessity = np.where(essential[sector[supplier], sector[customer]], ESSENTIAL, REPLACEABLE)
    return Deliveries(supplier, customer, amount, necessity, sector)


def main(firms: int = 10_000, links: int = 51_537, tolerance: float = 1e-2) -> None:
    from bench.stop_peer import DenseBatches

    network = make_network(firms, links)
    start = perf_counter()
    SupplyNetwork(network).compute_losses(np.arange(firms), tolerance)
    ours = perf_counter() - start
    start = perf_counter()
    essential = network.necessity == ESSENTIAL
    DenseBatches(network.supplier, network.customer, network.amount, network.sector, essential).losses(tolerance)
    dense = perf_counter() - start
    print(f"every one of {firms:,} firms stops, {len(network.amount):,} links, tolerance {tolerance:g}")
    print(f"  liantu                 {ours:8.1f} s")
    print(f"  dense batches, SciPy   {dense:8.1f} s   {dense / ours:.1f} x   (target 4 x)")


if __name__ == "__main__":
    main()
