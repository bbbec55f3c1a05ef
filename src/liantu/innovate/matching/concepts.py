"""Concepts of objects and properties with all their names: what two sides mean, whatever they call it.

The lexicon is data of the library: concept, kind, sign, broader, names. A name of a property carries a sign:
resistance is conductivity with −1, so that less of the one is more of the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

#: Kinds: an object, a property, a word that says more or less, a word that says nothing of either, one that denies.
OBJECT, PROPERTY, DIRECTION, GENERIC, NEGATION = "object", "property", "direction", "generic", "negation"
HITS = {"row": pl.UInt32, "begin": pl.Int64, "end": pl.Int64, "concept": pl.String, "kind": pl.String, "sign": pl.Int8}


@dataclass(frozen=True)
class Lexicon:
    """``names``: name, concept, kind, sign; a name stands once. ``broader``: concept, broader (each step upwards)."""

    names: pl.DataFrame
    broader: pl.DataFrame


def make_lexicon(rows: pl.DataFrame) -> Lexicon:
    """Of rows with concept, kind, sign, broader and names; "|" parts names, and an inverse one begins with "-"."""
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
    steps = rows.select("concept", "broader").drop_nulls().unique()
    above = steps
    while above.height:
        above = above.join(steps.rename({"concept": "broader", "broader": "next"}), on="broader").select(
            "concept", pl.col("next").alias("broader")
        )
        above = above.join(steps, on=["concept", "broader"], how="anti")
        steps = pl.concat([steps, above]).unique()
    return Lexicon(names.filter(pl.col("name") != "").unique("name", keep="first", maintain_order=True), steps)


def normalise(text: pl.Expr) -> pl.Expr:
    """Full-width forms, case and blanks are no difference."""
    return text.fill_null("").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"\s+", "")


def find_concepts(texts: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """Every name of the lexicon that stands in a text and in no longer one: HITS, ``begin`` and ``end`` in bytes.

    ``texts`` are normalised. A longer name hides those within it: 电池 is not meant where 电池回收 stands.
    """
    patterns = lexicon.names["name"].to_list()
    found = pl.DataFrame(
        {
            "row": np.arange(len(texts), dtype=np.uint32),
            "begin": texts.str.find_many(patterns, overlapping=True),
            "name": texts.str.extract_many(patterns, overlapping=True),
        }
    ).explode("begin", "name")
    hits = (
        found.drop_nulls()
        .join(lexicon.names, on="name", how="inner")
        .with_columns(pl.col("begin").cast(pl.Int64))
        .with_columns((pl.col("begin") + pl.col("name").str.len_bytes()).alias("end"))
        .sort("row", "begin", "end", descending=[False, False, True])
    )
    longest_before = pl.col("end").cum_max().shift(1).over("row").fill_null(-1)
    hits = hits.filter(pl.col("end") > longest_before)
    return hits.select(pl.col(name).cast(kind) for name, kind in HITS.items())
