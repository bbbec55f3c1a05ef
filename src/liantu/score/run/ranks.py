"""Firms from best to worst. Matrices of firms × runs in, runs × firms out, so that the firms of a run lie together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

#: Decimals of a total. Those that differ by less are the same: what is left of adding in another order or currency.
SAME = 9
_WORD = 62


def sort_best_first(keys: Sequence[NDArray[np.float64]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """In each run the firms by the first key, then the next, the alike as they stand; and who is unlike the one before.

    >>> order, first = sort_best_first([np.array([[50.0], [80.0], [80.0]])])
    >>> order.tolist(), first.tolist()
    ([[1, 2, 0]], [[True, False, True]])
    """
    worst = [_to_whole_numbers(key) for key in keys]
    firms = worst[0].shape[1]
    room = 2.0 ** (_WORD - max(firms, 2).bit_length())
    if len(worst) == 1 and worst[0].max(initial=0.0) < room and worst[0].min(initial=0.0) > -room:
        return _sort_packed_keys(worst[0].astype(np.int64), max(firms, 2).bit_length())
    order = np.lexsort(worst[::-1], axis=-1)
    first = np.ones(order.shape, dtype=bool)
    first[:, 1:] = False
    for key in worst:
        ordered = np.take_along_axis(key, order, axis=1)
        first[:, 1:] |= ordered[:, 1:] != ordered[:, :-1]
    return order, first


def _to_whole_numbers(key: NDArray[np.float64]) -> NDArray[np.float64]:
    """The key in its last decimals, the best lowest."""
    whole = np.ascontiguousarray(key.T) * -(10.0**SAME)
    return np.rint(whole, out=whole)


def _sort_packed_keys(words: NDArray[np.int64], bits: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """A key and the firm's place share a word: sorting words is faster than finding the order of keys."""
    words <<= bits
    words |= np.arange(words.shape[1], dtype=np.int64)
    if len(words) == 1:  # one long run: Polars sorts it on all cores
        words[0] = pl.Series(words[0]).sort().to_numpy()
    else:
        words.sort(axis=1)
    order = words & ((1 << bits) - 1)
    words >>= bits
    first = np.ones(order.shape, dtype=bool)
    np.not_equal(words[:, 1:], words[:, :-1], out=first[:, 1:])
    return order, first
