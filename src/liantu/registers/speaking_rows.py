"""Which texts name any product, and where: the others, most of a register, need no further look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.registers.engines import Search
from liantu.registers.phrases import Flags, Numbers, Pieces, find_bytes, open_buffers

#: So many texts show whether looking at all of them first pays; it does where fewer than this part name a product.
_SAMPLE, _FEW = 500, 0.7
#: Bytes that begin letters which are compared as others: accented, Greek, Cyrillic, full width and rarer ones.
_LETTERS = bytes(byte in {*range(0xC3, 0xD7), 0xE1, 0xE2, 0xEA, 0xEF, 0xF0} for byte in range(256))


@dataclass(frozen=True)
class Speaking:
    """``rows``: the texts that may name a product, in order. ``row`` (its place in ``rows``) and ``byte`` of each place
    where a name may begin; ``unclear`` are the places in ``rows`` of texts where names may begin elsewhere too."""

    rows: Numbers
    row: Numbers
    byte: Numbers
    unclear: Numbers

    def find_pieces(self, pieces: Pieces) -> Numbers:
        """The pieces in which a name may begin; ``pieces`` are of the texts of ``rows``."""
        is_named = np.zeros(len(pieces.row), np.bool_)
        is_named[np.searchsorted(pieces.begin, pieces.offsets[self.row] + self.byte, side="right") - 1] = True
        is_unclear = np.zeros(len(self.rows), np.bool_)
        is_unclear[self.unclear] = True
        return np.flatnonzero(is_named | is_unclear[pieces.row])


def find_speaking_rows(texts: pl.Series, search: Search) -> Speaking | None:
    """The texts that may name a product; None where nearly all of a sample do."""
    if len(texts) <= _SAMPLE or len(_look(texts.head(_SAMPLE), search).rows) > _FEW * _SAMPLE:
        return None
    return _look(texts, search)


def _look(texts: pl.Series, search: Search) -> Speaking:
    offsets, buffer = open_buffers(texts)
    data = np.frombuffer(buffer, np.uint8)[offsets[0] : offsets[-1]]
    past = offsets - offsets[0]
    places = search(data.tobytes().lower())[:, 1]
    row = np.searchsorted(past, places, side="right") - 1
    other = np.unique(np.searchsorted(past, _find_letters(data), side="right") - 1)
    found = np.zeros(len(texts), np.bool_)
    found[row], found[other] = True, True
    number = np.cumsum(found, dtype=np.int32) - 1
    return Speaking(np.flatnonzero(found), number[row], places - past[row], number[other])


def _find_letters(data: NDArray[np.uint8]) -> Numbers:
    """Where letters stand that are compared as others; signs among them are left out where they are frequent."""
    places = find_bytes(data, _LETTERS)
    first, second = data[places], data[np.minimum(places + 1, len(data) - 1)]
    last = data[np.minimum(places + 2, len(data) - 1)]
    is_sign = (first == 0xE2) & (second == 0x80)
    letters: Numbers = places[~is_sign & ((first != 0xEF) | _is_wide_letter(second, last))]
    return letters


def _is_wide_letter(second: NDArray[np.uint8], last: NDArray[np.uint8]) -> Flags:
    """Whether these bytes end a letter or figure of full width: U+FF10 to FF19, FF21 to FF3A, FF41 to FF5A."""
    upper = ((last >= 0x90) & (last <= 0x99)) | ((last >= 0xA1) & (last <= 0xBA))
    wide: Flags = ((second == 0xBC) & upper) | ((second == 0xBD) & (last >= 0x81) & (last <= 0x9A))
    return wide
