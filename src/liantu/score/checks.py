"""What looks wrong in a year's returns, by name: what was probably written in another unit, and what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from liantu.library.policy import value as policy_value
from liantu.model import schema
from liantu.model.problems import Problem
from liantu.score.points import VALUE
from liantu.score.roster import named
from liantu.score.scheme import Item, Scheme, called
from liantu.score.values import denominator, mark

#: How many firms a check names one by one.
TOLD = 200
#: The day of the thresholds when the returns have no year.
_LATEST = date(9999, 12, 31)


def check(rows: pl.DataFrame, scheme: Scheme, against: pl.DataFrame, marks: set[str]) -> list[Problem]:
    """Every finding over the firms that are evaluated. ``rows`` hold values and totals, ``against`` the benchmarks."""
    rows = rows.filter(pl.col("treatment") != "not_evaluated")
    limits = policy_value("score/plausible", _day(rows))
    found = [*_amounts(rows, scheme, limits, against), *_nothings(rows, scheme, marks)]
    return found


def _day(rows: pl.DataFrame) -> date:
    year = rows["year"].max() if "year" in rows.columns else None
    return date(int(str(year)), 12, 31) if year is not None else _LATEST


def _amounts(
    rows: pl.DataFrame, scheme: Scheme, limits: Mapping[str, float], against: pl.DataFrame
) -> Iterator[Problem]:
    has = set(rows.columns)
    land, tax, revenue, rd = (pl.col(name) if name in has else pl.lit(None, pl.Float64) for name in _LOOKED_AT)
    per_mu = pl.when(land > 0).then(tax / land)
    yield from _told("zero_land", rows, land == 0, land)
    yield from _told("negative_tax", rows, tax < 0, tax)
    for field in scheme.used():
        if field in has and field != "tax":
            slots = {"field": called([scheme.fields[field]])}
            yield from _told("negative_value", rows, pl.col(field) < 0, pl.col(field), slots)
    small = (land > 0) & (land < limits["small_land"])
    yield from _told("tiny_land", rows, small & (per_mu > limits["small_land_tax_per_mu"]), land, more={"tax": per_mu})
    yuan = ~small & (per_mu > limits["tax_per_mu"]) | (tax > revenue) & (revenue > 0)
    yield from _told("tax_in_yuan", rows, yuan, tax)
    usual = _usual(rows, per_mu, limits, against)
    times = limits["square_metres_in_a_mu"]
    if usual is None:
        metres = land > limits["land"]
    else:
        back = (per_mu * times).is_between(usual / limits["near"], usual * limits["near"])
        metres = (land > limits["land"]) | (per_mu < usual / limits["far"]) & back & (land > limits["land_at_least"])
    yield from _told("land_in_square_metres", rows, metres, land)
    share = pl.when(revenue > 0).then(rd / revenue)
    odd = (rd > 0) & (rd <= limits["share_as_amount"]) & (share < limits["share_too_low"])
    yield from _told("rd_looks_like_share", rows, odd, rd)
    for indicator in scheme.indicators.values():
        if indicator.unit in ("1", "%") and VALUE + indicator.id in has:
            whole = 1.0 if indicator.unit == "1" else 100.0
            x = pl.col(VALUE + indicator.id)
            yield from _told("share_above_one", rows, x > whole, x, {"indicator": called([indicator])})


_LOOKED_AT = ("land", "tax", "revenue", "rd")


def _usual(rows: pl.DataFrame, per_mu: pl.Expr, limits: Mapping[str, float], against: pl.DataFrame) -> float | None:
    """Tax per mu as it is usual here: the median, or with few firms the benchmark; None when neither is known."""
    taxed = rows.select(per_mu.alias("x")).filter(pl.col("x") > 0)["x"]
    if taxed.len() >= limits["enough_firms"]:
        return _number(taxed.median())
    stated = against.filter((pl.col("indicator") == "tax_per_mu") & (pl.col("value") > 0))["value"]
    return _number(stated.max())


def _number(given: Any) -> float | None:
    return None if given is None else float(given)


def _nothings(rows: pl.DataFrame, scheme: Scheme, marks: set[str]) -> Iterator[Problem]:
    """Missing, zero below the line, not applicable: three things, and what the scheme makes of each."""
    for group in scheme.groups:
        own = rows.filter(pl.col("group") == group.id)
        told: set[tuple[str, str]] = set()
        for item in group.items:
            indicator = scheme.indicators[item.indicator]
            for field in indicator.fields:
                out = pl.col(mark(field)) if mark(field) in marks else pl.lit(False)
                rule = (field, item.missing)
                if rule not in told:
                    told.add(rule)
                    missing = own.filter(pl.col(field).is_null() & ~out)["firm"].to_list()
                    yield from _treated("missing_value", scheme, group.id, field, missing, item.missing)
                firms = own.filter(out)["firm"].to_list()
                yield from _treated("does_not_apply", scheme, group.id, field, firms, item.not_applicable, told)
            yield from _zeros(own, scheme, group.id, item)


def _zeros(own: pl.DataFrame, scheme: Scheme, group: str, item: Item) -> Iterator[Problem]:
    indicator = scheme.indicators[item.indicator]
    if not indicator.numerator or not indicator.denominator or indicator.denominator == ("land",):
        return
    firms = own.filter(denominator(indicator) == 0)["firm"].to_list()
    how = item.missing if item.zero_denominator == "missing" else item.zero_denominator
    how = item.not_applicable if how == "not_applicable" else how
    yield from _treated("true_zero", scheme, group, indicator.denominator[0], firms, how)


def _treated(
    code: str,
    scheme: Scheme,
    group: str,
    field: str,
    firms: list[str],
    how: str,
    told: set[tuple[str, str]] | None = None,
) -> Iterator[Problem]:
    if not firms or (told is not None and (code, field) in told):
        return
    if told is not None:
        told.add((code, field))
    slots = {
        "count": str(len(firms)),
        "firms": named(firms),
        "group": group,
        "treated": " / ".join(schema.label("treated", how, one) for one in ("zh_CN", "en")),
    }
    yield Problem(code, value=called([scheme.fields[field]]), slots=slots)


def _told(
    code: str,
    rows: pl.DataFrame,
    where: pl.Expr,
    amount: pl.Expr,
    slots: Mapping[str, str] | None = None,
    more: Mapping[str, pl.Expr] | None = None,
) -> Iterator[Problem]:
    others = [expression.alias(f"_{name}") for name, expression in (more or {}).items()]
    found = rows.filter(where.fill_null(False)).select("firm", amount.alias("_amount"), *others)
    for row in found.head(TOLD).iter_rows(named=True):
        extra = {name: f"{row[f'_{name}']:g}" for name in more or {}}
        yield Problem(code, value=f"{row['_amount']:g}", slots={"firm": str(row["firm"]), **(slots or {}), **extra})
    if found.height > TOLD:
        yield Problem("more_such", value=code, slots={"count": str(found.height - TOLD)})
