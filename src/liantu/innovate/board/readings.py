"""How each field and each place reads: where research has no plant, and plants no research.

A cell without an item says that no source states one, and never that there is none.
"""

from __future__ import annotations

import polars as pl

from liantu.innovate.board.institutes import ON_ITS_WAY
from liantu.innovate.board.items import PRODUCTION, RESEARCH

#: Both are stated; one of them; research is applied for or signed and nothing else is stated; nothing is.
READINGS = ("both", "research_only", "production_only", "on_its_way", "unknown")
_CLOSED = ("ended", "stopped")


def read_lines(items: pl.DataFrame, keys: list[str | None], name: str = "field") -> pl.DataFrame:
    """How each of some fields (or places, by ``name``) reads: that column, reading, research, production (counts).

    Research that is applied for or signed is no research yet, and what is closed is none any more.

    >>> import polars as pl
    >>> rows = {"field": ["a", "a", "b"], "side": ["research", "production", "research"]}
    >>> items = pl.DataFrame({**rows, "status": ["moved_in", "operating", "applied"]})
    >>> read_lines(items, ["a", "b", "c"])["reading"].to_list()
    ['both', 'on_its_way', 'unknown']
    """
    status = pl.col("status")
    closed = status.is_in(_CLOSED).fill_null(False)
    coming = status.is_in(ON_ITS_WAY).fill_null(False) & (pl.col("side") == RESEARCH)
    counts = items.group_by(name).agg(
        ((pl.col("side") == RESEARCH) & ~coming & ~closed).sum().alias("research"),
        ((pl.col("side") == PRODUCTION) & ~closed).sum().alias("production"),
        (coming & ~closed).sum().alias("coming"),
    )
    lines = pl.DataFrame({name: keys}, schema={name: pl.String})
    rows = lines.join(counts, on=name, how="left", nulls_equal=True, maintain_order="left").with_columns(
        pl.col("research", "production", "coming").fill_null(0).cast(pl.Int64)
    )
    research, production = pl.col("research") > 0, pl.col("production") > 0
    reading = (
        pl.when(research & production)
        .then(pl.lit("both"))
        .when(research)
        .then(pl.lit("research_only"))
        .when(production)
        .then(pl.lit("production_only"))
        .when(pl.col("coming") > 0)
        .then(pl.lit("on_its_way"))
        .otherwise(pl.lit("unknown"))
    )
    return rows.select(name, reading.alias("reading"), "research", "production", "coming")
