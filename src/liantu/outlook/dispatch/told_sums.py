"""Sums of a month as they may leave the house: by industry and park, protected together, of firms that are compared."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.disclosure import FIRMS, DisclosureRules, protect_tables
from liantu.outlook.dispatch.terms import MONTH, OUTPUT

BREAKDOWNS = ("industry", "park")
_PERCENT = 100.0


def protect_month(terms: pl.DataFrame, number: int, rules: DisclosureRules) -> pl.DataFrame:
    """What may be told of the output of a month: by, part (null = all), firms, amount, before, growth, contribution.

    Both breakdowns are protected together; what may not be told is null. Growth stands only where both its sums may be
    told, contribution where those of the whole may be told too. ``hidden`` says that the sums of a line may not.
    """
    rows = terms.filter(pl.col("at") == number, pl.col("increment").is_not_null(), measure=OUTPUT, span=MONTH)
    micro = rows.select("firm", *BREAKDOWNS, "amount", "before")
    if micro.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    measures = (FIRMS, "amount", "before")
    found = protect_tables(micro, [[name] for name in BREAKDOWNS], measures, rules)
    parts = [_widen(table, name) for table, name in zip(found.tables, BREAKDOWNS, strict=True)]
    growth = pl.when(pl.col("before") > 0).then(_PERCENT * (pl.col("amount") / pl.col("before") - 1))
    base = pl.col("before").filter(pl.col("part").is_null()).first().over("by")
    contribution = pl.when(base > 0).then(_PERCENT * (pl.col("amount") - pl.col("before")) / base)
    return pl.concat(parts).with_columns(growth.alias("growth"), contribution.alias("contribution")).select(*_SCHEMA)


def protect_totals(terms: pl.DataFrame, months: Sequence[int], rules: DisclosureRules) -> pl.DataFrame:
    """The growth of all firms that are compared, month by month, where it may be told: at, growth."""
    found = []
    for number in months:
        rows = terms.filter(pl.col("at") == number, pl.col("increment").is_not_null(), measure=OUTPUT, span=MONTH)
        micro = rows.select("firm", "amount", "before")
        sums: dict[str, float | None] = {"amount": None, "before": None}
        if micro.height:
            table = protect_tables(micro, [[]], tuple(sums), rules).tables[0]
            sums = dict(table.select("measure", "value").iter_rows())
        amount, before = sums["amount"], sums["before"]
        growth = _PERCENT * (amount / before - 1) if amount is not None and before else None
        found.append((number, growth))
    return pl.DataFrame(found, schema={"at": pl.Int64, "growth": pl.Float64}, orient="row")


_SCHEMA = {
    "by": pl.String,
    "part": pl.String,
    "firms": pl.Float64,
    "amount": pl.Float64,
    "before": pl.Float64,
    "growth": pl.Float64,
    "contribution": pl.Float64,
    "hidden": pl.Boolean,
}


def _widen(table: pl.DataFrame, name: str) -> pl.DataFrame:
    """A line a part; an amount of which one sum is hidden tells neither."""
    wide = table.pivot("measure", index=name, values="value", maintain_order=True)
    both = pl.col("amount").is_not_null() & pl.col("before").is_not_null()
    return wide.select(
        pl.lit(name).alias("by"),
        pl.col(name).alias("part"),
        pl.col(FIRMS).alias("firms"),
        *(pl.when(both).then(pl.col(column)).alias(column) for column in ("amount", "before")),
        (~both).alias("hidden"),
    )
