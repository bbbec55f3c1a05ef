"""How far two phrases mean the same: the cosine of their features, in few levels that a person can name."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

#: From which cosine a level holds: the same; a kind of it, or of which it is a kind; partly; distantly.
LEVELS = ((0.80, 1.0), (0.45, 0.75), (0.30, 0.5), (0.20, 0.25))


def measure_agreement(needs: pl.DataFrame, results: pl.DataFrame, least: float) -> pl.DataFrame:
    """Levels of agreement of all pairs that reach ``least``: need, result (rows of the two sides), level.

    Both sides are features of phrases. Of a pair nothing but its two phrases decides, so that another result changes
    nothing. Equal phrases are compared once.
    """
    left, left_rows = _distinct_phrases(needs)
    right, right_rows = _distinct_phrases(results)
    if left.is_empty() or right.is_empty():
        none = np.empty(0, dtype=np.int64)
        return _join_rows(none, none, np.empty(0), left_rows, right_rows)
    ids = pl.concat([left, right]).select(pl.col("feature").unique(maintain_order=True)).with_row_index("number")
    cosines = (_unit_vectors(left, ids) @ _unit_vectors(right, ids).T).tocoo()
    from_cosine = min(cosine for cosine, level in LEVELS if level >= least)
    near = cosines.data >= from_cosine - 1e-12
    levels = find_levels(cosines.data[near])
    return _join_rows(cosines.row[near], cosines.col[near], levels, left_rows, right_rows)


def find_levels(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """The level of each cosine; 0 below the lowest.

    >>> find_levels(np.array([0.9, 0.5, 0.1])).tolist()
    [1.0, 0.75, 0.0]
    """
    return np.select([cosines >= cosine - 1e-12 for cosine, _ in LEVELS], [level for _, level in LEVELS], 0.0)


def _distinct_phrases(features: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Features by phrase (phrase, feature, weight), and which rows say it (row, phrase)."""
    by_row = features.sort("row", "feature").group_by("row", maintain_order=True).agg("feature", "weight")
    by_row = by_row.with_columns(pl.struct("feature", "weight").rank("dense").cast(pl.UInt32).alias("phrase") - 1)
    phrases = by_row.unique("phrase", maintain_order=True).select("phrase", "feature", "weight")
    return phrases.explode("feature", "weight"), by_row.select("row", "phrase")


def _unit_vectors(features: pl.DataFrame, ids: pl.DataFrame) -> sparse.csr_matrix:
    numbered = features.join(ids, on="feature", maintain_order="left")
    size = (int(numbered["phrase"].max()) + 1, len(ids))  # type: ignore[arg-type]
    cells = (numbered["phrase"].to_numpy(), numbered["number"].to_numpy())
    matrix = sparse.csr_matrix((numbered["weight"].to_numpy(), cells), shape=size)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.diags(1 / np.where(lengths > 0, lengths, 1)) @ matrix


def _join_rows(
    phrases: NDArray[np.int64],
    others: NDArray[np.int64],
    levels: NDArray[np.float64],
    left_rows: pl.DataFrame,
    right_rows: pl.DataFrame,
) -> pl.DataFrame:
    pairs = pl.DataFrame(
        {"phrase": phrases, "other": others, "level": levels},
        schema={"phrase": pl.UInt32, "other": pl.UInt32, "level": pl.Float64},
    )
    left = left_rows.rename({"row": "need"})
    right = right_rows.rename({"row": "result", "phrase": "other"})
    return pairs.join(left, on="phrase").join(right, on="other").select("need", "result", "level")
