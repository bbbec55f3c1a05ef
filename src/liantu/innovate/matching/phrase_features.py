"""What a phrase is made of: concepts, what they are kinds of, what they are related to, and pairs of characters."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.innovate.matching.concepts import GENERIC, OBJECT, Lexicon, find_concepts
from liantu.innovate.matching.language import MatchLanguage
from liantu.innovate.matching.rules import PhraseWeights
from liantu.innovate.matching.spellings import guess_concepts
from liantu.innovate.matching.text_likeness import Background, split_bigrams

FEATURES = {"row": pl.UInt32, "feature": pl.String, "weight": pl.Float64}
#: What a feature begins with: a concept, a pair of characters that no concept covers, a pair of the whole phrase, a
#: character.
CONCEPT, UNCOVERED, WHOLE, LETTER = "c:", "b:", "w:", "l:"


def describe_phrases(
    texts: pl.Series, language: MatchLanguage, kind: str, weights: PhraseWeights
) -> tuple[pl.DataFrame, NDArray[np.float64]]:
    """The features of phrases, columns FEATURES, by row of ``texts`` (normalised), and how much of each phrase concepts
    cover, from 0 to 1; ``kind``: OBJECT or PROPERTY.

    A concept says the less the more concepts are kinds of it, a pair of characters the less the more documents of the
    background it stands in.
    """
    lexicon, background = language.lexicon, language.background
    hits = find_concepts(texts, lexicon)
    named = hits.filter(kind=kind)
    guesses = guess_concepts(texts, named, kind, language.spellings, background, weights.alike)
    rows = texts.to_frame("piece").with_row_index("row")
    has_concept = pl.col("row").is_in(named["row"].unique().implode())
    total = pl.when(has_concept).then(weights.uncovered).otherwise(1.0)
    features = pl.concat(
        [
            _weigh_concepts(named, guesses, lexicon, kind, weights),
            _weigh_bigrams(cut_out(texts, hits), background, total, UNCOVERED),
            _weigh_bigrams(rows, background, pl.lit(weights.whole), WHOLE),
            _weigh_letters(rows, background, weights.letters),
        ]
    )
    return features, _measure_known(texts, hits.filter(pl.col("kind").is_in([kind, GENERIC])))


def _measure_known(texts: pl.Series, hits: pl.DataFrame) -> NDArray[np.float64]:
    spans = hits.select("row", "begin", "end").unique().sort("row", "begin")
    # Names may overlap: each byte counts once.
    before = pl.col("end").shift(1).over("row").fill_null(0)
    covered = spans.group_by("row").agg(
        (pl.col("end") - pl.max_horizontal("begin", before)).clip(0).sum().alias("bytes")
    )
    known = np.zeros(len(texts))
    known[covered["row"].to_numpy()] = covered["bytes"].to_numpy()
    sizes = texts.str.len_bytes().to_numpy()
    shares: NDArray[np.float64] = np.clip(known / np.maximum(sizes, 1), 0.0, 1.0)
    return shares


def _weigh_concepts(
    named: pl.DataFrame, guesses: pl.DataFrame, lexicon: Lexicon, kind: str, weights: PhraseWeights
) -> pl.DataFrame:
    is_head = (pl.col("begin") == pl.col("begin").max().over("row")) | pl.lit(kind != OBJECT)
    direct = named.select(
        "row", "concept", pl.when(is_head).then(weights.head).otherwise(weights.other).alias("weight")
    )
    guessed = guesses.select("row", "concept", pl.col("likeness") * weights.guessed)
    direct = pl.concat([direct, guessed.rename({"likeness": "weight"}).select(direct.columns)])
    above = direct.join(lexicon.broader, on="concept").select(
        "row", pl.col("broader").alias("concept"), pl.col("weight") * pl.lit(weights.step).pow(pl.col("steps"))
    )
    beside = direct.join(lexicon.related, on="concept").select(
        "row", pl.col("related").alias("concept"), pl.col("weight") * weights.related
    )
    strongest = pl.concat([direct, above, beside]).group_by("row", "concept").agg(pl.col("weight").max())
    return (
        strongest.join(lexicon.content, on="concept")
        .select("row", (CONCEPT + pl.col("concept")).alias("feature"), pl.col("weight") * pl.col("content"))
        .filter(pl.col("weight") > 0)
        .sort("row", "feature")
    )


def _weigh_bigrams(pieces: pl.DataFrame, background: Background, total: pl.Expr, begins: str) -> pl.DataFrame:
    """Each pair once a row, all of a row together as long as ``total``."""
    pairs = split_bigrams(pieces).unique(["row", "bigram"])
    known = pairs.join(background.frequencies, on="bigram", how="left")
    rarity = ((background.documents + 1) / (pl.col("documents").fill_null(0) + 1)).log() / math.log(
        background.documents + 1
    )
    length = pl.col("rarity").pow(2).sum().over("row").sqrt()
    weighed = known.with_columns(rarity.alias("rarity")).sort("row", "bigram")
    return weighed.select(
        pl.col("row").cast(pl.UInt32),
        (begins + pl.col("bigram")).alias("feature"),
        (total * pl.col("rarity") / length).alias("weight"),
    )


def _weigh_letters(rows: pl.DataFrame, background: Background, total: float) -> pl.DataFrame:
    """Each character but Latin letters and digits once a row, all of a row together as long as ``total``."""
    letters = rows.select("row", pl.col("piece").str.extract_all(r"\p{Han}").alias("letter")).explode("letter")
    known = letters.drop_nulls().unique().join(background.letters, on="letter", how="left")
    share = (pl.col("documents").fill_null(0) + 1).cast(pl.Float64) / (background.documents + 1)
    rarity = -share.log() / math.log(background.documents + 1)
    length = pl.col("rarity").pow(2).sum().over("row").sqrt()
    weighed = known.with_columns(rarity.clip(1e-3, 1.0).alias("rarity")).sort("row", "letter")
    return weighed.select(
        pl.col("row").cast(pl.UInt32),
        (LETTER + pl.col("letter")).alias("feature"),
        (total * pl.col("rarity") / length).alias("weight"),
    )


def cut_out(texts: pl.Series, hits: pl.DataFrame) -> pl.DataFrame:
    """The pieces of each text between the hits: row, piece."""
    spans_of_hits = hits.select("row", "begin", "end").unique().sort("row", "begin")
    edges = spans_of_hits.group_by("row", maintain_order=True).agg("begin", "end")
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
