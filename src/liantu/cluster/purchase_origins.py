"""本地配套率: what share of what firms bought they bought here, from their purchase returns and from nothing else."""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables

_LOCAL = "local"
#: The item of returns in whose unit purchases are summed: 10,000 CNY.
_MONEY_ITEM = "revenue"


def sum_local_purchases(
    tables: Tables,
    groups: pl.DataFrame,
    year: int,
    smallest: int,
    dominance: tuple[int, float],
    *,
    by_product: bool = False,
) -> pl.DataFrame:
    """Purchases of the latest returned year up to ``year``, by group: group, year, firms, bought, local, rate, hidden,
    local_open, other_open.

    ``groups`` has group and firm. With ``by_product`` a row is of one product that a group bought, and has ``product``
    after the group: firms are counted, and what few of them hold is weighed, product by product. ``bought`` and
    ``local`` are in 10,000 CNY, ``rate`` their ratio, 0 to 1. An origin without a value is unknown, and what is
    known of the others stands: where one bought here has none (``local_open``) both amounts and the rate are at least,
    where one from elsewhere has none (``other_open``) what was bought is at least and the rate at most; where both are
    the rate is null. ``hidden`` where fewer than ``smallest`` firms returned, or the largest few (``dominance``: how
    many, per cent) hold more than their share: then the amounts and the rate are null.
    """
    rows = _read_purchases(tables).filter(pl.col("year") <= year)
    latest = rows.filter(pl.col("year") == pl.col("year").max())
    bought_here, blank = pl.col("origin") == _LOCAL, pl.col("amount").is_null()
    split = ["product"] if by_product else []
    of_firm = latest.group_by("firm", "year", *split).agg(
        (~blank).any().alias("known"),
        pl.col("amount").sum().alias("bought"),
        pl.col("amount").filter(bought_here).sum().alias("local"),
        (blank & bought_here).any().alias("local_open"),
        (blank & ~bought_here).any().alias("other_open"),
    )
    count, share = dominance
    largest = pl.col("bought").top_k(count).sum() * 100 > share * pl.col("bought").sum()
    summed = (
        groups.select("group", "firm")
        .unique()
        .join(of_firm, on="firm")
        .group_by("group", "year", *split)
        .agg(
            pl.col("known").sum().cast(pl.Int64).alias("firms"),
            ((pl.col("known").sum() < smallest) | largest).alias("hidden"),
            pl.col("bought", "local").sum(),
            pl.col("local_open", "other_open").any(),
        )
        .filter(pl.col("firms") > 0)
    )
    ratio = pl.when(~(pl.col("local_open") & pl.col("other_open"))).then(pl.col("local") / pl.col("bought"))
    shown = [pl.when(~pl.col("hidden")).then(name).alias(name) for name in ("bought", "local")]
    return (
        summed.with_columns(shown)
        .with_columns(ratio.alias("rate"))
        .select("group", *split, "year", "firms", "bought", "local", "rate", "hidden", "local_open", "other_open")
        .sort("group", *split)
    )


def _read_purchases(tables: Tables) -> pl.DataFrame:
    """Purchases in 10,000 CNY: firm, year, product, origin, amount; null where the origin has no value."""
    rows = tables.numbers("purchases").filter(pl.col("year").str.contains(r"^\d{4}$"))
    target = tables.units.read(str(tables.rows("return_items")[_MONEY_ITEM]["unit"]))
    factors = {
        unit: float(read.factor / target.factor)
        for unit in rows["unit"].drop_nulls().unique()
        if target and (read := tables.units.read(unit)) and read.dimension == target.dimension
    }
    factor = pl.col("unit").replace_strict(factors, default=None, return_dtype=pl.Float64)
    sized = rows.with_columns((pl.col("value") * factor).alias("amount"), pl.col("year").cast(pl.Int64))
    return sized.select("firm", "year", "product", "origin", "amount")
