"""What can be inferred: the smallest and largest amount a set of firms may have, given everything that is shown.

Unknown are the atoms; every shown cell is an equation. The attacker knows who is in which cell, and that amounts are
not negative where none is. Bounds come from linear programs (HiGHS), whole numbers for counts. A set of feasible
amounts is convex, so that every solution of one program also widens what is known to be possible for all others: most
targets are settled by a few programs that push all of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from liantu.disclosure.linear_system import LinearSystem
from liantu.disclosure.sensitivity_rules import Floats
from liantu.disclosure.table_cells import Ints

#: What a computed bound may miss of what it must be, as a share.
NEAR = 1e-6
#: How far the atoms may move when all targets are pushed at once, in what each needs. Close limits open many at once.
_PUSHES = (1.0, 1.0, 2.0, 1.0, 4.0, 1.0, 16.0, 1.0, 2.0, 64.0)
#: Far enough for one target alone, without being endless.
_FAR = 1e6

Flags = NDArray[np.bool_]


class InferredRanges:
    """How far up and down each target is known to be possible, and how far it must be."""

    def __init__(self, system: LinearSystem) -> None:
        self._system = system
        self.up = np.zeros(len(system.up))
        self.down = np.zeros(len(system.up))
        self.needs = (system.up.copy(), system.down.copy())

    def include(self, move: Floats) -> None:
        """Amounts that differ by ``move`` from the true ones are possible too."""
        self.widen(self._system.targets @ move)

    def widen(self, shifts: Floats) -> None:
        """The targets may all be so much more, or less, than they are."""
        np.maximum(self.up, shifts, out=self.up)
        np.maximum(self.down, -shifts, out=self.down)

    def too_narrow(self) -> tuple[Flags, Flags]:
        """Targets that are not yet open enough: upward, downward."""
        up, down = self.needs
        return self.up < up * (1 - NEAR), self.down < down * (1 - NEAR)


@dataclass(frozen=True)
class Attack:
    """The equations left when what follows at once is put in; ``free`` are the atoms still open."""

    system: LinearSystem
    equations: sparse.csr_matrix
    free: NDArray[np.intp]
    lowest: Floats

    def furthest(self, aim: Floats, far: float = np.inf) -> Floats | None:
        """The feasible move of all atoms that takes ``aim`` furthest; None when there is no end to it.

        No atom moves more than ``far`` times what it would need to be open.
        """
        need = self.system.needed(self.system.atoms)[self.free] / self.system.scale
        reach = far * need if np.isfinite(far) else np.full(len(need), np.inf)
        bounds = np.column_stack([np.maximum(self.lowest, -reach), reach])
        solved = solve_program(
            -aim[self.free], self.equations, np.zeros(self.equations.shape[0]), bounds, self.system.counting
        )
        if solved.status != 0:
            return None
        move = np.zeros(len(self.system.atoms))
        move[self.free] = solved.x * self.system.scale
        return move

    def opened(self, ranges: InferredRanges) -> tuple[Flags, Flags]:
        """Widen ``ranges`` by what is possible; what remains too narrow is too closely known."""
        self._push(ranges)
        for sign, number in ((1.0, 0), (-1.0, 1)):
            for target in np.flatnonzero(ranges.too_narrow()[number]):
                if not ranges.too_narrow()[number][target]:
                    continue
                move = self.push_one(int(target), sign)
                if move is not None:
                    ranges.include(move)
        return ranges.too_narrow()

    def push_one(self, target: int, sign: float) -> Floats | None:
        """The move that takes one target furthest; None where what is shown determines it."""
        aim = sign * self.system.targets[target].toarray().ravel()
        return self.furthest(aim, _FAR) if aim[self.free].any() else None

    def _push(self, ranges: InferredRanges) -> None:
        chance = np.random.default_rng(0)
        for far in _PUSHES:
            up, down = ranges.too_narrow()
            if not (up.any() or down.any()) or not len(self.free):
                return
            both = up & down
            sign = np.where(both, chance.choice([-1.0, 1.0], len(up)), up.astype(float) - down)
            need = np.maximum(self.system.up, np.finfo(float).tiny)
            move = self.furthest(self.system.targets.T @ (sign * chance.random(len(up)) / need), far)
            if move is None:
                return
            ranges.include(move)
            if sum(int(side.sum()) for side in ranges.too_narrow()) == int(up.sum() + down.sum()):
                return  # what remains is asked one by one


def build_attack(system: LinearSystem, shown: Flags, known: Ints | None = None) -> Attack:
    """What the shown cells leave open, for one who knows the atoms ``known`` besides."""
    rows = system.sums[shown]
    free = np.ones(system.sums.shape[1], bool)
    free[[] if known is None else known] = False
    while True:
        alone = rows @ free.astype(float) == 1
        determined = np.unique(rows[alone].indices)
        determined = determined[free[determined]]
        if not len(determined):
            break
        free[determined] = False
    free_atoms = np.flatnonzero(free)
    equations = rows[:, free_atoms]
    equations = equations[np.diff(equations.indptr) > 0]
    return Attack(system, equations, free_atoms, (system.floor[free_atoms] - system.atoms[free_atoms]) / system.scale)


def solve_program(
    cost: Floats, equations: Any, right: Floats, bounds: Any, whole: bool, wholes: int | None = None
) -> Any:
    """The linear program; its first ``wholes`` unknowns (all by default) in whole numbers when ``whole``."""
    # Loading it takes as long as all else that a command loads: done where bounds are computed.
    from scipy.optimize import linprog

    integrality = None
    if whole:
        integrality = np.zeros(len(cost))
        integrality[:wholes] = 1
    biggest = float(np.abs(cost).max(initial=0.0)) or 1.0
    return linprog(cost / biggest, A_eq=equations, b_eq=right, bounds=bounds, integrality=integrality, method="highs")
