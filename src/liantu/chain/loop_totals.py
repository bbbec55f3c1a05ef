"""Total demand inside loops: x = b + A x for the members of a level's loops, b being what comes from outside them.

Weak loops settle in a few rounds. Others are solved with the factors of the typical case: directly in that case,
and in draws step by step, each step taking away as much of what is missing as it can.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from liantu.chain.loops import FEW, LEAST
from liantu.chain.topology import LoopLinks

Amounts = NDArray[Any]

#: Largest error of an amount, as a share of it. In the typical case the tenth digit, beyond what any coefficient
#: knows. In draws: they are float32, which carries seven digits, and a thousand of them know a percentile to two.
EXACT = 1e-10
DRAWN = 1e-6
#: Rounds bound their error. Steps estimate it, with typical coefficients: so they go on to a hundredth.
ESTIMATED = DRAWN / 100
FIRST, ROUNDS = 4, 128  # rounds after which they are first judged, and that they may take
STEPS = 100
AT_ONCE = 32_768  # numbers of draws stepped together: with all steps 50 MB, whatever the size of the loops


class Unsolved(ArithmeticError):
    """No amounts were found, or amounts that have no meaning."""

    def __init__(self, failed: NDArray[np.bool_]) -> None:
        """Name the first member that failed, and the draw."""
        first = int(np.argmax(failed))
        self.member, self.draw = divmod(first, failed.size // len(failed))
        super().__init__(f"member {self.member} in draw {self.draw}")


def typical_totals(loop: LoopLinks, outside: Amounts, coefficients: Amounts) -> Amounts:
    """Total demand with typical coefficients."""
    total = settle(loop, outside, coefficients, EXACT) if len(outside) > FEW else None
    if total is None:
        total = loop.factors.solve(outside)
        total = total + loop.factors.solve(_missing(loop, outside, coefficients, total))
    return total


def drawn_totals(loop: LoopLinks, outside: Amounts, coefficients: Amounts) -> Amounts:
    """Total demand in every draw (members x draws); raises Unsolved for a draw that has none, or none found."""
    total = settle(loop, outside, coefficients, DRAWN)
    if total is None:
        total = np.empty(outside.shape)
        failed = np.empty(outside.shape, bool)
        width = max(1, AT_ONCE // len(outside))
        for first in range(0, outside.shape[1], width):
            draws = slice(first, first + width)
            demand = outside[:, draws].astype(float)
            total[:, draws], failed[:, draws] = _step_by_step(loop, demand, coefficients[:, draws])
        if bool(failed.any()):
            raise Unsolved(failed)
    return total


def settle(loop: LoopLinks, outside: Amounts, coefficients: Amounts, tolerance: float) -> Amounts | None:
    """Hand demand on round by round; None when that would take too many rounds.

    The sum b + A b + A² b + ... has its first m terms after m - 1 rounds; m rounds on, A^m times these has been
    added. Where that is nowhere more than a share s of them, p m - 1 rounds miss at most s^p / (1 - s) of any
    amount, since no term is negative. So rounds are judged now and then, and the last are counted.
    """

    def hand_on(total: Amounts, rounds: int) -> Amounts:
        """What is needed after the demand has gone round the loop so many times."""
        for _ in range(rounds):
            total = loop.sweep.demand(total, coefficients)
            total += outside
        return total

    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        before, size = hand_on(outside, FIRST - 1), FIRST
        while 2 * size <= ROUNDS:
            total = hand_on(before, size)
            added = total - before
            share = float(np.max(np.divide(added, before, out=np.zeros_like(added), where=added != 0)))
            share = max(share, 1e-30)  # nothing added, or less than rounding
            if share < 1:
                rounds = size * int(np.ceil(np.log(tolerance * (1 - share)) / np.log(share)))
                if rounds <= min(4 * size, ROUNDS):  # before they could be judged again
                    return hand_on(total, max(0, rounds - 2 * size))
            before, size = total, 2 * size
    return None


def _step_by_step(loop: LoopLinks, outside: Amounts, coefficients: Amounts) -> tuple[Amounts, NDArray[np.bool_]]:
    """Generalised conjugate residuals of all draws together, with the typical case's factors; and what failed.

    What is missing is measured by what it would need typically, as a share of what the demand needs typically:
    so units do not matter, and the error of a strong loop is no larger than that of a weak one. Where a loop
    needs as much as it makes, the equations have a solution all the same, but with less than is demanded.
    """
    solve = loop.factors.solve
    typical = solve(outside)
    scale = np.where(typical > 0, typical, typical.max(axis=0))  # the largest, for what is not needed typically
    scale[scale == 0] = 1  # no demand

    def response(total: Amounts, demand: Amounts | float) -> Amounts:
        """What a step of the solution answers to a demand."""
        scaled: Amounts = solve(_missing(loop, demand, coefficients, total * scale)) / scale
        return scaled

    total = typical / scale
    missing = response(total, outside)
    steps: list[tuple[Amounts, Amounts]] = []
    while len(steps) < STEPS and bool(np.any(np.abs(missing) > ESTIMATED)):
        step, effect = missing.copy(), -response(missing, 0.0)
        for earlier, its_effect in steps:
            again = _dot(its_effect, effect)
            step -= again * earlier
            effect -= again * its_effect
        size = np.sqrt(_dot(effect, effect))
        size[size == 0] = 1  # a draw already solved
        step /= size
        effect /= size
        length = _dot(effect, missing)
        total += length * step
        missing -= length * effect
        steps.append((step, effect))
    failed = ~(np.abs(missing) <= ESTIMATED) | (total < outside / scale - DRAWN)
    total = np.maximum(total * scale, outside)
    return total, failed | (LEAST * solve(total) > scale)


def _missing(loop: LoopLinks, demand: Amounts | float, coefficients: Amounts, total: Amounts) -> Amounts:
    """What the demand from outside and the members' own needs come to beyond the total."""
    missing: Amounts = loop.sweep.demand(total, coefficients) + demand - total
    return missing


def _dot(left: Amounts, right: Amounts) -> Amounts:
    """Of each draw."""
    products: Amounts = np.einsum("ij,ij->j", left, right)
    return products
