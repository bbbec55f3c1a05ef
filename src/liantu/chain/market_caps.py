"""What a market can take of a product: consumption and exports, and the share of them open to new plants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.library.recalled_markets import power_at_or_below
from liantu.model.tables import Tables

#: What can be said of the market of a product; amounts in its unit a year.
MARKETS: dict[str, pl.DataType | type[pl.DataType]] = {
    "product": pl.String,
    "market": pl.Float64,
    "market_low": pl.Float64,
    "market_high": pl.Float64,
    "cap": pl.Float64,
    "cap_low": pl.Float64,
    "cap_high": pl.Float64,
    "market_scope": pl.String,
    "market_periods": pl.List(pl.String()),
    "market_later": pl.Boolean,
    "market_grade": pl.String,
    "market_recalled": pl.Boolean,
    "market_sources": pl.List(pl.String()),
    "market_source_zh": pl.String,
    "market_source_en": pl.String,
}
#: How goods travel that are sold to their region alone.
_NEAR = ("short", "pipe")
#: What a market is made of.
PARTS = ("consumption", "exports")


def compute_market_caps(
    tables: Tables, rows: pl.DataFrame, shares: Mapping[str, float], regions: Sequence[str]
) -> pl.DataFrame:
    """One row a product: its market with the part of it that new plants may take, columns MARKETS.

    ``rows`` are those of ``list_market_rows``, ``shares`` the fraction of the market by scope (nation, region),
    ``regions`` those that the district lies in, the widest first: the first with consumption counts. A market is
    consumption and exports, each as chosen; without exports consumption alone, and none without consumption. What does
    not travel has the market of its region: null where nobody gave one. A market is as good as the worst figure in it,
    recalled when one of them is, and ``market_later`` when one of them is of a time after the date.
    """
    scopes = find_market_scopes(tables)
    titles = tables["sources"].select(
        pl.col("id").alias("source"), pl.col("zh").alias("source_zh"), pl.coalesce("en", "zh").alias("source_en")
    )
    parts = (
        _select_region(rows.filter("chosen", pl.col("measure").is_in(PARTS)), regions)
        .join(titles, on="source", how="left", maintain_order="left")
        .sort("measure")
    )
    consumed = (pl.col("measure") == "consumption").any()
    markets = parts.group_by("product", "scope", maintain_order=True).agg(
        pl.when(consumed).then(pl.col("value").sum()).alias("market"),
        *(pl.col(end).fill_null(pl.col("value")).sum().alias(f"market_{end}") for end in ("low", "high")),
        pl.col("period").unique(maintain_order=True).alias("market_periods"),
        pl.col("later").any().alias("market_later"),
        pl.col("grade").max().alias("market_grade"),
        pl.col("recalled").any().alias("market_recalled"),
        pl.col("source").unique(maintain_order=True).alias("market_sources"),
        *(
            pl.col(f"source_{end}")
            .drop_nulls()
            .unique(maintain_order=True)
            .str.join("; ")
            .alias(f"market_source_{end}")
            for end in ("zh", "en")
        ),
    )
    share = pl.col("market_scope").replace_strict(dict(shares), default=None, return_dtype=pl.Float64)
    return (
        scopes.join(
            markets.drop_nulls("market"), left_on=["product", "market_scope"], right_on=["product", "scope"], how="left"
        )
        .with_columns((pl.col(f"market{end}") * share).alias(f"cap{end}") for end in ("", "_low", "_high"))
        .select(*MARKETS)
    )


def _select_region(rows: pl.DataFrame, regions: Sequence[str]) -> pl.DataFrame:
    """The rows of countries, and of each product those of the first region that consumes it."""
    places = dict(zip(regions, range(len(regions)), strict=True))
    place = pl.col("region").replace_strict(places, default=None, return_dtype=pl.Int64).alias("place")
    first = pl.col("place").filter(pl.col("measure") == "consumption").min().over("product", "scope")
    of_regions = (pl.col("scope") == "region") & (pl.col("place") == first)
    return rows.with_columns(place).filter((pl.col("scope") != "region") | of_regions.fill_null(False)).drop("place")


def find_market_scopes(tables: Tables) -> pl.DataFrame:
    """Which market a product is sold to: product, market_scope (region for what does not travel, else nation)."""
    near = pl.col("transport").is_in(_NEAR).fill_null(False)
    return tables["products"].select(
        pl.col("id").alias("product"),
        pl.when(near).then(pl.lit("region")).otherwise(pl.lit("nation")).alias("market_scope"),
    )


def hide_recalled_figures(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``list_market_rows`` as they may leave: of what is recalled no value, and the powers of ten around it."""
    low = power_at_or_below(pl.col("value"))
    return _exchange(rows, pl.col("recalled"), {"value": pl.lit(None, pl.Float64), "low": low, "high": low * 10})


def hide_recalled_markets(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the columns MARKETS as they may leave: of a recalled market the powers of ten around it and its cap."""
    recalled, blank = pl.col("market_recalled").fill_null(False), pl.lit(None, pl.Float64)
    market, cap = power_at_or_below(pl.col("market")), power_at_or_below(pl.col("cap"))
    shown = {"market": blank, "cap": blank, "market_low": market, "market_high": market * 10}
    shown |= {"cap_low": cap, "cap_high": cap * 10}
    return _exchange(rows, recalled, shown)


def hide_recalled_caps(rows: pl.DataFrame) -> pl.DataFrame:
    """Extensions as they may leave: of a recalled market, and of what it alone limits, the powers of ten around it.

    ``rows`` have the columns MARKETS, makes_up_to, market_share, possible, possible_low, possible_high,
    price_low, price_typical and price_high; the values are reckoned anew. What is below the cap is what the district
    makes, and stays.
    """
    recalled, blank = pl.col("market_recalled").fill_null(False), pl.lit(None, pl.Float64)
    limited = recalled & (pl.col("cap") < pl.col("makes_up_to")).fill_null(False)
    cap = power_at_or_below(pl.col("cap"))
    possible = {
        "possible": blank,
        "possible_low": cap,
        "possible_high": pl.min_horizontal(cap * 10, "makes_up_to"),
    }
    rows = _exchange(_exchange(rows, limited, possible), recalled, {"market_share": blank})
    return hide_recalled_markets(rows).with_columns(value_possible())


def _exchange(rows: pl.DataFrame, where: pl.Expr, shown: Mapping[str, pl.Expr]) -> pl.DataFrame:
    return rows.with_columns(
        pl.when(where).then(other).otherwise(pl.col(name)).alias(name) for name, other in shown.items()
    )


def value_possible() -> list[pl.Expr]:
    """The output value of what is possible, at the low, typical and high price: value_low, value_typical, value_high
    (CNY).
    """
    amounts = {"low": "possible_low", "typical": "possible", "high": "possible_high"}
    return [(pl.col(amount) * pl.col(f"price_{end}")).alias(f"value_{end}") for end, amount in amounts.items()]
