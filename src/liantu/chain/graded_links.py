"""Links that a better grade may cover: of what is made or offered under a scenario, what serves a broader need."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.chain.answers import AS_IT_IS
from liantu.chain.balance import build_balance
from liantu.chain.offer_pairs import find_covered, pair_offers
from liantu.chain.product_grades import serve_broader_products
from liantu.chain.routes import find_ancestors
from liantu.model.tables import Tables

#: Sums of terms of a product: demand, supply, own use, by-products on offer, and demand usually made on site.
SUMS = ("direct", "supply", "captive", "offer", "on_site")


def find_graded_products(tables: Tables, whole: pl.DataFrame, sites: pl.DataFrame) -> pl.DataFrame:
    """Products of which a better grade is made or offered and a broader one needed: product, family (the broadest)."""
    columns = ("product", "measure")
    terms = pl.concat([frame.filter(pl.col("value") > 0).select(columns).unique() for frame in (whole, sites)])
    made_or_offered = terms.filter(pl.col("measure").is_in(["supply", "offer"])).select("product").unique()
    needed = terms.filter(pl.col("measure") == "demand").select(ancestor="product").unique()
    above = find_ancestors(tables)
    broadest = tables["products"].filter(pl.col("broader").is_null())["id"]
    families = above.filter(pl.col("ancestor").is_in(broadest.implode())).rename({"ancestor": "family"})
    served = (
        above.filter(pl.col("product") != pl.col("ancestor"))
        .join(made_or_offered, on="product")
        .join(needed, on="ancestor")
    )
    return families.join(families.join(served, on="product").select("family").unique(), on="family")


def sum_links(terms: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """What decides whether a link counts: ``by``, product and SUMS."""
    on_site = pl.col("value").filter((pl.col("measure") == "demand") & (pl.col("on_site") == "yes")).sum()
    sums = terms.group_by(*by, "product").agg(on_site.alias("on_site"))
    return build_balance(terms, by).join(sums, on=[*by, "product"]).select(*by, "product", *SUMS)


def sum_graded_links(
    tables: Tables, whole: pl.DataFrame, sites: pl.DataFrame, graded: pl.DataFrame
) -> pl.DataFrame | None:
    """The sums of each graded product under every scenario that touches its family: question, scenario, product, SUMS,
    ``covered`` (by-products on offer cover the gap). None where no scenario touches one.

    A scenario is the terms of the ``whole`` district with those of its owners (``sites``) in the place of theirs.
    """
    scenarios = sites.filter(pl.col("scenario") != AS_IT_IS).select("question", "scenario").unique()
    whole, sites = (frame.join(graded, on="product", how="semi", maintain_order="left") for frame in (whole, sites))
    scenarios = scenarios.join(sites, on="question", how="semi").sort("question", "scenario")
    rows = []
    for question, scenario in scenarios.iter_rows():  # few: seldom is a product needed of which a grade is made
        of_question = sites.filter(pl.col("question") == question)
        others = whole.join(of_question.filter(pl.col("scenario") == AS_IT_IS), on="capacity", how="anti")
        answered = of_question.filter(pl.col("scenario") == scenario).select(whole.columns)
        terms = serve_broader_products(tables, pl.concat([others, answered]))
        needs = terms.filter(pl.col("measure") == "demand")["row"]
        covered = find_covered(pair_offers(tables, terms), build_balance(terms), needs)
        rows.append(
            sum_links(terms).with_columns(
                pl.lit(question, pl.Int64).alias("question"),
                pl.lit(scenario, pl.Int64).alias("scenario"),
                pl.col("product").is_in(covered.implode()).alias("covered"),
            )
        )
    return pl.concat(rows) if rows else None
