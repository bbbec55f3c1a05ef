"""Which coefficients move the lists most: every one between its low and its high value, all others as they are."""

from __future__ import annotations

import polars as pl

from liantu.chain.coefficient_origins import find_origins
from liantu.chain.open_terms import ANY_ROUTE
from liantu.chain.own_use import add_owner
from liantu.library.recalled_prices import RECALLED
from liantu.model.tables import Tables

#: The lists whose links are worth something to know.
LISTS = ("invite", "commodities")
_SMALLEST = 1e-9
#: Where an unknown effect stands in the order, in CNY a year: before those that move nothing.
_UNPRICED = 1.0


def rank_coefficients(tables: Tables, terms: pl.DataFrame, gaps: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """One row a coefficient that a need of the district counts with, the one that moves most first.

    A need moves in proportion to its coefficient; the gap is what owners need beyond their own use, less supply, not
    below zero. ``effect`` is how far its value moves between low and high, at typical ``prices``, those of
    ``choose_prices``, at the low end where only a band is known; ``gaps`` are rows of ``find_gaps``. Supply stays as
    it is, and an owner who makes all that he needs goes on doing so. What rests on a price of grade C, ``recalled``,
    may leave only through ``hide_recalled_effects``.
    Columns: coefficient, process, product (what is needed), role, low, typical, high, grade, origin, listed (the list
    of LISTS that its link stands in; null: none), need (product units a year that count with it), gap_low,
    gap_typical, gap_high, swing (gap_high less gap_low), effect (CNY a year; null without a price, 0 on no list),
    falls and rises (its parts below and above the value as it is), recalled, firms (who needs it). Uses of plants
    without a process rest on all routes and are left out.
    """
    chosen = ~pl.col("coefficient").str.starts_with(ANY_ROUTE)
    rows = _move_needs(tables, terms).filter(chosen).join(_balance(terms), on="product", how="left")
    listed = gaps.filter(pl.col("list").is_in(LISTS)).select("product", pl.col("list").alias("listed"))
    ordering = prices.select(
        "product",
        pl.coalesce("typical", "low").alias("price"),
        (pl.col("grade") == RECALLED).alias("recalled"),
    )
    listed = listed.join(ordering, on="product", how="left")
    ends = ("low", "typical", "high")
    gap = ((pl.col("demand") - pl.col("local") + pl.col(f"moved_{end}")).clip(0).alias(f"gap_{end}") for end in ends)
    rows = rows.with_columns(*gap).with_columns((pl.col("gap_high") - pl.col("gap_low")).alias("swing"))
    rows = rows.join(listed, on="product", how="left")
    effect = pl.when(pl.col("listed").is_null()).then(0.0).otherwise(pl.col("swing") * pl.col("price"))
    parts = pl.col("coefficient").str.split("/")
    return (
        rows.with_columns(
            effect.alias("effect"),
            ((pl.col("gap_typical") - pl.col("gap_low")) * pl.col("price")).alias("falls"),
            ((pl.col("gap_high") - pl.col("gap_typical")) * pl.col("price")).alias("rises"),
            parts.list.first().alias("process"),
            parts.list.last().alias("role"),
            pl.col("recalled").fill_null(value=False),
        )
        .join(find_origins(tables), on="coefficient", how="left")
        .sort(-pl.col("effect").fill_null(_UNPRICED), pl.col("listed").is_null(), "coefficient")
        .select(
            *("coefficient", "process", "product", "role", "low", "typical", "high", "grade", "origin", "listed"),
            *("need", "gap_low", "gap_typical", "gap_high", "swing", "effect", "falls", "rises"),
            *("recalled", "firms"),
        )
    )


def _move_needs(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """The need that counts with each coefficient, and how far low and high move what its owners lack of the product."""
    known = add_owner(tables, terms.filter(pl.col("value") > 0))
    needs = known.filter((pl.col("measure") == "demand") & (pl.col("typical") > 0))
    key = ["product", "owner"]
    whole = known.group_by(key).agg(
        pl.col("value").filter(pl.col("measure") == "demand").sum().alias("needed"),
        pl.col("value").filter(pl.col("measure") == "captive").sum().alias("made"),
    )
    rows = needs.group_by("product", "coefficient", "owner").agg(
        pl.col("low", "typical", "high", "grade").first(),
        pl.col("value").sum().alias("need"),
        pl.col("firm").drop_nulls().unique().sort().alias("firms"),
    )
    rows = rows.join(whole, on=key)
    lacking = pl.col("needed") - pl.col("made")
    moves = []
    for end in ("low", "typical", "high"):
        change = (lacking + pl.col("need") * (pl.col(end) / pl.col("typical") - 1)).clip(0) - lacking
        moves.append(pl.when(lacking > _SMALLEST * pl.col("needed")).then(change).otherwise(0.0).alias(f"moved_{end}"))
    return (
        rows.with_columns(moves)
        .group_by("product", "coefficient")
        .agg(
            pl.col("low", "typical", "high", "grade").first(),
            pl.col("need", "moved_low", "moved_typical", "moved_high").sum(),
            pl.col("firms").list.explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
    )


def _balance(terms: pl.DataFrame) -> pl.DataFrame:
    """Demand and what is made here of each product: product, demand, local."""
    value, measure = pl.col("value"), pl.col("measure")
    return terms.group_by("product").agg(
        value.filter(measure == "demand").sum().alias("demand"),
        value.filter(measure.is_in(["supply", "captive"])).sum().alias("local"),
    )


def name_coefficients(tables: Tables, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what a reader needs of them: product_zh, product_en, unit, process_zh, process_en, made_unit."""
    names = ("zh", "en")
    products = tables["products"].select(
        pl.col("id").alias("product"), *(pl.col(name).alias(f"product_{name}") for name in names), "unit"
    )
    made = tables["products"].select(pl.col("id").alias("makes"), pl.col("unit").alias("made_unit"))
    processes = tables["processes"].select(
        pl.col("id").alias("process"),
        pl.col("product").alias("makes"),
        *(pl.col(name).alias(f"process_{name}") for name in names),
    )
    rows = rows.join(products, on="product", how="left", maintain_order="left")
    rows = rows.join(processes, on="process", how="left", maintain_order="left")
    return rows.join(made, on="makes", how="left", maintain_order="left")
