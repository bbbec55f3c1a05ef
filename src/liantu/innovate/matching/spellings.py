"""Concepts that a phrase may mean although it names none: those with a name spelled nearly alike.

A clause and a name are compared by their characters and pairs of characters, the rarer the more they count. What
is found so is a guess, and counts less than a name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import sparse

from liantu.innovate.matching.concepts import Lexicon
from liantu.innovate.matching.text_likeness import Background, split_bigrams

#: Between marks of a normalised text; \x{3002} and \x{3001} are the full stop and the comma of a list.
_CLAUSES = r"[^\x{3002}\x{3001},;:/\n()]+"
GUESSES = {"row": pl.UInt32, "concept": pl.String, "sign": pl.Int8, "likeness": pl.Float64}


@dataclass(frozen=True)
class Spellings:
    """``names``: number, concept, kind; ``features``: number, feature, weight of each name, its length one."""

    names: pl.DataFrame
    features: pl.Series
    matrix: sparse.csr_matrix


def make_spellings(lexicon: Lexicon, background: Background) -> Spellings:
    """Of all names of at least two characters."""
    names = lexicon.names.filter(pl.col("name").str.len_chars() > 1).select("name", "concept", "kind", "sign")
    weighed = _spell(names["name"], background)
    features = weighed["feature"].unique().sort()
    return Spellings(names, features, _make_matrix(weighed, features, names.height))


def guess_concepts(
    texts: pl.Series, taken: pl.DataFrame, kind: str, spellings: Spellings, background: Background, least: float
) -> pl.DataFrame:
    """Of each clause of a text without a name of ``kind``, the concepts of it that are spelled alike from ``least`` on:
    GUESSES. ``taken``: row, begin of the names that were found."""
    clauses = (
        texts.to_frame("text")
        .with_row_index("row")
        .select("row", pl.col("text").str.extract_all(_CLAUSES).alias("clause"), "text")
        .explode("clause")
        .drop_nulls("clause")
        .with_columns(pl.col("text").str.find(pl.col("clause"), literal=True).cast(pl.Int64).alias("from"))
        .with_columns((pl.col("from") + pl.col("clause").str.len_bytes()).alias("to"))
        .with_row_index("number")
    )
    named = clauses.join(taken.select("row", "begin"), on="row").filter(
        pl.col("begin").is_between(pl.col("from"), pl.col("to"), closed="left")
    )
    blank = clauses.join(named, on="number", how="anti").filter(pl.col("clause").str.len_chars() > 1)
    if blank.is_empty():
        return pl.DataFrame(schema=GUESSES)
    spelled, places = blank["clause"].unique(), blank.select("row", "clause")
    rows = np.flatnonzero((spellings.names["kind"] == kind).to_numpy())
    left = _make_matrix(_spell(spelled, background), spellings.features, len(spelled))
    near = (left @ spellings.matrix[rows].T).tocoo()
    keep = near.data >= least
    names = spellings.names[rows[near.col[keep]]].select("concept", "sign", "name")
    likeness = pl.Series("likeness", np.minimum(near.data[keep], 1.0))
    guesses = names.with_columns(spelled.gather(near.row[keep]).alias("clause"), likeness)
    return (
        places.join(guesses, on="clause")
        .sort("row", "concept", "likeness", "name", descending=[False, False, True, False])
        .unique(["row", "concept"], keep="first", maintain_order=True)
        .select(pl.col(name).cast(form) for name, form in GUESSES.items())
    )


def _spell(texts: pl.Series, background: Background) -> pl.DataFrame:
    """Characters and pairs of each text, its length one: row, feature, weight."""
    pieces = texts.to_frame("piece").with_row_index("row")
    pairs = split_bigrams(pieces).select("row", piece="bigram").filter(pl.col("piece").str.len_chars() > 1)
    letters = pieces.select("row", pl.col("piece").str.extract_all(r"\p{Han}")).explode("piece").drop_nulls()
    known = [
        frame.unique().join(table.rename({name: "piece"}), on="piece", how="left")
        for frame, table, name in (
            (pairs, background.frequencies, "bigram"),
            (letters, background.letters, "letter"),
        )
    ]
    share = (pl.col("documents").fill_null(0) + 1).cast(pl.Float64) / (background.documents + 1)
    rarity = (-share.log() / math.log(background.documents + 1)).clip(1e-3, 1.0)
    both = pl.concat([frame.select("row", feature="piece", weight=rarity) for frame in known])
    return both.sort("row", "feature").with_columns(pl.col("weight") / pl.col("weight").pow(2).sum().over("row").sqrt())


def _make_matrix(weighed: pl.DataFrame, features: pl.Series, size: int) -> sparse.csr_matrix:
    numbers = features.to_frame("feature").with_row_index("column")
    cells = weighed.join(numbers, on="feature").sort("row", "column")
    return sparse.csr_matrix(
        (cells["weight"].to_numpy(), (cells["row"].to_numpy(), cells["column"].to_numpy())), shape=(size, len(features))
    )
