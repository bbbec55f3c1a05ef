"""Which further cells to hide, so that no hidden one can be worked out.

First every sum is looked at alone: what it leaves open must have enough contributors (two firms that are hidden
together know each other) and room for each hidden cell. Then all equations are attacked together, and for each target
that is too closely known a linear program finds the cheapest cells that would have to move with it; those are hidden.
A target that cells which cannot be hidden tell too closely already stays as open as those leave it.
Cheap is a cell of few firms. The idea is Fischetti and Salazar's (Management Science 47, 2001), without their search
for the optimum.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from liantu.disclosure.attack import NEAR, Flags, build_attack, solve_program
from liantu.disclosure.linear_system import LinearSystem
from liantu.disclosure.readers import Reader, list_readers, push_for_many
from liantu.disclosure.sensitivity_rules import Floats
from liantu.model.hidden_amounts import SHOWN


@dataclass
class Suppression:
    """``shown`` shrinks; only what is ``movable`` may leave it. ``open_sums`` and ``open_targets`` stayed unsolved.

    With ``firms_read`` every firm that stands alone in an atom reads along too, and knows what it reported.
    """

    system: LinearSystem
    shown: Flags
    movable: Flags
    firms_read: bool = False
    open_sums: set[int] = field(default_factory=set)
    open_targets: set[int] = field(default_factory=set)
    readers: tuple[Reader, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.readers = tuple(list_readers(self.system, self.firms_read))

    def run(self) -> None:
        """Hide until every target is open enough, or nothing is left to hide for it."""
        while True:
            before = int(self.shown.sum())
            self._by_sums()
            push_for_many(self.system, self.shown, self.readers[1:])
            for reader in self.readers:
                self._by_attack(reader)
            if int(self.shown.sum()) == before:
                return

    def hide(self, cells: np.ndarray) -> None:
        """These are not shown."""
        self.shown[cells] = False

    # -- each sum alone ------------------------------------------------------------------------------------------------

    def _by_sums(self) -> None:
        changed = True
        while changed:
            lacking = self._short_sums()
            touched = np.zeros(len(self.shown))
            for number in lacking:
                parent, parts = self.system.relations[number]
                touched[parent] += 1
                touched[parts] += 1
            self.open_sums = set()
            changed = False
            for number in lacking:
                if self._is_short(number):
                    if self._widen(number, touched):
                        changed = True
                    else:
                        self.open_sums.add(number)

    def _short_sums(self) -> list[int]:
        return [number for number in range(len(self.system.relations)) if self._is_short(number)]

    def _lacks(self, number: int) -> tuple[float, float]:
        """Firms and amount that the hidden parts of a sum lack."""
        parent, parts = self.system.relations[number]
        hidden = parts[~self.shown[parts]]
        if not self.shown[parent] or not len(hidden):
            return 0.0, 0.0
        firms = self.system.rules.smallest - float(self.system.sizes[hidden].sum())
        if not np.isfinite(self.system.floor).all():
            return max(firms, 0.0), 1.0 if len(hidden) == 1 else 0.0
        amounts = self.system.values[hidden]
        sensitive = self.system.states[hidden] != SHOWN
        room = self.system.needs[hidden] - (amounts.sum() - amounts)
        return max(firms, 0.0), max(float(room[sensitive].max(initial=0.0)), 0.0)

    def _is_short(self, number: int) -> bool:
        return any(self._lacks(number))

    def _widen(self, number: int, touched: Floats) -> bool:
        """Hide one more part of a sum, or the sum; whether there was one to hide."""
        parent, parts = self.system.relations[number]
        choice = parts[self.shown[parts] & self.movable[parts]]
        if len(choice):
            firms, amount = self._lacks(number)
            fits = (self.system.sizes[choice] >= firms) & (np.abs(self.system.values[choice]) >= amount)
            cost = self.system.sizes[choice] / touched[choice] ** 2
            # One part that does it alone comes before several.
            self.hide(choice[np.lexsort((choice, np.abs(self.system.values[choice]), cost, ~fits))[:1]])
            return True
        if self.movable[parent]:
            self.hide(np.array([parent]))
            return True
        return False

    # -- all equations together ----------------------------------------------------------------------------------------

    def _by_attack(self, reader: Reader) -> None:
        if reader.is_content:
            return
        ranges = reader.ranges
        up, down = build_attack(reader.system, self.shown, reader.known).opened(ranges)
        for side, (sign, too_narrow) in enumerate(((1.0, up), (-1.0, down))):
            for target in np.flatnonzero(too_narrow):
                if not ranges.too_narrow()[side][target]:
                    continue
                move = self._cheapest(reader, int(target), sign, ranges.needs[side][target])
                if move is None:
                    self.open_targets.add(int(reader.targets[target]))
                    ranges.needs[side][target] = self._reach(reader, int(target), sign)
                    if not ranges.too_narrow()[side][target]:
                        continue
                    move = self._cheapest(reader, int(target), sign, ranges.needs[side][target] * (1 - NEAR / 2))
                if move is None:
                    continue
                ranges.include(move)
                changed = np.abs(self.system.sums @ move) > NEAR * np.abs(move).max()
                self.hide(changed & self.shown & self.movable)

    def _reach(self, reader: Reader, target: int, sign: float) -> float:
        """How far a target can be from its amount when everything is hidden that may be."""
        move = build_attack(reader.system, self.shown & ~self.movable, reader.known).push_one(target, sign)
        return 0.0 if move is None else max(float(sign * (reader.system.targets[target] @ move)[0]), 0.0)

    def _cheapest(self, reader: Reader, target: int, sign: float, need: float) -> Floats | None:
        """The move that opens a target as far and touches the fewest firms' cells; None when there is none."""
        system = reader.system
        fixed, loose = system.sums[self.shown & ~self.movable], system.sums[self.shown & self.movable]
        atoms, cells = len(system.atoms), loose.shape[0]
        identity = sparse.eye(cells, format="csr")
        equations = sparse.bmat(
            [
                [system.targets[target], sparse.csr_matrix((1, cells)), sparse.csr_matrix((1, cells))],
                [fixed, None, None],
                [loose, -identity, identity],
            ],
            format="csr",
        )
        right = np.concatenate([[sign * need / system.scale], np.zeros(fixed.shape[0] + cells)])
        weight = 1.0 + system.sizes[self.shown & self.movable]
        lowest = np.concatenate([(system.floor - system.atoms) / system.scale, np.zeros(2 * cells)])
        highest = np.full(len(lowest), np.inf)
        lowest[reader.known] = highest[reader.known] = 0.0
        bounds = np.column_stack([lowest, highest])
        cost = np.concatenate([np.zeros(atoms), weight, weight])
        solved = solve_program(cost, equations, right, bounds, system.counting, atoms)
        return solved.x[:atoms] * system.scale if solved.status == 0 else None
