"""What a caller gives as returns: the kinds of its columns, and numbers that are numbers."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.score.run.population import abbreviate_firms
from liantu.score.scheme.scheme import Scheme


def normalise_returns(returns: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """The returns with columns of the kinds an evaluation takes; rows without a year beside others are those of none.

    Raises Problems for a missing column ``firm``, a row without a firm, a year that is no whole number, values that are
    no numbers.
    """
    if "firm" not in returns.columns:
        raise Problems([Problem("missing_column", value="firm")])
    problems = []
    if nobody := returns["firm"].null_count():
        problems.append(Problem("required", column="firm", value=str(nobody)))
    if "year" not in returns.columns:
        returns = returns.with_columns(pl.lit(None, pl.Int64).alias("year"))
    casts = {"year": pl.Int64} | {name: pl.Float64 for name in scheme.fields if name in returns.columns}
    casting = [name for name, kind in casts.items() if returns.schema[name] != kind]
    for name in casting:
        cast = returns[name].cast(casts[name], strict=False)
        if lost := returns[name].filter(cast.is_null() & returns[name].is_not_null()).to_list():
            problems.append(Problem("text_number", column=name, value=str(lost[0])))
        returns = returns.with_columns(cast)
    problems += _check_numbers(returns, [name for name in casts if name != "year"])
    if problems:
        raise Problems(problems)
    return returns


def _check_numbers(returns: pl.DataFrame, fields: list[str]) -> list[Problem]:
    """What is NaN or infinite; it makes the sum of its column so, and no column is looked through without need."""
    sums = returns.select(pl.col(fields).sum().is_finite()).row(0, named=True) if fields else {}
    odd = [name for name, sound in sums.items() if not sound]
    firms = {name: returns.filter(~pl.col(name).is_finite())["firm"].to_list() for name in odd}
    return [
        Problem("not_finite", column=name, value=abbreviate_firms(firm_ids))
        for name, firm_ids in firms.items()
        if firm_ids
    ]
