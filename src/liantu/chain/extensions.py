"""延链: what a merchant surplus, or a by-product on offer, could become."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.chain.balance import build_balance
from liantu.chain.main_inputs import compute_input_shares
from liantu.chain.market_caps import MARKETS, hide_recalled_caps, value_possible
from liantu.chain.offer_pairs import pair_offers
from liantu.chain.offered_streams import list_offered_streams
from liantu.chain.recalled_values import hide_recalled_values
from liantu.chain.reference_prices import join_prices
from liantu.chain.routes import find_default_processes
from liantu.chain.terms import list_producers, read_coefficients
from liantu.chain.value_bands import rank_value
from liantu.model.tables import Tables

_COLUMNS = (
    *("product", "zh", "en", "unit", "surplus", "offered", "process", "routes"),
    *("makes", "makes_zh", "makes_en", "makes_unit", "use", "main_share", "makes_up_to", "plants"),
    *("market", "market_low", "market_high", "market_share", "market_scope", "market_periods", "market_later"),
    *("market_grade", "market_recalled", "market_sources", "market_source_zh", "market_source_en"),
    *("cap", "cap_low", "cap_high"),
    *("possible", "possible_low", "possible_high"),
    *("fit", "also_needs", "made_by", "value_low", "value_typical", "value_high"),
    *("price_period", "price_tax", "price_grade", "price_source"),
)
#: How well an extension fits, best first.
FITS = ("market_takes", "market_unknown", "market_small", "surplus_small", "surplus_unknown")


def find_extensions(
    tables: Tables,
    terms: pl.DataFrame,
    as_of: date,
    least_share: float,
    price_year: int,
    markets: pl.DataFrame | None = None,
    prices: pl.DataFrame | None = None,
    recalled: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row a product with a surplus and a product of which it is a main input, the best fit first.

    ``least_share`` is the fraction of a process's mass or cost from which an input is a main one, costs at prices of
    ``price_year``; ``markets`` are rows of ``compute_market_caps``, ``prices`` those of ``choose_prices``, ``recalled``
    typical prices that no row may show, see ``read_recalled_prices``.

    Columns: product, zh, en, unit, surplus (null when the amount is unknown), offered (by-products on offer beyond
    what is needed here), process, routes (all processes that take it), makes, makes_zh, makes_en, makes_unit, use (per
    unit of what is made), main_share, makes_up_to (of all that is over), plants (usual plants that this fills), market
    and the other columns of MARKETS (null: unknown), market_share (of the market that makes_up_to is), possible (no
    more than the cap; null when unknown), possible_low, possible_high, fit (FITS), also_needs (list), made_by (firms
    that make it here), value_low, value_typical, value_high (CNY, of what is possible, null without a price),
    price_period, price_tax, price_grade, price_source. A recalled market caps and orders; of it only powers of ten
    stand in the rows: market, market_share and cap are null, and so is possible where the cap is what limits it. Waste
    is no extension.
    """
    sold = pl.DataFrame(schema=MARKETS) if markets is None else markets
    names = tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit", "kind")
    rows = (
        _find_available(tables, terms, as_of)
        .join(names.filter(pl.col("kind") != "waste"), on="product")
        .join(_choose_routes(tables, least_share, price_year, recalled), on="product")
        .join(join_prices(_describe_made(tables), prices, on="makes"), on="makes")
        .join(_list_makers(tables, as_of), on="makes", how="left")
        .join(sold.rename({"product": "makes"}), on="makes", how="left")
        .with_columns(pl.col("made_by").fill_null([]))
    )
    order = [pl.col("fit").replace_strict(dict(zip(FITS, range(len(FITS)), strict=True)))]
    order += [-rank_value().fill_null(0.0), -pl.col("main_share"), pl.col("product"), pl.col("makes")]
    return hide_recalled_values(hide_recalled_caps(_judge(rows).sort(order))).select(_COLUMNS)


