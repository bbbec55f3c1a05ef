"""Everything that was ever told of a year read together, by an attacker that shares no code with the room.

Unknown is each firm's value of each field, once a value: a correction is a value more. Of every told ratio of sums he
has the rounded digits, so that two inequalities stand for it; of every told benchmark that is a mean of a ratio to
land, two more. He knows which firms are in which cell, which values were corrected, the land of every firm, the parent
totals, that nothing is negative, and his own row. A linear program finds how far up and down each value can be.

Parent totals are, of each field, the sum over all firms of the year, evaluated or not, printed elsewhere to the last
digit at one date, that of the first telling (``told_year.ToldYear``). Those of every firm set that a correction makes
would give the difference away by themselves: no release of ours causes that, and none could prevent it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from tests.disclosure.told_year import ToldMean, ToldRelease, ToldYear

from liantu.disclosure import ProtectedTables, Ratio

Floats = NDArray[np.float64]
#: A firm, a field (or a sum of fields) and its value.
Unknown = tuple[str, str, float]
#: What anybody can look up: the land ledger.
PUBLIC = ("land",)
_NEAR = 1e-6
#: How far values may move when all are pushed at once, in what each needs. Close limits open many at once.
_PUSHES = (1.0, 1.0, 2.0, 1.0, 4.0, 1.0, 16.0, 2.0, 64.0, 1.0, 1000.0, 4.0)


@dataclass
class ReleaseAttack:
    """The inequalities of all releases of one year. ``interval``: per cent of a value that must stay possible."""

    told: ToldYear
    interval: float
    digits: int
    unknown: dict[Unknown, int] = field(init=False, default_factory=dict)
    rows: list[tuple[dict[int, float], float]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        for release in self.told.releases:
            for table, breakdown in zip(release.tables.tables, release.tables.original.breakdowns, strict=True):
                for line in table.filter(state="shown").iter_rows(named=True):
                    if any(m.name == line["measure"] for m in release.tables.original.measures if isinstance(m, Ratio)):
                        self._add_ratio(release, {name: line[name] for name in breakdown}, line)
            self._note_all(release)
        for mean in self.told.means:
            self._add_mean(mean)
        self._add_totals()
        self.values = np.array([value for _firm, _name, value in self.unknown])
        self.is_public = np.array([name in PUBLIC for _firm, name, _value in self.unknown])
        names = np.array([name for _firm, name, _value in self.unknown])
        mean = {name: float(np.abs(self.values[names == name]).mean()) for name in set(names)}
        self.scale = np.array([mean[name] or 1.0 for name in names])
        self.need = self.interval / 100 * np.maximum(np.abs(self.values), self.scale)
        self.lowest = np.where([self.values[names == name].min() < 0 for name in names], -np.inf, 0.0)
        self.matrix, self.right = self._stack()

    # -- what is known ---------------------------------------------------------------------------------------------

    def _place(self, firm: str, name: str, value: float) -> int:
        return self.unknown.setdefault((firm, name, round(value, 9)), len(self.unknown))

    def _members(
        self, release: ToldRelease, key: dict[str, str | None], ratio: Ratio
    ) -> list[tuple[str, float, float]]:
        found = []
        for row in release.tables.original.microdata.iter_rows(named=True):
            above, below = row[ratio.numerator], row[ratio.denominator]
            inside = all(value is None or (row[name] or "") == value for name, value in key.items())
            if inside and above is not None and below is not None:
                found.append((row["firm"], above, below))
        return found

    def _add_ratio(self, release: ToldRelease, key: dict[str, str | None], line: dict[str, object]) -> None:
        ratio = find_ratio(release.tables, str(line["measure"]))
        names, printed = find_fields(ratio), float(str(line["value"])) * release.scales[ratio.name]
        members = self._members(release, key, ratio)
        for sign, end in zip((1, -1), self._ends(printed), strict=True):
            part: dict[int, float] = {}
            for firm, above, below in members:
                top, bottom = self._place(firm, names[0], above), self._place(firm, names[1], below)
                part[top] = part.get(top, 0.0) + sign
                part[bottom] = part.get(bottom, 0.0) - sign * end / release.scales[ratio.name]
            self.rows.append((part, 0.0))

    def _ends(self, printed: float) -> tuple[float, float]:
        """The highest and the lowest number that is printed like this one."""
        shown = float(f"{printed:.{self.digits - 1}e}")
        half = 0.5 * 10.0 ** (np.floor(np.log10(abs(shown))) - self.digits + 1) if shown else 0.0
        return shown + half * (1 + _NEAR), shown - half * (1 + _NEAR)

    def _add_mean(self, mean: ToldMean) -> None:
        for sign, end in zip((1, -1), self._ends(mean.printed), strict=True):
            part = {
                self._place(firm, mean.name, above): sign * mean.factor / land / len(mean.parts)
                for firm, above, land in mean.parts
            }
            self.rows.append((part, sign * end))

    def _note_all(self, release: ToldRelease) -> None:
        """Values in no told cell are unknown too."""
        for ratio in (m for m in release.tables.original.measures if isinstance(m, Ratio)):
            for name, column in zip(find_fields(ratio), (ratio.numerator, ratio.denominator), strict=True):
                rows = release.tables.original.microdata.select("firm", column).drop_nulls()
                for firm, value in rows.iter_rows():
                    self._place(firm, name, value)

    def _add_totals(self) -> None:
        for name, values in self.told.totals.items():
            places = {self._place(firm, name, value): 1.0 for firm, value in values.items()}
            total = sum(values.values())
            near = 1e-9 * abs(total)
            self.rows += [(places, total + near), (dict.fromkeys(places, -1.0), near - total)]

    def _stack(self) -> tuple[sparse.csr_matrix, Floats]:
        """All inequalities over values in the mean of their field, each once; none that the truth does not fulfil."""
        distinct = {(tuple(sorted(part.items())), right): None for part, right in self.rows}
        entries = [(line, place, factor) for line, (part, _) in enumerate(distinct) for place, factor in part]
        lines, places, factors = (np.array(column) for column in zip(*entries, strict=True))
        matrix = sparse.csr_matrix((factors, (lines, places)), (len(distinct), len(self.unknown)))
        right = np.array([right for _, right in distinct])
        slack = right - matrix @ self.values
        size = np.abs(matrix) @ np.abs(self.values) + np.abs(right)
        assert (slack >= -1e-9 * size).all(), "a told number is not the one of its cell"
        return (sparse.diags(1 / size) @ matrix @ sparse.diags(self.scale)).tocsr(), right / size

    # -- what follows ----------------------------------------------------------------------------------------------

    def recover(self, attacker: str | None = None, targets: Sequence[int] | None = None) -> list[int]:
        """The unknowns, of ``targets`` or all, that must lie within the open interval for ``attacker``."""
        known = self.is_public | np.array([firm == attacker for firm, _name, _value in self.unknown])
        low = np.where(known, self.values, self.lowest) / self.scale
        high = np.where(known, self.values, np.inf) / self.scale
        free = np.flatnonzero(~known) if targets is None else np.array([t for t in targets if not known[t]], int)
        opened, chance = np.zeros(len(self.values), bool), np.random.default_rng(0)
        opened[known] = True
        for far in _PUSHES:
            closed = free[~opened[free]]
            if not len(closed):
                return []
            aim, reach = np.zeros(len(self.values)), far * self.need / self.scale
            aim[closed] = chance.choice([-1.0, 1.0], len(closed)) * (0.5 + chance.random(len(closed)))
            here = self.values / self.scale
            self._note(self._solve(aim, np.maximum(low, here - reach), np.minimum(high, here + reach)), opened)
        end = np.minimum(high, low.max() + 1e4)
        for target in free:
            for sign in (1.0, -1.0):
                if not opened[target]:
                    aim = np.zeros(len(self.values))
                    aim[target] = sign
                    self._note(self._solve(aim, low, end), opened)
        return [int(target) for target in free if not opened[target]]

    def _note(self, found: Floats | None, opened: NDArray[np.bool_]) -> None:
        if found is not None:
            opened |= np.abs(found * self.scale - self.values) >= self.need * (1 - 1e-6)

    def _solve(self, aim: Floats, low: Floats, high: Floats) -> Floats | None:
        bounds = np.column_stack([low, high])
        solved = linprog(aim, A_ub=self.matrix, b_ub=self.right, bounds=bounds, method="highs")
        return solved.x if solved.status == 0 else None

    def name(self, place: int) -> Unknown:
        """Whose value an unknown is."""
        return next(unknown for unknown, at in self.unknown.items() if at == place)


def find_ratio(tables: ProtectedTables, name: str) -> Ratio:
    return next(m for m in tables.original.measures if isinstance(m, Ratio) and m.name == name)


def find_fields(ratio: Ratio) -> tuple[str, str]:
    """What is summed above and below, by what it is made of."""
    above = ratio.numerator.removeprefix("above ").split(" ÷ ")[0]
    return above, ratio.denominator.split(" ÷ ")[1]


def find_attackers(releases: Sequence[ToldRelease]) -> list[str]:
    """The firm with the most of each field in each group, industry and park of each release."""
    found: dict[str, None] = {}
    for release in releases:
        original = release.tables.original
        for (by,) in original.breakdowns:
            for column in original.columns():
                if column in original.microdata.columns:
                    rows = original.microdata.drop_nulls(column).sort(column, descending=True)
                    found |= dict.fromkeys(rows.unique(by, keep="first", maintain_order=True)["firm"])
    return [*found]


def main() -> None:
    """The whole attack: both years, all edits, other schemes, every attacker; prints what it counted.

    Arguments like ``2022/7`` are a year and the seed of the order of edits.
    """
    import sys
    import tempfile
    from datetime import date
    from pathlib import Path
    from time import perf_counter

    from tests.disclosure.count_attack import find_hidden_counts
    from tests.district.told_releases import EDITS, OTHERS, read_told, tell_all

    from liantu.library.disclosure_policy import read_disclosure_rules, read_ratio_digits

    failed = 0
    asked = [tuple(map(int, text.split("/"))) for text in sys.argv[1:]]
    for year, seed in asked or ((2022, 0), (2023, 0)):
        began = perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            district, tellings = tell_all(Path(folder) / "yunxi.db", (year,), len(EDITS), OTHERS, seed)
            told = read_told(district, year, tellings)
        day = date(year, 12, 31)
        rules = read_disclosure_rules(day)
        attack, attackers = ReleaseAttack(told, rules.interval, read_ratio_digits(day)), find_attackers(told.releases)
        recovered = {who: [attack.name(place) for place in attack.recover(who)] for who in (None, *attackers)}
        counts = find_hidden_counts(told.releases, rules.counts)
        failed += sum(map(len, recovered.values())) + len(counts)
        print(
            f"{year}, seed {seed}: asked {len(tellings)} times, told {sum(t.told for t in tellings)}, "
            f"{len(told.releases)} releases of {count_cells(told)} cells, {len(set(told.means))} means, "
            f"{len(told.totals)} parent totals, {attack.matrix.shape[0]} inequalities of "
            f"{attack.matrix.shape[1]} values, {1 + len(attackers)} attackers: "
            f"recovered {sum(map(len, recovered.values()))} values, {len(counts)} counts "
            f"in {perf_counter() - began:.0f} s"
        )
        for who, values in recovered.items():
            for value in values:
                print("  ", who or "an outsider", value)
        for count in counts:
            print("  ", count)
    sys.exit(1 if failed else 0)


def count_cells(told: ToldYear) -> str:
    """Told of all, as ``412/700``; sums of values are in no table, a sheet tells their mean."""
    tables = [
        table.filter(~pl.col("measure").str.starts_with("mean "))
        for release in told.releases
        for table in release.tables.tables
    ]
    return f"{sum(t.filter(state='shown').height for t in tables)}/{sum(t.height for t in tables)}"


if __name__ == "__main__":
    main()
