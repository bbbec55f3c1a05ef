"""What looks wrong in a year's returns, by name: what was probably written in another unit, and what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from liantu.library.disclosure_policy import read_disclosure_rules
from liantu.library.policy import read_policy_value as policy_value
from liantu.model import schema
from liantu.model.problems import Problem
from liantu.score.run.grading import find_lowest_places
from liantu.score.run.indicator_values import VALUE, add_marks, name_mark, sum_denominator
from liantu.score.run.peer_groups import name_peers
from liantu.score.run.population import abbreviate_firms, filter_rows
from liantu.score.run.run_tables import RunTables
from liantu.score.scheme.indicators import GroupIndicator
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Scheme

#: How many firms a check names one by one.
MAX_LISTED = 200
#: The day of the thresholds when the returns have no year.
_LATEST = date(9999, 12, 31)


@dataclass(frozen=True)
class PlausibilityCheck:
    """A finding by name: where it holds, and the amount that is told."""

    code: str
    where: pl.Expr
    amount: pl.Expr
    slots: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, pl.Expr] = field(default_factory=dict)


def check_plausibility(run: RunTables) -> list[Problem]:
    """Every finding over the firms that are evaluated."""
    values = run.values.drop("firm").select(pl.all().name.prefix(VALUE))
    firms = run.firms.select("group", "treatment")
    rows = pl.concat([run.returns.drop("group"), firms, values], how="horizontal")
    rows, marks = add_marks(rows, run.not_applicable)
    rows = filter_rows(rows, pl.col("treatment") != "not_evaluated")
    day = _LATEST if run.year is None else date(run.year, 12, 31)
    limits = policy_value("score/plausible", day)
    return [
        *_run_checks(rows, _amounts(rows, run.scheme, limits, run.benchmarks)),
        *_check_benchmark_distance(run, limits["far"], limits["enough_firms"]),
        *_check_empty_values(rows, run.scheme, marks),
        *_check_benchmark_firms(run, read_disclosure_rules(day).smallest),
        *_check_peers(run, policy_value("score/peers", day)),
        *_check_pool_sizes(run),
    ]


def _amounts(
    rows: pl.DataFrame, scheme: Scheme, limits: Mapping[str, float], against: pl.DataFrame
) -> Iterator[PlausibilityCheck]:
    has = set(rows.columns)
    land, tax, revenue, rd, value_added, electricity = (
        pl.col(name) if name in has else pl.lit(None, pl.Float64) for name in _LOOKED_AT
    )
    per_mu = pl.when(land > 0).then(tax / land)
    yield PlausibilityCheck("zero_land", land == 0, land)
    yield PlausibilityCheck("negative_tax", tax < 0, tax)
    for name in scheme.used():
        if name in has and name != "tax":
            slots = {"field": join_names([scheme.fields[name]])}
            yield PlausibilityCheck("negative_value", pl.col(name) < 0, pl.col(name), slots)
    small = (land > 0) & (land < limits["small_land"])
    yield PlausibilityCheck("tiny_land", small & (per_mu > limits["small_land_tax_per_mu"]), land, more={"tax": per_mu})
    yuan = ~small & (per_mu > limits["tax_per_mu"]) | (tax > revenue * limits["tax_of_revenue"]) & (revenue > 0)
    yield PlausibilityCheck("tax_in_yuan", yuan, tax)
    yield PlausibilityCheck("value_added_above_revenue", (value_added > revenue) & (revenue > 0), value_added)
    yield PlausibilityCheck("electricity_in_kwh", electricity > limits["electricity"], electricity)
    usual = _find_usual_tax(rows, per_mu, limits, against)
    times = limits["square_metres_in_a_mu"]
    if usual is None:
        metres = land > limits["land"]
    else:
        back = (per_mu * times).is_between(usual / limits["near"], usual * limits["near"])
        metres = (land > limits["land"]) | (per_mu < usual / limits["far"]) & back & (land > limits["land_at_least"])
    yield PlausibilityCheck("land_in_square_metres", metres, land)
    share = pl.when(revenue > 0).then(rd / revenue)
    odd = (rd > 0) & (rd <= limits["share_as_amount"]) & (share < limits["share_too_low"])
    yield PlausibilityCheck("rd_looks_like_share", odd, rd)
    for indicator in scheme.indicators.values():
        growing = indicator.growth_years is not None
        if indicator.unit in ("1", "%") and not growing and VALUE + indicator.id in has:
            whole = 1.0 if indicator.unit == "1" else 100.0
            x = pl.col(VALUE + indicator.id)
            yield PlausibilityCheck("share_above_one", x > whole, x, {"indicator": join_names([indicator])})


_LOOKED_AT = ("land", "tax", "revenue", "rd", "value_added", "electricity")


def _find_usual_tax(
    rows: pl.DataFrame, per_mu: pl.Expr, limits: Mapping[str, float], against: pl.DataFrame
) -> float | None:
    """Tax per mu as it is usual here: the median, or with few firms the benchmark; None when neither is known."""
    taxed = rows.select(per_mu.alias("x")).filter(pl.col("x") > 0)["x"]
    if taxed.len() >= limits["enough_firms"]:
        return _number(taxed.median())
    stated = against.filter((pl.col("indicator") == "tax_per_mu") & (pl.col("value") > 0))["value"]
    return _number(stated.max())


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _check_empty_values(rows: pl.DataFrame, scheme: Scheme, marks: set[str]) -> Iterator[Problem]:
    """Missing, zero below the line, not applicable: three things, and what the scheme makes of each."""
    for group in scheme.groups:
        group_rows = filter_rows(rows, pl.col("group") == group.id)
        noted: set[tuple[str, str]] = set()
        for item in group.items:
            indicator = scheme.indicators[item.indicator]
            for field_name in indicator.fields:
                out = pl.col(name_mark(field_name)) if name_mark(field_name) in marks else pl.lit(False)
                rule = (field_name, item.missing)
                if rule not in noted:
                    noted.add(rule)
                    missing = group_rows.filter(pl.col(field_name).is_null() & ~out)["firm"].to_list()
                    yield from _describe_treatment("missing_value", scheme, group.id, field_name, missing, item.missing)
                firms = group_rows.filter(out)["firm"].to_list()
                yield from _describe_treatment(
                    "does_not_apply", scheme, group.id, field_name, firms, item.not_applicable, noted
                )
            yield from _zeros(group_rows, scheme, group.id, item)


def _zeros(group_rows: pl.DataFrame, scheme: Scheme, group: str, item: GroupIndicator) -> Iterator[Problem]:
    indicator = scheme.indicators[item.indicator]
    if not indicator.numerator or not indicator.denominator or indicator.ratios:
        return
    below = group_rows.filter(sum_denominator(indicator) < 0)["firm"].to_list()
    yield from _describe_treatment("negative_denominator", scheme, group, indicator.denominator[0], below, item.missing)
    if indicator.denominator == ("land",):
        return
    firms = group_rows.filter(sum_denominator(indicator) == 0)["firm"].to_list()
    how = item.missing if item.zero_denominator == "missing" else item.zero_denominator
    how = item.not_applicable if how == "not_applicable" else how
    yield from _describe_treatment("true_zero", scheme, group, indicator.denominator[0], firms, how)


def _describe_treatment(
    code: str,
    scheme: Scheme,
    group: str,
    field: str,
    firms: list[str],
    how: str,
    noted: set[tuple[str, str]] | None = None,
) -> Iterator[Problem]:
    if not firms or (noted is not None and (code, field) in noted):
        return
    if noted is not None:
        noted.add((code, field))
    slots = {
        "count": str(len(firms)),
        "firms": abbreviate_firms(firms),
        "group": group,
        "treated": schema.translate_codes("treated", how),
    }
    yield Problem(code, value=join_names([scheme.fields[field]]), slots=slots)


def _check_benchmark_distance(run: RunTables, times: float, enough: float) -> Iterator[Problem]:
    """Indicators whose usual value is far from the scheme's own benchmark: a whole column in another unit."""
    names = run.values.columns[1:]
    by_peers = run.values.with_columns(run.firms["group", "peers"]).group_by("group", "peers")
    usual = by_peers.agg(pl.when(pl.col(name).count() >= enough).then(pl.col(name).median()) for name in names)
    for row in run.benchmarks.filter((pl.col("rule") == "fixed") & (pl.col("value") > 0)).iter_rows(named=True):
        same_peers = (pl.col("group") == row["group"]) & (pl.col("peers") == row["peers"])
        median = _number(usual.filter(same_peers)[row["indicator"]].max())
        if median and not 1 / times <= median / row["value"] <= times:
            indicator = run.scheme.indicators[row["indicator"]]
            slots = {"peers": name_peers(row["peers"]), "indicator": join_names([indicator]), "unit": indicator.unit}
            slots["fields"] = join_names(run.scheme.fields[name] for name in indicator.fields)
            yield Problem("far_from_benchmark", value=f"{median:.4g}", slots={**slots, "other": f"{row['value']:.12g}"})


