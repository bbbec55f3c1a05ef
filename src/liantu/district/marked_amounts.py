"""Tables as they leave the house: a mark where an amount is hidden."""

from __future__ import annotations

import polars as pl


def mark_amounts(frame: pl.DataFrame) -> pl.DataFrame:
    """A table with one mark for every hidden amount, whatever the reason, and without the columns of reasons."""
    from liantu.disclosure.marked_tables import mark_hidden_amounts

    return mark_hidden_amounts(frame)[0]


def has_hidden_amounts(frame: pl.DataFrame) -> bool:
    """Whether any amount of a table is hidden as it leaves the house."""
    from liantu.disclosure.marked_tables import mark_hidden_amounts

    return mark_hidden_amounts(frame)[1]
