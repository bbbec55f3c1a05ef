"""From values to points: the family's formula, cap and floor, and what stands in where there is no value."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.score.scheme import BETWEEN, Group, Item, Scheme
from liantu.score.values import concerns_not, denominator, value

#: Prefixes of columns while a group is scored.
VALUE, UNCAPPED, POINTS = "value:", "uncapped:", "points:"
REWEIGHED = "reweighed"


def scored(rows: pl.DataFrame, group: Group, scheme: Scheme, against: pl.DataFrame, marks: set[str]) -> pl.DataFrame:
    """The firms of a group with value, uncapped points and points of each indicator, ``total`` and ``reweighed``.

    ``against`` are the benchmarks of the group. A total is null as soon as the points of one item are not known.
    """
    rows = _with_benchmarks(rows, group, against)
    of = {item.indicator: scheme.indicators[item.indicator] for item in group.items}
    rows = rows.with_columns(value(of[item.indicator]).alias(VALUE + item.indicator) for item in group.items)
    rows = rows.with_columns(_uncapped(item).alias(UNCAPPED + item.indicator) for item in group.items)
    rows = rows.with_columns(_clipped(item).alias(POINTS + item.indicator) for item in group.items)
    states = {item.indicator: _states(item, scheme, marks) for item in group.items}
    filled = [_filled(item, *states[item.indicator]) for item in group.items]
    decimals = scheme.point_decimals
    if decimals is not None:
        filled = [expression.round(decimals, mode="half_away_from_zero") for expression in filled]
    rows = rows.with_columns(
        *(expression.alias(POINTS + item.indicator) for expression, item in zip(filled, group.items, strict=True)),
        *(out.alias("out:" + item.indicator) for item in group.items for out in (states[item.indicator][1],)),
    )
    return _totalled(rows, group.items).drop("^(benchmark|low|high|out):.*$")


def _with_benchmarks(rows: pl.DataFrame, group: Group, against: pl.DataFrame) -> pl.DataFrame:
    for item in group.items:
        own = against.filter(pl.col("indicator") == item.indicator).select(
            "peers", *(pl.col(a).alias(f"{b}:{item.indicator}") for a, b in _BENCHMARK.items())
        )
        if own.height == 1:
            rows = rows.with_columns(pl.lit(own[name][0], pl.Float64).alias(name) for name in own.columns[1:])
        else:
            rows = rows.join(own, on="peers", how="left", maintain_order="left")
    return rows


_BENCHMARK = {"value": "benchmark", "low": "low", "high": "high"}


def _uncapped(item: Item) -> pl.Expr:
    """The formula of the family, in points; nothing is cut off yet."""
    name = item.indicator
    x, b = pl.col(VALUE + name), pl.col(f"benchmark:{name}")
    weight = pl.lit(item.weight, pl.Float64)
    if item.family in BETWEEN:
        low, high = pl.col(f"low:{name}"), pl.col(f"high:{name}")
        # where all are alike, all are at the high end
        part = pl.when(high != low).then((x - low) / (high - low)).when(x.is_not_null() & low.is_not_null()).then(1.0)
        return weight * ((item.at_low + (100 - item.at_low) * part) / 100)
    if item.family == "reverse":
        return weight * (2 - x / b)
    if item.family == "rank":
        place = x.rank("min", descending=True).over("peers")
        return weight * (x.count().over("peers") + 1 - place) / x.count().over("peers")
    return weight * (x / b)  # in this order, at the benchmark the points are the weight exactly


def _clipped(item: Item) -> pl.Expr:
    points = pl.col(UNCAPPED + item.indicator)
    if item.cap is not None and item.weight is not None:
        points = points.clip(upper_bound=item.cap * item.weight)
    if item.floor is not None:
        points = points.clip(lower_bound=item.floor)
    if item.negative == "zero":
        points = pl.when(pl.col(VALUE + item.indicator) < 0).then(pl.lit(0.0)).otherwise(points)
    return points


def _states(item: Item, scheme: Scheme, marks: set[str]) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Where the value is missing, where it does not concern the firm, and where its denominator is zero."""
    indicator = scheme.indicators[item.indicator]
    out = concerns_not(indicator, marks)
    nothing = pl.col(VALUE + item.indicator).is_null() & ~out
    zero = nothing & (denominator(indicator) == 0).fill_null(False) if indicator.numerator else pl.lit(False)
    missing = nothing & ~zero
    if item.zero_denominator == "missing":
        missing, zero = nothing, pl.lit(False)
    elif item.zero_denominator == "not_applicable":
        out, zero = out | zero, pl.lit(False)
    return missing, out, zero


