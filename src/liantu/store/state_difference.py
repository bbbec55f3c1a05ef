"""What differs between two states of a table, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from liantu.model import schema
from liantu.model.tables import build_row_keys


@dataclass(frozen=True)
class TableDifference:
    """One table before and after: keys whose version ends, and rows that begin (row_key and the fields)."""

    closed: pl.Series
    opened: pl.DataFrame

    def __len__(self) -> int:
        return len(set(self.closed) | set(self.opened["row_key"]))


def compare_tables(name: str, before: pl.DataFrame, after: pl.DataFrame) -> TableDifference:
    """What changed between two states of a table."""
    columns = schema.read_tables()[name].columns
    old, new = before.select(columns), after.select(columns)
    if old.equals(new):
        return TableDifference(pl.Series("row_key", [], pl.String), _empty_versions(name))
    old, new = _drop_common_ends(old, new)
    old = old.with_columns(build_row_keys(name, old).alias("row_key"))
    new = new.with_columns(build_row_keys(name, new).alias("row_key"))
    whole = ["row_key", *columns]
    gone = old.join(new, on=whole, how="anti", nulls_equal=True, maintain_order="left")
    come = new.join(old, on=whole, how="anti", nulls_equal=True, maintain_order="left")
    return TableDifference(gone["row_key"], come.select(whole))


@cache
def _empty_versions(name: str) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(["row_key", *schema.read_tables()[name].columns], pl.String))


def _drop_common_ends(old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of each that are not the same row at the same place, counted from the top or from the end.

    An edit of a long table then leaves a row or two to compare.
    """
    for part in (pl.DataFrame.head, pl.DataFrame.tail):
        count = min(old.height, new.height)
        if count == 0:
            break
        first, second = part(old, count), part(new, count)
        differ = pl.select(
            pl.any_horizontal(pl.lit(first[column]).ne_missing(second[column]) for column in old.columns)
        ).to_series()
        if part is pl.DataFrame.head:
            old = pl.concat([first.filter(differ), old.slice(count)])
            new = pl.concat([second.filter(differ), new.slice(count)])
        else:
            old = pl.concat([old.head(old.height - count), first.filter(differ)])
            new = pl.concat([new.head(new.height - count), second.filter(differ)])
    return old, new