def _find_available(tables: Tables, terms: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Products with something over: product, surplus (null: made here in an amount nobody knows), offered, over."""
    known = build_balance(terms).select("product", "surplus")
    known = known.join(_find_left_of_offers(tables, terms), on="product", how="left", maintain_order="left")
    unknown = (
        list_producers(tables, as_of)
        .filter(
            (pl.col("base").is_null() | pl.col("least"))
            & ~pl.col("covered")
            & ~pl.col("outside")
            & (pl.col("basis") != "ours")
        )
        .filter(pl.col("share").fill_null(0.0) < 1)
        .select(pl.col("via").alias("product"), pl.lit(True).alias("unknown"))
        .unique("product")
    )
    rows = known.join(unknown, on="product", how="full", coalesce=True, maintain_order="left_right")
    nothing = pl.col("surplus").fill_null(0.0) <= 0
    return (
        rows.with_columns(
            pl.when(nothing & pl.col("unknown")).then(None).otherwise("surplus").alias("surplus"),
            pl.col("offered").fill_null(0.0),
        )
        .with_columns((pl.col("surplus") + pl.col("offered")).alias("over"))
        .filter(pl.col("over").is_null() | (pl.col("over") > 0))
        .drop("unknown")
    )


def _find_left_of_offers(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """By-products that are on offer, less what those in need here, of a broader grade too, could take of them."""
    streams = list_offered_streams(tables, terms).filter(pl.col("standing") == "offered")
    offered = streams.group_by("product").agg(pl.col("left_over").sum())
    matched = pair_offers(tables, terms).group_by(pl.col("offered").alias("product")).agg(pl.col("matched").sum())
    left = (pl.col("left_over") - pl.col("matched").fill_null(0.0)).clip(0)
    return offered.join(matched, on="product", how="left").select("product", left.alias("offered"))


def _choose_routes(tables: Tables, least_share: float, price_year: int, recalled: pl.DataFrame | None) -> pl.DataFrame:
    """One row a product and what it is a main input of: product, makes, process, routes, use, main_share, also_needs.

    The default route of what is made comes first, then the one that the product weighs most in.
    """
    uses = read_coefficients(tables).filter(pl.col("role") == "input")
    made = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("makes"))
    others = uses.group_by("process").agg(pl.col("product").alias("also_needs"))
    usual = find_default_processes(tables).select("process", pl.lit(True).alias("usual"))
    shares = compute_input_shares(tables, price_year, recalled).select("process", "product", "main_share")
    routes = (
        uses.select("process", "product", pl.col("typical").alias("use"))
        .join(shares, on=["process", "product"])
        .join(made, on="process")
        .join(usual, on="process", how="left")
        .filter((pl.col("main_share") >= least_share) & (pl.col("use") > 0))
        .sort(pl.col("usual").is_null(), -pl.col("main_share"), "process")
    )
    chosen = routes.group_by("product", "makes", maintain_order=True).agg(
        pl.col("process").sort().alias("routes"), pl.col("process", "use", "main_share").first()
    )
    return chosen.join(others, on="process").with_columns(
        pl.col("also_needs").list.set_difference(pl.concat_list("product"))
    )


def _describe_made(tables: Tables) -> pl.DataFrame:
    """Products that may be invited, as what is made."""
    return (
        tables.numbers("products")
        .filter(pl.col("list") == "invite")
        .select(
            pl.col("id").alias("makes"),
            *(pl.col(column).alias(f"makes_{column}") for column in ("zh", "en", "unit")),
            *("usual_plant_low", "usual_plant_typical"),
        )
    )


def _list_makers(tables: Tables, as_of: date) -> pl.DataFrame:
    producers = list_producers(tables, as_of).filter(~pl.col("outside"))
    return producers.group_by(pl.col("via").alias("makes")).agg(
        pl.col("firm").drop_nulls().unique().sort().alias("made_by")
    )


def _judge(rows: pl.DataFrame) -> pl.DataFrame:
    """How much could be made, what the market takes of it, and how well that fits a usual plant."""
    up_to, cap, least = pl.col("makes_up_to"), pl.col("cap"), pl.col("usual_plant_low").fill_null(0.0)
    fit = (
        pl.when(up_to.is_null())
        .then(pl.lit("surplus_unknown"))
        .when(up_to < least)
        .then(pl.lit("surplus_small"))
        .when(cap.is_null())
        .then(pl.lit("market_unknown"))
        .when(cap < least)
        .then(pl.lit("market_small"))
        .otherwise(pl.lit("market_takes"))
    )
    possible = pl.when(up_to.is_not_null() & cap.is_not_null()).then(pl.min_horizontal(up_to, cap))
    return (
        rows.with_columns((pl.col("over") / pl.col("use")).alias("makes_up_to"))
        .with_columns(
            fit.alias("fit"),
            (up_to / pl.col("usual_plant_typical")).alias("plants"),
            (up_to / pl.col("market")).alias("market_share"),
            *(possible.alias(name) for name in ("possible", "possible_low", "possible_high")),
        )
        .with_columns(value_possible())
    )
