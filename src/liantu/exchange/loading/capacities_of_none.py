"""Rows of capacities that say neither whose plant they are of nor whose group."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl


def find_capacities_of_none(name: str, frame: pl.DataFrame) -> Iterator[int]:
    """The places of such rows among the complete rows of a table; none of a table other than the capacities."""
    if name == "capacities":
        yield from (frame["plant"].is_null() & frame["group"].is_null() & frame["id"].is_not_null()).arg_true()
