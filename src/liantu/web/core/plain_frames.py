"""Frames as files have them: no dust of computing, no lists."""

from __future__ import annotations

import polars as pl

#: Of a computed number, what is more than dust.
_DIGITS = 12


def tidy_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame without the dust of computing: 25.58 and not 25.580000000000002, zero without a sign.

    >>> tidy_frame(pl.DataFrame({"land": [25.580000000000002, -0.0]}))["land"].to_list()
    [25.58, 0.0]
    """
    floats = [name for name, kind in frame.schema.items() if kind.is_float()]
    rounded = [pl.col(name).round_sig_figs(_DIGITS) for name in floats]
    signless = [pl.when(pl.col(name) == 0).then(0.0).otherwise(pl.col(name)).alias(name) for name in floats]
    return frame.with_columns(rounded).with_columns(signless)


def flatten_lists(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame whose lists are texts, for forms that have no lists."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(pl.col(lists).cast(pl.List(pl.String)).list.join(";")) if lists else frame
