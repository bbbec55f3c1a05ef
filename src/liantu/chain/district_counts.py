"""How much is on record of a district, in counts: its firms, its links to fill, its open questions."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.tables import Tables


@dataclass(frozen=True)
class DistrictCounts:
    """Counts of a district; ``gaps`` are links on the list to invite for, ``gaps_named`` those a document names.

    ``questions`` are the unknowns whose answers move the lists.
    """

    firms: int
    chains: int
    gaps: int
    gaps_named: int
    questions: int


def count_district(tables: Tables, gaps: pl.DataFrame, questions: pl.DataFrame) -> DistrictCounts:
    """The counts of a district with these links to fill and these open questions."""
    return DistrictCounts(
        firms=tables["firms"].height,
        chains=tables["chains"].height,
        gaps=gaps.height,
        gaps_named=count_named(gaps),
        questions=questions.filter(pl.col("effect").is_null() | (pl.col("effect") > 0)).height,
    )


def count_named(gaps: pl.DataFrame) -> int:
    """How many links to fill are named by a document."""
    return gaps.filter(pl.col("named_in").list.len() > 0).height


def count_tiers(tables: Tables) -> pl.DataFrame:
    """The tiers of the cluster scheme that have clusters, in their order.

    Columns: tier, zh, en, stated (how many a source says), printed (how many are named), clusters (their ids).
    """
    named = tables["clusters"].group_by("tier", maintain_order=True).agg(pl.col("id").alias("clusters"))
    return (
        tables.numbers("tiers")
        .join(named, left_on="id", right_on="tier", maintain_order="left")
        .select(
            pl.col("id").alias("tier"),
            *("zh", "en"),
            pl.col("stated_count").cast(pl.Int64).alias("stated"),
            pl.col("clusters").list.len().cast(pl.Int64).alias("printed"),
            "clusters",
        )
    )


def count_unnamed_chains(tables: Tables) -> pl.DataFrame:
    """Groups of chains of which a source states more than it names: tier, zh, en, stated, printed, unnamed."""
    chains = tables["chains"]["id"].implode()
    named = tables["members"].filter(pl.col("entity").is_in(chains)).group_by("group").agg(pl.len().alias("printed"))
    rows = tables.numbers("tiers").join(named, left_on="id", right_on="group", maintain_order="left")
    stated, printed = pl.col("stated_count").cast(pl.Int64), pl.col("printed").cast(pl.Int64)
    counted = rows.select(
        pl.col("id").alias("tier"), "zh", "en", stated.alias("stated"), printed, (stated - printed).alias("unnamed")
    )
    return counted.filter(pl.col("unnamed") > 0)
