"""From values to points: the family's formula, cap and floor, and what stands in where there is no value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add
from typing import NamedTuple

import polars as pl

from liantu.score.run.benchmarks import find_table_value
from liantu.score.run.indicator_values import (
    VALUE,
    check_denominators,
    compute_value,
    has_zero_below,
    is_not_applicable,
    name_mark,
)
from liantu.score.run.ranks import SAME
from liantu.score.scheme.indicators import BETWEEN, GroupIndicator, Indicator
from liantu.score.scheme.scheme import Group, Scheme

#: Prefix of the columns of points while a group is scored.
POINTS = "points:"
REWEIGHED = "reweighed"
_AGAINST, _OUT, _SIDES = "against:", "out:", ("value", "low", "high")


class _Benchmarks(NamedTuple):
    """What values are held against; ``known`` says for whom that, weight and formula are known (None: for all)."""

    value: pl.Expr
    low: pl.Expr
    high: pl.Expr
    known: pl.Expr | None


BenchmarksByIndicator = dict[str, _Benchmarks]


class _States(NamedTuple):
    """Where a value is missing, where its indicator does not concern the firm, and where its denominator is zero."""

    missing: pl.Expr
    out: pl.Expr
    zero: pl.Expr


def score_group(
    rows: pl.DataFrame, group: Group, scheme: Scheme, against: pl.DataFrame, marks: set[str]
) -> pl.DataFrame:
    """The firms of a group with value and points of each indicator, ``total`` and ``reweighed``.

    ``against`` are the benchmarks of the group. A total is null as soon as the points of one item are not known.
    """
    indicators = scheme.indicators
    rows, benchmarks = _with_benchmarks(rows, group, against, indicators)
    whole = check_denominators(rows, (indicators[item.indicator] for item in group.items))
    pointed = _add_points(rows.lazy(), group, indicators, benchmarks, whole)
    missing = [item for item in group.items if not _complete(rows, indicators[item.indicator], whole)]
    out = [item for item in missing if item.not_applicable == "reweigh" and _has_not_applicable(item, scheme, marks)]
    states = {item.indicator: _states(item, scheme, marks) for item in missing}
    alone = against["peers"].n_unique() < 2
    filled = pointed.with_columns(
        *(_fill_points(item, states[item.indicator], benchmarks[item.indicator].known, alone) for item in missing),
        *(states[item.indicator].out.alias(_OUT + item.indicator) for item in out),
    )
    if scheme.point_decimals is not None:
        points = pl.col([POINTS + item.indicator for item in group.items])
        filled = filled.with_columns(round_points(points, scheme.point_decimals))
    totalled = _totalled(filled, group.items, [item.indicator for item in out])
    totalled = _keep_known_totals(totalled, benchmarks)
    return totalled.collect(engine="in-memory").drop(f"^({_AGAINST}|{_OUT}).*$")


def _add_points(
    rows: pl.LazyFrame,
    group: Group,
    indicators: Mapping[str, Indicator],
    benchmarks: BenchmarksByIndicator,
    whole: Mapping[str, bool],
) -> pl.LazyFrame:
    """The firms with value and points of each indicator; ``whole`` names denominators above zero everywhere."""
    valued = rows.with_columns(
        compute_value(indicators[item.indicator], whole.get(item.indicator, False)).alias(VALUE + item.indicator)
        for item in group.items
    )
    return valued.with_columns(
        _clipped(item, _uncapped(item, benchmarks[item.indicator], indicators[item.indicator])).alias(
            POINTS + item.indicator
        )
        for item in group.items
    )


def _keep_known_totals(rows: pl.LazyFrame, benchmarks: BenchmarksByIndicator) -> pl.LazyFrame:
    """Nobody has a total beside an item of which weight, formula or benchmark are not known."""
    doubtful = [benchmark.known for benchmark in benchmarks.values() if benchmark.known is not None]
    if not doubtful:
        return rows
    return rows.with_columns(pl.when(pl.all_horizontal(doubtful)).then("total").alias("total"))


def compute_uncapped_points(
    firms: pl.DataFrame, values: pl.DataFrame, against: pl.DataFrame, scheme: Scheme
) -> pl.DataFrame:
    """The points before cap and floor that values come to: ``firm`` and a column an indicator, in the order of firms.

    The formula is the one the points were made by; a run does not carry what an account alone asks for.
    """
    rows = firms.select("group", "peers", "industry").with_row_index("_at").hstack(values)
    rows = rows.rename({name: VALUE + name for name in values.columns[1:]})
    parts = [rows.select("_at", "firm").clear()]
    for group in scheme.groups:
        held_by = against.filter(pl.col("group") == group.id)
        of_group = rows.filter(pl.col("group") == group.id)
        group_rows, benchmarks = _with_benchmarks(of_group, group, held_by, scheme.indicators)
        made = [
            _uncapped(item, benchmarks[item.indicator], scheme.indicators[item.indicator]).alias(item.indicator)
            for item in group.items
        ]
        parts.append(group_rows.select("_at", "firm", *made))
    found = pl.concat(parts, how="diagonal")
    present = [name for name in values.columns[1:] if name in found.columns]
    return (
        rows.select("_at", "firm").join(found.drop("firm"), on="_at", how="left").sort("_at").select("firm", *present)
    )


def _list_needed_sides(item: GroupIndicator) -> tuple[str, ...]:
    """What an item is held against: nothing, two ends, or a value."""
    if not item.is_held:
        return ()
    return ("low", "high") if item.family in BETWEEN else ("value",)


def _with_benchmarks(
    rows: pl.DataFrame, group: Group, against: pl.DataFrame, indicators: Mapping[str, Indicator]
) -> tuple[pl.DataFrame, BenchmarksByIndicator]:
    """How each item's value, low and high are spoken of: as a number where all are peers, as a column where not."""
    benchmarks: BenchmarksByIndicator = {}
    alone = against["peers"].n_unique() == 1
    sides = {row.pop("indicator"): row for row in against.select("indicator", *_SIDES).iter_rows(named=True)}
    for item in group.items:
        needed = _list_needed_sides(item)
        is_known = item.is_known and item.weight is not None and bool(indicators[item.indicator].numerator)
        if item.benchmark.rule == "table" and item.benchmark.is_known:
            nothing, value = pl.lit(None, pl.Float64), find_table_value(item.benchmark)
            spoken = {"value": value, "low": nothing, "high": nothing}
            known: pl.Expr | None = pl.lit(is_known) & value.is_not_null()
        elif alone:
            numbers = sides[item.indicator]
            is_known = is_known and not any(numbers[side] is None for side in needed)
            spoken = {side: pl.lit(numbers[side], pl.Float64) for side in _SIDES}
            known = None if is_known else pl.lit(False)
        else:
            item_rows = against.filter(pl.col("indicator") == item.indicator).select("peers", *_SIDES)
            named = {side: f"{_AGAINST}{side}:{item.indicator}" for side in _SIDES}
            rows = rows.join(item_rows.rename(named), on="peers", how="left", maintain_order="left")
            spoken = {side: pl.col(name) for side, name in named.items()}
            known = pl.all_horizontal(pl.lit(is_known), *(spoken[side].is_not_null() for side in needed))
        benchmarks[item.indicator] = _Benchmarks(**spoken, known=known)
    return rows, benchmarks