def _check_peers(run: RunTables, smallest: int) -> Iterator[Problem]:
    """Firms that are compared with so few others that any of them is easily the first, or the last."""
    evaluated = filter_rows(run.firms.select("firm", "peers", "treatment"), pl.col("treatment") != "not_evaluated")
    sizes = evaluated.group_by("peers", maintain_order=True).agg(pl.len().alias("size"), pl.col("firm").head(smallest))
    for peers, size, firms in sizes.filter(pl.col("size") < smallest).iter_rows():
        slots = {"peers": name_peers(peers), "smallest": str(smallest), "firms": abbreviate_firms(firms)}
        yield Problem("peers_too_few", value=str(size), slots=slots)


def _check_pool_sizes(run: RunTables) -> Iterator[Problem]:
    """Pools so small that the share of their best grade comes to nobody."""
    for (pool,), rows in run.firms.drop_nulls("grade_before").group_by("pool", maintain_order=True):
        cutting = run.cutting_of(rows["group"][0], str(pool))
        best = cutting.grades[0]
        if cutting.rule == "shares" and best.share and not find_lowest_places(cutting, rows.height)[0]:
            slots = {"pool": str(pool), "grade": best.grade, "share": f"{best.share:g}"}
            yield Problem("pool_too_small", value=str(rows.height), slots=slots)


