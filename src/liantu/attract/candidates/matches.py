"""The shape of matches between registers of firms and products."""

from __future__ import annotations

import polars as pl

#: A row is a phrase of a register's row that names a product. ``role`` is makes, trades, serves or unknown.
MATCHES: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(("code", "name", "province", "region", "address", "industry"), pl.String),
    "capital_yuan": pl.Float64,
    "founded": pl.String,
    "status": pl.String,
    "staff": pl.Float64,
    **dict.fromkeys(("tags", "product", "matched", "field"), pl.String),
    "start": pl.Int64,
    "end": pl.Int64,
    "contained": pl.Boolean,
    "role": pl.String,
    "negated": pl.Boolean,
    "permitted": pl.String,
    "strength": pl.Float64,
    "register": pl.String,
    "phrase": pl.String,
}


def empty_matches() -> pl.DataFrame:
    """No match, in the columns MATCHES."""
    return pl.DataFrame(schema=MATCHES)
