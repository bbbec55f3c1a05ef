"""Draws of durations for many projects, beside networkx: its longest path, once a draw.

Both get the same network, with an item's days on the links that leave it. Ours also draws the durations and counts how
often each item is critical; networkx is given its durations and finds one path only. So the ratio is on the cautious
side.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx
import numpy as np

from liantu.deliver.activity_network import ActivityNetwork, NetworkLink
from liantu.deliver.duration_risk import FloatArray, draw_durations
from liantu.model.sampling import Keys, draw_triangular

DRAWS, PROJECTS, ITEMS, GRAPHS = 1000, 2000, 40, 100
PEER_DRAWS = 200
SEED = 20231231
Row = Callable[..., None]


@dataclass(frozen=True)
class Group:
    """Projects that share a network: low, typical and high days and keys, items x projects."""

    network: ActivityNetwork
    low: FloatArray
    typical: FloatArray
    high: FloatArray
    keys: Keys


def make(graphs: int = GRAPHS, projects: int = PROJECTS, items: int = ITEMS, seed: int = 1) -> list[Group]:
    """Groups of equal size; each item waits for up to three of the twelve before it, the last for all left over."""
    rng = np.random.default_rng(seed)
    each = projects // graphs
    groups = []
    for number in range(graphs):
        before = [
            tuple(sorted(set(rng.integers(max(0, n - 12), n, rng.integers(1, 4)).tolist()))) if n else ()
            for n in range(items - 1)
        ]
        waited = {b for waits in before for b in waits}
        last = tuple(n for n in range(items - 1) if n not in waited)
        links = tuple(tuple(NetworkLink(b) for b in waits) for waits in (*before, last))
        network = ActivityNetwork(tuple(f"I{n}" for n in range(items)), links, (items - 1,))
        low, typical, high = np.sort(rng.integers(0, 31, (3, items, each)), axis=0).astype(float)
        keys = (np.arange(items * each, dtype=np.uint32) + number * items * each).reshape(items, each)
        groups.append(Group(network, low, typical, high, keys.astype(np.uint32)))
    return groups


def ours(groups: list[Group], count: int = DRAWS) -> list[FloatArray]:
    """Days of every project and draw."""
    return [draw_durations(g.network, g.low, g.typical, g.high, g.keys, count, SEED).days for g in groups]


def peer(group: Group, draws: int) -> tuple[FloatArray, float]:
    """Days of the group's first project by networkx, draw by draw, and seconds a draw; drawing is not counted."""
    low, typical, high, keys = (part[:, 0] for part in (group.low, group.typical, group.high, group.keys))
    days = np.rint(draw_triangular(low, typical, high, draws, SEED, keys))
    graph = nx.DiGraph()
    graph.add_edges_from((b, n) for n, before in enumerate(group.network.before) for b in before)
    graph.add_edges_from((n, "end") for n in group.network.ends)
    found = np.empty(draws)
    start = time.perf_counter()
    for number in range(draws):
        column = days[:, number].tolist()
        for n, after in graph.edges:
            graph.edges[n, after]["days"] = column[n]
        found[number] = nx.dag_longest_path_length(graph, weight="days")
    return found, (time.perf_counter() - start) / draws


def measure(row: Row) -> None:
    """Ours and networkx in turns, three times each; the best of each counts."""
    groups = make()
    mine, theirs = np.inf, np.inf
    for _ in range(3):
        start = time.perf_counter()
        days = ours(groups)
        mine = min(mine, time.perf_counter() - start)
        found, each = peer(groups[0], PEER_DRAWS)
        theirs = min(theirs, each)
        difference = float(np.abs(found - days[0][0, :PEER_DRAWS]).max())
    print(f"Schedules, {PROJECTS:,} projects of {ITEMS} items, {GRAPHS} graphs, {DRAWS:,} draws:")
    row("largest difference of days between the two", f"{difference:g}", "0", difference == 0)
    row("durations, schedules and criticality, liantu", f"{mine:.1f} s")
    total = theirs * DRAWS * PROJECTS
    row(f"longest paths, networkx (scaled from {PEER_DRAWS} draws)", f"{total:,.0f} s")
    row("networkx / liantu", f"{total / mine:.0f} x", ">= 50 x", total >= 50 * mine)
