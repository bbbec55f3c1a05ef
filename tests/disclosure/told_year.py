"""What somebody who reads along holds of a year: tables, benchmarks of sheets, and totals printed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from liantu.disclosure import ProtectedTables

#: Of each field the value of every firm that has one. Told is only their sum.
ParentTotals = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class ToldRelease:
    """Tables as they were told; ``scales`` turn a ratio into what is printed."""

    tables: ProtectedTables
    scales: dict[str, float]


class ToldMean(NamedTuple):
    """A benchmark that is ``factor`` times the mean of a field over land, as a sheet prints it.

    ``parts``: firm, field and land of each firm that it is made of.
    """

    name: str
    parts: tuple[tuple[str, float, float], ...]
    factor: float
    printed: float


@dataclass(frozen=True)
class ToldYear:
    """All that was told of a year.

    ``totals`` are the parent totals: of each field the sum over all firms that reported it, evaluated or not, as the
    yearbook prints it once, at the date of the first telling. A total of each firm set of each correction would give
    the difference away by itself, whatever is told here.
    """

    releases: Sequence[ToldRelease]
    means: Sequence[ToldMean] = ()
    totals: ParentTotals = field(default_factory=dict)
