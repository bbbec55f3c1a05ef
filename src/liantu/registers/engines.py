"""The programs that find many phrases in a text in one pass; all give the same hits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from liantu.model.problems import Problem, Problems
from liantu.registers.phrases import Numbers

if TYPE_CHECKING:
    from ahocorasick_rs import Implementation

ENGINES = ("ahocorasick_rs", "daachorse")
#: Bytes of phrases up to which a table of all steps stays small (some 1 KB a byte).
_SMALL = 1 << 16
#: Bytes of texts that are searched at a time.
_PART = 1 << 17
#: All overlapping hits of patterns in bytes, a row a hit: number of the pattern, start, end.
Find = Callable[[memoryview], NDArray[np.int64]]


@dataclass(frozen=True)
class Search:
    """``find``, how many of its patterns, the first ones, are ``names``, and whether there are ``others``."""

    find: Find
    names: int
    others: bool = False


def is_installed(engine: str = ENGINES[0]) -> bool:
    """Whether an engine can be used on this machine."""
    return find_spec(engine) is not None


def build_search(names: Sequence[str], engine: str = ENGINES[0], others: Sequence[bytes] = ()) -> Search:
    """A search for names, and for other patterns in the same pass. Raises Problems when the engine is not installed.

    >>> build_search(["ab", "b"]).find(memoryview(b"abab")).tolist()
    [[0, 0, 2], [1, 1, 2], [0, 2, 4], [1, 3, 4]]
    """
    patterns = [*(name.encode() for name in names), *others]
    build = _build_daachorse if engine == "daachorse" else _build_ahocorasick
    try:
        return Search(build(patterns), len(names), bool(others))
    except ModuleNotFoundError as missing:
        raise Problems([Problem("registers_not_installed", value=str(missing.name))]) from missing


def search_parts(texts: memoryview, borders: Numbers, search: Search) -> NDArray[np.int64]:
    """The hits in texts that stand one behind another, cut between these borders (first, last and all between).

    Some are searched at a time: the lists that engines make stay small, and other threads have their turn.

    >>> search_parts(memoryview(b"abab"), np.array([0, 2, 4]), build_search(["ab"])).tolist()
    [[0, 0, 2], [0, 2, 4]]
    """
    cuts = np.unique(borders[np.searchsorted(borders, np.arange(0, len(texts), _PART))])
    parts = [np.empty((0, 3), np.int64)]
    for begin, end in pairwise([*cuts.tolist(), len(texts)]):
        hits = search.find(texts[begin:end])
        hits[:, 1:] += begin
        parts.append(hits)
    return np.concatenate(parts)


def choose_automaton(patterns: Sequence[bytes]) -> Implementation:
    """The kind of automaton of ahocorasick_rs: one with all its steps in a table is quicker while it is small, and of
    many terms larger than a cache."""
    from ahocorasick_rs import Implementation

    is_small = sum(map(len, patterns)) <= _SMALL
    return Implementation.DFA if is_small else Implementation.ContiguousNFA


def _build_ahocorasick(patterns: list[bytes]) -> Find:
    from ahocorasick_rs import BytesAhoCorasick

    automaton = BytesAhoCorasick(patterns, implementation=choose_automaton(patterns)) if patterns else None
    return lambda text: _order(automaton.find_matches_as_indexes(text, overlapping=True) if automaton else [])


def _build_daachorse(patterns: list[bytes]) -> Find:
    from daachorse import DoubleArrayAhoCorasick

    automaton = DoubleArrayAhoCorasick(patterns) if patterns else None

    def search(text: memoryview) -> NDArray[np.int64]:
        """The hits, the number of the phrase first."""
        return _order(automaton.find_overlapping(bytes(text)) if automaton else [])[:, [2, 0, 1]]

    return search


def _order(hits: list[tuple[int, int, int]]) -> NDArray[np.int64]:
    return np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
