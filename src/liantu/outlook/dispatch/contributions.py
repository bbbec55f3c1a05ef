"""How much each part brings to the growth of the whole: its step over the whole of last year, in percentage points.

拉动 = (this year − last year) of the part ÷ last year of the whole × 100. Parts are disjoint, so they add up to the
growth of the whole; where they do not, nothing is printed.
"""

from __future__ import annotations

import math
from collections.abc import Collection

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.model.reporting_months import name_month
from liantu.outlook.dispatch.terms import MONTH, SO_FAR

#: A part of which it is not known which it is; null is the whole.
UNKNOWN = ""
_PERCENT = 100.0
#: How far sums of floating point may differ, in percentage points.
_SLACK = 1e-6
_KEYS = ("measure", "span", "at")


def contribute(terms: pl.DataFrame, by: str) -> pl.DataFrame:
    """Growth and contribution of each part, by measure, span and month; the whole first, then the largest.

    Columns: measure, span, at, part (null = the whole, "" = not known which), firms, compared (with a same period),
    amount (of all that returned it), before, increment (of those compared), growth in per cent, contribution in
    percentage points. Raises Problems where parts do not add up to the whole.

    >>> terms = pl.DataFrame({"measure": "output", "span": "month", "at": 1, "park": ["n", "s", "s"],
    ...     "amount": [120.0, 90, 50], "before": [100.0, 100, None], "increment": [20.0, -10, None]})
    >>> contribute(terms, "park").select("part", "compared", "amount", "growth", "contribution").rows()
    [(None, 2, 260.0, 5.0, 5.0), ('s', 1, 140.0, -10.0, -5.0), ('n', 1, 120.0, 20.0, 10.0)]
    """
    parts = _add_up(terms.with_columns(pl.col(by).fill_null(UNKNOWN).alias("part")), [*_KEYS, "part"])
    whole = _add_up(terms, [*_KEYS]).with_columns(pl.lit(None, pl.String).alias("part"))
    together = pl.concat([whole, parts.select(whole.columns)])
    base = whole.select(*_KEYS, pl.col("before").alias("base"))
    joined = together.join(base, on=_KEYS, how="left", maintain_order="left")
    found = joined.with_columns(
        _rate("increment", "before").alias("growth"), _rate("increment", "base").alias("contribution")
    )
    check_sums(found)
    return found.select(
        *(*_KEYS, "part", "firms", "compared", "amount", "before", "increment", "growth", "contribution")
    ).sort(*_KEYS, pl.col("part").is_not_null(), -pl.col("amount"), "part", nulls_last=True, maintain_order=True)


def set_apart(terms: pl.DataFrame, firms: Collection[str]) -> pl.DataFrame:
    """The terms with a column ``chosen``: whether a firm is one of some, yes or no, so that these are a part too."""
    chosen = pl.when(pl.col("firm").is_in([*firms])).then(pl.lit("yes")).otherwise(pl.lit("no"))
    return terms.with_columns(chosen.alias("chosen"))


def check_sums(found: pl.DataFrame) -> None:
    """Raise Problems where the contributions of the parts are not the growth of the whole."""
    whole = found.filter(pl.col("part").is_null()).select(*_KEYS, "growth")
    parts = found.filter(pl.col("part").is_not_null()).group_by(_KEYS).agg(pl.col("contribution").sum())
    for number, growth, added in whole.join(parts, on=_KEYS).select("at", "growth", "contribution").iter_rows():
        if growth is not None and not math.isclose(growth, added, abs_tol=_SLACK):
            raise Problems([Problem("contributions_do_not_add", value=name_month(number))])


def compare_with_last_month(found: pl.DataFrame, number: int) -> pl.DataFrame:
    """Of one month: a row a measure and part, the month and the year so far beside each other, and ``change``.

    ``change`` is the growth of the month less that of the month before, in percentage points (较上月).
    """
    keys = ["measure", "part"]
    now = found.filter(pl.col("at") == number)
    figures = ["amount", "growth", "contribution"]
    month = now.filter(span=MONTH).select(*keys, "firms", "compared", *(pl.col(f).alias(f"month_{f}") for f in figures))
    so_far = now.filter(span=SO_FAR).select(
        *keys, pl.col("compared").alias("so_far_compared"), *(pl.col(f).alias(f"so_far_{f}") for f in figures)
    )
    before = found.filter(pl.col("at") == number - 1, span=MONTH).select(*keys, pl.col("growth").alias("month_before"))
    joined = month
    for other in (so_far, before):
        joined = joined.join(other, on=keys, how="left", nulls_equal=True, maintain_order="left")
    change = (pl.col("month_growth") - pl.col("month_before")).alias("change")
    return joined.with_columns(change).drop("month_before")


def _add_up(terms: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Sums over firms; of those that are compared also of the year before. Nothing known stays unknown."""
    compared = pl.col("increment").is_not_null()
    known = pl.col("amount").is_not_null()
    return terms.group_by(keys, maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("firms"),
        compared.sum().cast(pl.Int64).alias("compared"),
        pl.when(known.any()).then(pl.col("amount").sum()).alias("amount"),
        pl.when(compared.any()).then(pl.col("before").filter(compared).sum()).alias("before"),
        pl.when(compared.any()).then(pl.col("increment").sum()).alias("increment"),
    )


def _rate(step: str, base: str) -> pl.Expr:
    return pl.when(pl.col(base) > 0).then(_PERCENT * pl.col(step) / pl.col(base))
