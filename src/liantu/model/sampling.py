"""Seeded draws of coefficients, and what they say: P10, P50, P90.

A draw depends on the seed, the coefficient's key and the draw's number only. So one coefficient has one draw
wherever it is used, and adding, removing or sorting rows leaves the draws of all others as they were.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating[Any]]
Keys = NDArray[np.uint32]
Draws = NDArray[np.float32]

TILE = 65_536  # numbers worked on together: three such tiles stay within a megabyte of cache
THREADS = 2


def derive_draw_keys(names: Iterable[str]) -> Keys:
    """A key per coefficient from its name, the same on every machine and in every run."""
    return np.fromiter((zlib.crc32(name.encode()) for name in names), np.uint32)


@dataclass(frozen=True)
class Triangles:
    """Triangular distributions, one a row, from low to high with the peak at typical; columns are float32."""

    low: Draws
    typical: Draws
    high: Draws
    rise: Draws
    fall: Draws
    keys: Keys
    seed: int

    @classmethod
    def from_ranges(
        cls, low: FloatArray, typical: FloatArray, high: FloatArray, seed: int, keys: Keys | None = None
    ) -> Triangles:
        """Ready to draw from. Without keys a coefficient's key is its position."""
        lowest, peak, highest = (np.asarray(a, np.float32)[:, None] for a in (low, typical, high))
        names = np.arange(len(lowest), dtype=np.uint32) if keys is None else keys
        mixed = _mixed(names ^ np.uint32(zlib.crc32(f"rows {seed}".encode())))[:, None]
        width = highest - lowest
        rise, fall = np.sqrt(width * (peak - lowest)), np.sqrt(width * (highest - peak))
        return cls(lowest, peak, highest, rise, fall, mixed, seed)

    def draw(self, first: int, result: Draws) -> None:
        """Fill the result with draw number `first` and those that follow it, a column each."""
        numbers = np.arange(first, first + result.shape[1], dtype=np.uint32)
        columns = _mixed(numbers ^ np.uint32(zlib.crc32(f"draws {self.seed}".encode())))
        step = max(1, TILE // max(len(columns), 1))
        bits = np.empty((step, len(columns)), np.uint32)
        fold = np.empty_like(bits)
        for start in range(0, len(result), step):
            block = slice(start, start + step)
            size = len(result[block])
            np.add(self.keys[block], columns, out=bits[:size])
            share = _uniform(bits[:size], fold[:size])
            self._tile(block, share, result[block])

    def _tile(self, block: slice, share: Draws, out: Draws) -> None:
        """The inverse of the distribution, for shares in [0, 1).

        It is low + rise sqrt(u) up to typical and high - fall sqrt(1 - u) after it; each passes typical where
        the other takes over, so cutting both there and adding needs no branch.
        """
        np.sqrt(share, out=out)
        out *= self.rise[block]
        out += self.low[block]
        np.minimum(out, self.typical[block], out=out)
        np.subtract(np.float32(1), share, out=share)
        np.sqrt(share, out=share)
        share *= -self.fall[block]
        share += self.high[block] - self.typical[block]
        np.maximum(share, np.float32(0), out=share)
        out += share
        np.minimum(out, self.high[block], out=out)  # rounding must not step outside


def draw_triangular(
    low: FloatArray, typical: FloatArray, high: FloatArray, count: int, seed: int, keys: Keys | None = None
) -> Draws:
    """Draws (coefficients x count) of triangular distributions, from low to high with the peak at typical.

    Without keys a coefficient's key is its position.
    """
    triangles = Triangles.from_ranges(low, typical, high, seed, keys)
    result = np.empty((len(triangles.low), count), np.float32)
    triangles.draw(0, result)
    return result


def compute_percentiles(draws: FloatArray, shares: Sequence[float] = (10, 50, 90)) -> NDArray[np.float64]:
    """Percentiles of each row of draws: one row per row, one column per share.

    >>> compute_percentiles(np.array([[4.0, 1.0, 2.0, 3.0, 0.0]]), (0, 50, 100)).tolist()
    [[0.0, 2.0, 4.0]]
    """
    last = draws.shape[1] - 1
    positions = np.asarray(shares, float) / 100 * last
    below = np.floor(positions).astype(int)
    above = np.minimum(below + 1, last)
    result = np.empty((len(draws), len(positions)))
    step = max(1, 16 * TILE // max(last, 1))

    def part(first: int) -> None:
        """The percentiles of a block of rows."""
        block = slice(first, first + step)
        ranked = np.sort(draws[block], axis=1)  # vectorised, unlike a partition at several places
        result[block] = ranked[:, below] * (1 - (positions - below)) + ranked[:, above] * (positions - below)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(part, range(0, len(draws), step)))
    return result


def _mixed(values: Keys) -> Keys:
    """Scatter whole numbers so that neighbours share nothing: multiply and fold, twice."""
    mixed = values ^ (values >> np.uint32(16))
    for factor, fold in ((0x7FEB352D, 15), (0x846CA68B, 16)):
        mixed *= np.uint32(factor)
        mixed ^= mixed >> np.uint32(fold)
    return mixed


def _uniform(bits: Keys, fold: Keys) -> Draws:
    """Numbers in [0, 1) from whole numbers, mixed as `_mixed` does, in place; `fold` is scratch."""
    np.right_shift(bits, np.uint32(16), out=fold)
    bits ^= fold
    bits *= np.uint32(0x7FEB352D)
    np.right_shift(bits, np.uint32(15), out=fold)
    bits ^= fold
    bits *= np.uint32(0x846CA68B)
    bits >>= np.uint32(8)  # float32 holds 24 bits, and the last fold would only touch lower ones
    uniform = fold.view(np.float32)
    uniform[...] = bits.view(np.int32)  # as int32: converted by one instruction, as uint32 by many
    uniform *= np.float32(2.0**-24)
    return uniform
