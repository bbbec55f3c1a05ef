"""One series across a rename: what continues another has its figures too, where a row of relations says so.

Never by name alone: two clusters may have one name, and one may be split.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.rules.renames import CONTINUES


def continue_subjects(rows: pl.DataFrame, relations: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The rows with their subject as it is called at ``as_of``, and ``renames``, how many times it was renamed since.

    A rename of which no time is given has happened.
    """
    stated = relations.filter(pl.col("predicate") == CONTINUES).drop_nulls(["subject", "object"])
    begun = add_period_days(stated).filter(has_begun(as_of))
    successors = dict(begun.select("object", "subject").iter_rows())
    lines = {former: _follow(former, successors) for former in successors}
    renames = {former: len(line) - 1 for former, line in lines.items()}
    return rows.with_columns(
        pl.col("subject").replace({former: line[-1] for former, line in lines.items()}),
        pl.col("subject").replace_strict(renames, default=0, return_dtype=pl.Int32).alias("renames"),
    )


def _follow(former: str, successors: dict[str, str]) -> list[str]:
    """A line of renames from a name to the last; a circle is told by itself and ends before it begins again."""
    line = [former]
    while (following := successors.get(line[-1])) is not None and following not in line:
        line.append(following)
    return line
