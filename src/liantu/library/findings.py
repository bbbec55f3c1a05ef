"""Findings of the library's checks: one row each, with the value found and the limit it breaks."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polars as pl

from liantu.model.units import Units

Frames = Mapping[str, pl.DataFrame]

SCHEMA: dict[str, type[pl.DataType]] = {
    "check": pl.String,
    "process": pl.String,
    "input": pl.String,
    "value": pl.Float64,
    "limit": pl.Float64,
    "message_en": pl.String,
    "message_zh": pl.String,
}


def empty_findings() -> pl.DataFrame:
    """No finding."""
    return pl.DataFrame(schema=SCHEMA)


def build_findings(finding: str, rows: pl.DataFrame) -> pl.DataFrame:
    """One finding a row. Its words stand in ``findings.csv`` and name columns of the rows in braces.

    >>> rows = pl.DataFrame({"process": ["UREA"]})
    >>> build_findings("mass_unchecked", rows)["message_en"].item()
    'UREA: mass not checked'
    """
    words = _words()[finding]
    if rows.is_empty():
        return empty_findings()
    columns = [
        pl.col(c).cast(t) if c in rows.columns else pl.lit(None, t).alias(c)
        for c, t in SCHEMA.items()
        if c not in ("check", "message_en", "message_zh")
    ]
    return rows.select(
        pl.lit(words["check"]).alias("check"),
        *columns,
        _message(words["en"], rows).alias("message_en"),
        _message(words["zh"], rows).alias("message_zh"),
    )


@cache
def _words() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("findings.csv").open(encoding="utf-8", newline="") as stream:
        return {row["finding"]: row for row in csv.DictReader(stream)}


def _message(template: str, rows: pl.DataFrame) -> pl.Expr:
    parts = [part.partition("}") for part in template.split("{")[1:]]
    text = pl.lit(template.split("{")[0])
    for name, _, after in parts:
        column = pl.col(name)
        if rows.schema[name].is_float():
            column = column.round_sig_figs(4)
        text = text + column.cast(pl.String).fill_null("–") + pl.lit(after)
    return text


def get_column(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A column, or blanks when the table leaves it out."""
    return pl.col(name) if name in frame.columns else pl.lit(None, pl.String).alias(name)


def get_number_column(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A column as numbers; null where blank or not a number."""
    return get_column(frame, name).cast(pl.Float64, strict=False)


def find_unit_sizes(tables: Frames, texts: pl.Series) -> pl.DataFrame:
    """Columns ``unit``, ``dimension``, ``size`` (base units) for the spellings given; null when unknown."""
    known = tables["units"].select("id", "dimension", pl.col("factor").str.to_decimal(scale=18))
    units = Units({name: (dimension, factor) for name, dimension, factor in known.iter_rows()})
    spellings = texts.drop_nulls().unique().sort().to_list()
    read = [units.read(text) for text in spellings]
    return pl.DataFrame(
        {
            "unit": spellings,
            "dimension": [u.dimension if u else None for u in read],
            "size": [float(u.factor) if u else None for u in read],
        },
        schema={"unit": pl.String, "dimension": pl.String, "size": pl.Float64},
    )


def convert_coefficients(tables: Frames) -> pl.DataFrame:
    """Coefficients with their numbers in the input's own unit, and what is made per unit.

    Columns: process, product, input, role, low, typical, high, bound, bound_kind, bound_reason, unit,
    own_unit, dimension, own_dimension.
    """
    rows, products = tables["coefficients"], tables["products"]
    sizes = find_unit_sizes(tables, pl.concat([products["unit"], rows.select(get_column(rows, "unit")).to_series()]))
    product_units = products.select(pl.col("id").alias("input"), pl.col("unit").alias("own_unit"))
    scale = (pl.col("size") / pl.col("own_size")).fill_null(1.0)
    numbers = ["low", "typical", "high", "bound"]
    return (
        rows.select(
            "process",
            "input",
            "role",
            *(get_number_column(rows, n).alias(n) for n in numbers),
            *(get_column(rows, n) for n in ("bound_kind", "bound_reason", "unit")),
        )
        .join(product_units, on="input", how="left", maintain_order="left")
        .join(sizes, on="unit", how="left", maintain_order="left")
        .join(
            sizes.rename({"unit": "own_unit", "dimension": "own_dimension", "size": "own_size"}),
            on="own_unit",
            how="left",
            maintain_order="left",
        )
        .join(
            tables["processes"].select(pl.col("id").alias("process"), "product"),
            on="process",
            how="left",
            maintain_order="left",
        )
        .with_columns(pl.col(numbers) * scale)
        .drop("size", "own_size")
    )
