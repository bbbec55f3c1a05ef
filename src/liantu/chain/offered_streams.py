"""What plants give off beside their product: which of it others could take, and why the rest is no offer.

A by-product covers a need elsewhere only where a standard is named by which it is sold, a lorry carries it, it is no
waste and its amount is known. Nothing is left out: each stream has its standing.
"""

from __future__ import annotations

import polars as pl

from liantu.chain.stated_byproducts import leave_out_stated, read_stated_byproducts
from liantu.model.tables import Tables

#: The standings of a stream; only what is ``offered`` covers a need.
STANDINGS = ("offered", "standard_unnamed", "carriage_unknown", "amount_unknown", "pipe_only", "waste")
_SIDE = ("firm", "place", "row", "status")
_COLUMNS = (
    *("product", "zh", "en", "unit", "firm", "firm_zh", "firm_en", "place", "row", "status"),
    *("process", "standing", "standard", "transport", "left_over"),
)


def list_streams(tables: Tables, terms: pl.DataFrame, producers: pl.DataFrame) -> pl.DataFrame:
    """All rows of ``list_offered_streams`` and ``list_waste_streams``, by standing."""
    streams = [list_offered_streams(tables, terms), list_waste_streams(tables, producers)]
    return pl.concat(streams).sort(_list_order())


def list_offered_streams(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """One row a by-product left over by a plant: product, zh, en, unit, firm, firm_zh, firm_en (where nobody states the
    firm, the capacity), place, row (its capacity), status, process, standing (STANDINGS), standard, transport,
    left_over (a year, in the product's unit; null when unknown).

    ``left_over`` is what the plant gives off at its load, less what its owner uses.
    """
    left = terms.filter((pl.col("measure") == "offer") & (pl.col("value").is_null() | (pl.col("value") > 0)))
    rows = add_standing(tables, left).with_columns(pl.col("value").alias("left_over"))
    rows = rows.join(_list_names(tables).drop("transport"), on="product", maintain_order="left")
    return name_firms(tables, rows).select(_COLUMNS).sort(_list_order())


def list_waste_streams(tables: Tables, producers: pl.DataFrame) -> pl.DataFrame:
    """The columns of ``list_offered_streams`` for what the library calls an emission: waste, never an offer.

    ``producers`` are those of ``list_producers``.
    """
    names = _list_names(tables)
    emissions = tables.numbers("coefficients").filter(pl.col("role") == "emission")
    rows = (
        producers.filter(pl.col("process").is_not_null())
        .filter(~pl.col("outside"))
        .select(*_SIDE, "process", "base", "load")
        .join(
            emissions.select("process", "typical", pl.col("input").alias("product")),
            on="process",
            maintain_order="left",
        )
        .pipe(lambda flows: leave_out_stated(tables, flows))
        .join(names, on="product", maintain_order="left")
        .with_columns(
            (pl.col("base") * pl.col("load").fill_null(1.0) * pl.col("typical")).alias("left_over"),
            pl.lit("waste").alias("standing"),
            pl.lit(None, pl.String).alias("standard"),
        )
    )
    return name_firms(tables, rows).select(_COLUMNS).sort(_list_order())


def name_firms(tables: Tables, rows: pl.DataFrame, side: str = "") -> pl.DataFrame:
    """The rows with the names of the column ``firm`` behind ``side``; the capacity's id where nobody states a firm."""
    firms = tables["firms"].select(
        pl.col("id").alias(f"{side}firm"),
        pl.col("zh").alias(f"{side}firm_zh"),
        pl.coalesce("en", "zh").alias(f"{side}firm_en"),
    )
    named = rows.join(firms, on=f"{side}firm", how="left", maintain_order="left")
    return named.with_columns(
        pl.coalesce(f"{side}firm_{language}", f"{side}firm", f"{side}row").alias(f"{side}firm_{language}")
        for language in ("zh", "en")
    )


def add_standing(tables: Tables, offers: pl.DataFrame) -> pl.DataFrame:
    """Terms of by-products with ``standing``, ``standard`` and ``transport``."""
    traits = tables["products"].select(pl.col("id").alias("product"), "kind", "transport")
    standing = (
        pl.when(pl.col("kind") == "waste")
        .then(pl.lit("waste"))
        .when(pl.col("transport") == "pipe")
        .then(pl.lit("pipe_only"))
        .when(pl.col("standard").is_null())
        .then(pl.lit("standard_unnamed"))
        .when(pl.col("transport").is_null())
        .then(pl.lit("carriage_unknown"))
        .when(pl.col("value").is_null())
        .then(pl.lit("amount_unknown"))
        .otherwise(pl.lit("offered"))
    )
    return (
        _add_standard(tables, offers)
        .join(traits, on="product", how="left", maintain_order="left")
        .with_columns(standing.alias("standing"))
        .drop("kind")
    )


def _add_standard(tables: Tables, offers: pl.DataFrame) -> pl.DataFrame:
    """The terms with ``standard``: the plant's own, or that of any coefficient of its process for the product."""
    named = tables["coefficients"].filter(pl.col("role") == "byproduct")
    named = named.select("process", pl.col("input").alias("product"), "standard")
    stated = read_stated_byproducts(tables).select(pl.col("capacity").alias("row"), "product", "stated_standard")
    rows = offers.join(named, on=["process", "product"], how="left", maintain_order="left")
    rows = rows.join(stated, on=["row", "product"], how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce("stated_standard", "standard").alias("standard")).drop("stated_standard")


def keep_offered(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """The terms without the by-products that cover no need elsewhere."""
    offer = pl.col("measure") == "offer"
    offered = add_standing(tables, terms.filter(offer)).filter(pl.col("standing") == "offered")
    return pl.concat([terms.filter(~offer), offered.select(terms.columns)])


def _list_names(tables: Tables) -> pl.DataFrame:
    return tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit", "transport")


def _list_order() -> list[pl.Expr]:
    rank = pl.col("standing").replace_strict(dict(zip(STANDINGS, range(len(STANDINGS)), strict=True)))
    return [rank, pl.col("product"), -pl.col("left_over").fill_null(0.0), pl.col("row"), pl.col("process")]
