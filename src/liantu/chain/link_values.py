"""What the links to invite and the bulk materials to secure are worth, under every scenario of every question."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.chain.answers import AS_IT_IS
from liantu.chain.balance import build_balance
from liantu.chain.evidence import collect_evidence
from liantu.chain.graded_links import SUMS, find_graded_products, sum_graded_links, sum_links
from liantu.chain.offer_pairs import pair_offers
from liantu.chain.offered_streams import keep_offered
from liantu.chain.own_use import find_owners
from liantu.chain.reference_prices import join_prices
from liantu.library.recalled_prices import RECALLED
from liantu.model.tables import Tables

#: The lists whose links are worth something to know.
VALUED = ("invite", "commodities")
_SCENARIO = ["question", "scenario"]


def value_links(tables: Tables, whole: pl.DataFrame, sites: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """The gap in each product that a scenario touches and its value: question, scenario, product, gap, value, recalled.

    ``whole`` are the terms of the district, ``sites`` those of the owners asked, by scenario, ``prices`` those of
    ``choose_prices``. ``gap`` is in the product's unit a year, ``value`` in CNY a year at the typical price, at the low
    end of a band alone; null where no price is known. ``recalled``: the price was not read.
    A link counts while it stands in one of the lists VALUED, else both are zero: not where it is usually on site, made
    for own use or offered here.
    """
    whole, sites = keep_offered(tables, whole), keep_offered(tables, sites)
    present = sum_links(whole)
    by_scenario = sum_links(sites, _SCENARIO)
    before = by_scenario.filter(pl.col("scenario") == AS_IT_IS).drop("scenario")
    after = by_scenario.filter(pl.col("scenario") != AS_IT_IS)
    touched = by_scenario.select("question", "product").unique()
    rows = (
        after.select(_SCENARIO)
        .unique()
        .join(touched, on="question")
        .join(after, on=[*_SCENARIO, "product"], how="left")
        .join(before, on=["question", "product"], how="left", suffix="_before")
        .join(present, on="product", how="left", suffix="_all")
    )
    totals = (
        pl.col(f"{name}_all").fill_null(0.0) - pl.col(f"{name}_before").fill_null(0.0) + pl.col(name).fill_null(0.0)
        for name in SUMS
    )
    rows = rows.with_columns(total.clip(0).alias(name) for total, name in zip(totals, SUMS, strict=True))
    rows = _restate_grades(tables, rows, whole, sites)
    rows = _mark_needs_of_others(tables, rows, whole, sites)
    rows = join_prices(_keep_listed(tables, rows, whole), prices)
    price = pl.coalesce("price_typical", "price_low")
    value = pl.when(pl.col("gap") > 0).then(pl.col("gap") * price).otherwise(0.0)
    recalled = (pl.col("price_grade") == RECALLED).fill_null(value=False)
    return rows.select(*_SCENARIO, "product", "gap", value.alias("value"), recalled.alias("recalled"))


def _restate_grades(tables: Tables, rows: pl.DataFrame, whole: pl.DataFrame, sites: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``covered`` (offers cover the gap), and as a better grade serves broader needs under each scenario.

    A family of grades moves together: what is asked of one product may cover a link of another.
    """
    gap = (pl.col("direct") - pl.col("supply") - pl.col("captive")).clip(0)
    rows = rows.select(*_SCENARIO, "product", *SUMS).with_columns((pl.col("offer") >= gap).alias("covered"))
    graded = find_graded_products(tables, whole, sites)
    restated = sum_graded_links(tables, whole, sites, graded) if graded.height else None
    if restated is None:
        return rows
    return pl.concat([rows.join(restated, on=[*_SCENARIO, "product"], how="anti"), restated.select(rows.columns)])


def _mark_needs_of_others(tables: Tables, rows: pl.DataFrame, whole: pl.DataFrame, sites: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``others_need``: whether an owner who makes none of it for own use needs the product."""
    owners, key = find_owners(tables), ["question", "product"]
    answering = sites.select("question", "firm").unique().join(owners, on="firm").select("question", "owner").unique()
    in_need = rows.select(key).unique().join(_find_owners_in_need(whole, owners, []), on="product")
    elsewhere = in_need.join(answering, on=["question", "owner"], how="anti").select(key).unique()
    in_scenario = _find_owners_in_need(sites, owners, _SCENARIO).select(*_SCENARIO, "product").unique()
    yes = pl.lit(value=True)
    return (
        rows.join(elsewhere.with_columns(yes.alias("elsewhere")), on=key, how="left")
        .join(in_scenario.with_columns(yes.alias("in_scenario")), on=[*_SCENARIO, "product"], how="left")
        .with_columns(pl.any_horizontal("elsewhere", "in_scenario").fill_null(value=False).alias("others_need"))
    )


def _find_owners_in_need(terms: pl.DataFrame, owners: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Owners that need a product and make none of it for themselves: ``by``, product, owner."""
    known = terms.filter(pl.col("value") > 0).join(owners, on="firm", how="left")
    measures = known.group_by(*by, "product", "owner").agg(
        (pl.col("measure") == "demand").any().alias("needs"), (pl.col("measure") == "captive").any().alias("makes")
    )
    return measures.filter(pl.col("needs") & ~pl.col("makes")).select(*by, "product", "owner")


def _keep_listed(tables: Tables, rows: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """The rows with their ``gap``, zero where the link stands in no list that counts."""
    book = build_balance(whole)
    new = rows.select("product").unique().join(book, on="product", how="anti").sort("product")
    book = pl.concat([book, new], how="diagonal").with_columns(pl.selectors.numeric().fill_null(0.0))
    evidence = collect_evidence(tables, book, whole, pair_offers(tables, whole)).select("product", "evidence")
    named_or_made = pl.col("evidence").is_in(["named_missing", "amount_unknown", "maker_to_verify"])
    products = tables["products"].select(pl.col("id").alias("product"), "list")
    gap = (pl.col("direct") - pl.col("supply") - pl.col("captive")).clip(0)
    offered = pl.col("covered") & (pl.col("evidence") != "named_missing")
    made = pl.max_horizontal("supply", "captive") > 0
    usually_on_site = (pl.col("on_site") >= 0.5 * pl.col("direct")) & ~made & ~named_or_made
    own_use_short = (pl.col("captive") > 0) & ~pl.col("others_need") & (pl.col("evidence") != "named_missing")
    counts = pl.col("list").is_in(VALUED) & ~(offered | usually_on_site | own_use_short)
    return (
        rows.join(products, on="product")
        .join(evidence, on="product", how="left")
        .with_columns(pl.col("evidence").fill_null(""))
        .with_columns(pl.when(counts).then(gap).otherwise(0.0).alias("gap"))
    )
