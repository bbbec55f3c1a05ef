"""BM25 over pairs of characters, with frequencies of a fixed background: it orders what agrees equally, and no more.

Document frequencies and the mean length come from a background with a version, never from the results at
hand: so adding a result changes no other's likeness, and an account can be opened again. A pair of characters that the
background lacks counts as frequency 0. Robertson and Zaragoza (2009), The Probabilistic Relevance Framework.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.innovate.matching.concepts import normalise

_K1, _B = 1.2, 0.75


@dataclass(frozen=True)
class Background:
    """``frequencies``: bigram, documents; ``letters``: letter, documents (at the most: the sum of the bigrams that
    begin with it); how many documents there are, and how many bigrams each has in the mean."""

    version: str
    documents: int
    mean_length: float
    frequencies: pl.DataFrame
    letters: pl.DataFrame


def make_background(rows: pl.DataFrame) -> Background:
    """Of rows with bigram and documents; those that begin with "#" say the version and the sums."""
    head = pl.col("bigram").str.starts_with("#")
    sums = dict(rows.filter(head).iter_rows())
    (version,) = [name.removeprefix("#version:") for name in sums if name.startswith("#version:")]
    documents = sums["#documents"]
    frequencies = rows.filter(~head)
    begins = frequencies.group_by(pl.col("bigram").str.slice(0, 1).alias("letter")).agg(pl.col("documents").sum())
    letters = begins.with_columns(pl.col("documents").clip(upper_bound=documents)).sort("letter")
    return Background(version, documents, sums["#bigrams"] / documents, frequencies, letters)


def count_bigrams(texts: pl.Series) -> pl.DataFrame:
    """How often each bigram stands in each text: row, bigram, count."""
    pieces = texts.to_frame("piece").select(normalise(pl.col("piece"))).with_row_index("row")
    return split_bigrams(pieces).group_by("row", "bigram", maintain_order=True).agg(pl.len().alias("count"))


def weigh_bigrams(counts: pl.DataFrame, background: Background) -> pl.DataFrame:
    """What each bigram of a text brings to its likeness: row, bigram, weight; of ``counts`` (see ``count_bigrams``)."""
    lengths = counts.group_by("row").agg(pl.col("count").sum().alias("length"))
    frequency = pl.col("documents").fill_null(0)
    rarity = (1 + (background.documents - frequency + 0.5) / (frequency + 0.5)).log()
    norm = _K1 * (1 - _B + _B * pl.col("length") / background.mean_length)
    return (
        counts.join(lengths, on="row")
        .join(background.frequencies, on="bigram", how="left", maintain_order="left")
        .select("row", "bigram", (rarity * pl.col("count") * (_K1 + 1) / (pl.col("count") + norm)).alias("weight"))
    )


def measure_likeness(pairs: pl.DataFrame, needs: pl.Series, results: pl.Series, background: Background) -> pl.DataFrame:
    """``pairs`` (need, result as rows of the texts) with ``likeness``; no pair depends on another."""
    used = pairs.select(pl.col("result").unique(maintain_order=True))
    asking = pairs.select(pl.col("need").unique(maintain_order=True))
    offered = count_bigrams(results.gather(used["result"]))
    sought = count_bigrams(needs.gather(asking["need"])).rename({"row": "number"})
    weights = weigh_bigrams(offered, background)
    left = asking.with_row_index("number").join(sought, on="number").select("need", "bigram")
    right = used.with_row_index("row").join(weights, on="row").select("result", "bigram", "weight")
    shared = pairs.join(left, on="need").join(right, on=["result", "bigram"])
    sums = (
        shared.sort("need", "result", "bigram")
        .group_by("need", "result", maintain_order=True)
        .agg(pl.col("weight").sum().alias("likeness"))
    )
    return pairs.join(sums, on=["need", "result"], how="left", maintain_order="left").with_columns(
        pl.col("likeness").fill_null(0.0)
    )


def split_bigrams(pieces: pl.DataFrame) -> pl.DataFrame:
    """Every two neighbouring letters, digits or characters of each piece: row, bigram; a lone one stands for itself.

    >>> split_bigrams(pl.DataFrame({"row": [0, 1], "piece": ["ab c", "d"]})).rows()
    [(0, 'ab'), (0, 'c'), (1, 'd')]
    """
    words = pieces.select("row", pl.col("piece").str.extract_all(r"[\p{L}\p{N}]+").alias("word")).explode("word")
    words = words.drop_nulls("word").with_row_index("place")
    letters = words.with_columns(pl.col("word").str.split("").alias("letter")).explode("letter")
    follows = pl.col("letter").shift(-1).over("place")
    pairs = letters.with_columns(
        pl.when(follows.is_not_null()).then(pl.col("letter") + follows).alias("bigram"),
        pl.len().over("place").alias("size"),
    )
    alone = pl.when(pl.col("size") == 1).then(pl.col("letter"))
    return pairs.select("row", pl.coalesce("bigram", alone).alias("bigram")).drop_nulls("bigram")