def _uncapped(item: GroupIndicator, against: _Benchmarks, indicator: Indicator) -> pl.Expr:
    """The formula of the family, in points; nothing is cut off yet."""
    x, b = pl.col(VALUE + item.indicator), against.value
    weight = pl.lit(item.weight, pl.Float64)
    if set(item.open) & {"family", "at_low"}:
        return pl.lit(None, pl.Float64)
    if item.family in BETWEEN:
        low, high = against.low, against.high
        # where all are alike, all are at the high end
        part = pl.when(high != low).then((x - low) / (high - low)).when(x.is_not_null() & low.is_not_null()).then(1.0)
        return weight * ((item.at_low + (100 - item.at_low) * part) / 100)
    if item.family == "steps":
        reached = (x / b if item.steps_of_benchmark else x).round(SAME)
        return _find_step(item, reached, weight, indicator)
    if item.family == "reverse":
        return weight * (2 - x / b)
    if item.family == "rank":
        place = x.rank("min", descending=indicator.more_is_better).over("peers")
        return weight * (x.count().over("peers") + 1 - place) / x.count().over("peers")
    return weight * (x / b)  # in this order, at the benchmark the points are the weight exactly


def _find_step(item: GroupIndicator, x: pl.Expr, weight: pl.Expr, indicator: Indicator) -> pl.Expr:
    """The points of the best step that a value reaches; none below the last."""
    points: pl.Expr = pl.when(x.is_not_null()).then(0.0)
    for step in reversed(item.steps):
        reached = x >= step.bound if indicator.more_is_better else x <= step.bound
        points = pl.when(reached).then(weight * step.part).otherwise(points)
    return points


