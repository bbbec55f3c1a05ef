"""What a source states names the source, and quotes it in at most 30 characters."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.tables import Tables

QUOTE_LENGTH = 30


def check_source_and_quote(tables: Tables) -> list[Problem]:
    """``source_required`` and ``long_quote`` over every table with provenance."""
    problems = []
    for name, table in schema.read_tables().items():
        if "quote" not in table.columns:
            continue
        rows = tables[name].with_row_index("line")
        bare = rows.filter((pl.col("basis") == "stated") & pl.col("source").is_null())
        for line in bare["line"]:
            problems.append(Problem("source_required", name, f"{name}.csv", line + 2, "source"))
        long = rows.filter(pl.col("quote").str.len_chars() > QUOTE_LENGTH)
        for line, quote in long.select("line", "quote").iter_rows():
            problems.append(Problem("long_quote", name, f"{name}.csv", line + 2, "quote", str(len(quote))))
    return problems
