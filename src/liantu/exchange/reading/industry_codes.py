"""Codes of industries in a column, held against GB/T 4754."""

from __future__ import annotations

import polars as pl

from liantu.model.industry_codes import suggest_industry

#: Fields of the tables, and the column of returns, that hold one code.
INDUSTRY_FIELDS = ("industry",)


def find_false_industries(cells: pl.Series) -> dict[str, str]:
    """The different texts of a column whose digits are no code of the standard, each with what may be meant."""
    texts = cells.drop_nulls().unique(maintain_order=True)
    return {text: nearest for text in texts if (nearest := suggest_industry(text)) is not None}
