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
    found: list[pl.DataFrame] = []
    for name, definition in schema.read_tables().items():
        frame = tables[name]
        if "source" not in definition.columns:
            continue
        rows = frame.filter(pl.col("source") == source)
        if rows.is_empty() and found:  # most tables cite a source nowhere; one is kept for its columns
            continue
        rows = rows.with_columns(build_row_keys(name, rows).alias("row"))
        have = [pl.col(c) if c in rows.columns else pl.lit(None, pl.String).alias(c) for c in _CITATION]
        found.append(rows.select(pl.lit(name).alias("table"), "row", *have))
    return pl.concat(found).sort(pl.col("locator").cast(pl.Int64, strict=False), "table", "row", nulls_last=True)
