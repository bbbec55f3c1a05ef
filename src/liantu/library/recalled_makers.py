"""Makers as their compiler recalls them, and ties between firms that a source says.

Recalled makers stand in no table: they are read where somebody asks for them, and leave in no form. What was read of
makers stands in the table ``makers``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

_FOLDER = Path(__file__).parent
#: The source of what is recalled.
RECALLED_SOURCE = "lib-maker-recall"


@cache
def read_recalled_makers() -> pl.DataFrame:
    """Recalled rows in the fields of ``makers`` that they have: no capacity is among them."""
    return pl.read_csv(_FOLDER / "recalled_makers.csv", infer_schema=False)


@cache
def read_maker_relations(recalled: bool = False) -> pl.DataFrame:
    """Ties between firms: subject and object (names), predicate, basis, source; those that are recalled only if asked.

    The predicates are subsidiary_of, supplies, customer_of and followed.
    """
    read = pl.read_csv(_FOLDER / "maker_relations.csv", infer_schema=False)
    if recalled:
        further = pl.read_csv(_FOLDER / "recalled_maker_relations.csv", infer_schema=False)
        read = pl.concat([read, further.with_columns(pl.lit("recalled").alias("basis")).select(read.columns)])
    return read.rename({"firm": "subject", "other": "object"})
