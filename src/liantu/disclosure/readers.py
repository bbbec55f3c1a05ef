"""Who reads all tables: somebody outside, and each firm that knows what it reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from liantu.disclosure.attack import Flags, InferredRanges, build_attack
from liantu.disclosure.linear_system import LinearSystem
from liantu.disclosure.sensitivity_rules import Floats
from liantu.disclosure.table_cells import Ints

#: How far the atoms may move when targets are pushed for many readers at once, in what each needs.
_PUSHES = (1.0, 4.0, 1.0, 16.0)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads all tables: the atoms he knows, the targets that may not be told him, how open they are."""

    system: LinearSystem
    known: Ints
    #: The numbers that the targets have for somebody who knows no atom.
    targets: Ints
    #: What was possible stays possible when more is hidden.
    ranges: InferredRanges

    @property
    def is_content(self) -> bool:
        """Whether every target is open enough for him."""
        return not any(side.any() for side in self.ranges.too_narrow())


def list_readers(system: LinearSystem, firms_read: bool) -> Iterator[Reader]:
    """Somebody outside; then each firm, from whom nothing is hidden that it is part of."""
    yield Reader(system, np.zeros(0, np.intp), np.arange(system.targets.shape[0]), InferredRanges(system))
    for atoms in system.firm_atoms if firms_read else ():
        others = np.flatnonzero(system.targets[:, atoms].getnnz(axis=1) == 0)
        narrowed = replace(system, targets=system.targets[others])
        yield Reader(narrowed, atoms, others, InferredRanges(narrowed))


def push_for_many(system: LinearSystem, shown: Flags, firms: Sequence[Reader]) -> None:
    """Widen what many firms hold possible by few programs.

    A move that leaves the atoms of half of the firms where they are is possible for each of them. Halved by each binary
    digit of their numbers, every two firms stand in different halves once.
    """
    chance = np.random.default_rng(0)
    for digit in range(max(len(firms) - 1, 0).bit_length()):
        for half in (0, 1):
            fixed = [reader for number, reader in enumerate(firms) if (number >> digit) & 1 == half]
            attack = build_attack(system, shown, np.concatenate([reader.known for reader in fixed]))
            for far in _PUSHES if len(attack.free) else ():
                up, down = _count_narrow(system, fixed)
                if not (up.any() or down.any()):
                    break
                sign = np.where(chance.random(len(up)) * (up + down) < up, 1.0, -1.0) * ((up + down) > 0)
                move = attack.furthest(_aim(system, sign * chance.random(len(up))), far)
                if move is None:
                    break
                shifts = system.targets @ move
                for reader in fixed:
                    reader.ranges.widen(shifts[reader.targets])


def _count_narrow(system: LinearSystem, readers: Sequence[Reader]) -> tuple[Floats, Floats]:
    """For how many readers each target is too narrow: upward, downward."""
    counts = np.zeros((2, system.targets.shape[0]))
    for reader in readers:
        for count, side in zip(counts, reader.ranges.too_narrow(), strict=True):
            count[reader.targets] += side
    return counts[0], counts[1]


def _aim(system: LinearSystem, weights: Floats) -> Floats:
    aim: Floats = system.targets.T @ (weights / np.maximum(system.up, np.finfo(float).tiny))
    return aim
