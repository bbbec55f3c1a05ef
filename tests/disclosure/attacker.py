"""An attacker of our own making: every firm is an unknown, every shown amount an equation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
from scipy.optimize import linprog

from liantu.disclosure import FIRMS, DisclosureRules, ProtectedTables, Ratio

RULES = DisclosureRules(smallest=4, dominance=(2, 85.0), p_percent=None, interval=10, counts=2, zeros=True)

Members = list[tuple[str, float]]


def members(release: ProtectedTables, key: dict[str, str | None], measure: str) -> Members:
    """Firms of a line and what they contribute, found without the code under test."""
    given = release.original
    ratio = next((m for m in given.measures if isinstance(m, Ratio) and m.name == measure), None)
    found = []
    for row in given.microdata.iter_rows(named=True):
        if all(value is None or (row[name] or "") == value for name, value in key.items()):
            column = ratio.numerator if ratio else measure
            other = row[ratio.denominator] if ratio else 0
            amount = 1.0 if column == FIRMS else row[column]
            if amount is not None and other is not None:
                found.append((row[given.firm], float(amount)))
    return found


def lines(releases: Sequence[ProtectedTables], measure: str) -> Iterator[tuple[Members, float | None, str]]:
    """Members, value and state of every line of every table."""
    for release in releases:
        for table in release.tables:
            for row in table.filter(pl.col("measure") == measure).iter_rows(named=True):
                key = {name: row[name] for name in table.columns if name not in ("measure", "value", "state")}
                yield members(release, key, measure), row["value"], row["state"]


def sensitive(inside: Members, rules: DisclosureRules = RULES) -> bool:
    sizes = sorted((abs(amount) for _, amount in inside), reverse=True)
    return len(sizes) < rules.smallest or sum(sizes) == 0 or sum(sizes[:2]) > 0.85 * sum(sizes)


class Attacker:
    """Reads all lines of one measure; ``knowing`` are values of firms that read along."""

    def __init__(self, releases: Sequence[ProtectedTables], measure: str, knowing: Sequence[str] = ()) -> None:
        found = list(lines(releases, measure))
        self.unknown = sorted({member for inside, _, _ in found for member in inside})
        self.least = 0.0 if all(amount >= 0 for _, amount in self.unknown) else None
        shown = [(inside, value) for inside, value, state in found if state == "shown"]
        shown += [([member], member[1]) for member in self.unknown if member[0] in knowing]
        self.equations = np.array([self._row(inside) for inside, _ in shown]).reshape(len(shown), len(self.unknown))
        self.right = np.array([value for _, value in shown], np.float64)

    def _row(self, inside: Members) -> list[float]:
        chosen = set(inside)
        return [float(member in chosen) for member in self.unknown]

    def between(self, inside: Members) -> tuple[float, float]:
        aim = np.array(self._row(inside))
        ends = []
        for sign in (1, -1):
            solved = linprog(
                sign * aim, A_eq=self.equations, b_eq=self.right, bounds=[(self.least, None)] * len(aim), method="highs"
            )
            assert solved.status in (0, 3), solved.message
            ends.append(sign * solved.fun if solved.status == 0 else -sign * np.inf)
        return ends[0], ends[1]
