"""The table of matches: numbers and flags as they were found, and the same as a frame, or as Arrow for files.

Names, phrases and words stand many times in it: they travel as numbers, and each is written out once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.registers.phrases import Flags, Numbers
from liantu.registers.terms import Terms

if TYPE_CHECKING:
    import pyarrow as pa

ROLES = pl.Enum(["makes", "trades", "serves", "unknown"])
FIELDS = pl.Enum(["scope", "name"])
PERMITTED = pl.Enum(["general", "licensed", "approval"])
#: Stands for no place in ``PERMITTED``.
NOTHING_SAID = len(PERMITTED.categories)
#: Columns of the table of matches. ``row`` counts the rows of the batch, ``start`` and ``end`` characters of the field.
MATCHES: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "row": pl.Int64,
    "product": pl.String,
    "matched": pl.String,
    "field": FIELDS,
    "start": pl.Int64,
    "end": pl.Int64,
    "contained": pl.Boolean,
    "role": ROLES,
    "negated": pl.Boolean,
    "permitted": PERMITTED,
    "strength": pl.Float64,
    "phrase": pl.String,
    "is_head": pl.Boolean,
    "is_whole": pl.Boolean,
    "is_early": pl.Boolean,
    "same_class": pl.Boolean,
    "same_name": pl.Boolean,
}
#: Bytes of the words of a column of a file.
_WORDS = 1 << 26
#: So few words are written all, whether they stand there or not.
_FEW = 8


@dataclass(frozen=True)
class Places:
    """What is found, an entry a match: ``pair`` the number of name and product in ``Terms.pairs``, ``phrase`` that of
    the phrase, ``role`` and ``permitted`` places in ``ROLES`` and ``PERMITTED``, the others as in ``MATCHES``."""

    row: Numbers
    pair: Numbers
    phrase: Numbers
    start: Numbers
    end: Numbers
    contained: Flags
    role: Numbers
    negated: Flags
    permitted: Numbers
    is_head: Flags
    is_whole: Flags
    is_early: Flags

    @classmethod
    def join(cls, parts: Sequence[Self]) -> Self:
        """Several as one, in their order."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))


@dataclass(frozen=True)
class Matches:
    """The matches of a batch, those of scopes (so many) before those of names."""

    places: Places
    scopes: int
    phrases: pl.Series
    terms: Terms
    same_class: Flags
    same_name: Flags
    strength: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.places.row)

    def to_frame(self) -> pl.DataFrame:
        """The table with the columns of ``MATCHES``."""
        return pl.DataFrame([self._make_series(name, kind) for name, kind in MATCHES.items()])

    def to_arrow(self) -> dict[str, pa.Array]:
        """The same columns as Arrow, what is text as numbers of words."""
        import pyarrow as pa

        words = self._words()
        return {
            name: _encode(*words[name]) if name in words else pa.array(self._number(name).astype(_NUMPY[kind]))
            for name, kind in MATCHES.items()
        }

    def write(self, path: Path, of_firm: Mapping[str, pa.Array] | None = None) -> None:
        """Write the table as Parquet, behind further columns with an entry a match."""
        import pyarrow as pa
        from pyarrow import parquet

        columns = {**(of_firm or {}), **self.to_arrow()}
        if of_firm:
            del columns["row"]
        # Words are written once a file, as they are here; their page has to have room for all of them.
        parquet.write_table(
            pa.table(columns),
            path,
            compression="zstd",
            compression_level=1,
            write_statistics=False,
            dictionary_pagesize_limit=_WORDS,
            store_schema=False,
        )

    def _make_series(self, name: str, kind: pl.DataType | type[pl.DataType]) -> pl.Series:
        words = self._words()
        if name not in words:
            return pl.Series(name, self._number(name).astype(_NUMPY[kind]))
        number, distinct = words[name]
        if not isinstance(kind, pl.Enum):
            return distinct.gather(number).alias(name)
        code = pl.Series(name, number.astype(np.uint8))
        return (code.set(code == len(distinct), None) if name == "permitted" else code).cat.to(kind)

    def _number(self, name: str) -> NDArray[np.generic]:
        numbers: NDArray[np.generic] = getattr(self.places if hasattr(self.places, name) else self, name)
        return numbers

    def _words(self) -> Mapping[str, tuple[Numbers, pl.Series]]:
        """Of each column of text which word stands in each row, and the words."""
        places, terms = self.places, self.terms
        field = np.zeros(len(self), np.uint8)
        field[self.scopes :] = 1
        return {
            "product": (terms.product_of_pair[places.pair], pl.Series(terms.products, dtype=pl.String)),
            "matched": (terms.term_of_pair[places.pair], pl.Series(terms.phrases, dtype=pl.String)),
            "field": (field, FIELDS.categories),
            "role": (places.role, ROLES.categories),
            "permitted": (places.permitted, PERMITTED.categories),
            "phrase": (places.phrase, self.phrases),
        }


_NUMPY: Mapping[pl.DataType | type[pl.DataType], type[np.generic]] = {
    pl.Int64: np.int64,
    pl.Float64: np.float64,
    pl.Boolean: np.bool_,
}


def _encode(number: Numbers, words: pl.Series) -> pa.DictionaryArray:
    """Numbers of words as Arrow has them, with the words that stand there alone; a number past all words is null."""
    import pyarrow as pa

    used = words
    missing = number == len(words) if len(words) <= _FEW else None
    if len(words) > _FEW:
        counts = np.bincount(number, minlength=len(words))
        number = (np.cumsum(counts > 0, dtype=np.int32) - 1)[number]
        used = words.gather(np.flatnonzero(counts))
    text = used.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(number, mask=missing), text)
