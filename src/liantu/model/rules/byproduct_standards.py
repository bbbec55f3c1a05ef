"""The standard by which a by-product is sold: a number with its year, and of by-products only."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: National, trade, local and group standards, and those of a firm: ``GB/T 535-2020``, ``DB50/T 1234-2022``.
_NUMBER = r"^[A-Z]{1,3}\d*(/[A-Z]+)? ?\d[\dA-Z.]*-(19|20)\d{2}$"


def check_byproduct_standards(tables: Tables) -> list[Problem]:
    """Standards without number and year, ``standard_number``; of what is no by-product, ``standard_of_input``."""
    rows = tables["coefficients"].with_row_index("line").drop_nulls("standard")
    other, unread = pl.col("role") != "byproduct", ~pl.col("standard").str.contains(_NUMBER)
    return [
        Problem(
            "standard_of_input" if role != "byproduct" else "standard_number",
            *("coefficients", "coefficients.csv", line + 2, "standard", standard),
        )
        for line, role, standard in rows.filter(other | unread).select("line", "role", "standard").iter_rows()
    ]
