"""What continues another under a new name: one follows one, and in no circle."""

from __future__ import annotations

import polars as pl

from liantu.model.circles import find_circles
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: What a row of relations says of a subject that is another one renamed: the new is subject, the former object.
CONTINUES = "continues"


def check_renames(tables: Tables) -> list[Problem]:
    """Renames in a circle: ``rows_in_circle``; of one to two, which is a split: ``renamed_twice``."""
    rows = tables["relations"].with_row_index("line").filter(pl.col("predicate") == CONTINUES)
    pairs = rows.drop_nulls(["subject", "object"])
    circles = find_circles(pairs.select("object", "subject").iter_rows())
    lines = dict(pairs.select("subject", "line").iter_rows())
    problems = [
        Problem("rows_in_circle", "relations", "relations.csv", lines[circle[0]] + 2, "object", " → ".join(circle))
        for circle in circles
    ]
    twice = pairs.filter(pl.col("subject").n_unique().over("object") > 1)
    again = twice.filter(pl.col("line") > pl.col("line").min().over("object"))
    return problems + [
        Problem("renamed_twice", "relations", "relations.csv", line + 2, "object", former)
        for line, former in again.select("line", "object").iter_rows()
    ]