def _filled(item: Item, missing: pl.Expr, out: pl.Expr, zero: pl.Expr) -> pl.Expr:
    points = pl.col(POINTS + item.indicator)
    instead = {
        "group_mean": points.mean().over("peers"),
        "zero": pl.lit(0.0),
        "full": pl.lit(item.weight, pl.Float64),
        "unknown": pl.lit(None, pl.Float64),
        "reweigh": pl.lit(None, pl.Float64),
    }
    if item.zero_denominator in ("full", "zero"):
        points = pl.when(zero).then(instead[item.zero_denominator]).otherwise(points)
    return pl.when(missing).then(instead[item.missing]).when(out).then(instead[item.not_applicable]).otherwise(points)


def _totalled(rows: pl.DataFrame, items: Sequence[Item]) -> pl.DataFrame:
    """``total`` of the items, and ``reweighed``: what the weights of items that do not concern a firm add to others."""
    if not items:
        return rows.with_columns(pl.lit(None, pl.Float64).alias("total"), pl.lit(None, pl.Float64).alias(REWEIGHED))
    gone = [pl.col("out:" + item.indicator) & pl.lit(item.not_applicable == "reweigh") for item in items]
    full = sum(item.weight or 0.0 for item in items)
    left = full - pl.sum_horizontal(
        pl.when(out).then(pl.lit(item.weight or 0.0)).otherwise(0.0) for out, item in zip(gone, items, strict=True)
    )
    points = [pl.col(POINTS + item.indicator) for item in items]
    unknown = pl.any_horizontal(p.is_null() & ~out for p, out in zip(points, gone, strict=True))
    some = pl.any_horizontal(*gone)
    plain = pl.sum_horizontal(*points)
    rows = rows.with_columns(pl.when(some & (left > 0)).then(plain * (full / left - 1)).alias(REWEIGHED))
    total = plain + pl.col(REWEIGHED).fill_null(0.0)
    return rows.with_columns(pl.when(~unknown & (left > 0)).then(total).alias("total"))


def columns(rows: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """``firm`` and the columns of a prefix, without it."""
    names = [name for name in rows.columns if name.startswith(prefix)]
    return rows.select("firm", *(pl.col(name).alias(name.removeprefix(prefix)) for name in names))


def added(rows: pl.DataFrame, scheme: Scheme, facts: pl.DataFrame) -> pl.DataFrame:
    """The rows with the points of each rule, added to ``total``. ``facts`` are those that hold."""
    for rule in scheme.points:
        if rule.points is None:
            continue
        if rule.fact:
            found = facts.filter(pl.col("fact") == rule.fact)["firm"].unique()
            fits = pl.col("firm").is_in(found.implode())
        else:
            field = pl.col(rule.field or "")
            tests = {"missing": field.is_null(), "zero": (field == 0).fill_null(False)}
            fits = pl.any_horizontal(*(tests[state] for state in rule.states))
        if rule.groups:
            fits = fits & pl.col("group").is_in(list(rule.groups))
        rows = rows.with_columns(pl.when(fits).then(pl.lit(rule.points)).alias(POINTS + rule.id))
        rows = rows.with_columns(pl.col("total") + pl.col(POINTS + rule.id).fill_null(0.0))
    return rows
