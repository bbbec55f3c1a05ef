"""Which texts name any product, and where: the others, most of a register, need no further look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.registers.engines import Search, search_parts
from liantu.registers.phrases import Numbers, Pieces, open_buffers

#: So many texts show whether looking at all of them first pays; it does where fewer than this part name a product.
_SAMPLE, _FEW = 500, 0.7
#: First bytes of letters that are compared as others: accented, Greek, Cyrillic, and those beyond 0xF0 and rarer ones.
_OTHER = (*range(0xC3, 0xD7), 0xE1, 0xEA, 0xF0)
#: No text has this byte.
_NEVER = 0xFF
#: Small letters for large ones, and one byte for every other letter: what stands there is found by it.
_FOLDED = bytes(_NEVER if byte in _OTHER else ord(chr(byte).lower()) if byte < 0x80 else byte for byte in range(256))
#: Signs and letters in circles begin with the one, with quotation marks and dashes below this second byte among them;
#: figures and letters of full width with the other, and with marks among them.
_SIGNS, _FIRST_SIGN, _WIDE = 0xE2, 0x81, 0xEF
#: The third byte of a figure or a large letter of full width; small ones have this second byte.
_WIDE_LETTERS = np.isin(np.arange(256), [*range(0x90, 0x9A), *range(0xA1, 0xBB)])
_SMALL_WIDE = 0xBD


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
    past = offsets - offsets[0]
    folded = memoryview(buffer)[offsets[0] : offsets[-1]].tobytes().translate(_FOLDED)
    places = search_parts(folded, past, search)[:, 1]
    row = np.searchsorted(past, places, side="right") - 1
    other = np.searchsorted(past, _find_other_letters(np.frombuffer(folded, np.uint8)), side="right") - 1
    found = np.zeros(len(texts), np.bool_)
    found[row], found[other] = True, True
    number = np.cumsum(found, dtype=np.int32) - 1
    return Speaking(np.flatnonzero(found), number[row], places - past[row], number[other])


def _find_other_letters(data: NDArray[np.uint8]) -> Numbers:
    """Where letters stand that are compared as others, in folded texts; some rare signs are taken for letters."""
    signs, wide = (np.flatnonzero(data == first) for first in (_SIGNS, _WIDE))
    is_letter = _WIDE_LETTERS[data[wide + 2]] | (data[wide + 1] == _SMALL_WIDE)
    return np.concatenate([np.flatnonzero(data == _NEVER), signs[data[signs + 1] >= _FIRST_SIGN], wide[is_letter]])
