"""What each indicator is held against: a value of the scheme, or one that the firms themselves make."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

import polars as pl

from liantu.library.industries import is_of_industry
from liantu.model.problems import Problem
from liantu.score.run.indicator_values import compute_value, join_sums, list_sums
from liantu.score.run.population import abbreviate_firms, distinct_values, partition_by_group
from liantu.score.run.ranks import SAME
from liantu.score.scheme.indicators import BETWEEN, Benchmark, GroupIndicator, Indicator
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Group, Scheme

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


class BenchmarkValues(NamedTuple):
    """What a value is held against, and how many firms made it (None: the scheme gives it)."""

    value: float | None
    low: float | None
    high: float | None
    firms: int | None


#: Columns of the sums that values are made of.
_SUM = "sum "
_NONE = BenchmarkValues(None, None, None, None)


def compute_benchmarks(
    rows: pl.DataFrame, before: pl.DataFrame | None, scheme: Scheme
) -> tuple[pl.DataFrame, list[Problem]]:
    """The benchmark of every indicator of every group's peers, and what could not be found.

    ``rows`` are the evaluated firms of the year, ``before`` those of the year before (None when nobody gave them).
    """
    table: list[tuple[object, ...]] = []
    stops: list[Problem] = []
    for group, group_rows in partition_by_group(rows, scheme):
        peers = sorted(distinct_values(group_rows, "peers"))
        for item in group.items:
            found = _compute_item_benchmarks(
                group_rows, peers, rows, before, group, item, scheme.indicators[item.indicator], stops
            )
            found = {pool: _check_divisor(item, values, pool, scheme, stops) for pool, values in found.items()}
            item_is = (item.indicator, item.benchmark.rule)
            table += [(group.id, pool, *item_is, *found[pool][:3], item.weight, found[pool][3]) for pool in found]
    return pl.DataFrame(table, schema=_SCHEMA, orient="row"), stops


def _check_divisor(
    item: GroupIndicator, found: BenchmarkValues, peers: str, scheme: Scheme, stops: list[Problem]
) -> BenchmarkValues:
    """A benchmark that a value is divided by is above zero: told and taken out where the firms make another."""
    value = found.value
    if not item.divides or value is None or (value > 0 and isfinite(value)):
        return found
    slots = {"peers": peers, "indicator": join_names([scheme.indicators[item.indicator]])}
    stops.append(Problem("benchmark_not_positive", value=f"{value:g}", slots=slots))
    return found._replace(value=None)


def _compute_item_benchmarks(
    group_rows: pl.DataFrame,
    peers: list[str],
    rows: pl.DataFrame,
    before: pl.DataFrame | None,
    group: Group,
    item: GroupIndicator,
    indicator: Indicator,
    stops: list[Problem],
) -> dict[str, BenchmarkValues]:
    """What one item is held against, for each of the peers of a group."""
    benchmark = item.benchmark
    if not benchmark.is_known or not indicator.numerator:
        return dict.fromkeys(peers, _NONE)
    if benchmark.rule == "fixed":
        return dict.fromkeys(peers, BenchmarkValues(benchmark.value, benchmark.low, benchmark.high, None))
    if benchmark.rule == "table":
        stops += _check_table(group_rows, benchmark, indicator)
        return dict.fromkeys(peers, BenchmarkValues(benchmark.value, None, None, None))
    population = _select_population(benchmark, group_rows, rows, before, group)
    if population is None:
        stops.append(_miss_year_before(indicator, group.id))
        return dict.fromkeys(peers, _NONE)
    return _compute_for_peers(population, peers, group, item, indicator, stops)


def _compute_for_peers(
    population: pl.DataFrame,
    peers: list[str],
    group: Group,
    item: GroupIndicator,
    indicator: Indicator,
    stops: list[Problem],
) -> dict[str, BenchmarkValues]:
    """What the firms of a population make: one benchmark of all of them, or one for each of the peers."""
    benchmark = item.benchmark
    measured = _measure(population, benchmark, indicator)
    values = _compute_from_firms(benchmark, item, indicator)
    if benchmark.scope == "all":
        if benchmark.previous and measured.is_empty():
            stops.append(_miss_year_before(indicator, group.id))
            return dict.fromkeys(peers, _NONE)
        return dict.fromkeys(peers, BenchmarkValues(*measured.select(*values).row(0)))
    made = {name: BenchmarkValues(*row) for name, *row in measured.group_by("peers").agg(*values).iter_rows()}
    if benchmark.previous:
        stops += [_miss_year_before(indicator, name) for name in peers if name not in made]
    return {name: made.get(name, _NONE) for name in peers}


def find_table_value(benchmark: Benchmark) -> pl.Expr:
    """The value of a firm's industry in a table: of the longest code that it begins with, or that of the others."""
    value = pl.lit(benchmark.value, pl.Float64)
    for code, amount in reversed(benchmark.table):
        value = pl.when(is_of_industry(code)).then(pl.lit(amount)).otherwise(value)
    return value