def _check_benchmark_firms(run: RunTables, smallest: int) -> Iterator[Problem]:
    """Benchmarks made of fewer firms than a sum may be told of: who knows its own values works out the others'."""
    few = run.benchmarks.filter(pl.col("count").is_between(1, smallest - 1))
    together = few.group_by("peers", "count", maintain_order=True).agg("indicator")
    for peers, count, names in together.iter_rows():
        slots = {"peers": name_peers(peers), "smallest": str(smallest)}
        slots["indicators"] = join_names(run.scheme.indicators[name] for name in names)
        yield Problem("benchmark_of_few", value=str(count), slots=slots)


def _run_checks(rows: pl.DataFrame, checks: Iterable[PlausibilityCheck]) -> Iterator[Problem]:
    """The firms that each check meets; all are counted in one pass, and only those that meet any are looked at."""
    every = list(checks)
    counts = rows.select(check.where.fill_null(False).sum().alias(str(index)) for index, check in enumerate(every)).row(
        0
    )
    for check, count in zip(every, counts, strict=True):
        if not count:
            continue
        others = [expression.alias(f"_{name}") for name, expression in check.more.items()]
        found = rows.filter(check.where.fill_null(False)).select("firm", check.amount.alias("_amount"), *others)
        for row in found.head(MAX_LISTED).iter_rows(named=True):
            more = {name: f"{row[f'_{name}']:.12g}" for name in check.more}
            slots = {"firm": str(row["firm"]), **check.slots, **more}
            yield Problem(check.code, value=f"{row['_amount']:.12g}", slots=slots)
        if count > MAX_LISTED:
            yield Problem("more_such", value=check.code, slots={"count": str(count - MAX_LISTED)})
