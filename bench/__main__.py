"""`make bench`: what is measured beside named peers, each part in a process of its own.

One balance and a thousand draws beside bw2calc and networkx, memory and growth; schedules beside networkx; the
workspace; files of hundreds of columns; the evaluation per mu beside pandas and DuckDB; replicates of a composite
index; what stops when each of ten thousand firms stops; forecasts beside AutoETS and on real series; complexity and
relatedness beside econcomplex and ecomplexity; a server that is read and written at once; every kind of page in
processor time; registers beside bare engines and through Spark. Every ratio comes from one run:
the programs take turns, and the median of five turns counts.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import numpy as np

from bench import (
    complexity,
    deliver,
    forecast,
    index,
    ours,
    pages,
    reading,
    registers,
    score,
    serving,
    spark,
    stop,
    workspace,
)
from bench.case import Case, make
from bench.machine import describe_machine
from bench.printed_rows import row
from bench.turns import find_medians
from liantu.chain.network import build_network

DRAWS = 1000
PEER_DRAWS = 20
SIZES = (15_000, 30_000, 60_000, 120_000)


def compare(case: Case, turns: int) -> None:
    from bench import peers

    results = [f(case) for f in (ours.balance, peers.networkx_balance, peers.bw2calc_balance)]
    mine, *others = (r.sort("product")["induced"].to_numpy() for r in results)
    difference = max(float(np.max(np.abs(other - mine) / (np.abs(mine) + 1))) for other in others)
    row("largest relative difference between the three", f"{difference:.0e}", "< 1e-6", difference < 1e-6)

    liantu_time, walk, lca = find_medians(
        turns,
        lambda: ours.balance(case),
        lambda: peers.networkx_balance(case),
        lambda: peers.bw2calc_balance(case),
    )
    row("one balance, liantu", f"{liantu_time * 1e3:.0f} ms")
    row("one balance, networkx walk", f"{walk * 1e3:.0f} ms")
    row(f"one balance, bw2calc ({peers.SOLVER})", f"{lca * 1e3:.0f} ms")
    row(
        "one balance, faster peer / liantu",
        f"{min(walk, lca) / liantu_time:.1f} x",
        ">= 7 x",
        min(walk, lca) >= 7 * liantu_time,
    )

    (many,) = find_medians(turns, lambda: ours.ranges(case, DRAWS))
    each = peers.bw2calc_draws(case, PEER_DRAWS)
    row(f"{DRAWS:,} draws, liantu", f"{many:.2f} s", "< 2 s", many < 2)
    row(f"{DRAWS:,} iterations, bw2calc (scaled from {PEER_DRAWS})", f"{each * DRAWS:.0f} s")
    row(f"{DRAWS:,} draws, bw2calc / liantu", f"{each * DRAWS / many:.0f} x", ">= 100 x", each * DRAWS >= 100 * many)


def growth(sizes: tuple[int, ...], turns: int) -> None:
    cases = [make(size) for size in sizes]
    single = find_medians(turns, *(partial(ours.balance, case) for case in cases))
    many = find_medians(turns, *(partial(ours.ranges, case, DRAWS) for case in cases))
    for size, seconds, draws in zip(sizes, single, many, strict=True):
        row(f"{size:,} links: one balance, {DRAWS:,} draws", f"{seconds * 1e3:.0f} ms, {draws:.2f} s")
    for name, times in (("one balance", single), (f"{DRAWS:,} draws", many)):
        power = float(np.polyfit(np.log(sizes), np.log(times), 1)[0])
        row(f"{name}: time grows with links to the power", f"{power:.2f}", "<= 1 (+ 0.1 noise)", power <= 1.1)


def peak_memory(links: int) -> float:
    """MB of a process of its own, so that the peers' memory is not counted."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.memory", str(links)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def measure_chain(links: int, turns: int) -> None:
    """Balance and draws beside the peers, and memory."""
    case = make(links)
    system = build_network(case.coefficients, case.chosen)
    print(
        f"{len(case.chosen):,} products, {len(case.processes):,} processes, {len(case.coefficients):,} links "
        f"({len(system.rows):,} in chosen processes), {len(case.capacities):,} capacities; "
        f"{len(system.order.levels)} levels, {len(system.order.loops)} loops with "
        f"{len(system.order.loops.members):,} products"
    )
    print("Frames in, result frame out, building included:")
    compare(case, turns)
    peak = peak_memory(links)
    row("peak memory of balance and draws, whole process", f"{peak:,.0f} MB", "< 1,000 MB", peak < 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        help="chain, growth, deliver, workspace, reading, score, index, forecast, complexity, published, stop, "
        "serving, pages, registers, registers-growth, registers-spark; "
        "all unless given",
    )
    parser.add_argument("--links", type=int, default=60_000)
    parser.add_argument("--turns", type=int, default=5)
    arguments = parser.parse_args()
    parts: dict[str, Callable[[], None]] = {
        "chain": lambda: measure_chain(arguments.links, arguments.turns),
        "growth": lambda: growth(SIZES, arguments.turns),
        "deliver": lambda: deliver.measure(row),
        "workspace": lambda: workspace.measure(row),
        "reading": lambda: reading.measure(row, arguments.turns),
        "score": lambda: score.measure(row, arguments.turns),
        "index": lambda: index.measure(row, arguments.turns),
        "serving": lambda: serving.measure(row),
        "pages": lambda: pages.measure(row),
        "forecast": forecast.measure,
        "registers": lambda: registers.measure(row, arguments.turns),
        "registers-growth": lambda: registers.measure_growth(row),
        "registers-spark": lambda: spark.measure(row),
        "complexity": lambda: complexity.measure(turns=arguments.turns),
        "published": complexity.measure_published,
        "stop": stop.measure,
    }
    if unknown := set(arguments.parts) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if len(arguments.parts) == 1:
        parts[arguments.parts[0]]()
        return
    print(describe_machine())
    settings = ["--links", str(arguments.links), "--turns", str(arguments.turns)]
    for part in arguments.parts or parts:
        print(f"{part}:", flush=True)
        subprocess.run([sys.executable, "-m", "bench", part, *settings], check=True)


if __name__ == "__main__":
    main()
