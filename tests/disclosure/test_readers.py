"""Firms that read along: what is opened for many of them at once is open for each that knows its own value."""

from __future__ import annotations

import numpy as np
import polars as pl
from tests.disclosure.attacker import RULES

from liantu.disclosure.linear_system import build_linear_system
from liantu.disclosure.readers import Reader, list_readers, push_for_many
from liantu.disclosure.release import build_release


def list_open_firms(reader: Reader, atoms: list[int]) -> set[int]:
    """The firms whose value is not determined for a reader."""
    targets, ranges = reader.system.targets, reader.ranges
    alone = [n for n in range(targets.shape[0]) if targets[n].nnz == 1 and ranges.up[n] + ranges.down[n] > 0]
    return {atoms.index(int(targets[n].indices[0])) for n in alone}


def test_who_knows_one_of_two_knows_the_other() -> None:
    """Two parks of two firms each, both sums told: a firm knows its neighbour, and neither of the other park."""
    rows = pl.DataFrame({"firm": list("abcd"), "park": list("nnss"), "shop": list("wxyz"), "tax": [5.0, 6, 7, 8]})
    system = build_linear_system("tax", [build_release(rows, [["park"], ["shop"]], ["tax"], "firm", "")], RULES)
    firms = [*list_readers(system, firms_read=True)][1:]
    push_for_many(system, system.marked([((0, 0, "tax"), np.ones(3, bool))]), firms)
    atoms = [int(reader.known[0]) for reader in firms]
    assert [list_open_firms(reader, atoms) for reader in firms] == [{2, 3}, {2, 3}, {0, 1}, {0, 1}]
