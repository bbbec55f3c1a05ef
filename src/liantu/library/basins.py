"""Which river basins a province lies in, as the laws on the rivers list them.

A law names some provinces whole and of others only the counties concerned; of the latter a district says itself
whether it is one (``basins`` in district.yaml). The lists were read in reprints of the laws.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "basins.csv"


def list_basins() -> tuple[str, ...]:
    """The basins that have a law, by their Chinese names."""
    return tuple(dict.fromkeys(row["basin"] for row in _read_rows()))


def find_basins(province: str | None, stated: Iterable[str] = ()) -> frozenset[str]:
    """The basins a place lies in for certain: its province whole, or stated of the district.

    >>> sorted(find_basins("重庆市")), sorted(find_basins("福建")), sorted(find_basins("福建", ["长江"]))
    (['长江'], [], ['长江'])
    """
    written = province or ""
    rows = [row for row in _read_rows() if row["extent"] == "whole" and written.startswith(row["province"])]
    return frozenset({row["basin"] for row in rows} | {*stated})


def find_partial_basins(province: str | None) -> tuple[str, ...]:
    """The basins whose law names only some counties of a province: whether a place is one, it says itself.

    >>> find_partial_basins("福建"), find_partial_basins("重庆")
    (('长江',), ())
    """
    written = province or ""
    rows = [row for row in _read_rows() if row["extent"] == "counties" and written.startswith(row["province"])]
    return tuple(row["basin"] for row in rows)


@cache
def _read_rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))
