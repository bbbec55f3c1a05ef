"""Freight: of materials that are bought elsewhere to each place, and of the product to its markets, leg by leg."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from liantu.model import periods
from liantu.model.tables import Tables

_ROUTE, _MARKET, _WEIGHT, _PRICE = "route", "market", "weight", "price"
#: Quantities and prices of a term, in their order.
NUMBERS = ("quantity_low", "quantity", "quantity_high", "price_low", "price", "price_high")


def list_routes(tables: Tables, day: date, rates: Mapping[str, float]) -> pl.DataFrame:
    """The legs that count on a day, their tax taken off: row, siting_place, direction, product, market, mode, distance,
    rate_low, rate_typical, rate_high (CNY/t/km), handling_… (CNY/t), tax, period, source, vat_rate, vat_handling."""
    rows = tables.numbers("freight_routes")
    found = [periods.parse_period(text) if text else None for text in rows["period"]]
    rows = rows.with_columns(pl.Series("first", [period.first if period else None for period in found], pl.Date))
    included = pl.col("tax") == "incl"
    columns = [
        *_take_tax_off("rate", rates.get("inbound_freight"), included),
        *_take_tax_off("handling", rates.get("inbound_handling"), included),
    ]
    plain = [pl.col(name) for name in ("siting_place", "direction", "product", "market", "mode", "distance")]
    ends = [pl.col("tax").fill_null("unknown"), pl.col("period"), pl.col("source")]
    row = pl.format("freight_routes/{}", "id").alias("row")
    return rows.filter(pl.col("first") <= day).select(row, *plain, *columns, *ends)


def _take_tax_off(name: str, rate: float | None, included: pl.Expr) -> list[pl.Expr]:
    """A price of three ends without the tax that is in it, and the rate of it."""
    off = 1 + pl.when(included).then(rate or 0.0).otherwise(0.0)
    ends = [
        (pl.coalesce(f"{name}_{end}", f"{name}_typical") / off).alias(f"{name}_{end}")
        for end in ("low", "typical", "high")
    ]
    return [*ends, pl.lit(rate, pl.Float64).alias(f"vat_{name}")]


def build_freight(goods: pl.DataFrame, routes: pl.DataFrame) -> pl.DataFrame:
    """Freight and handling of goods: one row a leg and kind, as ``match_prices`` has them.

    ``goods``: siting_place, direction, product, market, need, quantity_low, quantity, quantity_high (tonnes, null: the
    weight is not known), quantity_key, missing (why there can be none, else null). A product's own routes come before
    those for every product. Without a route, or without its rate, the freight is unknown.
    """
    named = goods.join(routes, on=["siting_place", "direction", "product", "market"], nulls_equal=True, how="inner")
    others = goods.join(named, on=["siting_place", "need", "market"], how="anti", nulls_equal=True)
    general = routes.filter(pl.col("product").is_null()).drop("product")
    shared = others.join(general, on=["siting_place", "direction", "market"], nulls_equal=True, how="left")
    legs = pl.concat([named, shared.select(named.columns)])
    freight, handling = _price_legs(legs, "rate", "freight"), _price_legs(legs, "handling", "handling")
    return pl.concat([freight, handling.filter(pl.col("row").is_not_null())])


def _price_legs(legs: pl.DataFrame, name: str, kind: str) -> pl.DataFrame:
    distance = pl.col("distance") if name == "rate" else pl.lit(1.0)
    unknown = pl.col(f"{name}_typical").is_null() | distance.is_null()
    missing = (
        pl.when(pl.col("missing").is_not_null())
        .then("missing")
        .when(pl.col("row").is_null())
        .then(pl.lit(_ROUTE))
        .when(pl.col("quantity").is_null())
        .then(pl.lit(_WEIGHT))
        .when(unknown)
        .then(pl.lit(_PRICE))
    )
    return legs.select(
        "siting_place",
        pl.format("{}_" + kind, "direction").alias("item"),
        *("product", "need", "quantity_key"),
        pl.lit("t·km" if name == "rate" else "t").alias("quantity_unit"),
        *((pl.col(f"quantity{end}") * distance).alias(f"quantity{end}") for end in ("_low", "", "_high")),
        pl.lit(1.0).alias("sign"),
        pl.when(pl.col("row").is_not_null()).then(pl.format("{}." + name, "row")).alias("row"),
        pl.when(pl.col("row").is_not_null()).then(pl.format("{}." + name, "row")).alias("price_key"),
        *(
            pl.col(f"{name}_{end}").alias(alias)
            for end, alias in zip(("low", "typical", "high"), NUMBERS[3:], strict=True)
        ),
        pl.col(f"vat_{name}").alias("vat"),
        *("tax", "period", pl.col("mode").alias("spec"), "source"),
        missing.alias("missing"),
    )


def list_inbound(matched: pl.DataFrame, weights: Mapping[str, float]) -> pl.DataFrame:
    """The materials that come from elsewhere, in tonnes, as ``build_freight`` takes them; ``weights``: t a unit."""
    bought = matched.filter(pl.col("item") == "material", (pl.col("supply") != "local").fill_null(value=True))
    weight = pl.col("product").replace_strict(dict(weights), default=None, return_dtype=pl.Float64)
    return bought.select(
        "siting_place",
        pl.lit("inbound").alias("direction"),
        "product",
        pl.lit(None, pl.String).alias("market"),
        "need",
        *((pl.col(name) * weight).alias(name) for name in NUMBERS[:3]),
        "quantity_key",
        pl.lit(None, pl.String).alias("missing"),
    )


def list_outbound(
    places: pl.Series, product: str, amount: float | None, markets: pl.DataFrame, key: str
) -> pl.DataFrame:
    """The product on its way to its markets, as ``build_freight`` takes it: ``amount`` in tonnes (None: the weight is
    not known), ``markets``: of the product, market and weight in per cent; without any the freight is unknown."""
    to = markets.select(pl.col("id").alias("market"), (pl.col("weight") / 100).alias("part"))
    missing = None if to.height else _MARKET
    to = to if to.height else pl.DataFrame({"market": [None], "part": [1.0]}, schema=to.schema)
    tonnes = pl.lit(amount, pl.Float64) * pl.col("part")
    return (
        pl.DataFrame({"siting_place": places}, schema={"siting_place": pl.String})
        .join(to, how="cross")
        .select(
            "siting_place",
            pl.lit("outbound").alias("direction"),
            pl.lit(product).alias("product"),
            "market",
            pl.lit("outbound").alias("need"),
            *(tonnes.alias(name) for name in NUMBERS[:3]),
            pl.lit(key).alias("quantity_key"),
            pl.lit(missing, pl.String).alias("missing"),
        )
    )
