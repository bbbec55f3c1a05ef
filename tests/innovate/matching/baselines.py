"""What others would do: keyword search, TF-IDF and BM25 over pairs of characters, for the same needs and results."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from liantu.innovate.matching import Side
from liantu.innovate.matching.text_likeness import count_bigrams

COUNT = 20
BASELINES = ("keyword", "tf-idf", "bm25")


def rank_by(name: str, needs: Side, results: Side) -> pl.DataFrame:
    """The twenty best of each need with any common pair of characters: need, result, rank."""
    scores = _SCORES[name](*_count(needs, results))
    order = np.argsort(-scores, axis=1, kind="stable")[:, :COUNT]
    rows = [
        (needs.rows["id"][need], results.rows["id"][int(result)], place + 1)
        for need in range(len(order))
        for place, result in enumerate(order[need])
        if scores[need, result] > 0
    ]
    return pl.DataFrame(rows, schema=["need", "result", "rank"], orient="row")


def _count(needs: Side, results: Side) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    text = pl.concat_str("title", "object", "property", "text", separator="\n", ignore_nulls=True)
    counts = [count_bigrams(side.rows.select(text.alias("t"))["t"]) for side in (needs, results)]
    numbers = pl.concat([c["bigram"] for c in counts]).unique().sort().to_frame("bigram").with_row_index("number")
    found = []
    for count, side in zip(counts, (needs, results), strict=True):
        cells = count.join(numbers, on="bigram")
        shape = (side.rows.height, numbers.height)
        matrix = sparse.csr_matrix((cells["count"].to_numpy(), (cells["row"], cells["number"])), shape=shape)
        found.append(matrix.toarray().astype(np.float64))
    return found[0], found[1]


def _keyword(needs: NDArray[np.float64], results: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many different pairs both have."""
    return (needs > 0).astype(np.float64) @ (results > 0).astype(np.float64).T


def _tf_idf(needs: NDArray[np.float64], results: NDArray[np.float64]) -> NDArray[np.float64]:
    idf = np.log((1 + len(results)) / (1 + (results > 0).sum(axis=0))) + 1
    left, right = needs * idf, results * idf
    lengths = np.linalg.norm(left, axis=1)[:, None] * np.linalg.norm(right, axis=1)[None, :]
    product: NDArray[np.float64] = left @ right.T / np.maximum(lengths, 1e-12)
    return product


def _bm25(needs: NDArray[np.float64], results: NDArray[np.float64]) -> NDArray[np.float64]:
    frequency = (results > 0).sum(axis=0)
    idf = np.log(1 + (len(results) - frequency + 0.5) / (frequency + 0.5))
    length = results.sum(axis=1, keepdims=True)
    weights = idf * results * 2.2 / (results + 1.2 * (0.25 + 0.75 * length / length.mean()))
    return (needs > 0).astype(np.float64) @ weights.T


_SCORES = {"keyword": _keyword, "tf-idf": _tf_idf, "bm25": _bm25}
