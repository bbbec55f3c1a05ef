"""The one table of a siting account: a row a place, item and price row, and how much it comes to in a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.attract.siting.duties import Duties, build_duties
from liantu.attract.siting.freight import NUMBERS, build_freight, list_inbound, list_outbound
from liantu.attract.siting.income_tax import IncomeTax
from liantu.attract.siting.needed_prices import match_prices
from liantu.attract.siting.site_case import SiteCase
from liantu.attract.siting.surcharges import build_surcharges
from liantu.model.siting_items import ITEMS

#: Columns of the terms. ``amount`` is CNY a year: sign × quantity × price ÷ years; null with ``missing``. What is paid
#: once has ``once``, and ``years`` over which it is spread. ``sale`` is revenue and no cost.
COLUMNS = (
    *(
        "siting_place",
        "item",
        "need",
        "product",
        "row",
        "price_key",
        "quantity_key",
        "quantity_unit",
        *NUMBERS,
        "sign",
        "years",
    ),
    *("once", "follows_load", "vat", "tax", "period", "spec", "source", "missing", "amount"),
)
SALE = "sale"
#: What is a cost.
IS_COST = pl.col("item") != SALE


@dataclass(frozen=True)
class SitingPrices:
    """Prices to be matched: of places, of markets that hold everywhere, and legs of freight; see the makers of each.

    ``weights``: tonnes a unit of a product; ``markets``: where the product is sold (id, weight in per cent).
    """

    stated: pl.DataFrame
    market: pl.DataFrame
    routes: pl.DataFrame
    markets: pl.DataFrame
    weights: Mapping[str, float]


@dataclass(frozen=True)
class TaxRules:
    """What the law says: ``surcharges`` on value-added tax as fractions by place (no place: its location is unknown),
    ``land_years`` a right to use land lasts, and for the cash of years ``income_tax`` by place, ``write_off_years`` by
    item, and how many years a loss is carried on; ``duties`` are stamp and property tax (None: not reckoned)."""

    surcharges: Mapping[str, float]
    land_years: float
    income_tax: Mapping[str, IncomeTax]
    write_off_years: Mapping[str, float]
    loss_years: int
    duties: Duties | None = None


def build_terms(
    case: SiteCase, needs: pl.DataFrame, prices: SitingPrices, rules: TaxRules, places: pl.Series
) -> pl.DataFrame:
    """Every term of the cost of a case in each place, columns ``COLUMNS``; each result is a group-by of them.

    A price or quantity that nobody states makes a row without amount: never zero.
    """
    matched = match_prices(needs, prices.stated, prices.market, places)
    matched = _share_wages(_add_stated_capital(matched, case))
    weight = prices.weights.get(case.product)
    tonnes = None if weight is None else case.amount * weight
    outbound = list_outbound(places, case.product, tonnes, prices.markets, f"siting_cases/{case.id}.amount")
    goods = pl.concat([list_inbound(matched, prices.weights), outbound])
    freight = build_freight(goods, prices.routes)
    rows = pl.concat([matched.drop("supply"), freight.select(matched.drop("supply").columns)])
    terms = _compute_amounts(rows, case, rules)
    taxes = [build_surcharges(terms, rules.surcharges)]
    if rules.duties is not None:
        taxes.append(build_duties(terms, rules.duties))
    return pl.concat([terms, *taxes]).sort("siting_place", "item", "need", "row", maintain_order=True, nulls_last=True)


def _add_stated_capital(rows: pl.DataFrame, case: SiteCase) -> pl.DataFrame:
    """The capital that the case states, where a place states none of its own, with what it is an estimate of."""
    stated, estimate = case.site["capital"], case.estimate
    fills = (pl.col("item") == "capital") & pl.col("row").is_null() & pl.lit(stated is not None)
    ends = (estimate.low or stated, stated, estimate.high or stated)
    about = {"period": estimate.period, "spec": estimate.spec, "source": estimate.source}
    return rows.with_columns(
        *(
            pl.when(fills).then(pl.lit(end, pl.Float64)).otherwise(name).alias(name)
            for name, end in zip(NUMBERS[3:], ends, strict=True)
        ),
        *(pl.when(fills).then(pl.lit(text, pl.String)).otherwise(name).alias(name) for name, text in about.items()),
        pl.when(fills).then(pl.lit(f"siting_cases/{case.id}.capital")).otherwise("row").alias("row"),
        pl.when(fills).then(pl.lit(f"siting_cases/{case.id}.capital")).otherwise("price_key").alias("price_key"),
        pl.when(fills).then(pl.lit("excl")).otherwise("tax").alias("tax"),
        pl.when(fills).then(None).otherwise("missing").alias("missing"),
    )


def _share_wages(rows: pl.DataFrame) -> pl.DataFrame:
    """Social insurance as persons × rate at the price of the wage, so that it moves with the wage."""
    is_social = pl.col("item") == "social"
    wages = rows.filter(pl.col("item") == "wage").select(
        "siting_place", pl.col("row").alias("wage_row"), *(pl.col(name).alias(f"wage_{name}") for name in NUMBERS[3:])
    )
    social = rows.filter(is_social).join(wages, on="siting_place", how="left", maintain_order="left")
    lacking = pl.col("wage_price").is_null() & pl.col("missing").is_null()
    social = social.with_columns(
        *((pl.col(q) * pl.col(p)).alias(q) for q, p in zip(NUMBERS[:3], NUMBERS[3:], strict=True)),
        *(pl.col(f"wage_{name}").alias(name) for name in NUMBERS[3:]),
        pl.coalesce("row", "quantity_key").alias("quantity_key"),
        *(
            pl.when(pl.col("missing").is_null()).then("wage_row").otherwise(name).alias(name)
            for name in ("row", "price_key")
        ),
        pl.when(lacking).then(pl.lit("price")).otherwise("missing").alias("missing"),
    )
    return pl.concat([rows.filter(~is_social), social.select(rows.columns)])


def _compute_amounts(rows: pl.DataFrame, case: SiteCase, rules: TaxRules) -> pl.DataFrame:
    once = pl.col("item").is_in([name for name, item in ITEMS.items() if item.once])
    fixed = pl.col("item").is_in([name for name, item in ITEMS.items() if not item.follows_load])
    years = pl.when(pl.col("item") == "land").then(rules.land_years).otherwise(float(case.parameters.years))
    known = pl.col("missing").is_null()
    yearly = pl.col("sign") * pl.col("quantity") * pl.col("price")
    return (
        rows.with_columns(
            once.alias("once"), (~fixed).alias("follows_load"), pl.when(once).then(years).otherwise(1.0).alias("years")
        )
        .with_columns(pl.when(known).then(yearly / pl.col("years")).alias("amount"))
        .select(COLUMNS)
    )
