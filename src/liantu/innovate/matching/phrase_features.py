"""What a phrase is made of: concepts, what they are kinds of, and pairs of characters of what no concept covers."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.innovate.matching.concepts import OBJECT, PROPERTY, Lexicon, find_concepts

FEATURES = {"row": pl.UInt32, "feature": pl.String, "weight": pl.Float64}


@dataclass(frozen=True)
class FeatureWeights:
    """How much each part of a phrase says: the head of an object (its last concept) and every property, the concepts
    before the head, a broader concept (times what stands for the narrower), and all uncovered text together where
    concepts stand beside it."""

    head: float = 1.0
    other: float = 0.3
    broader: float = 0.6
    uncovered: float = 0.3


def describe_phrases(
    texts: pl.Series, lexicon: Lexicon, kind: str, weights: FeatureWeights = FeatureWeights()
) -> pl.DataFrame:
    """The features of phrases, columns FEATURES, by row of ``texts`` (normalised); ``kind``: OBJECT or PROPERTY.

    A feature is ``c:concept``, or ``b:xy`` for two neighbouring characters. Words that say nothing (材料, 技术)
    give none, nor do the objects that a property is said of.
    """
    hits = find_concepts(texts, lexicon)
    named = hits.filter(pl.col("kind").is_in([OBJECT, PROPERTY])) if kind == OBJECT else hits.filter(kind=PROPERTY)
    concepts = _weigh_concepts(named, lexicon, kind, weights)
    pairs = split_bigrams(cut_out(texts, hits)).unique(maintain_order=True)
    has_concept = pl.col("row").is_in(named["row"].unique().implode())
    total = pl.when(has_concept).then(weights.uncovered).otherwise(1.0)
    plain = pairs.select(
        pl.col("row").cast(pl.UInt32),
        ("b:" + pl.col("bigram")).alias("feature"),
        (total / pl.len().over("row").sqrt()).alias("weight"),
    )
    return pl.concat([concepts, plain])


def _weigh_concepts(named: pl.DataFrame, lexicon: Lexicon, kind: str, weights: FeatureWeights) -> pl.DataFrame:
    last = pl.col("begin").filter(kind=OBJECT).max().over("row")
    # Where a phrase names properties alone, as 耐热性, the last of them is its head.
    last = pl.coalesce(last, pl.col("begin").max().over("row"))
    is_head = (pl.col("begin") == last) | pl.lit(kind == PROPERTY)
    direct = named.select(
        "row", "concept", pl.when(is_head).then(weights.head).otherwise(weights.other).alias("weight")
    )
    above = direct.join(lexicon.broader, on="concept", maintain_order="left_right").select(
        "row", pl.col("broader").alias("concept"), pl.col("weight") * weights.broader
    )
    strongest = pl.concat([direct, above]).group_by("row", "concept", maintain_order=True).agg(pl.col("weight").max())
    return strongest.select("row", ("c:" + pl.col("concept")).alias("feature"), "weight")


def cut_out(texts: pl.Series, hits: pl.DataFrame) -> pl.DataFrame:
    """The pieces of each text between the hits: row, piece."""
    edges = hits.sort("row", "begin").group_by("row", maintain_order=True).agg("begin", "end")
    whole = pl.DataFrame({"row": pl.Series(range(len(texts)), dtype=pl.UInt32), "text": texts})
    size = pl.concat_list(pl.col("text").str.len_bytes().cast(pl.Int64))
    none = pl.lit([], dtype=pl.List(pl.Int64))
    spans = whole.join(edges, on="row", how="left", maintain_order="left").select(
        "row",
        "text",
        pl.concat_list(pl.lit([0], dtype=pl.List(pl.Int64)), pl.col("end").fill_null(none)).alias("start"),
        pl.concat_list(pl.col("begin").fill_null(none), size).alias("stop"),
    )
    pieces = spans.explode("start", "stop").filter(pl.col("stop") > pl.col("start"))
    # Offsets count bytes: a text is cut as bytes and read again.
    cut = pl.col("text").cast(pl.Binary).bin.slice(pl.col("start"), pl.col("stop") - pl.col("start"))
    return pieces.select("row", cut.cast(pl.String).alias("piece"))


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
