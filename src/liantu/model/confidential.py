"""What may not leave the house: rows that rest on statistical returns or commercial secrets."""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables

#: Classes of sources whose rows stay out of every file that is passed on.
WITHHELD = ("statistical", "secret")


def shareable(tables: Tables) -> tuple[Tables, int]:
    """The tables without rows of such sources, and how many those were; the very same tables when there are none."""
    held = tables["sources"].filter(pl.col("class").is_in(WITHHELD))["id"].implode()
    count, frames = 0, {}
    for name, frame in tables.frames.items():
        if "source" not in frame.columns:
            continue
        kept = frame.filter(~pl.col("source").is_in(held).fill_null(False))
        if kept.height < frame.height:
            count += frame.height - kept.height
            frames[name] = kept
    return (tables.replace(**frames), count) if frames else (tables, 0)
