"""What speaks for a link being missing. Silence is not absence: without evidence it says so."""

from __future__ import annotations

import polars as pl

from liantu.chain.offer_pairs import find_covered
from liantu.chain.own_use import add_owner
from liantu.chain.routes import find_ancestors
from liantu.chain.stated_supply import find_named_missing, find_outside_plants
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables


def collect_evidence(tables: Tables, balance: pl.DataFrame, terms: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Columns product, evidence, named_in (sources that name the link missing), mostly_on_site.

    ``pairs`` are those of ``pair_offers`` over the whole district.
    """
    named = compute_once(tables, "named missing in", _named_missing)
    mostly = find_mostly_on_site(terms)
    makers = compute_once(tables, "makers of products", _makers)
    similar = compute_once(tables, "products like those made", _similar)
    owners_alone = _find_own_needs(tables, terms)
    covered = find_covered(pairs, balance, terms.filter(pl.col("measure") == "demand")["row"])
    rows = (
        balance.select("product", "supply", "captive", "gap", "direct")
        .join(named, on="product", how="left", maintain_order="left")
        .join(mostly, on="product", how="left", maintain_order="left")
        .join(makers, on="product", how="left", maintain_order="left")
        .with_columns(
            pl.col("mostly_on_site").fill_null(False),
            pl.col("product").is_in(similar.implode()).alias("similar"),
            pl.col("product").is_in(owners_alone.implode()).alias("owners_alone"),
            pl.col("product").is_in(covered.implode()).alias("covered"),
        )
    )
    kind = (
        pl.when((pl.col("captive") > 0) & (pl.col("gap") <= 0))
        .then(pl.lit("on_site_used"))
        .when(pl.col("named_in").list.len() > 0)
        .then(pl.lit("named_missing"))
        .when(pl.col("owners_alone"))
        .then(pl.lit("own_use_short"))
        .when(pl.col("covered"))
        .then(pl.lit("offered_here"))
        .when((pl.col("supply") > 0) & (pl.col("gap") <= 0))
        .then(pl.lit("need_unknown"))
        .when(pl.max_horizontal("supply", "captive") > 0)
        .then(pl.lit("short"))
        .when(pl.col("stated_maker"))
        .then(pl.lit("amount_unknown"))
        .when(pl.col("conjectured_maker"))
        .then(pl.lit("maker_to_verify"))
        .when(pl.col("mostly_on_site"))
        .then(pl.lit("on_site"))
        .when(pl.col("similar"))
        .then(pl.lit("similar"))
        .otherwise(pl.lit("not_stated"))
    )
    return rows.with_columns(kind.alias("evidence")).select("product", "evidence", "named_in", "mostly_on_site")


def _named_missing(tables: Tables) -> pl.DataFrame:
    return find_named_missing(tables).group_by("product").agg(pl.col("source").unique().sort().alias("named_in"))


def _find_own_needs(tables: Tables, terms: pl.DataFrame) -> pl.Series:
    """Products that only owners need who make some of it for themselves."""
    known = add_owner(tables, terms.filter(pl.col("value") > 0))
    pairs = {
        measure: known.filter(pl.col("measure") == measure).select("product", "owner").unique()
        for measure in ("demand", "captive")
    }
    others = pairs["demand"].join(pairs["captive"], on=["product", "owner"], how="anti")
    return pairs["captive"].join(others, on="product", how="anti")["product"].unique()


def find_mostly_on_site(terms: pl.DataFrame) -> pl.DataFrame:
    """Whether at least half of what is needed of a product is usually made on site: ``mostly_on_site``."""
    needs = terms.filter((pl.col("measure") == "demand") & pl.col("value").is_not_null())
    on_site = pl.col("value").filter(pl.col("on_site") == "yes").sum()
    return needs.group_by("product").agg((on_site >= 0.5 * pl.col("value").sum()).alias("mostly_on_site"))


def _makers(tables: Tables) -> pl.DataFrame:
    made = tables.numbers("capacities").filter(pl.col("amount").ne_missing(0.0)).drop_nulls("product")
    rows = made.join(find_outside_plants(tables), on="plant", how="anti")
    return rows.group_by("product").agg(
        (pl.col("basis") != "ours").any().alias("stated_maker"),
        (pl.col("basis") == "ours").any().alias("conjectured_maker"),
    )


def _similar(tables: Tables) -> pl.Series:
    """Products of which a broader product, or another under it, is made here."""
    up = find_ancestors(tables)
    makers = compute_once(tables, "makers of products", _makers)
    made = makers.select("product").join(up, on="product").select("ancestor").unique()
    return up.filter(pl.col("product") != pl.col("ancestor")).join(made, on="ancestor")["product"].unique()
