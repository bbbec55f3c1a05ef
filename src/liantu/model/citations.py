"""What cites a source."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables, build_row_keys

_CITATION = ("locator", "quote", "basis", "note")


def count_citations(tables: Tables) -> pl.DataFrame:
    """How many rows cite each source: source, cited."""
    frames = (tables[name] for name in schema.read_tables())
    cited = pl.concat(frame.select("source") for frame in frames if "source" in frame.columns)
    return cited.drop_nulls().group_by("source", maintain_order=True).agg(pl.len().alias("cited"))


def find_citing_rows(tables: Tables, source: str) -> pl.DataFrame:
    """Every row that cites a source: table, row, locator, quote, basis, note; in order of paragraph."""
    citing = tuple(name for name, definition in schema.read_tables().items() if "source" in definition.columns)
    rows: pl.DataFrame = tables.derived("citing rows", citing, lambda: _list_citing_rows(tables, citing))
    return rows.filter(pl.col("source") == source).drop("source")


def _list_citing_rows(tables: Tables, citing: tuple[str, ...]) -> pl.DataFrame:
    """The rows of all sources, each source's in order of paragraph, and ``source`` beside them."""
    found = []
    for name in citing:
        rows = tables[name].drop_nulls("source")
        rows = rows.with_columns(build_row_keys(name, rows).alias("row"))
        have = [pl.col(c) if c in rows.columns else pl.lit(None, pl.String).alias(c) for c in _CITATION]
        found.append(rows.select(pl.lit(name).alias("table"), "row", *have, "source"))
    return pl.concat(found).sort(pl.col("locator").cast(pl.Int64, strict=False), "table", "row", nulls_last=True)
