"""One firm or group in several districts: by its credit code, else by its names."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.model.names_alike import compact_name
from liantu.model.tables import Tables

_COLUMNS = ("name", "district", "firm", "other_district", "other_firm", "other_name", "reason", "shared")


def find_shared_firms(districts: Mapping[str, Tables]) -> pl.DataFrame:
    """Pairs of firms of two districts that are one, or may be; ``districts`` by name, in order.

    Columns: name, district, firm (id), other_district, other_firm, other_name, reason (the codelist ``firm_match``),
    shared (the code or the name that both carry). A code decides: the same one is one firm whatever it is called, two
    different ones are two firms whatever they are called. Without codes on both sides the same name, official, short
    or former, is a question (``same_name``).
    """
    firms = pl.concat([_list_firms(name, order, tables) for order, (name, tables) in enumerate(districts.items())])
    names = pl.concat([_list_names(name, tables) for name, tables in districts.items()])
    other = firms.rename({column: f"other_{column}" for column in firms.columns})
    by_code = firms.drop_nulls("code").join(other, left_on="code", right_on="other_code", coalesce=False)
    by_code = by_code.with_columns(pl.col("code").alias("shared"), pl.lit(1).alias("weight"))
    named = names.join(names, on="compact", suffix="_2").select(
        *("district", "firm", pl.col("called").alias("shared")),
        pl.col("district_2").alias("other_district"),
        pl.col("firm_2").alias("other_firm"),
    )
    by_name = named.join(firms, on=["district", "firm"]).join(other, on=["other_district", "other_firm"])
    by_name = by_name.with_columns(pl.lit(2).alias("weight"))
    differ = pl.col("code") != pl.col("other_code")
    reason = (
        pl.when(pl.col("weight") == 1)
        .then(pl.lit("same_code"))
        .when(differ.fill_null(value=False))
        .then(pl.lit("other_code"))
        .otherwise(pl.lit("same_name"))
    )
    pairs = pl.concat([by_code.select(by_name.columns), by_name]).filter(pl.col("order") < pl.col("other_order"))
    chosen = pairs.sort("weight", "shared").unique(
        ["district", "firm", "other_district", "other_firm"], keep="first", maintain_order=True
    )
    return chosen.with_columns(reason.alias("reason")).sort("reason", "name", "order", "other_order").select(_COLUMNS)


def _list_firms(district: str, order: int, tables: Tables) -> pl.DataFrame:
    return tables["firms"].select(
        pl.lit(district).alias("district"),
        pl.lit(order).alias("order"),
        pl.col("id").alias("firm"),
        pl.col("zh").alias("name"),
        pl.col("credit_code").alias("code"),
    )


def _list_names(district: str, tables: Tables) -> pl.DataFrame:
    """The names of each firm, its own and those of the table of names: district, firm, called, compact."""
    firms = tables["firms"].select(pl.col("id").alias("firm"), pl.col("zh").alias("called"))
    others = tables["names"].select(pl.col("entity").alias("firm"), pl.col("name").alias("called"))
    rows = pl.concat([firms, others.join(firms.select("firm"), on="firm", how="semi")]).drop_nulls()
    return rows.select(
        pl.lit(district).alias("district"), "firm", "called", compact_name(pl.col("called")).alias("compact")
    ).unique(["district", "firm", "compact"], keep="first", maintain_order=True)
