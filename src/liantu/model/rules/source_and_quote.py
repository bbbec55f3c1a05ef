"""What a source states names the source, and quotes it in at most 30 characters."""

from __future__ import annotations

from functools import partial

import polars as pl

from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables

QUOTE_LENGTH = 30


def check_source_and_quote(tables: Tables) -> list[Problem]:
    """``source_required`` and ``long_quote`` over every table with provenance."""
    return [
        problem
        for name, table in schema.read_tables().items()
        if "quote" in table.columns and not tables[name].is_empty()
        for problem in compute_once(tables, f"sources and quotes of {name}", partial(_check_table, name=name))
    ]


def _check_table(tables: Tables, name: str) -> list[Problem]:
    bare = (pl.col("basis") == "stated") & pl.col("source").is_null()
    long = pl.col("quote").str.len_chars() > QUOTE_LENGTH
    rows = (
        tables[name]
        .select(pl.row_index("line"), "quote", bare=bare, long=long)
        .filter(pl.any_horizontal("bare", "long"))
    )
    return [
        *(Problem("source_required", name, f"{name}.csv", line + 2, "source") for line in rows.filter("bare")["line"]),
        *(
            Problem("long_quote", name, f"{name}.csv", line + 2, "quote", str(len(quote)))
            for line, quote in rows.filter("long").select("line", "quote").iter_rows()
        ),
    ]
