"""Texts cut into the phrases between their marks, each distinct phrase once: registers say the same over and over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.registers.scope_words import list_words

if TYPE_CHECKING:
    import pyarrow as pa

#: What stands behind a phrase, the weightier the higher; a bracket leaves open what follows it.
NOTHING, LIST, COMMA, COLON, END, STOP = range(6)
OPENING, CLOSING = -1, -2
_KINDS = {"list": LIST, "between": LIST, "comma": COMMA, "colon": COLON, "end": END, "stop": STOP}
_KINDS |= {"opening": OPENING, "closing": CLOSING}
#: Bytes below it, with their signs, go on with a character.
_GOES_ON = -64
#: Bytes from here on stand in characters of several bytes; marks have one byte, or three.
_WIDE, _LONGEST = 0x80, 3
#: How many ones are in each byte.
_BITS_SET = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1, dtype=np.uint8)
_DIGITS = np.isin(np.arange(256), np.arange(0x30, 0x3A))

#: Whole numbers of any width: what fits in few bytes is kept in few.
Numbers = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Pieces:
    """Texts cut at every mark, as places in their bytes: ``offsets`` and ``buffer`` are of the texts, the arrays have
    an entry for every piece, in order.

    ``row`` is the number of the text, ``begin`` and ``end`` are the bytes of the piece, ``mark`` is what stands behind.
    """

    offsets: NDArray[np.int64]
    buffer: pa.Buffer
    row: Numbers
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    mark: Numbers

    @property
    def data(self) -> NDArray[np.uint8]:
        """The bytes of all texts."""
        return np.frombuffer(self.buffer, np.uint8)[: self.offsets[-1]]

    @property
    def firsts(self) -> Numbers:
        """The first piece of each text."""
        return np.flatnonzero(np.diff(self.row, prepend=-1))


@dataclass(frozen=True)
class Phrases:
    """``texts`` are the distinct phrases; ``code`` is the place there of each phrase of each text."""

    texts: pl.Series
    code: Numbers


def cut_texts(texts: pl.Series) -> Pieces:
    """Cut texts at every mark; nothing is copied.

    >>> pieces = cut_texts(pl.Series(["a;b;a", "b"]))
    >>> pieces.row.tolist(), pieces.begin.tolist(), pieces.end.tolist()
    ([0, 0, 0, 1], [0, 2, 4, 5], [1, 3, 5, 6])
    """
    offsets, buffer = open_buffers(texts)
    places, widths, kinds = _find_marks(np.frombuffer(buffer, np.uint8)[: offsets[-1]], offsets)
    # A piece ends at every mark and at every end of a text; where both are, the mark begins the next text.
    is_last = np.zeros(len(places) + len(texts), np.bool_)
    is_last[np.searchsorted(places, offsets[1:]) + np.arange(len(texts))] = True
    is_mark = ~is_last
    end = np.empty(len(is_last), np.int64)
    width, mark = (np.empty(len(is_last), np.int8) for _kind in range(2))
    end[is_last], width[is_last], mark[is_last] = offsets[1:], 0, STOP
    end[is_mark], width[is_mark], mark[is_mark] = places, widths, kinds
    begin = np.concatenate([offsets[:1], (end + width)[:-1]]) if len(end) else end
    return Pieces(offsets, buffer, np.cumsum(is_last, dtype=np.int32) - is_last, begin, end, mark)


def name_phrases(pieces: Pieces, chosen: Numbers) -> Phrases:
    """The phrases of some pieces, each distinct one once.

    >>> pieces = cut_texts(pl.Series(["a;b;a", "b"]))
    >>> phrases = name_phrases(pieces, np.array([1, 2, 3]))
    >>> phrases.texts.gather(phrases.code).to_list()
    ['b', 'a', 'b']
    """
    words = take_pieces(pieces, chosen).dictionary_encode()
    distinct = pl.Series("text", pl.from_arrow(words.dictionary), dtype=pl.String)
    return Phrases(distinct, words.indices.to_numpy())


def find_starts(pieces: Pieces, chosen: Numbers) -> NDArray[np.int32]:
    """The first character of some pieces in their texts.

    >>> find_starts(cut_texts(pl.Series(["a;b;a", "b"])), np.array([1, 2, 3])).tolist()
    [2, 4, 0]
    """
    counts = count_characters(pieces.data, np.append(pieces.begin[chosen], pieces.offsets[pieces.row[chosen]]))
    return counts[: len(chosen)] - counts[len(chosen) :]


def count_characters(data: NDArray[np.uint8], places: Numbers) -> NDArray[np.int32]:
    r"""How many characters begin before some of the bytes, or before the end.

    >>> count_characters(np.frombuffer("a\u00e4b".encode(), np.uint8), np.array([0, 1, 3, 4])).tolist()
    [0, 1, 2, 3]
    """
    # A character begins at every byte that does not go on with one; eight bytes stand in one, to be counted at once.
    eights = np.append(np.packbits(data.view(np.int8) >= _GOES_ON), np.uint8(0))
    counts = _BITS_SET[eights]
    before = np.cumsum(counts, dtype=np.int32) - counts
    eighth = places >> 3
    count: NDArray[np.int32] = before[eighth] + _BITS_SET[eights[eighth] >> (8 - (places & 7))]
    return count


def take_pieces(pieces: Pieces, chosen: Numbers) -> pa.LargeStringArray:
    """The text of some pieces."""
    import pyarrow as pa

    cuts = np.empty(2 * len(pieces.end), np.int64)
    cuts[::2], cuts[1::2] = pieces.begin, pieces.end
    strings = pa.LargeStringArray.from_buffers(max(len(cuts) - 1, 0), pa.py_buffer(cuts), pieces.buffer)
    return strings.take(pa.array(2 * chosen.astype(np.int64)))


def open_buffers(texts: pl.Series) -> tuple[NDArray[np.int64], pa.Buffer]:
    """The bytes of texts as they lie in memory, and where each begins."""
    import pyarrow as pa

    whole = texts.fill_null("") if texts.null_count() else texts
    strings = whole.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.large_string())
    if not len(strings):
        return np.zeros(1, np.int64), pa.py_buffer(b"")
    offsets = np.frombuffer(strings.buffers()[1], np.int64)[strings.offset : strings.offset + len(strings) + 1]
    return offsets, strings.buffers()[2] or pa.py_buffer(b"")


def _find_marks(data: NDArray[np.uint8], offsets: NDArray[np.int64]) -> tuple[Numbers, Numbers, Numbers]:
    """Where marks stand in texts, how many bytes each is, and of what kind it is."""
    leads, kinds = _mark_table()
    texts = data[offsets[0] :]
    may_begin = texts < _WIDE
    for lead in leads:
        may_begin |= texts == lead
    places = np.flatnonzero(may_begin) + offsets[0]
    first = data[places]
    is_wide = first >= _WIDE
    # A wide one has three bytes, and no text ends within a character.
    wide = np.flatnonzero(is_wide)
    begins = places[wide]
    code = first.astype(np.uint16)
    wide_code = (code[wide] & 0x0F) << 6 | data[begins + 1] & 0x3F
    code[wide] = wide_code << 6 | data[begins + 2] & 0x3F
    kind = kinds[code]
    # A comma between figures belongs to a name (1,4-butanediol); a blank or a point parts Chinese words alone.
    is_comma = first == ord(",")
    doubtful = np.flatnonzero(is_comma | (first == ord(" ")) | (first == ord(".")))
    is_border = np.zeros(len(data) + 1, np.bool_)
    is_border[offsets] = True
    before, after = (_look_beside(data, is_border, places[doubtful], step) for step in (-1, 1))
    within, parting = _DIGITS[before] & _DIGITS[after], (before < _WIDE) | (after < _WIDE)
    kind[doubtful[np.where(is_comma[doubtful], within, parting)]] = NOTHING
    chosen = np.flatnonzero(kind != NOTHING)
    widths = is_wide.view(np.int8) * np.int8(_LONGEST - 1) + np.int8(1)
    return places[chosen], widths[chosen], kind[chosen]


def _look_beside(data: NDArray[np.uint8], is_border: Flags, places: Numbers, step: int) -> NDArray[np.uint8]:
    """The byte before or behind places, 0 where the text begins or ends there."""
    at_border = is_border[places if step < 0 else places + 1]
    return np.where(at_border, 0, data[np.clip(places + step, 0, len(data) - 1)]).astype(np.uint8)


@cache
def _mark_table() -> tuple[tuple[int, ...], NDArray[np.int8]]:
    """The bytes that begin a mark of three bytes; the kind of every character of one or three bytes."""
    marks = {word: kind for name, kind in _KINDS.items() for word in list_words(name)}
    kinds = np.full(1 << 16, NOTHING, np.int8)
    for mark, kind in marks.items():
        kinds[ord(mark)] = kind
    leads = {mark.encode()[0] for mark in marks if len(mark.encode()) == _LONGEST}
    return tuple(sorted(leads)), kinds
