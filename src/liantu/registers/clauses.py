"""The clauses of texts as their marks give them, and which of them speak for some of their phrases.

What is said of a phrase stands in its clause, or, behind a colon, earlier in its sentence: the others need no look.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Self

import numpy as np
import polars as pl

from liantu.registers.phrase_roles import GENERAL, LICENSED
from liantu.registers.phrases import (
    CLOSING,
    COLON,
    END,
    LIST,
    NOTHING,
    OPENING,
    STOP,
    Flags,
    Numbers,
    Pieces,
    take_pieces,
)
from liantu.registers.scope_words import list_words

_FAR = 1 << 20
#: Bytes of a Chinese character.
_WIDE = 3


@dataclass(frozen=True)
class Outline:
    """How pieces hang together, an entry for each.

    ``row`` and ``place`` (number of the text, and of the piece in it), ``depth`` (brackets that stand open), ``scope``
    (GENERAL or LICENSED where it says what holds from there, 0), ``is_outer`` (a phrase outside brackets), ``mark`` (of
    an outer one the weightiest mark up to the next), ``clause`` and ``sentence`` by number, of the last outer one;
    ``segment`` (the clause with all in its brackets) and ``group`` (an enumeration) by number.
    """

    row: Numbers
    place: Numbers
    depth: Numbers
    scope: Numbers
    is_outer: Flags
    mark: Numbers
    clause: Numbers
    sentence: Numbers
    segment: Numbers
    group: Numbers

    def take(self, chosen: Numbers) -> Self:
        """That of some of the pieces."""
        return type(self)(*(getattr(self, field.name)[chosen] for field in fields(self)))


def outline_clauses(pieces: Pieces) -> Outline:
    """How the pieces of texts hang together."""
    row, firsts = pieces.row, pieces.firsts
    first = np.repeat(firsts, np.diff(firsts, append=len(row))).astype(np.int32)
    depth, scope = _find_depth(pieces, firsts), _find_scopes(pieces)
    is_outer = (depth == 0) & (pieces.end > pieces.begin) & (scope == 0)
    mark = _find_marks_behind(pieces.mark, depth, scope > 0, firsts, is_outer)
    ends_clause, ends_sentence = (is_outer & (mark >= kind) for kind in (END, STOP))
    # The clause of what is not outside is that of the last phrase outside.
    clause, sentence = (np.cumsum(ends, dtype=np.int32) - ends for ends in (ends_clause, ends_sentence))
    number = np.cumsum(is_outer, dtype=np.int32)
    holder = np.append(-1, np.flatnonzero(is_outer))[number]
    clause, sentence = clause[holder], sentence[holder]
    begins_clause = np.diff(clause, prepend=-1) != 0
    begins_clause[firsts] = True
    # What says of which kind further items are ends an enumeration too: no clause goes past it.
    parts = (pieces.mark < NOTHING) | (pieces.mark > LIST) | (scope > 0)
    return Outline(
        row,
        np.arange(len(row), dtype=np.int32) - first,
        depth,
        scope,
        is_outer,
        mark,
        clause,
        sentence,
        np.cumsum(begins_clause, dtype=np.int32) - 1,
        np.cumsum(parts, dtype=np.int32) - parts,
    )


def find_speaking_pieces(outline: Outline, named: Numbers) -> Numbers:
    """The pieces that may say what holds for those that name something: of their clauses, of all from the first colon
    of their sentences on, and those that say of which kind all further items are."""
    segment, count = outline.segment, int(outline.segment[-1]) + 1 if len(outline.segment) else 0
    is_named, has_colon = (np.zeros(count, np.bool_) for _kind in range(2))
    is_named[segment[named]] = True
    has_colon[segment[outline.is_outer & (outline.mark == COLON)]] = True
    numbers = np.arange(count)
    begins = np.flatnonzero(np.diff(segment, prepend=-1))
    starts = np.flatnonzero(np.diff(outline.sentence[begins], prepend=-1))
    nth = np.searchsorted(starts, numbers, side="right")
    first, last = starts[nth - 1], np.append(starts[1:], count)[nth - 1]
    behind_colon = np.maximum.accumulate(np.where(has_colon, numbers, -1)) >= first
    next_named = np.minimum.accumulate(np.where(is_named, numbers, count)[::-1])[::-1]
    speaks = is_named | (behind_colon & (next_named < last))
    return np.flatnonzero(speaks[segment] | (outline.scope > 0))


def _find_depth(pieces: Pieces, firsts: Numbers) -> Numbers:
    """How many brackets stand open before each piece; one that closes nothing counts for nothing."""
    step = (pieces.mark == OPENING).astype(np.int8) - (pieces.mark == CLOSING)
    sizes = np.diff(firsts, append=len(step))
    level: Numbers = np.cumsum(step, dtype=np.int32) - step
    level -= np.repeat(level[firsts], sizes)
    if level.min(initial=0) == 0:
        return level
    # Numbers of texts fall so far that the lowest level of one text says nothing of the next.
    falls = np.flatnonzero(np.repeat(np.minimum.reduceat(level, firsts) < 0, sizes))
    far = pieces.row[falls].astype(np.int64) * _FAR
    lowest = np.minimum.accumulate(level[falls] - far) + far
    level[falls] -= np.minimum(lowest, 0).astype(np.int32)
    return level


def _find_scopes(pieces: Pieces) -> Numbers:
    """What pieces say of the items behind them: general or licensed. They are few, and begin with few characters."""
    scope = np.zeros(len(pieces.row), np.int8)
    few = np.flatnonzero(pieces.end - pieces.begin >= _WIDE)
    # The last byte of the first character tells most of them apart.
    for nth in reversed(range(_WIDE)):
        few = few[_bytes_of_first_characters()[nth][pieces.data[pieces.begin[few] + nth]]]
    texts = pl.Series("text", pl.from_arrow(take_pieces(pieces, few)), dtype=pl.String)
    licensed, general = (texts.str.contains(_begin_pattern(kind)).to_numpy() for kind in ("licensed", "general"))
    scope[few] = np.select([licensed, general], [LICENSED, GENERAL], 0)
    return scope


@cache
def _bytes_of_first_characters() -> list[Flags]:
    """Which bytes stand first, second and third in the words that say of which kind items are."""
    words = [word.encode() for kind in ("licensed", "general") for word in list_words(kind)]
    return [np.isin(np.arange(256), [word[nth] for word in words]) for nth in range(_WIDE)]


def _begin_pattern(kind: str) -> str:
    return f"^(?:{'|'.join(list_words(kind))})"


def _find_marks_behind(mark: Numbers, depth: Numbers, is_scope: Flags, firsts: Numbers, is_outer: Flags) -> Numbers:
    """The weightiest mark between each phrase outside brackets and the next one; nothing of others."""
    weight = np.where(depth == 0, np.maximum(mark, NOTHING), NOTHING).astype(np.int8)
    weight[is_scope] = STOP
    weight[firsts[1:] - 1] = STOP
    weight[-1:] = STOP
    places = np.flatnonzero(is_outer)
    heaviest = np.zeros(len(mark), np.int8)
    if len(places):
        heaviest[places] = np.maximum.reduceat(weight, places)
    return heaviest
