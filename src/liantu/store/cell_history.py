"""What differs between two moments, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.model import schema
from liantu.store.state_difference import compare_tables


def compare_cells(before: Mapping[str, pl.DataFrame], after: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One line a cell: table, row, operation (insert, update, delete), field, before, after.

    The frames are those of ``Moment.rows``.
    """
    none = pl.DataFrame(schema=dict.fromkeys(("table", "row", "operation", "field", "before", "after"), pl.String))
    return pl.concat([none, *(_compare_table(name, before[name], after[name]) for name in schema.read_tables())])


def _compare_table(name: str, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    columns = schema.read_tables()[name].columns
    found = compare_tables(name, before, after)
    keys = pl.concat([found.closed, found.opened["row_key"]]).unique().implode()

    def unpivot_side(rows: pl.DataFrame, side: str) -> pl.DataFrame:
        """The cells of one side, a row a cell."""
        # A table may itself have a field called "field".
        some = rows.filter(pl.col("row_key").is_in(keys)).select(pl.col("row_key").alias("\0row"), *columns)
        return some.unpivot(columns, index="\0row", variable_name="\0field", value_name=side)

    row = pl.col("\0row")
    operation = (
        pl.when(~row.is_in(before["row_key"].implode()))
        .then(pl.lit("insert"))
        .when(~row.is_in(after["row_key"].implode()))
        .then(pl.lit("delete"))
        .otherwise(pl.lit("update"))
    )
    order = pl.col("\0field").replace_strict(columns, range(len(columns)), return_dtype=pl.Int64)
    return (
        unpivot_side(before, "before")
        .join(unpivot_side(after, "after"), on=["\0row", "\0field"], how="full", coalesce=True)
        .filter(pl.col("before").ne_missing(pl.col("after")))
        .sort(row, order)
        .select(
            pl.lit(name).alias("table"),
            row.alias("row"),
            operation.alias("operation"),
            pl.col("\0field").alias("field"),
            "before",
            "after",
        )
    )
