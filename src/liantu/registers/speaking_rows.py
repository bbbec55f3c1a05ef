"""Which texts name any product at all: the others, most of a register, need no further look."""

from __future__ import annotations

import numpy as np
import polars as pl

from liantu.registers.engines import Search
from liantu.registers.phrases import Numbers, open_buffers

#: So many texts show whether looking at all of them first pays; it does where fewer than this part name a product.
_SAMPLE, _FEW = 2_000, 0.7


def find_speaking_rows(texts: pl.Series, search: Search) -> Numbers | None:
    """The texts that may name a product, in order; None where nearly all of a sample do."""
    if len(texts) <= _SAMPLE or len(_look(texts.head(_SAMPLE), search)) > _FEW * _SAMPLE:
        return None
    return _look(texts, search)


def _look(texts: pl.Series, search: Search) -> Numbers:
    offsets, buffer = open_buffers(texts)
    data = np.frombuffer(buffer, np.uint8)[offsets[0] : offsets[-1]]
    capital = (data >= ord("A")) & (data <= ord("Z"))
    small = data + capital.astype(np.uint8) * np.uint8(ord("a") - ord("A"))
    starts = search(small.tobytes())[:, 1] + offsets[0]
    found = np.zeros(len(texts), np.bool_)
    found[np.searchsorted(offsets, starts, side="right") - 1] = True
    # Letters of full width are compared as plain ones, which takes another look.
    wide = np.flatnonzero(data[:-1] == 0xEF)
    wide = wide[(data[wide + 1] == 0xBC) | (data[wide + 1] == 0xBD)]
    letters = wide[_is_wide_letter(data, wide)] + offsets[0]
    found[np.searchsorted(offsets, letters, side="right") - 1] = True
    return np.flatnonzero(found)


def _is_wide_letter(
    data: np.ndarray[tuple[int], np.dtype[np.uint8]], places: Numbers
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the letters and figures of full width stand at places: U+FF10 to FF19, FF21 to FF3A, FF41 to FF5A."""
    last = data[np.minimum(places + 2, len(data) - 1)]
    first = data[places + 1] == 0xBC
    upper = ((last >= 0x90) & (last <= 0x99)) | ((last >= 0xA1) & (last <= 0xBA))
    small: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.where(first, upper, (last >= 0x81) & (last <= 0x9A))
    return small