def _check_table(rows: pl.DataFrame, benchmark: Benchmark, indicator: Indicator) -> list[Problem]:
    """A stop for firms whose industry is not in a table that has no value for the others."""
    lost = rows.filter(find_table_value(benchmark).is_null())["firm"].to_list()
    slots = {"count": str(len(lost)), "firms": abbreviate_firms(lost)}
    return [Problem("industry_not_in_table", value=join_names([indicator]), slots=slots)] if lost else []


def _select_population(
    benchmark: Benchmark, group_rows: pl.DataFrame, rows: pl.DataFrame, before: pl.DataFrame | None, group: Group
) -> pl.DataFrame | None:
    """The firms whose values count: the group's or all, of the year or the one before (None: nobody gave it)."""
    if not benchmark.previous:
        return rows if benchmark.scope == "all" else group_rows
    if before is None or benchmark.scope == "all":
        return before
    return before.filter(pl.col("group") == group.id)


def _measure(population: pl.DataFrame, benchmark: Benchmark, indicator: Indicator) -> pl.DataFrame:
    """The values of firms that have one; a sum over a sum also has those with nothing below."""
    sums = {_SUM + str(index): half.cast(pl.Float64) for index, half in enumerate(list_sums(indicator))}
    needed = [*sums] if benchmark.rule == "sum_over_sum" else ["x"]
    return population.select("peers", compute_value(indicator).alias("x"), **sums).drop_nulls(needed)


def _miss_year_before(indicator: Indicator, peers: str) -> Problem:
    return Problem("no_year_before", value=join_names([indicator]), slots={"group": peers})


def _compute_from_firms(benchmark: Benchmark, item: GroupIndicator, indicator: Indicator) -> list[pl.Expr]:
    x = pl.col("x")
    drop = (pl.len() * benchmark.trim).floor().cast(pl.Int64)
    ranked = x.sort(descending=indicator.more_is_better)
    # at least one firm; 10 % of 20 are 2, whatever the decimals
    best_firms = (pl.len() * (benchmark.share or 100.0) / 100).round(SAME).ceil().clip(1).cast(pl.UInt32)
    above, below = join_sums([pl.col(_SUM + str(index)).sum() for index in range(len(list_sums(indicator)))])
    rules = {
        "mean": x.mean(),
        "median": x.median(),
        "trimmed_mean": x.sort().slice(drop, pl.len() - 2 * drop).mean(),
        "sum_over_sum": above / below * indicator.scale,
        "maximum": x.max(),
        "top_mean": ranked.head(best_firms).mean(),
        "top_line": ranked.head(best_firms).last(),
    }
    nothing = pl.lit(None, pl.Float64)
    value = rules[benchmark.rule] * benchmark.times if benchmark.rule in rules else nothing
    between = item.family in BETWEEN
    worst, best = (x.min(), x.max()) if indicator.more_is_better else (x.max(), x.min())
    return [
        value.alias("value"),
        (worst if between else nothing).alias("low"),
        (best if between else nothing).alias("high"),
        pl.len().cast(pl.UInt32).alias("count"),
    ]
