"""Which products are worth a proposal, and how much of each is needed here."""

from __future__ import annotations

import polars as pl

from liantu.attract.proposals.situation import Situation

#: Why a product is proposed: it is short here; something left over here becomes it; a chain of the district has it.
REASONS = ("gap", "extension", "chain")
#: What is known of the need here: an amount; an amount that may be made on the users' own sites; nothing.
NEEDS = ("known", "conditional", "unknown")
_ON_SITE = ("on_site", "own_use_short", "on_site_used")
#: Evidence by which a product is made here in plenty, or what is needed here is covered: nothing to propose.
_COVERED = ("need_unknown", "on_site_used", "offered_here")


def find_heads(situation: Situation) -> pl.DataFrame:
    """One row a product: product, reasons (REASONS), needs (NEEDS), direct, gap (null: unknown), named_in, evidence,
    surplus_of (products left over here that become it), made_by (firms here and nearby), listed_by (within
    reach, by a list of makers), columns of ``products``.

    Only what somebody could be invited to make; nothing of which what is made here covers the need.
    """
    gaps = situation.gaps.filter(~pl.col("evidence").is_in(_COVERED)).select(
        "product", "direct", pl.col("gap_typical").alias("gap"), "named_in", "evidence"
    )
    covered = situation.gaps.filter(pl.col("evidence").is_in(_COVERED))["product"]
    extended = situation.extensions.group_by(pl.col("makes").alias("product"), maintain_order=True).agg(
        pl.col("product").alias("surplus_of"), pl.col("makes_up_to").max()
    )
    chains = situation.chain_products.join(situation.made, on="product", how="anti").select("product").unique()
    is_listed = pl.col("where") == "listed"
    makers = situation.makers.group_by("product", maintain_order=True).agg(
        pl.col("firm").filter(~is_listed).unique().sort().alias("made_by"),
        pl.col("firm").filter(is_listed).unique().sort().alias("listed_by"),
    )
    rows = (
        gaps.with_columns(pl.lit(value=True).alias("is_gap"))
        .join(extended, on="product", how="full", coalesce=True)
        .join(chains.with_columns(pl.lit(value=True).alias("in_chain")), on="product", how="full", coalesce=True)
        .filter(~pl.col("product").is_in(covered.implode()))
        .join(situation.products.rename({"id": "product"}), on="product")
        .filter(pl.col("list").is_in(["invite", "onsite"]))
        .filter(pl.col("kind").is_in(["manufacturable", "regional"]))
        .join(makers, on="product", how="left")
        .with_columns(pl.col("named_in", "surplus_of", "made_by", "listed_by").fill_null([]))
    )
    reason = [
        pl.when("is_gap").then(pl.lit("gap")),
        pl.when(pl.col("surplus_of").list.len() > 0).then(pl.lit("extension")),
        pl.when("in_chain").then(pl.lit("chain")),
    ]
    narrow = rows.filter(~_is_broad(situation))
    return narrow.with_columns(pl.concat_list(reason).list.drop_nulls().alias("reasons"), _judge_need()).sort("product")


def _judge_need() -> pl.Expr:
    return (
        pl.when(pl.col("gap").is_null())
        .then(pl.lit("unknown"))
        .when(pl.col("evidence").is_in(_ON_SITE))
        .then(pl.lit("conditional"))
        .otherwise(pl.lit("known"))
        .alias("needs")
    )


def _is_broad(situation: Situation) -> pl.Expr:
    """Whether a product has narrower ones and no process of its own: a cathode material of no kind is not built."""
    broader = situation.products["broader"].drop_nulls().unique()
    made = situation.processes["product"].unique()
    return pl.col("product").is_in(broader.implode()) & ~pl.col("product").is_in(made.implode())
