"""A made-up production system of any size, seeded: products in stages, rings of products, a core of energy and raw
materials that need each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

PER_PROCESS = 6
CORE = 0.1  # share of products in the core: one large loop, as in any economy
UTILITIES = 20


@dataclass(frozen=True)
class Case:
    """The frames a balance starts from."""

    chosen: pl.DataFrame  # product, process: every product has two processes, one chosen
    processes: pl.DataFrame  # process, product
    coefficients: pl.DataFrame  # process, input, role, low, typical, high
    capacities: pl.DataFrame  # id, process, amount, load


def make(links: int = 60_000, seed: int = 1) -> Case:
    """A case with so many coefficient rows; products, processes and capacities in proportion (5,000 to 60,000)."""
    rng = np.random.default_rng(seed)
    n = links // (2 * PER_PROCESS)
    core = n - int(n * CORE)
    product = np.repeat(np.arange(n), 2)  # of each process
    made = np.repeat(product, PER_PROCESS)  # of each coefficient
    outside = made < core
    ahead = made + 1 + (rng.random(len(made)) * np.minimum(n - 1 - made, n // 8)).astype(int)
    within = core + rng.integers(0, n - core, len(made))
    input_ = np.where(outside, np.minimum(ahead, n - 1), within)
    last = np.arange(len(made)) % PER_PROCESS == PER_PROCESS - 1
    input_[last] = core + rng.integers(0, UTILITIES, int(last.sum()))
    _add_rings(rng, input_, core)
    input_ = np.where(input_ == made, (input_ - core + 1) % (n - core) + core, input_)

    # Value shares below one in every process keep every loop, in every draw, from feeding on itself.
    shares = rng.dirichlet(np.ones(PER_PROCESS), 2 * n).ravel() * 0.75
    price = np.exp(rng.normal(8, 1.5, n))
    typical = shares * price[made] / price[input_]
    names = np.array([f"product-{i:06d}" for i in range(n)])
    process_names = np.array([f"process-{i:06d}" for i in range(2 * n)])
    coefficients = pl.DataFrame(
        {
            "process": np.repeat(process_names, PER_PROCESS),
            "input": names[input_],
            "role": np.where(last, "utility", "input"),
            "low": typical * rng.uniform(0.8, 1, len(made)),
            "typical": typical,
            "high": typical * rng.uniform(1, 1.15, len(made)),
        }
    )
    # a product named twice as an input of one process is one coefficient
    coefficients = coefficients.group_by("process", "input", "role", maintain_order=True).sum()
    plants = 4 * n
    positions = rng.integers(0, 2 * n, plants)
    capacities = pl.DataFrame(
        {
            "id": [f"capacity-{i:06d}" for i in range(plants)],
            "process": process_names[positions],
            "amount": np.exp(rng.normal(18, 1, plants)) / price[product[positions]],
            "load": rng.uniform(0.6, 1, plants),
        }
    )
    processes = pl.DataFrame({"process": process_names, "product": names[product]})
    chosen = processes.gather_every(2).select("product", "process")
    return Case(chosen, processes, coefficients.sample(fraction=1, shuffle=True, seed=seed), capacities)


def _add_rings(rng: np.random.Generator, input_: np.ndarray, core: int) -> None:
    """One product in fifteen starts a ring of two to six neighbours through their chosen processes."""
    first = 0
    while first < core - 6:
        size = int(rng.integers(2, 7))
        for k in range(size):
            input_[(first + k) * 2 * PER_PROCESS] = first + (k + 1) % size
        first += size + int(rng.integers(1, 22))
