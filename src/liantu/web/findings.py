"""What does not agree in what the sources say: found by grouping, nothing is averaged or smoothed."""

from __future__ import annotations

import polars as pl

from liantu.district import District
from liantu.model.capacities import in_base_units
from liantu.model.tables import Tables

_SAME = ("subject", "indicator", "scope", "status", "period")


def contradictions(tables: Tables) -> pl.DataFrame:
    """Observations of one subject, indicator, scope, status and period with more than one value."""
    frames = []
    for name in ("observations", "targets"):
        frame = tables[name]
        if "status" not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias("status"))
        frames.append(frame.select("id", *_SAME, "comparator", "value", "unit", "source", "locator", "quote", pl.lit(name).alias("table")))
    rows = pl.concat(frames)
    several = rows.select(pl.struct("value", "unit", "comparator").n_unique().over("table", *_SAME) > 1).to_series()
    return rows.filter(several).sort(*_SAME, "id", nulls_last=True)


def tier_counts(tables: Tables) -> pl.DataFrame:
    """Tiers whose stated number differs from the members printed: tier, stated, printed."""
    tiers, members, clusters = tables["tiers"], tables["members"], tables["clusters"]
    below: dict[str, list[str]] = {}
    for key, parent in tiers.select("id", "parent").drop_nulls().iter_rows():
        below.setdefault(parent, []).append(key)
    rows = []
    for row in tiers.drop_nulls("stated_count").iter_rows(named=True):
        own = [row["id"]]
        for key in own:
            own += below.get(key, [])
        named = set(clusters.filter(pl.col("tier").is_in(own))["id"])
        named |= set(members.filter(pl.col("group").is_in(own) & (pl.col("role") != "overlap"))["entity"])
        if len(named) != int(row["stated_count"]):
            rows.append((row["id"], int(row["stated_count"]), len(named), row["source"], row["locator"], row["quote"], row["note"], row.get("note_en")))
    schema = ["tier", "stated", "printed", "source", "locator", "quote", "note", "note_en"]
    return pl.DataFrame(rows, schema=schema, orient="row") if rows else pl.DataFrame(schema=dict.fromkeys(schema, pl.String))


def unallocated(tables: Tables) -> pl.DataFrame:
    """Totals of which a part is not itemised: capacity, total, itemised, rest (in the product's unit)."""
    rows = in_base_units(tables)
    parts = rows.drop_nulls("part_of").group_by("part_of").agg(
        pl.col("base").sum().alias("itemised"),
        pl.col("base").is_null().sum().alias("unknown_parts"),
    )
    return (
        rows.join(parts, left_on="id", right_on="part_of", maintain_order="left")
        .filter(pl.col("base") > pl.col("itemised"))
        .select(pl.col("id").alias("capacity"), "product", "product_unit", pl.col("base").alias("total"), "itemised",
                (pl.col("base") - pl.col("itemised")).alias("rest"), "unknown_parts", "source", "locator", "quote")
    )


def full_load(district: District) -> pl.DataFrame:
    """Stated output values of a chain or its cluster beside what full load would be worth.

    Columns: id, table, subject, chain, product, period, value (CNY), capacity (all that is stated), price_low,
    price_high, worth_low, worth_high, implied_low, implied_high (capacity that the value buys), source, locator, quote.
    """
    tables = district.tables
    made = _made(district)
    prices = tables.numbers("products").select(pl.col("id").alias("product"), "price_low", "price_high", pl.col("unit").alias("product_unit"))
    stated = pl.concat(
        [
            tables.numbers(name).select("id", "subject", "period", "value", "unit", "source", "locator", "quote", pl.lit(name).alias("table"))
            for name in ("observations", "targets")
        ]
    )
    units = {unit: tables.units.read(unit) for unit in stated["unit"].unique().drop_nulls()}
    # A price is in CNY: whatever shares the dimension of 100 million yuan in the units table is money.
    money = {u: float(read.factor) for u, read in units.items() if read is not None and read.dimension == "money"}
    if not money:
        return pl.DataFrame()
    rows = stated.filter(pl.col("unit").is_in(list(money))).with_columns(
        (pl.col("value") * pl.col("unit").replace_strict(money, default=None, return_dtype=pl.Float64)).alias("value")
    )
    chains = tables["chains"].select(pl.col("id").alias("chain"), "cluster")
    by_cluster = rows.join(chains, left_on="subject", right_on="cluster")
    by_chain = rows.join(chains.select("chain"), left_on="subject", right_on="chain").with_columns(pl.col("subject").alias("chain"))
    both = pl.concat([by_cluster, by_chain.select(by_cluster.columns)])
    low, high, size = pl.col("price_low"), pl.col("price_high"), pl.col("capacity")
    return (
        both.join(made, on="chain").join(prices, on="product")
        .with_columns((size * low).alias("worth_low"), (size * high).alias("worth_high"),
                      (pl.col("value") / high).alias("implied_low"), (pl.col("value") / low).alias("implied_high"))
        .filter((pl.col("value") < pl.col("worth_low")) | (pl.col("value") > pl.col("worth_high")))
    )


def _made(district: District) -> pl.DataFrame:
    """The core product each chain makes most of, with all capacity stated: chain, product, capacity."""
    from liantu.chain.routes import ancestors

    tables = district.tables
    roots = tables["chains"].select(pl.col("id").alias("chain"), pl.col("root").alias("ancestor")).drop_nulls()
    supply = district.terms.filter(pl.col("measure") == "supply").group_by("product").agg(pl.col("amount").sum().alias("capacity"))
    return (
        roots.join(ancestors(tables), on="ancestor").join(supply, on="product").filter(pl.col("capacity") > 0)
        .sort("capacity", descending=True).unique("chain", keep="first", maintain_order=True)
        .select("chain", "product", "capacity")
    )
