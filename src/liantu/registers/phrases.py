"""Texts cut into the phrases between their marks, each distinct phrase once: registers say the same over and over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

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
_DIGITS = np.isin(np.arange(256), np.arange(0x30, 0x3A))

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Phrases:
    """``texts`` are the distinct phrases; the arrays have an entry for every phrase of every text, in order.

    ``row`` is the number of the text, ``code`` the place in ``texts``, ``mark`` what stands behind the phrase,
    ``start`` its first character in the text.
    """

    texts: pl.Series
    row: Numbers
    code: Numbers
    mark: Numbers
    start: Numbers


def split_phrases(texts: pl.Series) -> Phrases:
    """Cut texts at every mark; nothing is copied but the distinct phrases.

    >>> cut = split_phrases(pl.Series(["a;b;a", "b"]))
    >>> cut.texts.gather(cut.code).to_list(), cut.row.tolist(), cut.start.tolist()
    (['a', 'b', 'a', 'b'], [0, 0, 0, 1], [0, 2, 4, 0])
    """
    import pyarrow as pa

    offsets, buffer = open_buffers(texts)
    places, widths, kinds = _find_marks(np.frombuffer(buffer, np.uint8))
    inside = (places >= offsets[0]) & (places < offsets[-1])
    # A phrase ends at every mark and at every end of a text; where both are, the mark begins the next text.
    between = np.searchsorted(places[inside], offsets[1:])
    ends = np.insert(places[inside], between, offsets[1:])
    widths = np.insert(widths[inside], between, 0)
    kinds = np.insert(kinds[inside], between, STOP)
    row = np.cumsum(widths == 0) - (widths == 0)
    cuts = np.empty(2 * len(ends) + 1, np.int64)
    cuts[0], cuts[1::2], cuts[2::2] = offsets[0], ends, ends + widths
    pieces = pa.LargeStringArray.from_buffers(len(cuts) - 1, pa.py_buffer(cuts), buffer).dictionary_encode()
    code = pieces.indices.to_numpy()[::2].astype(np.int64)
    distinct = pl.Series("text", pl.from_arrow(pieces.dictionary), dtype=pl.String)
    lengths = distinct.str.len_chars().to_numpy().astype(np.int64)[code] + (widths > 0)
    past = np.cumsum(lengths) - lengths
    begins = np.flatnonzero(np.diff(row, prepend=-1))
    return Phrases(distinct, row, code, kinds, past - np.repeat(past[begins], np.diff(np.append(begins, len(row)))))


def open_buffers(texts: pl.Series) -> tuple[Numbers, pa.Buffer]:
    """The bytes of texts as they lie in memory, and where each begins."""
    import pyarrow as pa

    strings = texts.fill_null("").to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.large_string())
    offsets = np.frombuffer(strings.buffers()[1], np.int64)[strings.offset : strings.offset + len(strings) + 1]
    return offsets, strings.buffers()[2] or pa.py_buffer(b"")


def _find_marks(data: NDArray[np.uint8]) -> tuple[Numbers, Numbers, Numbers]:
    """Where marks stand, how many bytes each is, and of what kind it is."""
    leads, codes, values = _mark_table()
    places = np.flatnonzero(leads[data])
    padded = np.concatenate([data, np.zeros(3, np.uint8)]).astype(np.int64) if len(data) < 3 else data
    near = np.minimum(places, len(padded) - 3)
    wide = padded[near] >= 0x80
    code = np.where(
        wide,
        (padded[near].astype(np.int64) << 16) | (padded[near + 1].astype(np.int64) << 8) | padded[near + 2],
        data[places],
    )
    found = np.searchsorted(codes, code)
    found[found == len(codes)] = 0
    kind = np.where(codes[found] == code, values[found], NOTHING)
    before = data[np.maximum(places - 1, 0)]
    after = data[np.minimum(places + 1, len(data) - 1)]
    # A comma between figures belongs to a name (1,4-butanediol); a blank or a point parts Chinese words alone.
    kind[(code == ord(",")) & _DIGITS[before] & _DIGITS[after]] = NOTHING
    parting = np.isin(code, [ord(" "), ord(".")]) & ((before < 0x80) | (after < 0x80))
    kind[parting] = NOTHING
    is_mark = kind != NOTHING
    return places[is_mark], np.where(wide, 3, 1)[is_mark], kind[is_mark]


@cache
def _mark_table() -> tuple[Flags, Numbers, Numbers]:
    """Which bytes may begin a mark; the codes of all marks in order, and their kinds."""
    marks = {int.from_bytes(w.encode()): kind for name, kind in _KINDS.items() for w in list_words(name)}
    marks = {code: kind for code, kind in marks.items() if code < 0x80 or code > 0xFFFF}
    leads = np.zeros(256, np.bool_)
    leads[[code >> 16 if code > 0xFFFF else code for code in marks]] = True
    codes = np.array(sorted(marks), np.int64)
    return leads, codes, np.array([marks[int(code)] for code in codes], np.int64)
