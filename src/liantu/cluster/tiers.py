"""A scheme of clusters tier by tier: what is named, and what is stated of output beside the size of the tier."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.cluster.members import IN_CLUSTER, count_cluster_entities
from liantu.model.period_days import add_period_days
from liantu.model.periods import parse_period
from liantu.model.schema import read_tables
from liantu.model.tables import Tables


def list_cluster_schemes(tables: Tables, as_of: date) -> pl.DataFrame:
    """The systems of clusters: those in force first, a system that others derive from behind them, then the largest.

    Columns: scheme, zh, en, clusters (how many are named), period, in_force (at the date; null: no period is stated),
    is_above (another system is derived from it: the city's).
    """
    counted = tables["clusters"].filter(pl.col("kind") == "cluster").group_by("scheme").agg(pl.len().alias("clusters"))
    named = tables["schemes"].select(pl.col("id").alias("scheme"), "zh", "en", "period")
    dated = add_period_days(counted.join(named, on="scheme"))
    begun = pl.col("first").is_null() | (pl.col("first") <= as_of)
    lasting = pl.col("last").is_null() | (pl.col("last") >= as_of)
    parents = tables["schemes"]["parent"].drop_nulls()
    return (
        dated.with_columns(
            pl.when(pl.col("period").is_not_null()).then(begun & lasting).alias("in_force"),
            pl.col("scheme").is_in(parents.implode()).alias("is_above"),
        )
        .sort(
            pl.col("in_force").fill_null(True), "is_above", "clusters", "scheme", descending=[True, False, True, False]
        )
        .select("scheme", "zh", "en", "clusters", "period", "in_force", "is_above")
    )


def list_schemes_beside(tables: Tables) -> pl.DataFrame:
    """Every system of clusters, grouping of clusters and list of honours of the district, and what of it is named.

    Columns: scheme, zh, en, kind, parent, place, period, stated (how many its tiers state; null: not stated), is_open
    (a tier states no number: at least so many), clusters (named), firms (listed as its members; none listed is not
    known, not zero), note, note_en.
    """
    clusters = tables["clusters"].filter(pl.col("kind") == "cluster")
    of_clusters = pl.col("kind").is_in(["clusters", "honour"]) | pl.col("id").is_in(clusters["scheme"].implode())
    schemes = tables["schemes"].filter(of_clusters)
    tiers = tables["tiers"].filter(pl.col("parent").is_null())
    stated = tiers.group_by("scheme").agg(
        pl.when(pl.col("stated_count").is_not_null().any())
        .then(pl.col("stated_count").cast(pl.Int64).sum())
        .alias("stated"),
        pl.col("stated_count").is_null().any().alias("is_open"),
    )
    named = clusters.group_by("scheme").agg(pl.len().cast(pl.Int64).alias("clusters"))
    groups = pl.concat([schemes.select("id", scheme="id"), tables["tiers"].select("id", "scheme")])
    listed = tables["members"].filter(pl.col("role").is_in(IN_CLUSTER))
    listed = listed.join(tables["firms"], left_on="entity", right_on="id", how="semi")
    members = listed.join(groups, left_on="group", right_on="id").group_by("scheme")
    return (
        schemes.rename({"id": "scheme"})
        .join(stated, on="scheme", how="left", maintain_order="left")
        .join(named, on="scheme", how="left", maintain_order="left")
        .join(members.agg(pl.col("entity").n_unique().cast(pl.Int64).alias("firms")), on="scheme", how="left")
        .with_columns(pl.col("clusters", "firms").fill_null(0), pl.col("is_open").fill_null(False))
        .select(
            *("scheme", "zh", "en", "kind", "parent", "place", "period", "stated", "is_open", "clusters", "firms"),
            *("note", "note_en"),
        )
    )


def list_clusters(
    tables: Tables, scheme: str, as_of: date, entities: pl.DataFrame, undated: pl.DataFrame | None = None
) -> pl.DataFrame:
    """One row a cluster of a scheme in the order of its tiers, and one for those that a tier states but nobody names.

    What a tier states carries no date: a cluster that it has at another date (``undated``, the clusters as they are
    written down) is named too. Columns: tier, tier_zh, tier_en, size (100 million CNY, the word of the tier; null
    where it has none), cluster, zh, en (null: ``unnamed`` clusters of this tier are not named), firm, plant, project,
    chain (counts of ``entities``; null: none is on record, how many there are is not known), output,
    output_comparator, output_period, output_status, output_scope, observation (the latest statement of its output in
    money; null: not stated), size_share (output over size) and distance (size less output, never below zero); both
    null where no whole year is stated. A name of a tier is no statement of output.
    """
    tiers = tables["tiers"].filter(pl.col("scheme") == scheme).with_row_index("place")
    named = tables["clusters"].filter(pl.col("scheme") == scheme).select("id", "zh", "en", "tier", "order")
    clusters = named.rename({"id": "cluster", "order": "number"}).with_columns(pl.col("number").cast(pl.Int64))
    listed = (
        clusters if undated is None else pl.concat([clusters, undated.select("tier", cluster="id")], how="diagonal")
    )
    unnamed = _list_unnamed(tiers, listed.unique(["cluster", "tier"]))
    rows = pl.concat([clusters.with_columns(pl.lit(None, pl.Int64).alias("unnamed")), unnamed], how="diagonal")
    words = tables.numbers("tiers").select(
        pl.col("id").alias("tier"), pl.col("zh").alias("tier_zh"), pl.col("en").alias("tier_en"), size="scale"
    )
    places = tiers.select(pl.col("id").alias("tier"), "place")
    counts = count_cluster_entities(entities)
    stated = find_stated_output(tables, as_of)
    return (
        rows.join(words, on="tier", how="left")
        .join(places, on="tier", how="left")
        .join(counts, on="cluster", how="left")
        .join(stated, on="cluster", how="left")
        .with_columns(
            pl.when("output_whole_year").then(pl.col("output") / pl.col("size")).alias("size_share"),
            pl.when("output_whole_year")
            .then((pl.col("size") - pl.col("output")).clip(lower_bound=0))
            .alias("distance"),
            *(
                # None on record is not none: silence is not absence.
                pl.when(pl.col("cluster").is_not_null() & (pl.col(kind) > 0)).then(pl.col(kind)).alias(kind)
                for kind in ("firm", "plant", "project", "chain")
            ),
        )
        .sort("place", "number", "cluster", nulls_last=True)
        .select(*_COLUMNS)
    )


_COLUMNS = (
    *("tier", "tier_zh", "tier_en", "size", "cluster", "zh", "en", "unnamed", "firm", "plant", "project", "chain"),
    *("output", "output_comparator", "output_period", "output_status", "output_scope", "observation", "size_share"),
    "distance",
)


def find_stated_output(tables: Tables, as_of: date) -> pl.DataFrame:
    """The latest statement of each cluster's output in money, known by a date.

    A whole year counts before a part of one, since the size of a tier is that of a year (``output_whole_year``); then
    what came before what is expected (``output_status``), the latest period, and of one period the latest print.
    Amounts in 100 million CNY, as sizes of tiers are. A growth without a level states no output.
    """
    indicators = tables["indicators"].filter(pl.col("kind") == "output")["id"]
    rows = tables.numbers("observations").filter(
        pl.col("indicator").is_in(indicators.implode()) & pl.col("subject").is_in(tables["clusters"]["id"].implode())
    )
    factors = {unit: _find_factor(tables, unit) for unit in rows["unit"].unique()}
    ends = {
        text: _end(text) for text in [*rows["period"].unique().drop_nulls(), *rows["vintage"].unique().drop_nulls()]
    }
    whole_years = [text for text in rows["period"].unique().drop_nulls() if _is_whole_year(text)]
    factor = pl.col("unit").replace_strict(factors, default=None, return_dtype=pl.Float64)
    end = pl.col("period").replace_strict(ends, default=None, return_dtype=pl.Date)
    print_day = pl.col("vintage").replace_strict(ends, default=None, return_dtype=pl.Date)
    known = rows.with_columns(
        factor.alias("factor"),
        end.alias("end"),
        print_day.alias("printed"),
        (pl.col("status") == "actual").alias("is_actual"),
        pl.col("period").is_in(whole_years).alias("whole_year"),
    ).filter(
        pl.col("value").is_not_null()
        & pl.col("factor").is_not_null()
        & (pl.col("printed").is_null() | (pl.col("printed") <= as_of))
    )
    latest = known.sort("whole_year", "is_actual", "end", "printed", "id", nulls_last=False).group_by("subject").last()
    return latest.select(
        pl.col("subject").alias("cluster"),
        (pl.col("value") * pl.col("factor")).alias("output"),
        pl.col("comparator").alias("output_comparator"),
        pl.col("period").alias("output_period"),
        pl.col("status").alias("output_status"),
        pl.col("scope").alias("output_scope"),
        pl.col("id").alias("observation"),
        pl.col("whole_year").alias("output_whole_year"),
    )


def _is_whole_year(text: str) -> bool:
    """Whether a period is a year from its first day to its last."""
    period = parse_period(text)
    if period is None or period.first is None or period.last is None:
        return False
    return (period.first.month, period.first.day) == (1, 1) and period.last == date(period.first.year, 12, 31)


def _list_unnamed(tiers: pl.DataFrame, clusters: pl.DataFrame) -> pl.DataFrame:
    """Tiers without parts that state more clusters than are named: tier, unnamed."""
    named = clusters.group_by("tier").agg(pl.len().cast(pl.Int64).alias("named"))
    lowest = tiers.filter(~pl.col("id").is_in(tiers["parent"].drop_nulls().implode()))
    missing = pl.col("stated_count").cast(pl.Int64) - pl.col("named").fill_null(0)
    counted = lowest.select(pl.col("id").alias("tier"), "stated_count").join(named, on="tier", how="left")
    return counted.with_columns(missing.alias("unnamed")).filter(pl.col("unnamed") > 0).select("tier", "unnamed")


def _size_unit() -> str:
    """The unit of the size of a tier."""
    return next(field.quantity for field in read_tables()["tiers"].fields if field.name == "scale")


def _find_factor(tables: Tables, unit: str) -> float | None:
    read, size = tables.units.read(unit), tables.units.read(_size_unit())
    return float(read.factor / size.factor) if read and size and read.dimension == size.dimension else None


def _end(text: str) -> date | None:
    period = parse_period(text)
    return period.last if period else None
