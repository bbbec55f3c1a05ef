"""Seeded draws of coefficients, and what they say: P10, P50, P90.

A draw depends on the seed, the coefficient's key and the draw's number only. So one coefficient has one draw
wherever it is used, and adding, removing or sorting rows leaves the draws of all others as they were.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

FloatArray = NDArray[np.floating[Any]]
Keys = NDArray[np.uint32]
Draws = NDArray[np.float32]

TILE = 32_768  # numbers worked on together; a few such tiles stay in the second-level cache
COLUMNS = 64
THREADS = 2


def draw_keys(names: Iterable[str]) -> Keys:
    """A key per coefficient from its name, the same on every machine and in every run."""
    return np.fromiter((zlib.crc32(name.encode()) for name in names), np.uint32)


def triangular_draws(
    low: FloatArray, typical: FloatArray, high: FloatArray, count: int, seed: int, keys: Keys | None = None
) -> Draws:
    """Draws (coefficients x count) of triangular distributions, from low to high with the peak at typical.

    Without keys a coefficient's key is its position.
    """
    low32, typical32, high32 = (np.asarray(a, np.float32)[:, None] for a in (low, typical, high))
    names = np.arange(len(low32), dtype=np.uint32) if keys is None else keys
    rows = _mixed(names ^ np.uint32(zlib.crc32(f"rows {seed}".encode())))[:, None]
    columns = _mixed(np.arange(count, dtype=np.uint32) ^ np.uint32(zlib.crc32(f"draws {seed}".encode())))
    width = high32 - low32
    rise, fall = np.sqrt(width * (typical32 - low32)), np.sqrt(width * (high32 - typical32))
    result = np.empty((len(low32), count), np.float32)
    step = max(1, TILE // max(count, 1))

    def part(first: int) -> None:
        here = slice(first, first + step)
        share = _uniform(rows[here], columns)
        out = result[here]
        # The inverse of the distribution is low + rise sqrt(u) up to typical, high - fall sqrt(1 - u) after;
        # each passes typical where the other takes over, so cutting both there and adding needs no branch.
        np.sqrt(share, out=out)
        out *= rise[here]
        out += low32[here]
        np.minimum(out, typical32[here], out=out)
        np.subtract(np.float32(1), share, out=share)
        np.sqrt(share, out=share)
        share *= -fall[here]
        share += high32[here] - typical32[here]
        np.maximum(share, np.float32(0), out=share)
        out += share
        np.clip(out, low32[here], high32[here], out=out)  # rounding must not step outside

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(part, range(0, len(low32), step)))
    return result


def weighted_sums(
    rows: NDArray[np.integer[Any]], coefficients: NDArray[np.integer[Any]], weights: FloatArray, draws: FloatArray
) -> Draws:
    """Sums over terms of weight times the draw of the term's coefficient: (number of rows x draws).

    A term belongs to `rows[i]`, uses `coefficients[i]` (a row of `draws`) and counts `weights[i]` times: needs of
    plants, whose capacities are the weights, become demand of products without a matrix of terms x draws.

    >>> weighted_sums(np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([2.0, 1, 1]), np.array([[3.0], [5]])).tolist()
    [[6.0], [8.0]]
    """
    shape = (int(rows.max()) + 1 if len(rows) else 0, len(draws))
    matrix = csr_matrix((np.asarray(weights, np.float32), (rows, coefficients)), shape=shape)
    result = np.empty((shape[0], draws.shape[1]), np.float32)

    def part(first: int) -> None:
        columns = slice(first, first + COLUMNS)
        result[:, columns] = matrix @ np.asarray(draws[:, columns], np.float32)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(part, range(0, draws.shape[1], COLUMNS)))
    return result


def percentiles(draws: FloatArray, shares: Sequence[float] = (10, 50, 90)) -> NDArray[np.float64]:
    """Percentiles of each row of draws: one row per row, one column per share.

    >>> percentiles(np.array([[4.0, 1.0, 2.0, 3.0, 0.0]]), (0, 50, 100)).tolist()
    [[0.0, 2.0, 4.0]]
    """
    last = draws.shape[1] - 1
    at = np.asarray(shares, float) / 100 * last
    below = np.floor(at).astype(int)
    above = np.minimum(below + 1, last)
    result = np.empty((len(draws), len(at)))
    step = max(1, 16 * TILE // max(last, 1))

    def part(first: int) -> None:
        here = slice(first, first + step)
        ranked = np.partition(draws[here], np.unique(np.r_[below, above]), axis=1)
        result[here] = ranked[:, below] * (1 - (at - below)) + ranked[:, above] * (at - below)

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


def _uniform(rows: Keys, columns: Keys) -> Draws:
    """Numbers in (0, 1) for every pair of row and column."""
    bits = _mixed(rows + columns)
    bits >>= np.uint32(8)  # float32 holds 24 bits
    uniform = bits.astype(np.float32)
    uniform += np.float32(0.5)
    uniform *= np.float32(2.0**-24)
    return uniform
