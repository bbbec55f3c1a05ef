"""What each indicator is held against: a value of the scheme, or one that the firms themselves make."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.score.roster import kept
from liantu.score.scheme import BETWEEN, Benchmark, Group, Indicator, Item, Scheme, called
from liantu.score.values import denominator, numerator, value

_SCHEMA = {
    "group": pl.String,
    "peers": pl.String,
    "indicator": pl.String,
    "rule": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "weight": pl.Float64,
    "count": pl.UInt32,
}


def benchmarks(rows: pl.DataFrame, before: pl.DataFrame | None, scheme: Scheme) -> tuple[pl.DataFrame, list[Problem]]:
    """The benchmark of every indicator of every group's peers, and what could not be found.

    ``rows`` are the evaluated firms of the year, ``before`` those of the year before (None when nobody gave them).
    """
    parts = [pl.DataFrame(schema=_SCHEMA)]
    stops: list[Problem] = []
    for group in scheme.groups:
        own = kept(rows, pl.col("group") == group.id)
        peers = own.select("peers").unique().sort("peers")
        for item in group.items:
            found = _of_item(own, peers, rows, before, group, item, scheme.indicators[item.indicator], stops)
            whole = peers.join(found, on="peers", how="left") if found.width > 1 else peers
            parts.append(_completed(whole, group, item))
    return pl.concat(parts), stops


def _of_item(
    own: pl.DataFrame,
    peers: pl.DataFrame,
    rows: pl.DataFrame,
    before: pl.DataFrame | None,
    group: Group,
    item: Item,
    indicator: Indicator,
    stops: list[Problem],
) -> pl.DataFrame:
    """Columns peers, value, low, high, count: of the peers of a group, for one item."""
    given = item.benchmark
    if given.rule == "fixed" or given.rule is None or not indicator.numerator:
        fixed = [pl.lit(n, pl.Float64).alias(k) for k, n in (("value", given.value), ("low", given.low))]
        high, count = pl.lit(given.high, pl.Float64).alias("high"), pl.lit(None, pl.UInt32).alias("count")
        return peers.with_columns(*fixed, high, count)
    population = own
    if given.previous:
        if before is None:
            stops.append(Problem("no_year_before", value=called([indicator]), slots={"group": group.id}))
            return peers.clear()
        population = before if given.of == "all" else before.filter(pl.col("group") == group.id)
    elif given.of == "all":
        population = rows
    measured = population.select("peers", value(indicator).alias("x"), *_halves(indicator)).drop_nulls("x")
    if given.of == "all":
        pooled = measured.select(*_made(given, item, indicator))
        return peers.join(pooled, how="cross")
    return measured.group_by("peers").agg(*_made(given, item, indicator))


def _halves(indicator: Indicator) -> list[pl.Expr]:
    return [numerator(indicator).alias("above"), denominator(indicator).cast(pl.Float64).alias("below")]


def _made(given: Benchmark, item: Item, indicator: Indicator) -> list[pl.Expr]:
    x = pl.col("x")
    drop = (pl.len() * given.trim).floor().cast(pl.Int64)
    rules = {
        "mean": x.mean(),
        "median": x.median(),
        "trimmed_mean": x.sort().slice(drop, pl.len() - 2 * drop).mean(),
        "sum_over_sum": pl.col("above").sum() / pl.col("below").sum() * indicator.scale,
        "maximum": x.max(),
    }
    nothing = pl.lit(None, pl.Float64)
    one = rules[given.rule] * given.times if given.rule in rules else nothing
    between = item.family in BETWEEN
    return [
        one.alias("value"),
        (x.min() if between else nothing).alias("low"),
        (x.max() if between else nothing).alias("high"),
        pl.len().cast(pl.UInt32).alias("count"),
    ]


def _completed(found: pl.DataFrame, group: Group, item: Item) -> pl.DataFrame:
    missing = [
        pl.lit(None, _SCHEMA[name]).alias(name)
        for name in ("value", "low", "high", "count")
        if name not in found.columns
    ]
    return found.with_columns(
        *missing,
        pl.lit(group.id).alias("group"),
        pl.lit(item.indicator).alias("indicator"),
        pl.lit(item.benchmark.rule, pl.String).alias("rule"),
        pl.lit(item.weight, pl.Float64).alias("weight"),
    ).select(*_SCHEMA)
