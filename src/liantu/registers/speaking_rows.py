"""Which texts name any product, and where: the others, most of a register, need no further look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from liantu.registers.engines import Search, search_parts
from liantu.registers.phrases import Numbers, Pieces, open_buffers

#: So many texts show whether looking at all of them first pays; it does where fewer than this part name a product.
_SAMPLE, _FEW = 500, 0.7
#: Letters that are compared as others: accented, Greek, Cyrillic, full width and rarer ones, with signs among them.
_LETTERS = (
    r"[\x{C0}-\x{5BF}\x{1000}-\x{1FFF}\x{2040}-\x{2FFF}\x{A000}-\x{AFFF}\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}"
    r"\x{FF41}-\x{FF5A}\x{10000}-\x{3FFFF}]"
)


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
    places = search_parts(data.tobytes().lower(), past, search)[:, 1]
    row = np.searchsorted(past, places, side="right") - 1
    other = np.flatnonzero(texts.str.contains(_LETTERS).fill_null(value=False).to_numpy())
    found = np.zeros(len(texts), np.bool_)
    found[row], found[other] = True, True
    number = np.cumsum(found, dtype=np.int32) - 1
    return Speaking(np.flatnonzero(found), number[row], places - past[row], number[other])
