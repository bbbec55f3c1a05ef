"""Characters that are taken for each other, learned from pairs of names that a person said are one."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from liantu.attract.company_names.name_parts import split_names

#: The likeness of characters that only a decision of a person says are taken for each other.
LEARNED = "learned"


def learn_confusions(decisions: pl.DataFrame, shipped: pl.DataFrame, places: Iterable[str] = ()) -> pl.DataFrame:
    """The shipped pairs of characters with those that decisions teach: one, other, likeness.

    ``decisions`` have one, other and decision. Two names that are the same firm and whose brands are of one length and
    differ in a single character teach that pair.
    """
    same = decisions.filter(pl.col("decision") == "same")
    if same.is_empty():
        return shipped
    places = list(places)
    brands = pl.DataFrame({name: split_names(same[name], places)["brand"] for name in ("one", "other")})
    length = pl.col("one").str.len_chars()
    places_in = pl.int_ranges(0, length).alias("place")
    cut = (
        brands.filter(length == pl.col("other").str.len_chars(), length > 0)
        .with_row_index("pair")
        .with_columns(places_in)
    )
    characters = cut.explode("place").select(
        "pair", *(pl.col(name).str.slice(pl.col("place"), 1) for name in ("one", "other"))
    )
    differing = characters.filter(pl.col("one") != pl.col("other"))
    single = differing.filter(pl.len().over("pair") == 1).select("one", "other", pl.lit(LEARNED).alias("likeness"))
    ordered = single.with_columns(pl.concat_list("one", "other").list.sort().alias("both"))
    known = shipped.with_columns(pl.concat_list("one", "other").list.sort().alias("both"))
    fresh = ordered.unique("both", maintain_order=True).join(known, on="both", how="anti", maintain_order="left")
    return pl.concat([shipped, fresh.select(shipped.columns)])
