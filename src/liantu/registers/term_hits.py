"""Where the names of products stand in distinct phrases: as the noun, as a part of it, within a longer name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.registers.engines import Search, search_parts
from liantu.registers.phrase_roles import ROLES
from liantu.registers.phrases import Flags, Numbers, count_characters, open_buffers
from liantu.registers.scope_words import list_words
from liantu.registers.terms import fold_text

Bytes = NDArray[np.uint8]
#: Letters and figures: a name that begins or ends with one is a word by itself.
_LATIN = np.isin(np.arange(256), np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", np.uint8))
#: Letters that are compared as others, with some signs among them.
_LETTERS = r"[A-Z\x{C0}-\x{5BF}\x{1000}-\x{3000}\x{A000}-\x{ABFF}\x{FF10}-\x{FF5A}\x{10000}-\x{10FFFF}]"


@dataclass(frozen=True)
class Hits:
    """All overlapping hits in distinct phrases, in order, the longest of a place first.

    ``code`` is the number of the phrase, ``term`` that of the name, ``start`` and ``end`` count characters;
    ``contained`` (a longer hit holds it), ``is_head`` (the noun itself, not a part of another), ``is_noun`` (no verb of
    the phrase is a part of it), ``is_whole`` (all that the phrase names).
    """

    code: Numbers
    term: Numbers
    start: Numbers
    end: Numbers
    contained: Flags
    is_head: Flags
    is_noun: Flags
    is_whole: Flags


def find_hits(texts: pl.Series, noun_start: Numbers, noun_end: Numbers, search: Search) -> Hits:
    """The hits in phrases, of each of which the noun stands between two characters.

    A hit of letters or figures within a longer word is none.
    """
    folded = _fold(texts)
    data, past = _join_phrases(folded)
    found = search_parts(data.data, past, search)
    found = found[found[:, 0] < search.names]
    code = np.searchsorted(past, found[:, 1], side="right") - 1
    # What reaches into the next phrase is no hit.
    inside = found[:, 2] < past[code + 1]
    inside[inside] &= ~_is_inside_a_word(data, found[inside], past[code[inside]], past[code[inside] + 1] - 1)
    found, code = found[inside], code[inside]
    places = np.concatenate([found[:, 1], found[:, 2], past[code]])
    first, last, begins = np.split(count_characters(data, places), 3)
    step = int((last - first).max(initial=0)) + 1
    order = np.argsort(first.astype(np.int64) * step - (last - first))
    code, first, last, begins = code[order].astype(np.int32), first[order], last[order], begins[order]
    start, end = first - begins, last - begins
    # A hit that stands before reaches as far; hits of a place are of one name, for names are distinct.
    reach = np.concatenate([[-1], np.maximum.accumulate(last)[:-1]]) if len(last) else last
    is_head = _find_heads(folded, code, end, noun_end[code], last)
    return Hits(
        code,
        found[order, 0].astype(np.int32),
        start,
        end,
        reach >= last,
        is_head,
        (start >= noun_start[code]) & (end <= noun_end[code]),
        is_head & (start <= noun_start[code]),
    )


def _fold(texts: pl.Series) -> pl.Series:
    """Phrases as they are compared; few have letters that are compared as others."""
    other = np.flatnonzero(texts.str.contains(_LETTERS).to_numpy())
    if not len(other):
        return texts
    return texts.scatter(other, texts.gather(other).to_frame("text").select(fold_text(pl.col("text")))["text"])


def _join_phrases(texts: pl.Series) -> tuple[Bytes, Numbers]:
    """The bytes of phrases, each with a line end behind it, which stands in no name; where each begins, and the end."""
    offsets, _buffer = open_buffers(texts)
    _ends, buffer = open_buffers(texts.extend_constant("", 1).str.join("\n"))
    past = offsets - offsets[0] + np.arange(len(offsets))
    return np.frombuffer(buffer, np.uint8)[: past[-1]], past


def _is_inside_a_word(data: Bytes, found: NDArray[np.int64], begin: Numbers, end: Numbers) -> Flags:
    first, last = found[:, 1], found[:, 2]
    before, after = data[np.maximum(first - 1, 0)], data[np.minimum(last, len(data) - 1)]
    goes_back = _LATIN[data[first]] & (first > begin) & _LATIN[before]
    inside: Flags = goes_back | (_LATIN[data[last - 1]] & (last < end) & _LATIN[after])
    return inside


def _find_heads(folded: pl.Series, code: Numbers, end: Numbers, noun_end: Numbers, last: Numbers) -> Flags:
    """Whether nothing follows each hit that makes another thing of it; hits that end at one place share the answer."""
    is_head = noun_end <= end
    further = np.flatnonzero(~is_head)
    ends = np.zeros(int(last.max(initial=0)) + 1, np.bool_)
    ends[last[further]] = True
    group = (np.cumsum(ends, dtype=np.int32) - 1)[last[further]]
    few = np.empty(np.count_nonzero(ends), np.int64)
    few[group] = further
    frame = pl.DataFrame(
        [folded.gather(code[few]).alias("text"), pl.Series("end", end[few]), pl.Series("size", (noun_end - end)[few])]
    )
    follows = frame.select(pl.col("text").str.slice("end", "size").str.contains(_head_pattern()))["text"].to_numpy()
    is_head[further] = follows[group]
    return is_head


@cache
def _head_pattern() -> str:
    generic, after, joins = (_either(kind) for kind in ("generic", "after", "joins"))
    verbs = f"(?:{'|'.join(map(re.escape, [word for kind in ROLES.values() for word in list_words(kind)]))})"
    return f"^(?:{_either('and_others')}|{generic}?{after}?(?:$|{joins}|{verbs}$))"


def _either(kind: str) -> str:
    return f"(?:{'|'.join(map(re.escape, list_words(kind)))})"
