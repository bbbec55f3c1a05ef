"""Which indicators do not concern a firm: no value is due there, which is not the same as one that is missing."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from liantu.score.run.indicator_values import add_marks, has_zero_below, is_not_applicable
from liantu.score.run.run_tables import RunTables


def not_applicable_indicators(run: RunTables) -> pl.Series:
    """Of each evaluated firm the indicators of its group that do not concern it, as lists; of the others none."""
    rows, marks = add_marks(run.returns.with_columns(run.firms["group"], run.firms["treatment"]), run.not_applicable)
    names = list(_names(run, marks))
    if not names:
        return pl.Series("not_applicable", [[]] * rows.height, pl.List(pl.String))
    return rows.select(pl.concat_list(names).list.drop_nulls().alias("not_applicable"))["not_applicable"]


def _names(run: RunTables, marks: set[str]) -> Iterator[pl.Expr]:
    """The name of each item where it does not concern a firm: nobody asks it, or the scheme sees a zero so."""
    evaluated = pl.col("treatment") != "not_evaluated"
    for group in run.scheme.groups:
        in_group = evaluated & (pl.col("group") == group.id)
        for item in group.items:
            indicator = run.scheme.indicators[item.indicator]
            nothing = is_not_applicable(indicator, marks)
            if indicator.denominator_terms and item.zero_denominator == "not_applicable":
                nothing |= has_zero_below(indicator)
            yield pl.when(in_group & nothing).then(pl.lit(item.indicator))
