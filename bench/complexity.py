"""Complexity and relatedness: speed, memory and growth beside econcomplex, from one table of regions and industries.

``python -m bench.complexity`` makes a table of 3,000 regions × 1,400 industries and times, in turns, what each makes
of it: quotients, presence, the two indices, proximity and density; econcomplex by its interface of matrices. Memory is
that of a process that does one of the two and nothing else. ``--share`` takes a part of both sides. ``published``
holds our figures to those of econcomplex and ecomplexity (Harvard Growth Lab) on two published tables, cell by cell.
The peers are in the extra ``bench``.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import subprocess
import sys
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.printed_rows import row
from bench.turns import find_medians
from liantu.cluster.complexity import compute_complexity
from liantu.cluster.relatedness import compute_density, compute_proximity
from liantu.cluster.specialisation import compute_location_quotients, find_presence

Matrix = NDArray[np.float64]
Work = Callable[[Matrix], tuple[Matrix, ...]]
REGIONS, INDUSTRIES = 3_000, 1_400
TARGET_SECONDS, TARGET_TIMES = 0.5, 15
#: How far figures of different programs may lie apart where their conventions agree.
TOLERANCE = 1e-9
#: Published tables, beside the checkout.
DATA = Path(__file__).parents[2] / "shared" / "data"
#: Growth is shown at these parts of both sides.
STEPS = (0.25, 0.5, 1.0)


def make_table(share: float = 1.0, seed: int = 0) -> Matrix:
    """Counts by region and industry: regions have eight abilities in some measure, industries need some of them.

    Poisson counts, regions nested; about two cells in three are filled, three in ten present, no region and no industry
    empty.
    """
    random = np.random.default_rng(seed)
    regions, industries, abilities = max(int(REGIONS * share), 4), max(int(INDUSTRIES * share), 4), 8
    ability = random.random((regions, abilities)) ** np.linspace(0.5, 3, abilities)
    need = (random.random((industries, abilities)) < np.linspace(0.7, 0.15, abilities)) + 0.0
    fit = np.exp(3 * (np.log(ability + 1e-3) @ need.T) / (need.sum(1) + 0.5))
    usual = random.lognormal(0, 1.2, (regions, 1)) * fit * random.lognormal(0, 1, industries)
    usual *= random.lognormal(0, 0.8, (regions, industries))
    table = random.poisson(usual / usual.mean() * 25).astype(float)
    table[np.arange(regions), random.integers(industries, size=regions)] += table.sum(1) == 0
    table[random.integers(regions, size=industries), np.arange(industries)] += table.sum(0) == 0
    return table


def compute_ours(table: Matrix) -> tuple[Matrix, ...]:
    """Indices, proximity, density and presence by Liantu."""
    presence = find_presence(compute_location_quotients(table))
    found = compute_complexity(presence)
    proximity = compute_proximity(presence)
    return found.eci, found.pci, proximity, compute_density(presence, proximity), presence


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
    row("regions × industries", f"{table.shape[0]:,} × {table.shape[1]:,}")
    spent = dict(zip(names, find_medians(turns, *(_bind(WORKS[name], table) for name in names)), strict=True))
    ours = spent["liantu"]
    row("indices, proximity, density: liantu", f"{ours:.3f} s", f"<= {TARGET_SECONDS} s", ours <= TARGET_SECONDS)
    row("peak memory, whole process: liantu", f"{peaks['liantu']:,.0f} MB")
    if "econcomplex" in spent:
        times = spent["econcomplex"] / ours
        row("indices, proximity, density: econcomplex", f"{spent['econcomplex']:.2f} s")
        row("peak memory, whole process: econcomplex", f"{peaks['econcomplex']:,.0f} MB")
        row("econcomplex / liantu", f"{times:.1f} x", f">= {TARGET_TIMES} x", times >= TARGET_TIMES)
        _print_differences("made-up table", "econcomplex", compare_figures(compute_ours(table), compute_theirs(table)))
    else:
        print("  econcomplex is not installed here: pip install -e '.[bench]'")
    for step in STEPS:
        part = make_table(share * step)
        (seconds,) = find_medians(turns, _bind(compute_ours, part))
        row(f"growth: {part.shape[0]:,} × {part.shape[1]:,}", f"{seconds:.3f} s")


def measure_published() -> None:
    """Our figures beside those of both packages on world trade and on the municipalities of Mexico."""
    if not DATA.is_dir():
        print(f"  the published tables are not in {DATA}")
        return
    for name, table in (("world trade", read_world()), ("Mexico", read_mexico())):
        ours = compute_ours(table)
        _print_differences(name, "econcomplex", compare_figures(ours, compute_theirs(table)))
        _print_differences(name, "ecomplexity", compare_figures(ours, compute_by_ecomplexity(table)))


def read_world() -> Matrix:
    """Exports of 226 economies by 785 products, the mean of 1998 to 2000."""
    rows = pl.read_csv(DATA / "world-trade-country-product" / "world_trade_avg_1998_2000.csv", infer_schema=False)
    wide = rows.with_columns(pl.col("value").cast(pl.Float64)).pivot("product", index="country", values="value")
    return wide.drop("country").fill_null(0.0).to_numpy().astype(float)


def read_mexico() -> Matrix:
    """Value added of 2,464 municipalities by 869 activities, 2019."""
    path = DATA / "mexico-municipality-industry" / "vaprom_2019.csv"
    return pl.read_csv(path, infer_schema_length=None).drop("Row Labels").fill_null(0.0).to_numpy().astype(float)


def compute_by_ecomplexity(table: Matrix) -> tuple[Matrix, ...]:
    """The same by ecomplexity, whose answer is a row for every cell; it hands out no proximity."""
    import pandas
    from ecomplexity import ecomplexity

    height, width = table.shape
    rows = pandas.DataFrame(
        {
            "year": 1,
            "region": np.repeat(np.arange(height), width),
            "industry": np.tile(np.arange(width), height),
            "amount": table.ravel(),
        }
    )
    names = {"time": "year", "loc": "region", "prod": "industry", "val": "amount"}
    with redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = ecomplexity(rows, names).sort_values(["region", "industry"])
    wide = {name: found[name].to_numpy(float).reshape(height, width) for name in ("eci", "pci", "density")}
    return wide["eci"][:, 0], wide["pci"][0], np.full((width, width), np.nan), wide["density"]


def compare_figures(ours: tuple[Matrix, ...], theirs: tuple[Matrix, ...]) -> dict[str, float]:
    """The largest difference by figure: eci, pci, proximity off the diagonal, density; NaN where they give none.

    By convention econcomplex measures PCI in its own deviations, leaves an industry out of its own neighbours, and
    gives density in per cent.
    """
    eci, pci, near, density = (np.asarray(found, dtype=np.float64) for found in theirs)
    by_own_scale = abs(np.nanmean(pci)) < 1e-9 and abs(np.nanstd(pci) - 1) < 1e-9
    our_pci = (ours[1] - np.nanmean(ours[1])) / np.nanstd(ours[1]) if by_own_scale else ours[1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a figure that a package does not give
        others = ours[2] - np.diag(np.diagonal(ours[2]))
        alone = np.nanmax(np.abs(np.diagonal(near))) == 0
        our_density = 100 * (ours[4] @ others) / others.sum(0) if alone else ours[3]
        return {
            "eci": float(np.nanmax(np.abs(ours[0] - eci))),
            "pci": float(np.nanmax(np.abs(our_pci - pci))),
            "proximity": float(np.nanmax(np.abs(others - near))),
            "density": float(np.nanmax(np.abs(our_density - density))),
        }


def _print_differences(table: str, peer: str, differences: dict[str, float]) -> None:
    for name, found in differences.items():
        if np.isfinite(found):
            row(f"{table}: {name} differs from {peer} by", f"{found:.0e}", f"< {TOLERANCE:.0e}", found < TOLERANCE)


def find_peak(name: str, share: float) -> float:
    """Peak memory, in MB, of a process that does this work once."""
    command = [sys.executable, "-m", "bench.complexity", "--share", str(share), "--once", name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _bind(work: Work, table: Matrix) -> Callable[[], object]:
    return lambda: work(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="speed, published; both unless given")
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
    works = {"speed": lambda: measure(arguments.share, arguments.turns), "published": measure_published}
    for part in arguments.parts or works:
        works[part]()


if __name__ == "__main__":
    main()
