"""Needs and results of the tables as the two sides of a match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.innovate.matching import Side

_DIRECTIONS = {"ge": ">=", "le": "<=", "eq": "="}


def make_sides(tables: Tables, results: list[str]) -> tuple[Side, Side]:
    """Every need, and some results by id; what no row says is null, and the title stands in the text too."""
    from liantu.innovate.matching import NEEDS, RESULTS, Side

    level = pl.col("level").cast(pl.Int64, strict=False)
    needs = tables["needs"].select(
        "id", pl.col("zh").alias("title"), pl.col("problem_zh").alias("text"), "object", "property", "field", "scale",
        level.alias("level"), "rights", "excluded_means",
    )  # fmt: skip
    offered = tables["results"].filter(pl.col("id").is_in(results)).select(
        "id", pl.col("zh").alias("title"), pl.col("text_zh").alias("text"), "object", "property", "field", "scale",
        level.alias("level"), "rights",
    )  # fmt: skip
    return (
        Side(needs.cast(dict(NEEDS)), _read_indicators(tables, "need")),  # type: ignore[arg-type]
        Side(offered.cast(dict(RESULTS)), _read_indicators(tables, "result")),  # type: ignore[arg-type]
    )


def _read_indicators(tables: Tables, side: str) -> pl.DataFrame:
    from liantu.innovate.matching import INDICATORS

    rows = tables[f"{side}_indicators"].select(
        pl.col(side).alias("id"),
        "indicator",
        pl.col("value").cast(pl.Float64, strict=False),
        pl.col("indicator_unit").alias("unit"),
        pl.col("direction").replace(_DIRECTIONS),
        "method",
    )
    return rows.cast(dict(INDICATORS))  # type: ignore[arg-type]
