"""Two places beside each other, over what is known of both."""

from __future__ import annotations

import polars as pl

from liantu.attract.siting.terms import IS_COST

#: Of the terms of two places the side, and the difference that one brings: the other place less the first.
OTHER, HOME = "other", "home"


def select_common(terms: pl.DataFrame, home: str, other: str) -> pl.DataFrame:
    """The cost terms of two places that both know in full, with ``side`` (home, other) and ``weight`` (-1, 1).

    A need that one of them does not know in full is left out of both. What only one has (freight of what the other has
    next door) stays.
    """
    both = terms.filter(IS_COST, pl.col("siting_place").is_in([home, other]))
    open_needs = list_open_needs(both)
    is_home = pl.col("siting_place") == home
    return both.filter(~pl.col("need").is_in(open_needs.implode())).with_columns(
        pl.when(is_home).then(pl.lit(HOME)).otherwise(pl.lit(OTHER)).alias("side"),
        pl.when(is_home).then(-1.0).otherwise(1.0).alias("weight"),
    )


def list_open_needs(terms: pl.DataFrame) -> pl.Series:
    """The needs of which a part is unknown."""
    return terms.filter(pl.col("missing").is_not_null())["need"].unique(maintain_order=True)


def compare_places(terms: pl.DataFrame, home: str, places: pl.Series) -> pl.DataFrame:
    """The first place against each other one: siting_place, home_amount, amount, difference (the other one less the
    first, CNY a year; positive: the first is cheaper; null: nothing is known of both), open (needs left out)."""
    rows = []
    for other in places.filter(places != home):
        both = terms.filter(IS_COST, pl.col("siting_place").is_in([home, other]))
        common = select_common(terms, home, other)
        sums = dict(common.group_by("side").agg(pl.col("amount").sum()).iter_rows())
        first, second = sums.get(HOME), sums.get(OTHER)
        difference = None if first is None or second is None else second - first
        rows.append((other, first, second, difference, list_open_needs(both).to_list()))
    numbers = dict.fromkeys(("home_amount", "amount", "difference"), pl.Float64)
    return pl.DataFrame(rows, schema={"siting_place": pl.String, **numbers, "open": pl.List(pl.String)}, orient="row")


def list_difference(terms: pl.DataFrame, home: str, other: str, groups: dict[str, str]) -> pl.DataFrame:
    """What makes the difference of two places, by group of items: group, home_amount, amount, difference."""
    common = select_common(terms, home, other).with_columns(
        pl.col("item").replace_strict(groups, default=None).alias("group")
    )
    sides = [pl.col("amount").filter(pl.col("side") == side).sum().alias(name) for side, name in _SIDES]
    found = common.group_by("group", maintain_order=True).agg(sides)
    return found.with_columns((pl.col("amount") - pl.col("home_amount")).alias("difference"))


_SIDES = ((HOME, "home_amount"), (OTHER, "amount"))
