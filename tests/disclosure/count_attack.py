"""Hidden numbers of firms, worked out from all releases of a year together.

Unknown is how many firms stand in the very same lines of all tables ever told. Each line has a whole number of firms,
at least one; what is shown is an equation. Of the firms nothing is known: whoever knows who is in a line can count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.disclosure.told_year import ToldRelease

from liantu.disclosure import FIRMS

#: Release, breakdown and key of a line; no key is the total.
Line = tuple[int, str, str | None]


class HiddenCount(NamedTuple):
    """A line whose hidden number is known to within less than the rules ask."""

    line: Line
    firms: int
    lowest: int
    highest: int


def find_hidden_counts(releases: Sequence[ToldRelease], least: int) -> list[HiddenCount]:
    """Hidden numbers of firms that can be neither ``least`` more nor ``least`` fewer, for who reads all releases."""
    lines, is_shown = _list_lines(releases)
    places: dict[str, list[Line]] = {}
    for line, firms in lines.items():
        for firm in firms:
            places.setdefault(firm, []).append(line)
    groups = Counter(tuple(found) for found in places.values())
    numbers = np.array([*groups.values()], float)
    rows = np.array([[float(line in group) for group in groups] for line in lines])
    true = rows @ numbers
    shown = np.array([is_shown[line] for line in lines])
    limits = LinearConstraint(rows, np.where(shown, true, 1.0), np.where(shown, true, np.inf))
    ends: dict[bytes, tuple[int, int]] = {}
    found = []
    for number in np.flatnonzero(~shown):
        aim = rows[number]
        if aim.tobytes() not in ends:
            ends[aim.tobytes()] = _find_end(aim, -1, limits), _find_end(aim, 1, limits)
        (low, high), firms = ends[aim.tobytes()], round(true[number])
        if high < firms + least and low > firms - least:
            found.append(HiddenCount([*lines][number], firms, low, high))
    return found


def _find_end(aim: NDArray[np.float64], sign: int, limits: LinearConstraint) -> int:
    """The most firms (or fewest), no more than the world has."""
    solved = milp(-sign * aim, constraints=limits, integrality=np.ones(len(aim)), bounds=Bounds(0, 1e6))
    assert solved.status == 0, solved.message
    return round(-sign * solved.fun)


def _list_lines(releases: Sequence[ToldRelease]) -> tuple[dict[Line, list[str]], dict[Line, bool]]:
    """The firms of each line, and whether their number is shown."""
    lines: dict[Line, list[str]] = {}
    is_shown: dict[Line, bool] = {}
    for number, release in enumerate(releases):
        for table in release.tables.tables:
            by = table.columns[0]
            rows = release.tables.original.microdata.select("firm", pl.col(by).fill_null(""))
            for key, state in table.filter(measure=FIRMS).select(by, "state").iter_rows():
                line = (number, by, key)
                lines[line] = (rows if key is None else rows.filter(pl.col(by) == key))["firm"].to_list()
                is_shown[line] = state == "shown"
    return lines, is_shown
