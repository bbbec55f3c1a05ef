"""Concepts of objects and properties with all their names: what two sides mean, whatever they call it.

The lexicon is data of the library: concept, kind, sign, broader, names. A name of a property carries a sign:
resistance is conductivity with −1, so that less of the one is more of the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import polars as pl

#: Kinds: an object, a property, what a result does (measure, recycle), a word that says more or less, a word that says
#: nothing of either, one that denies.
OBJECT, PROPERTY, FUNCTION = "object", "property", "function"
DIRECTION, GENERIC, NEGATION = "direction", "generic", "negation"
HITS = {"row": pl.UInt32, "begin": pl.Int64, "end": pl.Int64, "concept": pl.String, "kind": pl.String, "sign": pl.Int8}


@dataclass(frozen=True)
class Lexicon:
    """``names``: name, concept, kind, sign; a name may stand for several concepts. ``broader``: concept, broader, steps
    (all steps upwards, the shortest way). ``related``: concept, related (both ways). ``content``: concept, content:
    how much a concept says, from 0 (all are kinds of it) to 1 (nothing is a kind of it)."""

    names: pl.DataFrame
    broader: pl.DataFrame
    related: pl.DataFrame
    content: pl.DataFrame


def make_lexicon(rows: pl.DataFrame, relations: pl.DataFrame) -> Lexicon:
    """Of rows with concept, kind, sign, broader and names ("|" parts names and broader concepts, and an inverse name
    begins with "-"), and of pairs concept, related."""
    broader = _climb(rows)
    names = rows.with_columns(pl.col("names").str.split("|").alias("name")).explode("name")
    inverse = pl.col("name").str.starts_with("-")
    names = names.select(
        normalise(pl.col("name").str.strip_prefix("-")).alias("name"),
        "concept",
        "kind",
        (pl.when(inverse).then(-1).otherwise(1) * pl.col("sign").cast(pl.Int8).fill_null(1))
        .cast(pl.Int8)
        .alias("sign"),
    )
    names = names.filter(pl.col("name") != "").unique(["name", "concept"], keep="first", maintain_order=True)
    # A name of a concept that is also said of a broader one means the narrower.
    shared = (
        names.select("name", "concept").join(broader, on="concept").select("name", pl.col("broader").alias("concept"))
    )
    names = names.join(shared, on=["name", "concept"], how="anti", maintain_order="left")
    turned = relations.select(concept="related", related="concept")
    known = pl.col("concept").is_in(rows["concept"].implode()) & pl.col("related").is_in(rows["concept"].implode())
    related = pl.concat([relations.select("concept", "related"), turned]).filter(known).unique(maintain_order=True)
    return Lexicon(names, broader, related, _measure_content(rows, broader))


def _climb(rows: pl.DataFrame) -> pl.DataFrame:
    steps = rows.select("concept", pl.col("broader").str.split("|")).explode("broader").drop_nulls().unique()
    steps = steps.filter(pl.col("broader") != "")
    climbed = above = steps.with_columns(steps=pl.lit(1))
    while above.height:
        above = above.join(steps.rename({"concept": "broader", "broader": "next"}), on="broader").select(
            "concept", pl.col("next").alias("broader"), pl.col("steps") + 1
        )
        above = above.unique(["concept", "broader"]).join(climbed, on=["concept", "broader"], how="anti")
        climbed = pl.concat([climbed, above])
    return climbed.sort("concept", "broader")


def _measure_content(rows: pl.DataFrame, broader: pl.DataFrame) -> pl.DataFrame:
    """Seco, Veale and Hayes (2004), An Intrinsic Information Content Metric: of the number of narrower concepts."""
    below = broader.group_by(pl.col("broader").alias("concept")).len("below")
    counts = rows.select(pl.col("concept").unique(maintain_order=True)).join(
        below, on="concept", how="left", maintain_order="left"
    )
    content = 1 - pl.col("below").fill_null(0).log1p() / math.log(max(counts.height, 2))
    return counts.select("concept", content.alias("content"))


def normalise(text: pl.Expr) -> pl.Expr:
    """Full-width forms, case and blanks are no difference."""
    return text.fill_null("").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"\s+", "")


def find_concepts(texts: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """Every name of the lexicon that stands in a text and in no longer one: HITS, ``begin`` and ``end`` in bytes.

    ``texts`` are normalised. A longer name hides those within it: 电池 is not meant where 电池回收 stands.
    """
    patterns = lexicon.names["name"].unique(maintain_order=True).to_list()
    found = pl.DataFrame(
        {
            "row": np.arange(len(texts), dtype=np.uint32),
            "begin": texts.str.find_many(patterns, overlapping=True),
            "name": texts.str.extract_many(patterns, overlapping=True),
        }
    ).explode("begin", "name")
    spans = (
        found.drop_nulls()
        .with_columns(pl.col("begin").cast(pl.Int64))
        .with_columns((pl.col("begin") + pl.col("name").str.len_bytes()).alias("end"))
        .sort("row", "begin", "end", descending=[False, False, True])
    )
    longest_before = pl.col("end").cum_max().shift(1).over("row").fill_null(-1)
    spans = spans.filter(pl.col("end") > longest_before)
    hits = spans.join(lexicon.names, on="name", how="inner", maintain_order="left_right")
    return hits.select(pl.col(name).cast(kind) for name, kind in HITS.items())