def _clipped(item: GroupIndicator, points: pl.Expr) -> pl.Expr:
    if not item.is_known:
        return pl.lit(None, pl.Float64)
    cap = item.cap * item.weight if item.cap is not None and item.weight is not None else None
    if cap is not None or item.floor is not None:
        points = points.clip(item.floor, cap)
    if item.negative != "formula":
        instead = pl.lit(0.0 if item.negative == "zero" else None, pl.Float64)
        points = pl.when(pl.col(VALUE + item.indicator) < 0).then(instead).otherwise(points)
    return points


def _complete(rows: pl.DataFrame, indicator: Indicator, sound: Mapping[str, bool]) -> bool:
    """Whether every firm has a value."""
    known = not any(rows[column].null_count() for column in indicator.columns)
    return known and bool(indicator.numerator) and (not indicator.denominator_terms or sound[indicator.id])


def _states(item: GroupIndicator, scheme: Scheme, marks: set[str]) -> _States:
    """Where a value is none, and why."""
    indicator = scheme.indicators[item.indicator]
    out = is_not_applicable(indicator, marks)
    nothing = pl.col(VALUE + item.indicator).is_null() & ~out
    zero = nothing & has_zero_below(indicator) if indicator.numerator else pl.lit(False)
    missing = nothing & ~zero
    if item.zero_denominator == "missing":
        missing, zero = nothing, pl.lit(False)
    elif item.zero_denominator == "not_applicable":
        out, zero = out | zero, pl.lit(False)
    return _States(missing, out, zero)


def _has_not_applicable(item: GroupIndicator, scheme: Scheme, marks: set[str]) -> bool:
    """Whether an item may not concern somebody at all."""
    named = any(name_mark(field) in marks for field in scheme.indicators[item.indicator].fields)
    return named or item.zero_denominator == "not_applicable"


def _fill_points(item: GroupIndicator, where: _States, known: pl.Expr | None, alone: bool) -> pl.Expr:
    """The points of an item, with what stands in for them where there is no value; none where none can be known."""
    points = pl.col(POINTS + item.indicator)
    instead = {
        "group_mean": points.mean() if alone else points.mean().over("peers"),
        "zero": pl.lit(0.0),
        "full": pl.lit(item.weight, pl.Float64),
        "unknown": pl.lit(None, pl.Float64),
        "reweigh": pl.lit(None, pl.Float64),
    }
    if item.zero_denominator in ("full", "zero"):
        points = pl.when(where.zero).then(instead[item.zero_denominator]).otherwise(points)
    gaps = pl.when(where.missing).then(instead[item.missing])
    points = gaps.when(where.out).then(instead[item.not_applicable]).otherwise(points)
    return (points if known is None else pl.when(known).then(points)).alias(POINTS + item.indicator)


def _totalled(rows: pl.LazyFrame, items: Sequence[GroupIndicator], reweighed: Sequence[str]) -> pl.LazyFrame:
    """``total`` of the items, and ``reweighed``: what the weights of items that do not concern a firm add to others.

    ``reweighed`` are the indicators that may not concern somebody.
    """
    nothing = pl.lit(None, pl.Float64)
    if not items:
        return rows.with_columns(nothing.alias("total"), nothing.alias(REWEIGHED))
    out = {name: pl.col(_OUT + name) for name in reweighed}
    weights = {item.indicator: item.weight or 0.0 for item in items}
    full = sum(weights.values())
    plain = reduce(
        add, (pl.col(POINTS + name).fill_null(0.0) if name in out else pl.col(POINTS + name) for name in weights)
    )
    if not out:  # nothing is shared out, and a sum with something unknown in it is unknown
        total = plain if full > 0 else nothing
        return rows.with_columns(nothing.alias(REWEIGHED), total.alias("total"))
    left = full - pl.sum_horizontal(
        pl.when(outside).then(weights[name]).otherwise(0.0) for name, outside in out.items()
    )
    more = pl.when(pl.any_horizontal(*out.values()) & (left > 0)).then(plain * (full / left - 1))
    known = pl.all_horizontal(pl.col(POINTS + name).is_not_null() | outside for name, outside in out.items())
    rows = rows.with_columns(more.alias(REWEIGHED))
    total = plain + pl.col(REWEIGHED).fill_null(0.0)
    return rows.with_columns(pl.when(known & (left > 0)).then(total).alias("total"))


def round_points(points: pl.Expr, decimals: int) -> pl.Expr:
    """Rounded half away from zero as the number is written: 1.005 is 1.01, though the nearest double lies below it."""
    size = 10.0**decimals
    return (points * size).round(SAME).round(0, mode="half_away_from_zero") / size


def select_prefixed(rows: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """``firm`` and the columns of a prefix, without it."""
    names = [name for name in rows.columns if name.startswith(prefix)]
    return rows.select("firm", *(pl.col(name).alias(name.removeprefix(prefix)) for name in names))
