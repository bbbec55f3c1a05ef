"""What a chain names and no bundle is made of, with the reason: nothing falls silently."""

from __future__ import annotations

import polars as pl

from liantu.attract.proposals.situation import Situation

#: Why: a kind of product, each of which has bundles of its own; provided by a place; bought on large markets; made and
#: used on the users' own sites; covered by what is offered here; made here in plenty; nobody is invited for it.
REASONS = ("broad", "provided", "commodity", "on_site_used", "offered_here", "covered", "not_invited")
_LISTS = {"utilities": "provided", "commodities": "commodity"}
_EVIDENCE = {"on_site_used": "on_site_used", "offered_here": "offered_here", "need_unknown": "covered"}


def list_left_out(situation: Situation, heads: pl.Series) -> pl.DataFrame:
    """One row a product that is short here, could be made of what is left over, or belongs to a chain, and is none of
    ``heads``: product, why (REASONS)."""
    named = pl.concat(
        [
            situation.gaps.select("product", "evidence"),
            situation.extensions.select(pl.col("makes").alias("product"), pl.lit(None, pl.String).alias("evidence")),
            situation.chain_products.join(situation.made, on="product", how="anti").select(
                "product", pl.lit(None, pl.String).alias("evidence")
            ),
        ]
    )
    broader = situation.products["broader"].drop_nulls().unique()
    rows = (
        named.group_by("product")
        .agg(pl.col("evidence").drop_nulls().first())
        .filter(~pl.col("product").is_in(heads.implode()))
        .join(situation.products.select(pl.col("id").alias("product"), "list"), on="product")
    )
    by_list = pl.col("list").replace_strict(_LISTS, default=None, return_dtype=pl.String)
    by_evidence = pl.col("evidence").replace_strict(_EVIDENCE, default=None, return_dtype=pl.String)
    is_broad = pl.when(pl.col("product").is_in(broader.implode())).then(pl.lit("broad"))
    why = pl.coalesce(by_list, by_evidence, is_broad, pl.lit("not_invited"))
    return rows.select("product", why.alias("why")).sort("why", "product")
