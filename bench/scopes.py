"""Business scopes by the million, with the phrases of real ones as often as they are there.

The real ones (CC BY-NC-SA 4.0, Liu Wen) are read beside the checkout and not shipped. A phrase that stands there once
is put together anew each time from the halves of two such: as many phrases are new in a million texts as in few.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

SHARED = Path(os.environ.get("LIANTU_SHARED", Path(__file__).parents[2] / "shared"))
SAMPLE = SHARED / "data" / "enterprise-registrations" / "china_scope_sample.csv.gz"
_MARKS = "、；;。，,：:（）()\n"


@cache
def read_phrases() -> pl.DataFrame:
    """Every phrase of every real scope with the mark behind it: scope, phrase, mark, single (it stands there once)."""
    texts = pl.read_csv(SAMPLE, columns=["business_scope"], infer_schema=False).drop_nulls()
    cut = pl.col("business_scope").str.replace_all(f"([{_MARKS}])", "$1\x1f").str.split("\x1f")
    rows = texts.with_row_index("scope").select("scope", cut.alias("phrase")).explode("phrase")
    counted = rows.with_columns((pl.len().over("phrase") == 1).alias("single"))
    return counted.filter(pl.col("phrase") != "")


def make_scopes(count: int, seed: int = 0) -> pl.Series:
    """So many scopes."""
    phrases, random = read_phrases(), np.random.default_rng(seed)
    scopes = phrases["scope"].unique().sort()
    chosen = pl.DataFrame({"scope": scopes.gather(random.integers(len(scopes), size=count))}).with_row_index("row")
    rows = chosen.join(phrases, on="scope", how="left", maintain_order="left")
    singles = phrases.filter("single")["phrase"]
    halves = singles.str.len_chars() // 2
    first, second = singles.str.head(halves), singles.str.slice(halves)
    size = rows.height
    fresh = first.gather(random.integers(len(first), size=size)) + second.gather(random.integers(len(first), size=size))
    parts = rows.with_columns(pl.when("single").then(fresh).otherwise("phrase").alias("phrase"))
    return parts.group_by("row", maintain_order=True).agg(pl.col("phrase").str.join(""))["phrase"]


def make_batches(count: int, size: int = 1 << 17) -> Iterator[pl.Series]:
    """Scopes in batches, none like another."""
    for seed, begins in enumerate(range(0, count, size)):
        yield make_scopes(min(size, count - begins), seed)


def make_names(count: int, seed: int = 0) -> list[str]:
    """So many names of products: those of the library, the nouns that firms write (two to eight characters, without the
    verbs around them), then nouns put together of the halves of two, which stand in few texts."""
    from liantu.library.shipped_tables import load_library
    from liantu.registers.phrase_roles import describe_phrases
    from liantu.registers.terms import collect_terms

    known = [*collect_terms(load_library()).phrases]
    written = describe_phrases(read_phrases()["phrase"].str.strip_chars(_MARKS).unique().sort())
    frame = pl.DataFrame([written.texts.alias("text"), pl.Series("start", written.noun_start)])
    size = pl.Series("size", written.noun_end - written.noun_start)
    nouns = frame.with_columns(size).select(pl.col("text").str.slice("start", "size").str.to_lowercase())["text"]
    nouns = nouns.filter(nouns.str.contains(r"^[\p{Han}a-z0-9]{2,8}$")).unique().sort()
    random = np.random.default_rng(seed)
    nouns = nouns.gather(random.permutation(len(nouns)))
    halves = nouns.str.len_chars() // 2
    ends = nouns.str.slice(halves)
    fresh = [nouns.str.head(halves) + ends.gather(random.integers(len(ends), size=len(ends))) for _round in range(3)]
    return list(dict.fromkeys([*known, *nouns, *pl.concat(fresh)]))[:count]
