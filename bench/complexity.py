"""Complexity and relatedness: speed, memory and growth beside econcomplex, from one table of regions and industries.

``python -m bench.complexity`` makes a table of 3,000 regions × 1,400 industries and times, in turns, what each makes
of it: quotients, presence, the two indices, proximity and density; econcomplex by its interface of matrices. Memory is
that of a process that does one of the two and nothing else. ``--share`` takes a part of both sides. econcomplex is in
no extra of ours: it brings pandas (``pip install econcomplex`` in an environment of its own, with this source on
``PYTHONPATH``).
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from bench.turns import find_medians
from liantu.cluster.complexity import compute_complexity
from liantu.cluster.relatedness import compute_density, compute_proximity
from liantu.cluster.specialisation import compute_location_quotients, find_presence

Matrix = NDArray[np.float64]
Work = Callable[[Matrix], tuple[Matrix, ...]]
REGIONS, INDUSTRIES = 3_000, 1_400
TARGET_SECONDS, TARGET_TIMES = 0.5, 15
#: Growth is shown at these parts of both sides.
STEPS = (0.25, 0.5, 1.0)


def make_table(share: float = 1.0, seed: int = 0) -> Matrix:
    """Persons by region and industry: nested, as such tables are, so that large regions have nearly all industries.

    A cell is filled the more likely the larger its region and the more common its industry; about three in ten are.
    """
    random = np.random.default_rng(seed)
    regions, industries = max(int(REGIONS * share), 4), max(int(INDUSTRIES * share), 4)
    ability, ease = random.normal(0, 1, (regions, 1)), random.normal(-1.2, 1, (1, industries))
    filled = random.random((regions, industries)) < 1 / (1 + np.exp(-1.5 * (ability + ease)))
    size = np.exp(ability + random.normal(5, 1, (regions, industries)))
    return np.where(filled, np.ceil(size), 0.0)


def compute_ours(table: Matrix) -> tuple[Matrix, ...]:
    """Indices, proximity and density by Liantu."""
    presence = find_presence(compute_location_quotients(table))
    found = compute_complexity(presence)
    proximity = compute_proximity(presence)
    return found.eci, found.pci, proximity, compute_density(presence, proximity)


def compute_theirs(table: Matrix) -> tuple[Matrix, ...]:
    """The same by econcomplex."""
    import econcomplex

    eci, pci = econcomplex.eci_pci(table)
    proximity = econcomplex.proximity(table, compute="product")["product"]
    return eci, pci, proximity, econcomplex.relatedness_density(table, phi=proximity)


WORKS: dict[str, Work] = {"liantu": compute_ours, "econcomplex": compute_theirs}


def measure(share: float = 1.0, turns: int = 5) -> None:
    """Time beside the peer, how far the two agree, memory and growth."""
    names = [name for name in WORKS if name == "liantu" or find_spec(name)]
    # First of all: a process that is started by a large one is counted as large.
    peaks = {name: find_peak(name, share) for name in names}
    table = make_table(share)
    print(f"{table.shape[0]:,} regions × {table.shape[1]:,} industries, {(table > 0).mean():.0%} of the cells filled")
    spent = dict(zip(names, find_medians(turns, *(_bind(WORKS[name], table) for name in names)), strict=True))
    print(f"  liantu       {spent['liantu']:.3f} s, peak {peaks['liantu']:,.0f} MB (target {TARGET_SECONDS} s)")
    if "econcomplex" in spent:
        times = spent["econcomplex"] / spent["liantu"]
        print(f"  econcomplex  {spent['econcomplex']:.3f} s, peak {peaks['econcomplex']:,.0f} MB")
        print(f"  {times:.1f} x (target {TARGET_TIMES} x)")
        _compare(compute_ours(table), compute_theirs(table))
    else:
        print("  econcomplex is not installed here")
    for step in STEPS:
        part = make_table(share * step)
        (seconds,) = find_medians(turns, _bind(compute_ours, part))
        print(f"  growth: {part.shape[0]:,} × {part.shape[1]:,} in {seconds:.3f} s")


def find_peak(name: str, share: float) -> float:
    """Peak memory, in MB, of a process that does this work once."""
    command = [sys.executable, "-m", "bench.complexity", "--share", str(share), "--once", name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _bind(work: Work, table: Matrix) -> Callable[[], object]:
    return lambda: work(table)


def _compare(ours: tuple[Matrix, ...], theirs: tuple[Matrix, ...]) -> None:
    """The largest differences, where both have a value. Theirs scales PCI by itself and has zeros on the diagonal."""
    eci, pci, near, _dense = (np.asarray(found, dtype=np.float64) for found in theirs)
    both = np.isfinite(ours[0]) & np.isfinite(eci)
    print(f"  ECI differs by {np.abs(ours[0][both] - eci[both]).max():.0e}")
    known = np.isfinite(ours[1]) & np.isfinite(pci)
    print(f"  PCI correlates by {np.corrcoef(ours[1][known], pci[known])[0, 1]:.12f}")
    difference = np.abs(ours[2] - near)
    np.fill_diagonal(difference, 0)
    print(f"  proximity off the diagonal differs by {np.nanmax(difference):.0e}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--once", choices=[*WORKS])
    arguments = parser.parse_args()
    if arguments.once:
        WORKS[arguments.once](make_table(arguments.share))
        unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)
        return
    print(f"load {os.getloadavg()[0]:.1f} before the run")
    measure(arguments.share, arguments.turns)


if __name__ == "__main__":
    main()
