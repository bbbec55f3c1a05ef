"""Which criteria of a dependence a product meets: figures with their comparators against limits of a dated policy.

The criteria are those of the European Commission's bottom-up screening (SWD(2021) 352 final): concentration of imports,
their share, whether exports could replace them; those of its later method: concentration of the exporters of the world
and years in a row. Ours beside them is how many makers there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from liantu.model.period_days import add_period_days

#: A criterion is met, not met, met by one document and not by another, or unknown.
STATES = ("met", "not_met", "differs", "unknown")
_UPWARD, _DOWNWARD = ("ge", "gt"), ("le", "lt")


@dataclass(frozen=True)
class DependenceCriterion:
    """A measure with its limit: met from ``least`` on, or up to ``greatest``; one of them is given."""

    measure: str
    least: float | None = None
    greatest: float | None = None

    def judge(self) -> pl.Expr:
        """True where the bounds ``low`` and ``high`` of a figure meet it, False where they do not, else null.

        A figure that is said to be at least so much meets no limit from above, and the other way round.
        """
        if self.least is not None:
            met, not_met = pl.col("low") >= self.least, pl.col("high") < self.least
            not_met |= pl.col("strict") & (pl.col("high") == self.least)
        else:
            met, not_met = pl.col("high") <= self.greatest, pl.col("low") > self.greatest
            not_met |= pl.col("strict") & (pl.col("low") == self.greatest)
        return pl.when(met).then(pl.lit(1)).when(not_met).then(pl.lit(0)) == 1


def make_criteria(values: Sequence[Any]) -> list[DependenceCriterion]:
    """Of the values of the policy. Raises ValueError where a criterion has no limit, or two."""
    criteria = [DependenceCriterion(**value) for value in values]
    for criterion in criteria:
        if (criterion.least is None) == (criterion.greatest is None):
            raise ValueError(f"criterion {criterion.measure}: one of least and greatest is its limit")
    return criteria


def judge_criteria(claims: pl.DataFrame, criteria: Sequence[DependenceCriterion]) -> pl.DataFrame:
    """Every product of the claims by every criterion: product, measure, figures, period, limit, state.

    Figures are of the latest period alone. Where two of them fall on the two sides of a limit the state is differs,
    where none is stated or one that is a bound does not decide, unknown.
    """
    products = claims.select("product").unique(maintain_order=True)
    value, comparator = pl.col("value"), pl.col("comparator")
    rows = add_period_days(claims.drop_nulls("value")).with_columns(
        pl.when(comparator.is_in(_DOWNWARD)).then(float("-inf")).otherwise(value).alias("low"),
        pl.when(comparator.is_in(_UPWARD)).then(float("inf")).otherwise(value).alias("high"),
        comparator.is_in(["gt", "lt"]).alias("strict"),
    )
    latest = rows.filter(
        (pl.col("last") == pl.col("last").max().over("product", "measure")).fill_null(
            pl.col("last").is_null().all().over("product", "measure")
        )
    )
    parts = []
    for number, criterion in enumerate(criteria):
        judged = latest.filter(measure=criterion.measure).with_columns(criterion.judge().alias("met"))
        met = pl.col("met")
        state = (
            pl.when(met.all(ignore_nulls=False)).then(pl.lit("met"))
            .when((~met).all(ignore_nulls=False)).then(pl.lit("not_met"))
            .when(met.any() & (~met).any()).then(pl.lit("differs"))
            .otherwise(pl.lit("unknown"))
        )  # fmt: skip
        found = judged.group_by("product", maintain_order=True).agg(
            pl.struct("comparator", "value", "unit").alias("figures"),
            pl.col("period").first(),
            state.alias("state"),
        )
        joined = products.join(found, on="product", how="left", maintain_order="left")
        limit = criterion.greatest if criterion.least is None else criterion.least
        parts.append(
            joined.with_columns(
                pl.lit(criterion.measure).alias("measure"),
                pl.lit(limit, pl.Float64).alias("limit"),
                pl.lit("le" if criterion.least is None else "ge").alias("side"),
                pl.col("state").fill_null("unknown"),
                pl.lit(number).alias("number"),
            )
        )
    columns = ("product", "measure", "figures", "period", "side", "limit", "state")
    if not parts:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    order = products.with_row_index("place")
    every = pl.concat(parts).join(order, on="product", maintain_order="left").sort("place", "number")
    return every.select(columns)
