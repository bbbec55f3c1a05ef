"""What does not agree in what the sources say: found by grouping, nothing is averaged or smoothed."""

from __future__ import annotations

import polars as pl

from liantu.model.capacities import convert_to_base_units
from liantu.model.periods import name_days
from liantu.model.tables import Tables
from liantu.model.value_ranges import value_range

#: Another print, other prices or another sample are another figure.
_BASES = ("price_basis", "sample_basis", "revision")
_SAME = ("subject", "indicator", "product", "scope", "status", "period", *_BASES)


def find_contradictions(tables: Tables) -> pl.DataFrame:
    """Observations of one subject, indicator, product, scope, status and period whose values cannot all be true,
    where they are of the same prices, sample and print.

    A period is its days, however written; values are compared in base units, so 2948 亿元 and 29480000 万元 are one;
    "more than 2900" and 2948 agree.
    """
    frames = []
    for name in ("observations", "targets"):
        frame = tables[name]
        absent = [column for column in ("status", *_BASES) if column not in frame.columns]
        frame = frame.with_columns(pl.lit(None, pl.String).alias(column) for column in absent)
        frames.append(
            frame.select(
                "id", *_SAME, "comparator", "value", "unit", "source", "locator", "quote", pl.lit(name).alias("table")
            )
        )
    rows = pl.concat(frames)
    days = {text: name_days(text) for text in rows["period"].drop_nulls().unique()}
    compared = rows.with_columns(pl.col("period").replace(days), **value_range(tables, rows))
    contradictory = compared.select(_cannot_all_be().over("table", *_SAME)).to_series()
    return rows.filter(contradictory.fill_null(False)).sort(*_SAME, "id", nulls_last=True)


def _cannot_all_be() -> pl.Expr:
    """Whether the ranges of a group's values have no number in common; ranges on a line meet all if two by two."""
    lowest, highest = pl.col("lowest").max(), pl.col("highest").min()
    open_at = (pl.col("open") & ((pl.col("lowest") == lowest) | (pl.col("highest") == highest))).any()
    several = pl.struct("text", "unit_kind", "comparator").n_unique() > 1
    unlike = pl.col("unit_kind").n_unique() > 1
    return several & (unlike | (lowest > highest) | ((lowest == highest) & open_at))


def find_tier_count_differences(tables: Tables) -> pl.DataFrame:
    """Tiers whose stated number differs from the members printed: tier, stated, printed."""
    tiers, members, clusters = tables["tiers"], tables["members"], tables["clusters"]
    below: dict[str, list[str]] = {}
    for key, parent in tiers.select("id", "parent").drop_nulls().iter_rows():
        below.setdefault(parent, []).append(key)
    rows = []
    for row in tiers.drop_nulls("stated_count").iter_rows(named=True):
        tier_ids = [row["id"]]
        for key in tier_ids:
            tier_ids += below.get(key, [])
        named = set(clusters.filter(pl.col("tier").is_in(tier_ids))["id"])
        named |= set(members.filter(pl.col("group").is_in(tier_ids) & (pl.col("role") != "overlap"))["entity"])
        if len(named) != int(row["stated_count"]):
            rows.append(
                (
                    row["id"],
                    int(row["stated_count"]),
                    len(named),
                    row["source"],
                    row["locator"],
                    row["quote"],
                    row["note"],
                    row.get("note_en"),
                )
            )
    schema = ["tier", "stated", "printed", "source", "locator", "quote", "note", "note_en"]
    return (
        pl.DataFrame(rows, schema=schema, orient="row")
        if rows
        else pl.DataFrame(schema=dict.fromkeys(schema, pl.String))
    )


def find_unallocated_totals(tables: Tables) -> pl.DataFrame:
    """Totals of which a part is not itemised: capacity, total, itemised, rest (in the product's unit)."""
    rows = convert_to_base_units(tables)
    parts = (
        rows.drop_nulls("part_of")
        .group_by("part_of")
        .agg(
            pl.col("base").sum().alias("itemised"),
            pl.col("base").is_null().sum().alias("unknown_parts"),
        )
    )
    return (
        rows.join(parts, left_on="id", right_on="part_of", maintain_order="left")
        .filter(pl.col("base") > pl.col("itemised"))
        .select(
            pl.col("id").alias("capacity"),
            "product",
            "product_unit",
            pl.col("base").alias("total"),
            "itemised",
            (pl.col("base") - pl.col("itemised")).alias("rest"),
            "unknown_parts",
            "source",
            "locator",
            "quote",
        )
    )
