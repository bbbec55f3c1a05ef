"""What differs between two moments, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.model import schema
from liantu.store.difference import difference


def cells(before: Mapping[str, pl.DataFrame], after: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One line a cell: table, row, operation (insert, update, delete), field, before, after.

    The frames are those of ``Moment.rows``.
    """
    none = pl.DataFrame(schema=dict.fromkeys(("table", "row", "operation", "field", "before", "after"), pl.String))
    return pl.concat([none, *(_of(name, before[name], after[name]) for name in schema.tables())])


def _of(name: str, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    columns = schema.tables()[name].columns
    found = difference(name, before, after)
    keys = pl.concat([found.closed, found.opened["row_key"]]).unique().implode()

    def told(rows: pl.DataFrame, side: str) -> pl.DataFrame:
        some = rows.filter(pl.col("row_key").is_in(keys))
        return some.unpivot(columns, index="row_key", variable_name="field", value_name=side)

    operation = (
        pl.when(~pl.col("row_key").is_in(before["row_key"].implode()))
        .then(pl.lit("insert"))
        .when(~pl.col("row_key").is_in(after["row_key"].implode()))
        .then(pl.lit("delete"))
        .otherwise(pl.lit("update"))
    )
    return (
        told(before, "before")
        .join(told(after, "after"), on=["row_key", "field"], how="full", coalesce=True)
        .filter(pl.col("before").ne_missing(pl.col("after")))
        .sort("row_key", pl.col("field").replace_strict(columns, range(len(columns))))
        .select(
            pl.lit(name).alias("table"),
            pl.col("row_key").alias("row"),
            operation.alias("operation"),
            "field",
            "before",
            "after",
        )
    )
