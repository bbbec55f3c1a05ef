"""Which texts name any product, and where: the others, most of a register, need no further look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from liantu.registers.engines import Search, search_parts
from liantu.registers.phrases import Numbers, Pieces, open_buffers

#: So many texts show whether looking at all of them first pays; it does where fewer than this part name a product.
_SAMPLE, _FEW = 500, 0.7
_LARGE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: How letters begin that are compared as others: large ones; accented, Greek, Cyrillic, those beyond 0xF0 and rarer
#: ones; figures and letters of full width; signs and letters in circles, some rare signs with them (quotation marks and
#: dashes have a lower second byte).
OTHER_LETTERS = (
    *(bytes([first]) for first in (*_LARGE, *range(0xC3, 0xD7), 0xE1, 0xEA, 0xF0)),
    *(chr(code + 0xFEE0).encode() for code in (*b"0123456789", *_LARGE, *_LARGE.lower())),
    *(bytes([0xE2, second]) for second in range(0x81, 0xC0)),
)


@dataclass(frozen=True)
class Speaking:
    """``rows``: the texts that may name a product, in order. ``row`` (its place in ``rows``) and ``byte`` of each place
    where a name begins, or a letter that is compared as another."""

    rows: Numbers
    row: Numbers
    byte: Numbers

    def find_pieces(self, pieces: Pieces) -> Numbers:
        """The pieces in which a name may stand; ``pieces`` are of the texts of ``rows``."""
        is_named = np.zeros(len(pieces.row), np.bool_)
        is_named[np.searchsorted(pieces.begin, pieces.offsets[self.row] + self.byte, side="right") - 1] = True
        return np.flatnonzero(is_named)


def find_speaking_rows(texts: pl.Series, search: Search) -> Speaking | None:
    """The texts that may name a product; None where nearly all of a sample do, or the search tells of no letters."""
    if not search.others or len(texts) <= _SAMPLE or len(_look(texts.head(_SAMPLE), search).rows) > _FEW * _SAMPLE:
        return None
    return _look(texts, search)


def _look(texts: pl.Series, search: Search) -> Speaking:
    offsets, buffer = open_buffers(texts)
    past = offsets - offsets[0]
    places = search_parts(memoryview(buffer).cast("B")[offsets[0] : offsets[-1]], past, search)[:, 1]
    row = np.searchsorted(past, places, side="right") - 1
    found = np.zeros(len(texts), np.bool_)
    found[row] = True
    number = np.cumsum(found, dtype=np.int32) - 1
    return Speaking(np.flatnonzero(found), number[row], places - past[row])
