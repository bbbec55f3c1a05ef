"""Candidates of products with their place in the order: a sum of visible factors, and how many of them are known."""

from __future__ import annotations

import polars as pl

from liantu.attract.candidates.evidence import STANDINGS, SUPPLIERS
from liantu.attract.candidates.factors import FACTORS


def list_candidates(evidence: pl.DataFrame, terms: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """One row a candidate and product, suppliers first, then those to invite, the highest sum first in each.

    Columns: candidate, product, name, short, en, resident, standing, is_supplier, province, region, listed, capacity,
    state, points (the sum), known (how many of the factors are), factors (how many there are), rank (within its
    product, suppliers and others apart), group, members, lead (whether the group is approached through it),
    approach (the candidate that is), kinds, sources. A sum rests on nothing but the candidate's own terms, so that one
    more candidate puts no other two in another order; ``explain`` sums the same terms.
    """
    sums = terms.group_by("candidate", "product").agg(
        pl.col("points").sum(), pl.col("value").is_not_null().sum().alias("known"), pl.len().alias("factors")
    )
    regions = terms.filter(pl.col("factor") == "region").select("candidate", "product", pl.col("text").alias("region"))
    facts = _join_facts(evidence)
    rows = (
        facts.join(sums, on=["candidate", "product"])
        .join(regions, on=["candidate", "product"], how="left")
        .join(groups.rename({"key": "candidate"}), on="candidate", how="left")
    )
    ranked = _order(rows).with_columns(
        pl.int_range(1, pl.len() + 1).over("product", "is_supplier").alias("rank"),
        pl.coalesce("group", "candidate").alias("approached"),
    )
    first = pl.col("candidate").first().over("product", "approached")
    return ranked.with_columns(first.alias("approach"), (first == pl.col("candidate")).alias("lead")).drop("approached")


def explain_candidate(terms: pl.DataFrame, candidate: str, product: str) -> pl.DataFrame:
    """The factors of one candidate for one product in their order; their points add up to those of its row."""
    chosen = terms.filter(pl.col("candidate") == candidate, pl.col("product") == product)
    place = pl.col("factor").replace_strict({name: n for n, name in enumerate(FACTORS)}, return_dtype=pl.Int64)
    return chosen.sort(place)


def _join_facts(evidence: pl.DataFrame) -> pl.DataFrame:
    """What the rows of a candidate say of it together; of what they say differently the firmest row counts."""
    order = pl.col("standing").replace_strict({n: i for i, n in enumerate(STANDINGS)}, return_dtype=pl.Int64)
    rows = evidence.with_columns(order.alias("place")).sort("strength", descending=True, maintain_order=True)
    first = [
        pl.col(name).drop_nulls().first()
        for name in ("name", "short", "en", "resident", "province", "listed", "capacity", "state", "period")
    ]
    joined = rows.group_by("candidate", "product", maintain_order=True).agg(
        *first,
        pl.col("place").min(),
        pl.col("strength").max(),
        pl.col("kind").unique(maintain_order=True).alias("kinds"),
        pl.col("source").drop_nulls().unique(maintain_order=True).alias("sources"),
    )
    names = dict(enumerate(STANDINGS))
    standing = pl.col("place").replace_strict(names, return_dtype=pl.String)
    return joined.with_columns(standing.alias("standing"), standing.is_in(SUPPLIERS).alias("is_supplier")).drop("place")


def _order(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort(
        "product",
        "is_supplier",
        "points",
        "known",
        "strength",
        "name",
        "candidate",
        descending=[False, True, True, True, True, False, False],
    )
