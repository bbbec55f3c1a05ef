"""延链: what a merchant surplus could become."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.chain.balance import build_balance
from liantu.chain.terms import list_producers, read_coefficients
from liantu.model.tables import Tables


def find_extensions(tables: Tables, terms: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """One row a surplus and product it could become.

    Columns: product, zh, en, unit, surplus (null when the amount is unknown), process, makes, makes_zh,
    makes_en, makes_unit, use (per unit of what is made), makes_up_to, also_needs (list), made_by (list of
    firms that make it here), value_low, value_high (CNY, of what could be made). Waste is no extension.
    """
    surplus = _surpluses(tables, terms, as_of)
    uses = read_coefficients(tables).filter(pl.col("role") == "input")
    names = tables.numbers("products").select("id", "zh", "en", "unit", "kind", "list", "price_low", "price_high")
    processes = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("makes"))
    others = uses.group_by("process").agg(pl.col("product").alias("also_needs"))
    makers = (
        list_producers(tables, as_of)
        .filter(~pl.col("outside"))
        .group_by(pl.col("via").alias("makes"))
        .agg(pl.col("firm").drop_nulls().unique().sort().alias("made_by"))
    )
    rows = (
        surplus.join(uses, on="product")
        .join(processes, on="process")
        .join(others, on="process")
        .join(makers, on="makes", how="left")
        .join(names.rename({"id": "product"}).drop("price_low", "price_high", "list"), on="product")
        .join(
            names.rename({"id": "makes", "zh": "makes_zh", "en": "makes_en", "unit": "makes_unit"}).drop("kind"),
            on="makes",
        )
        .filter((pl.col("kind") != "waste") & (pl.col("list") == "invite"))
    )
    up_to = pl.col("surplus") / pl.col("typical")
    return (
        rows.with_columns(
            pl.col("typical").alias("use"),
            up_to.alias("makes_up_to"),
            pl.col("also_needs").list.set_difference(pl.concat_list("product")),
            pl.col("made_by").fill_null([]),
            (up_to * pl.col("price_low")).alias("value_low"),
            (up_to * pl.col("price_high")).alias("value_high"),
        )
        .sort(pl.col("surplus").is_null(), -pl.col("value_high").fill_null(0.0), "product", "process")
        .select(
            "product",
            "zh",
            "en",
            "unit",
            "surplus",
            "process",
            "makes",
            "makes_zh",
            "makes_en",
            "makes_unit",
            "use",
            "makes_up_to",
            "also_needs",
            "made_by",
            "value_low",
            "value_high",
        )
    )


def _surpluses(tables: Tables, terms: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Products with a known surplus, and products made here in an amount nobody knows (surplus null)."""
    known = build_balance(terms).filter(pl.col("surplus") > 0).select("product", "surplus")
    unknown = (
        list_producers(tables, as_of)
        .filter(pl.col("base").is_null() & ~pl.col("covered") & ~pl.col("outside") & (pl.col("basis") != "ours"))
        .filter(pl.col("share").fill_null(0.0) < 1)
        .select(pl.col("via").alias("product"), pl.lit(None, pl.Float64).alias("surplus"))
        .unique("product")
        .join(known, on="product", how="anti")
    )
    return pl.concat([known, unknown])
