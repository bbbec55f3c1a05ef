"""What stops when one firm stops: every firm of a large network, beside dense batches in SciPy."""

from __future__ import annotations

import resource
import subprocess
import sys
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from bench.printed_rows import row
from liantu.cluster.production_loss import ESSENTIAL, REPLACEABLE, Deliveries, SupplyNetwork

FIRMS, LINKS = 10_000, 51_537
TARGET_TIMES = 4
#: Both stop when no firm's state moves by more than this in a round.
TOLERANCE = 1e-2


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


def measure(tolerance: float = TOLERANCE) -> None:
    """Every firm of the network in turn, by us and by dense batches; memory of a process that does one of the two."""
    peaks = [find_peak(name) for name in ("liantu", "dense")]
    network = make_network(FIRMS, LINKS)
    start = perf_counter()
    SupplyNetwork(network).compute_losses(np.arange(FIRMS), tolerance)
    ours = perf_counter() - start
    start = perf_counter()
    compute_dense(network, tolerance)
    spent = perf_counter() - start
    row(f"{FIRMS:,} firms, {len(network.amount):,} links, each stops: liantu", f"{ours:.1f} s")
    row(f"dense batches, SciPy, tolerance {tolerance:g}", f"{spent:.1f} s")
    row("dense batches / liantu", f"{spent / ours:.1f} x", f">= {TARGET_TIMES} x", spent >= TARGET_TIMES * ours)
    # At the tolerance of the race a shock stops by itself here and with its batch there: the sums are held together
    # where both have settled.
    small = make_network(1_000, 5_000)
    losses = SupplyNetwork(small).compute_losses(np.arange(1_000), 1e-9)
    difference = float(np.abs(losses - compute_dense(small, 1e-9)).max())
    row("1,000 firms settled: largest difference of a loss", f"{difference:.0e}", "< 1e-6", difference < 1e-6)
    row("peak memory, whole process: liantu", f"{peaks[0]:,.0f} MB")
    row("peak memory, whole process: dense batches", f"{peaks[1]:,.0f} MB")


def compute_dense(network: Deliveries, tolerance: float) -> NDArray[np.float64]:
    """The losses by dense batches."""
    from bench.stop_peer import DenseBatches

    essential = network.necessity == ESSENTIAL
    batches = DenseBatches(network.supplier, network.customer, network.amount, network.sector, essential)
    return batches.losses(tolerance)


def find_peak(name: str) -> float:
    """Peak memory, in MB, of a process that takes the first 500 firms out by one of the two."""
    command = [sys.executable, "-m", "bench.stop", name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    if len(sys.argv) == 1:
        measure()
        return
    network = make_network(FIRMS, LINKS)
    if sys.argv[1] == "liantu":
        SupplyNetwork(network).compute_losses(np.arange(500), TOLERANCE)
    else:
        from bench.stop_peer import DenseBatches

        essential = network.necessity == ESSENTIAL
        batches = DenseBatches(network.supplier, network.customer, network.amount, network.sector, essential)
        batches.losses(TOLERANCE, first=500)
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


if __name__ == "__main__":
    main()
