"""How far two sides mean the same object or property: products of sparse matrices, all pairs of a block of needs at
once.

Two measures are joined. The cosine says how far two phrases are made of the same; the cover says how much of the one
phrase the other side's fields name, both ways. Of a pair nothing but its two rows decides: features are numbered in the
order of their names, so that even the order of the sums is the same whatever other results there are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from liantu.innovate.matching.rules import MatchRules

Block = NDArray[np.float64]


@dataclass(frozen=True)
class Phrases:
    """Features of one side (row, feature, weight; sorted by row and feature): ``phrase`` of the phrase itself,
    ``fields`` of all fields that say something of it, each weight at most one."""

    size: int
    phrase: pl.DataFrame
    fields: pl.DataFrame


def make_phrases(size: int, phrase: pl.DataFrame, fields: pl.DataFrame) -> Phrases:
    """Each feature once a row, at its greatest weight."""
    return Phrases(size, _greatest(phrase), _greatest(fields).with_columns(pl.col("weight").clip(0, 1)))


def _greatest(features: pl.DataFrame) -> pl.DataFrame:
    return features.group_by("row", "feature").agg(pl.col("weight").max()).sort("row", "feature")


@dataclass(frozen=True)
class Vectors:
    """Rows of sparse matrices: ``unit`` is the phrase with length one, ``share`` what part of it each feature is (a row
    sums to one), ``fields`` the weights in all fields, ``whole`` these with length one."""

    unit: sparse.csr_matrix
    share: sparse.csr_matrix
    fields: sparse.csr_matrix
    whole: sparse.csr_matrix


def number_features(*sides: pl.DataFrame) -> pl.Series:
    """The features of one side in the order of their names: what the matrices of both have columns for."""
    return pl.concat([side.select("feature") for side in sides])["feature"].unique().sort()


def make_vectors(phrases: Phrases, features: pl.Series) -> Vectors:
    """Lengths count all features of the side, also those that ``features`` lacks."""
    squares = pl.col("weight").pow(2)
    whole = squares.sum().over("row")
    rows = phrases.phrase.with_columns(
        (pl.col("weight") / whole.sqrt()).alias("unit"), (squares / whole).alias("share")
    )
    fields = phrases.fields.with_columns((pl.col("weight") / whole.sqrt()).alias("whole"))
    return Vectors(
        _make_matrix(rows, "unit", phrases.size, features),
        _make_matrix(rows, "share", phrases.size, features),
        _make_matrix(fields, "weight", phrases.size, features),
        _make_matrix(fields, "whole", phrases.size, features),
    )


def _make_matrix(rows: pl.DataFrame, value: str, size: int, features: pl.Series) -> sparse.csr_matrix:
    numbers = pl.DataFrame({"feature": features}).with_row_index("number")
    if rows.is_empty():
        return sparse.csr_matrix((size, len(features)))
    numbered = rows.join(numbers, on="feature").sort("row", "number")
    cells = (numbered["row"].to_numpy(), numbered["number"].to_numpy())
    return sparse.csr_matrix((numbered[value].to_numpy(), cells), shape=(size, len(features)))


@dataclass(frozen=True)
class Aspect:
    """What a side says of its object or of its property: in concepts, in pairs of characters and characters, and how
    much of the phrase concepts cover (``known``, from 0 to 1 by row)."""

    concepts: Phrases
    texts: Phrases
    known: NDArray[np.float64]


@dataclass(frozen=True)
class AspectVectors:
    """The same as rows of matrices."""

    concepts: Vectors
    texts: Vectors
    known: NDArray[np.float64]


def pair_aspects(needs: Aspect, results: Aspect, *others: Phrases) -> tuple[AspectVectors, AspectVectors]:
    """Both sides over the features of the results; ``others`` are what else of the results names concepts."""
    named = number_features(*(frame for part in (results.concepts, *others) for frame in (part.phrase, part.fields)))
    spelled = number_features(results.texts.phrase, results.texts.fields)
    left, right = (
        AspectVectors(make_vectors(side.concepts, named), make_vectors(side.texts, spelled), side.known)
        for side in (needs, results)
    )
    return left, right


def measure_agreement(needs: AspectVectors, results: AspectVectors, rules: MatchRules) -> Block:
    """Of all pairs, needs × results, from 0 to 1: concepts first; characters make up the more for what is missing,
    the less of the two phrases concepts cover."""
    concepts = _measure_likeness(needs.concepts, results.concepts, rules)
    texts = _measure_likeness(needs.texts, results.texts, rules)
    unknown = 1 - needs.known[:, None] * results.known[None, :]
    counts = rules.spelled_known + (rules.spelled - rules.spelled_known) * unknown
    return np.clip(1 - (1 - concepts) * (1 - counts * texts), 0.0, 1.0)


def _measure_likeness(needs: Vectors, results: Vectors, rules: MatchRules) -> Block:
    """The cosine of the phrases, and what the cover and the cosine of all fields make up for beyond it."""
    cosine = _multiply(needs.unit, results.unit)
    cover = np.sqrt(_multiply(needs.share, results.fields) * _multiply(needs.fields, results.share))
    fields = _multiply(needs.whole, results.whole)
    left: Block = 1 - (1 - cosine) * (1 - rules.covered * cover) * (1 - rules.around * fields)
    return left


def measure_cover(shares: sparse.csr_matrix, fields: sparse.csr_matrix) -> Block:
    """How much of each phrase of the one side the other names: all pairs, from 0 to 1."""
    return np.clip(_multiply(shares, fields), 0.0, 1.0)


def _multiply(left: sparse.csr_matrix, right: sparse.csr_matrix) -> Block:
    block: Block = (left @ right.T).toarray()
    return block
