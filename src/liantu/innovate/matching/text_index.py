"""Results by the pairs of characters of their texts, kept ready: the most alike of many, and what is added is found at
once.

Weights are BM25 over the fixed background (see ``text_likeness``), so that a result has the same likeness whatever
others there are, and results that are added make a further part that touches none of the earlier ones. Exact: all
weights of a text are summed over all results, in the order of the pairs, and nothing is guessed away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.innovate.matching.text_likeness import Background, count_bigrams, weigh_bigrams

ALIKE = {"need": pl.UInt32, "result": pl.String, "likeness": pl.Float64}
#: So many neighbouring results are looked at together for the greatest sums.
_BLOCK = 64

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class IndexPart:
    """Results that were added together: of bigram ``numbers[b]`` the rows and weights stand from ``starts`` to the next
    start, in the order of the rows."""

    ids: pl.Series
    numbers: Mapping[str, int]
    starts: Rows
    rows: Rows
    weights: Floats


@dataclass(frozen=True)
class TextIndex:
    """Results in the parts in which they were added."""

    background: Background
    parts: Sequence[IndexPart] = ()

    def add(self, ids: pl.Series, texts: pl.Series) -> TextIndex:
        """The index with further results; the earlier parts are the very same."""
        return TextIndex(self.background, (*self.parts, _make_part(ids, texts, self.background)))

    def find_most_alike(self, needs: pl.Series, count: int) -> pl.DataFrame:
        """The most alike results of each text, ALIKE, the best first; of equally alike ones the lesser id."""
        sought = count_bigrams(needs).sort("row", "bigram").group_by("row", maintain_order=True).agg("bigram")
        found = [_find_best(part, sought, count) for part in self.parts]
        every = pl.concat([pl.DataFrame(schema=ALIKE), *found])
        best = every.sort("need", "likeness", "result", descending=[False, True, False])
        return best.group_by("need", maintain_order=True).head(count)


def _make_part(ids: pl.Series, texts: pl.Series, background: Background) -> IndexPart:
    weights = weigh_bigrams(count_bigrams(texts), background).sort("bigram", "row")
    sizes = weights.group_by("bigram", maintain_order=True).len()
    return IndexPart(
        ids,
        {bigram: number for number, bigram in enumerate(sizes["bigram"])},
        np.concatenate([[0], np.cumsum(sizes["len"].to_numpy())]).astype(np.int64),
        weights["row"].cast(pl.Int64).to_numpy(),
        weights["weight"].to_numpy(),
    )


def _find_best(part: IndexPart, sought: pl.DataFrame, count: int) -> pl.DataFrame:
    """Of each text (row, bigram: a list) the results of a part that are among its best: ALIKE, in no order."""
    blocks = -(-len(part.ids) // _BLOCK)
    sums = np.zeros(blocks * _BLOCK)
    needs, rows, found = [], [], []
    for need, bigrams in sought.iter_rows():
        sums.fill(0)
        for bigram in bigrams:
            if (number := part.numbers.get(bigram)) is not None:
                span = slice(part.starts[number], part.starts[number + 1])
                # Each row stands once under a bigram.
                np.add.at(sums, part.rows[span], part.weights[span])
        best = _find_greatest(sums.reshape(blocks, _BLOCK), count)
        needs.append(np.full(best.size, need))
        rows.append(best)
        found.append(sums[best])
    results = part.ids.gather(np.concatenate(rows) if rows else [])
    frame = {"need": np.concatenate([*needs, []]), "result": results, "likeness": np.concatenate([*found, []])}
    return pl.DataFrame(frame).cast(ALIKE)  # type: ignore[arg-type]


def _find_greatest(blocks: Floats, count: int) -> Rows:
    """Places of the greatest sums above zero, all of those that equal the last one among them."""
    tops = blocks.max(axis=1)
    # So many blocks have a sum from here on: the last of the greatest is no less.
    least = np.partition(tops, tops.size - count)[tops.size - count] if tops.size > count else 0.0
    standing = np.flatnonzero((tops >= least) & (tops > 0))
    places = (standing[:, None] * _BLOCK + np.arange(_BLOCK)).ravel()
    sums = blocks[standing].ravel()
    if sums.size > count:
        least = max(least, np.partition(sums, sums.size - count)[sums.size - count])
    greatest: Rows = places[(sums >= least) & (sums > 0)]
    return greatest
