"""What the matching of needs and results reads: concepts with their names, units as offices write them, a background.

The concepts are ours; the background counts in how many of our own sentences and names each pair of characters stands
(see ``tools/matching_background.py``), Apache-2.0 as the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import polars as pl


@cache
def read_concepts() -> pl.DataFrame:
    """concept, kind, sign, broader, names: "|" parts names and broader concepts; an inverse name begins with "-"."""
    return _read("concepts.csv")


@cache
def read_relations() -> pl.DataFrame:
    """concept, related: concepts of which one is a sign, a cause or a part of the other."""
    return _read("relations.csv")


@cache
def read_unit_words() -> Mapping[str, str]:
    """How offices write units, longest first, and what pint calls them."""
    rows = _read("unit_words.csv")
    return dict(rows.sort(pl.col("written").str.len_chars(), descending=True, maintain_order=True).iter_rows())


@cache
def read_background() -> pl.DataFrame:
    """bigram, documents: in how many documents it stands; rows that begin with "#" say version and sums."""
    return _read("background.csv").with_columns(pl.col("documents").cast(pl.UInt32))


def _read(name: str) -> pl.DataFrame:
    with resources.files(__package__).joinpath("matching", name).open("rb") as file:
        return pl.read_csv(file, infer_schema=False)
