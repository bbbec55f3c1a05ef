"""The prices of places that count on a day, in one unit an item, without deductible value-added tax."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from liantu.model import periods
from liantu.model.price_units import compute_price_factor
from liantu.model.rate_units import compute_rate_factor
from liantu.model.siting_items import HOURS_A_YEAR, ITEMS
from liantu.model.tables import Tables

ENDS = ("low", "typical", "high")


def list_place_prices(tables: Tables, day: date, item_rates: Mapping[str, float], goods: pl.DataFrame) -> pl.DataFrame:
    """The rows of ``place_prices`` that count on a day: row, siting_place, item, product, supply, share, price_low,
    price, price_high (CNY for one unit of the item, a year where it is a yearly one, tax taken off where it is in;
    null: to be asked, also where only a band is stated), vat (the rate of a bill of it, a fraction; null: none), tax,
    period, spec, source.

    Of an item the rows of its latest year count, all of them where they state hours, else the last; ``share`` is their
    part of the year. ``item_rates`` are rates of items, ``goods`` those of products (product, vat).
    """
    rows = tables.numbers("place_prices")
    rows = rows.with_columns(_read_days(rows["period"], "first"), _read_days(rows["until"], "last", "ends"))
    rows = rows.filter(pl.col("first") <= day, pl.col("ends").is_null() | (pl.col("ends") >= day))
    rows = _select_latest(rows)
    rows = rows.join(goods, on="product", how="left", maintain_order="left")
    item_rate = pl.col("item").replace_strict(dict(item_rates), default=None, return_dtype=pl.Float64)
    of_product = [name for name, item in ITEMS.items() if item.of_product and name != "waste"]
    vat = pl.when(pl.col("item").is_in(of_product)).then("vat").otherwise(item_rate)
    factor = pl.Series("factor", [_find_factor(tables, row) for row in rows.iter_rows(named=True)], pl.Float64)
    off = 1 + pl.when(pl.col("tax") == "incl").then(vat.fill_null(0.0)).otherwise(0.0)
    share = (pl.col("hours") / HOURS_A_YEAR).fill_null(1.0)
    return (
        rows.with_columns(factor, vat.alias("vat"))
        .with_columns(
            pl.format("place_prices/{}", "id").alias("row"),
            share.alias("share"),
            off.alias("off"),
        )
        .select(
            *("row", "siting_place", "item", "product", "supply", "share"),
            (pl.coalesce("low", "typical") * pl.col("factor") / pl.col("off")).alias("price_low"),
            (pl.col("typical") * pl.col("factor") / pl.col("off")).alias("price"),
            (pl.coalesce("high", "typical") * pl.col("factor") / pl.col("off")).alias("price_high"),
            *("vat", pl.col("tax").fill_null("unknown"), "period", "spec", "source"),
        )
    )


def _select_latest(rows: pl.DataFrame) -> pl.DataFrame:
    keys = ["siting_place", "item", "product", "supply"]
    by_hours = [name for name, item in ITEMS.items() if item.by_hours]
    year = pl.col("first").dt.year()
    parted = pl.col("item").is_in(by_hours) & pl.col("hours").is_not_null()
    latest = rows.filter((year == year.max().over(keys)) | ~parted)
    whole = latest.filter(~parted).sort("first").unique(keys, keep="last", maintain_order=True)
    return pl.concat([latest.filter(parted), whole])


def _find_factor(tables: Tables, row: Mapping[str, object]) -> float | None:
    """What takes the price to CNY for one unit of its item; None where it measures something else."""
    item, text = ITEMS.get(str(row["item"])), str(row["unit"] or "")
    if item is None:
        return None
    if item.of_product:
        units = dict(tables["products"].select("id", "unit").iter_rows())
        return compute_price_factor(tables, text, units.get(row["product"]))
    return compute_rate_factor(tables.units, text, item.unit) if item.unit != "%" else (0.01 if text == "%" else None)


def _read_days(texts: pl.Series, end: str, name: str = "first") -> pl.Series:
    found = [periods.parse_period(text) if text else None for text in texts]
    return pl.Series(name, [getattr(period, end) if period else None for period in found], pl.Date)
