"""A name has one owner."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Tables whose main names count beside the table of names.
_NAMED = ("firms", "places", "institutes")


def check_name_owners(tables: Tables) -> list[Problem]:
    """Names that two firms, places or institutes carry: ``two_owners``, at the row that comes last."""
    main = [_claims(tables, table, "id", "zh") for table in _NAMED]
    entities = pl.concat(main)["entity"]
    other = _claims(tables, "names", "entity", "name").filter(pl.col("entity").is_in(entities.implode()))
    owners = (
        pl.concat([*main, other])
        .drop_nulls()
        .filter(pl.col("name").is_duplicated())
        .group_by("name", maintain_order=True)
        .agg(pl.col("entity").unique().sort(), pl.col("table", "line", "column").last())
        .filter(pl.col("entity").list.len() > 1)
    )
    return [
        Problem("two_owners", table, f"{table}.csv", line + 2, column, name, {"owners": ", ".join(entity)})
        for name, entity, table, line, column in owners.iter_rows()
    ]


def _claims(tables: Tables, table: str, entity: str, name: str) -> pl.DataFrame:
    return (
        tables[table]
        .with_row_index("line")
        .select(
            pl.col(entity).alias("entity"),
            pl.col(name).alias("name"),
            pl.lit(table).alias("table"),
            "line",
            pl.lit(name).alias("column"),
        )
    )
