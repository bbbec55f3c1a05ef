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
#: Rows that stand under one list of words; a batch has fewer, so that words are written once.
_ROWS = 1 << 22
#: So few words are written all, whether they stand there or not.
_FEW = 8
#: Columns of whole numbers that differ little from row to row.
_STEPS = ("row", "line", "start", "end")


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
class Words:
    """A column of text: the place of each row in ``number``, which says which of the words stands there; a number past
    all words is null."""

    place: Numbers
    number: Numbers
    words: pl.Series

    def gather(self) -> pl.Series:
        """The text of each row."""
        return self.words.gather(self.number[self.place])

    def to_arrow(self) -> pa.DictionaryArray:
        """The column as numbers of words, with the words that stand there alone."""
        import pyarrow as pa

        if len(self.words) <= _FEW:
            text = self.words.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.string())
            named = self.number.astype(np.int8)[self.place]
            return pa.DictionaryArray.from_arrays(pa.array(named, mask=named == len(self.words)), text)
        # Which words stand there is seen by places: rows are many, and many have the same.
        is_used = np.zeros(len(self.number), np.bool_)
        is_used[self.place] = True
        stands = np.zeros(len(self.words), np.bool_)
        stands[self.number[is_used]] = True
        number = (np.cumsum(stands, dtype=np.int32) - 1)[self.number]
        used = self.words.gather(np.flatnonzero(stands))
        text = used.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.string())
        return pa.DictionaryArray.from_arrays(pa.array(np.take(number, self.place)), text)


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
            name: words[name].to_arrow() if name in words else pa.array(self._number(name).astype(_NUMPY[kind]))
            for name, kind in MATCHES.items()
        }

    def write(self, path: Path, of_firm: Mapping[str, pa.Array] | None = None) -> None:
        """Write the table as Parquet, behind further columns with an entry a match."""
        import pyarrow as pa
        from pyarrow import parquet

        columns = {**(of_firm or {}), **self.to_arrow()}
        if of_firm:
            del columns["row"]
        table = pa.table(columns)
        words = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
        # Words are written once a file, as they are here; their page has to have room for all of them. What counts on
        # is written as steps: neither a list of all numbers nor a closer packing pays for the time that it takes.
        parquet.write_table(
            table,
            path,
            compression="snappy",
            use_dictionary=[*words, "strength"],
            column_encoding={name: "DELTA_BINARY_PACKED" for name in _STEPS if name in columns},
            write_statistics=False,
            dictionary_pagesize_limit=_WORDS,
            row_group_size=_ROWS,
            store_schema=False,
        )

    def _make_series(self, name: str, kind: pl.DataType | type[pl.DataType]) -> pl.Series:
        words = self._words()
        if name not in words:
            return pl.Series(name, self._number(name).astype(_NUMPY[kind]))
        if not isinstance(kind, pl.Enum):
            return words[name].gather().alias(name)
        place = words[name].place.astype(np.uint8)
        missing = place == len(kind.categories)
        # Readers of Arrow look for the words of what is null too.
        code = pl.Series(name, np.where(missing, 0, place))
        return code.set(pl.Series(missing), None).cat.to(kind)

    def _number(self, name: str) -> NDArray[np.generic]:
        numbers: NDArray[np.generic] = getattr(self.places if hasattr(self.places, name) else self, name)
        return numbers

    def _words(self) -> Mapping[str, Words]:
        """What stands in each column of text."""
        places, terms = self.places, self.terms
        field = np.zeros(len(self), np.uint8)
        field[self.scopes :] = 1
        return {
            "product": Words(places.pair, terms.product_of_pair, pl.Series(terms.products, dtype=pl.String)),
            "matched": Words(places.pair, terms.term_of_pair, pl.Series(terms.phrases, dtype=pl.String)),
            "field": Words(field, np.arange(len(FIELDS.categories)), FIELDS.categories),
            "role": Words(places.role, np.arange(len(ROLES.categories)), ROLES.categories),
            "permitted": Words(places.permitted, np.arange(NOTHING_SAID + 1), PERMITTED.categories),
            "phrase": Words(places.phrase, np.arange(len(self.phrases)), self.phrases),
        }


_NUMPY: Mapping[pl.DataType | type[pl.DataType], type[np.generic]] = {
    pl.Int64: np.int64,
    pl.Float64: np.float64,
    pl.Boolean: np.bool_,
}
