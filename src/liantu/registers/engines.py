"""The programs that find many phrases in a text in one pass; all give the same hits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from liantu.model.problems import Problem, Problems
from liantu.registers.phrases import Numbers

if TYPE_CHECKING:
    from ahocorasick_rs import Implementation

#: All overlapping hits of phrases in bytes, a row a hit: number of the phrase, start, end.
Search = Callable[[bytes], NDArray[np.int64]]
ENGINES = ("ahocorasick_rs", "daachorse")
#: Bytes of phrases up to which a table of all steps stays small (some 1 KB a byte).
_SMALL = 1 << 16
#: Bytes of texts that are searched at a time.
_PART = 1 << 17


def is_installed(engine: str = ENGINES[0]) -> bool:
    """Whether an engine can be used on this machine."""
    return find_spec(engine) is not None


def build_search(phrases: Sequence[str], engine: str = ENGINES[0]) -> Search:
    """A search for phrases. Raises Problems when the engine is not installed.

    >>> build_search(["ab", "b"])(b"abab").tolist()
    [[0, 0, 2], [1, 1, 2], [0, 2, 4], [1, 3, 4]]
    """
    patterns = [phrase.encode() for phrase in phrases]
    try:
        return _build_daachorse(patterns) if engine == "daachorse" else _build_ahocorasick(patterns)
    except ModuleNotFoundError as missing:
        raise Problems([Problem("registers_not_installed", value=str(missing.name))]) from missing


def search_parts(texts: bytes, borders: Numbers, search: Search) -> NDArray[np.int64]:
    """The hits in texts that stand one behind another, cut between these borders (first, last and all between).

    Some are searched at a time: the lists that engines make stay small, and other threads have their turn.

    >>> search_parts(b"abab", np.array([0, 2, 4]), build_search(["ab"])).tolist()
    [[0, 0, 2], [0, 2, 4]]
    """
    cuts = np.unique(borders[np.searchsorted(borders, np.arange(0, len(texts), _PART))])
    parts = [np.empty((0, 3), np.int64)]
    for begin, end in pairwise([*cuts.tolist(), len(texts)]):
        hits = search(texts[begin:end])
        hits[:, 1:] += begin
        parts.append(hits)
    return np.concatenate(parts)


def choose_automaton(patterns: Sequence[bytes]) -> Implementation:
    """The kind of automaton of ahocorasick_rs: one with all its steps in a table is quicker while it is small, and of
    many terms larger than a cache."""
    from ahocorasick_rs import Implementation

    is_small = sum(map(len, patterns)) <= _SMALL
    return Implementation.DFA if is_small else Implementation.ContiguousNFA


def _build_ahocorasick(patterns: list[bytes]) -> Search:
    from ahocorasick_rs import BytesAhoCorasick

    automaton = BytesAhoCorasick(patterns, implementation=choose_automaton(patterns)) if patterns else None
    return lambda text: _order(automaton.find_matches_as_indexes(text, overlapping=True) if automaton else [])


def _build_daachorse(patterns: list[bytes]) -> Search:
    from daachorse import DoubleArrayAhoCorasick

    automaton = DoubleArrayAhoCorasick(patterns) if patterns else None

    def search(text: bytes) -> NDArray[np.int64]:
        """The hits, the number of the phrase first."""
        return _order(automaton.find_overlapping(text) if automaton else [])[:, [2, 0, 1]]

    return search


def _order(hits: list[tuple[int, int, int]]) -> NDArray[np.int64]:
    return np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
