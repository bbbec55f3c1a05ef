"""Totals with their parts and what is not itemised: by place, industry or cluster, as rows say or as places stand."""

from __future__ import annotations

import polars as pl

from liantu.outlook.figures.published_figures import KEY

_MONTHS = ("year", "start", "end")
_CELL = (*KEY, *_MONTHS)
_PAIR = ("total_row", "part_row", "split")


def list_parts(figures: pl.DataFrame, places: pl.DataFrame, not_additive: pl.Series) -> pl.DataFrame:
    """Each total that has parts: a row a part and a row of the remainder, of the latest print of each figure.

    Columns: total (its observation), the key of the total, year, start, end, unit, total_value, split (``stated``, by
    ``part_of``, or ``places``, those that lie in the subject), role (``part`` or ``remainder``), part (observation),
    part_subject, part_scope, value, computed_share (ours, per cent of the total), published_share; of a remainder
    ``unknown_parts`` (how many parts have no value, so that it holds theirs too) and ``exceeded``, whether the parts
    are more than the total beyond what rounding leaves open. Figures of ``not_additive`` indicators, rates and indices
    have no parts. Parts that rows state count before those that places give.
    """
    additive = ~pl.col("indicator").is_in(not_additive.implode()) & ~pl.col("nature").is_in(["rate", "index"])
    latest = figures.filter(additive.fill_null(~pl.col("indicator").is_in(not_additive.implode()))).unique(
        [*_CELL, "price_basis", "sample_basis"], keep="last", maintain_order=True
    )
    totals = latest.filter(pl.col("value").is_not_null())
    stated = _pair_stated(latest, totals, figures)
    lying_in = _pair_places(latest, totals, places).join(stated, on="total_row", how="anti")
    pairs = pl.concat([stated, lying_in])
    whole = totals.select(
        pl.col("row").alias("total_row"),
        pl.col("observation").alias("total"),
        *_CELL,
        "unit",
        pl.col("value").alias("total_value"),
        pl.col("half").alias("total_half"),
    )
    part = latest.select(
        pl.col("row").alias("part_row"),
        pl.col("observation").alias("part"),
        pl.col("subject").alias("part_subject"),
        pl.col("scope").alias("part_scope"),
        *("value", "half", "published_share"),
    )
    joined = pairs.join(whole, on="total_row").join(part, on="part_row").with_columns(pl.lit("part").alias("role"))
    rows = pl.concat([joined, _sum_remainders(joined)], how="diagonal").with_columns(
        pl.when(pl.col("total_value") > 0).then(100 * pl.col("value") / pl.col("total_value")).alias("computed_share")
    )
    order = [*_CELL, "total", "role", "part_row"]
    return rows.sort(order, nulls_last=True).select(
        *("total", *_CELL, "unit", "total_value", "split", "role", "part", "part_subject", "part_scope", "value"),
        *("computed_share", "published_share", "unknown_parts", "exceeded"),
    )


def _pair_stated(latest: pl.DataFrame, totals: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Parts that name their total; one that names an earlier print of it is a part of the latest."""
    cells = figures.select(
        pl.col("observation").alias("part_of"), *(pl.col(name).alias(f"of_{name}") for name in _CELL)
    )
    whole = totals.select(pl.col("row").alias("total_row"), *(pl.col(name).alias(f"of_{name}") for name in _CELL))
    found = latest.join(cells, on="part_of").join(whole, on=[f"of_{name}" for name in _CELL], nulls_equal=True)
    same_time = pl.all_horizontal(pl.col(name) == pl.col(f"of_{name}") for name in _MONTHS)
    return found.filter(same_time).select("total_row", pl.col("row").alias("part_row"), split=pl.lit("stated"))


def _pair_places(latest: pl.DataFrame, totals: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Figures of the places that lie in a place of which the same is stated."""
    parents = places.select(pl.col("id").alias("subject"), "parent").drop_nulls()
    same = ("indicator", "scope", "product", "price_basis", *_MONTHS)
    whole = totals.select(pl.col("row").alias("total_row"), pl.col("subject").alias("parent"), *same)
    found = latest.filter(pl.col("part_of").is_null()).join(parents, on="subject")
    found = found.join(whole, on=["parent", *same], nulls_equal=True)
    return found.select("total_row", pl.col("row").alias("part_row"), split=pl.lit("places"))


def _sum_remainders(parts: pl.DataFrame) -> pl.DataFrame:
    """What of each total no part has."""
    whole = ("total_row", "total", *_CELL, "unit", "total_value", "total_half", "split")
    sums = parts.group_by(whole, maintain_order=True).agg(
        pl.col("value").sum().alias("itemised"),
        pl.col("half").sum().alias("open"),
        pl.col("value").is_null().sum().cast(pl.Int64).alias("unknown_parts"),
    )
    over = pl.col("itemised") - pl.col("total_value") > pl.col("open") + pl.col("total_half") + 1e-9
    unlisted = pl.col("total_value") - pl.col("itemised")
    return sums.with_columns(
        # What floating numbers leave of nothing is nothing.
        pl.when(unlisted.abs() <= 1e-9 * pl.col("total_value").abs()).then(0.0).otherwise(unlisted).alias("value"),
        over.alias("exceeded"),
        pl.lit("remainder").alias("role"),
    ).drop("itemised", "open")
