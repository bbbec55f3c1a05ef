"""A thousand replicates of a composite index: ASEM's 51 units × 49 indicators, and how time grows with both.

Each replicate has its own treatment of outliers, normalisation, mean and weights; ranks, indices with their bootstrap
and intervals are made of them. COINr 1.1.14 took 34.8 s for 400 such replicates (a study on two cores); it is not run
here, since it needs R.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.turns import find_medians
from liantu.district.index_files import IndexOptions, compute_file_index, open_index_scheme
from liantu.outlook.index.inputs import IndexData
from liantu.outlook.index.run import IndexRun, compute_index
from liantu.outlook.index.scheme import IndexNode, IndexScheme
from liantu.outlook.index.sensitivity import SensitivityDesign, measure_sensitivity, read_factors

Row = Callable[..., None]
ASEM = Path(__file__).parents[1] / "tests" / "outlook" / "index" / "asem"
FACTORS = ("treat.values=1|2|3|4|5", "normalise=min_max|rank", "aggregate=arithmetic|geometric")
#: What COINr took for each of its replicates.
COINR = 34.8 / 400
SIZES = ((51, 49), (200, 49), (200, 196), (1000, 196))


def open_asem() -> IndexRun:
    """ASEM with a scale that begins at one, so that a geometric mean can be taken."""
    scheme = open_index_scheme(ASEM / "ASEM_iMeta.csv")
    return compute_file_index(ASEM / "ASEM_iData.csv", scheme, IndexOptions(("normalise.low=1",))).run


def make_run(units: int, indicators: int, like: IndexScheme, seed: int = 1) -> IndexRun:
    """A made-up index of two levels by the same steps; one value in fifty is missing."""
    random = np.random.default_rng(seed)
    values = random.lognormal(0, 1, (units, indicators))
    values[random.random(values.shape) < 0.02] = np.nan
    pillars = [IndexNode(f"p{place}", "", "", "top") for place in range(8)]
    leaves = [IndexNode(f"i{place}", "", "", f"p{place % 8}") for place in range(indicators)]
    scheme = IndexScheme("top", "", "", (IndexNode("top", "", ""), *pillars, *leaves), like.steps)
    names = tuple(f"u{place}" for place in range(units))
    return compute_index(IndexData(names, names, ("",) * units, values, {}, {}), scheme)


def replicate(run: IndexRun, runs: int) -> None:
    """About so many replicates, and all that is made of them."""
    factors = read_factors(run.scheme, FACTORS)
    measure_sensitivity(run, SensitivityDesign(factors, samples=round(runs / (len(factors) + 3)), resamples=100))


def measure(row: Row, turns: int = 5) -> None:
    """A thousand replicates, beside what COINr took for each of its own, and growth."""
    run = open_asem()
    (spent,) = find_medians(turns, lambda: replicate(run, 1000))
    row("1,000 replicates of 51 x 49, liantu", f"{spent:.2f} s", "<= 0.3 s", spent <= 0.3)
    row("COINr, each of 400 replicates (published) / liantu", f"{COINR * 1000 / spent:.0f} x")
    cases = [make_run(*size, run.scheme) for size in SIZES]
    times = find_medians(turns, *((lambda case=case: replicate(case, 1000)) for case in cases))  # type: ignore[misc]
    for (units, indicators), seconds in zip(SIZES, times, strict=True):
        row(f"1,000 replicates of {units:,} x {indicators}", f"{seconds:.2f} s")


if __name__ == "__main__":
    from bench.printed_rows import row as print_row

    measure(print_row, turns=3)
