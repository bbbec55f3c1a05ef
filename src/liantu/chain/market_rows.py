"""Which figures of markets hold at a date, each in the unit of its product."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.library.recalled_markets import FIGURES, KEY, RECALLED
from liantu.model.periods import parse_period
from liantu.model.tables import Tables

#: Measures of a time; the others are of its last day.
_FLOWS = ("output", "consumption", "imports", "exports")
_DAYS_OF_A_YEAR = 365
#: Of each subject one figure is chosen.
_SUBJECT = ("product", "measure", "scope", "region")


def list_market_rows(tables: Tables, recalled: pl.DataFrame, as_of: date, known_at: date | None = None) -> pl.DataFrame:
    """The rows of ``markets`` known at a date, and which of them count.

    ``recalled`` are figures of rows that stand without them in the table: KEY and FIGURES. With ``known_at`` only rows
    that had been published by then, of a time that was over; without it a figure of a later time may stand in.
    Columns: KEY, value, low, high (in the unit of the product, utilisation in %), unit, grade, note, note_en,
    ``recalled`` (grade C: it may cap and order, and prints as a magnitude), ``later`` (of a time not over at
    ``as_of``), ``chosen`` (the latest not later, else the earliest later one; of one time the best grade, then the
    smallest, for nothing is averaged). A flow of less than a year is listed and never chosen.
    """
    rows = _with_days(tables, _convert_units(tables, _restore_figures(tables, recalled)))
    if known_at is not None:
        published = pl.col("published").fill_null(pl.col("last"))
        rows = rows.filter(published <= known_at, pl.col("last") <= known_at)
    year = (pl.col("last") - pl.col("first")).dt.total_days() + 1 >= _DAYS_OF_A_YEAR
    counts = pl.col("value").is_not_null() & (~pl.col("measure").is_in(_FLOWS) | year.fill_null(False))
    later, day = pl.col("last") > as_of, pl.col("last").to_physical()
    order = (~pl.col("counts"), pl.col("later"), pl.when("later").then(day).otherwise(-day), "grade", "value", "source")
    return (
        rows.with_columns(later.alias("later"), counts.alias("counts"), (pl.col("grade") == RECALLED).alias("recalled"))
        .sort(*order, maintain_order=True)
        .with_columns((pl.col("counts") & (pl.int_range(pl.len()).over(_SUBJECT) == 0)).alias("chosen"))
        .sort(*KEY, maintain_order=True)
        .select(*KEY, *FIGURES, "unit", "grade", "note", "note_en", "recalled", "later", "chosen")
    )


def _restore_figures(tables: Tables, recalled: pl.DataFrame) -> pl.DataFrame:
    """Rows without a value with what was recalled; a row that has one, such as a district's own, keeps it."""
    figures = recalled.rename({name: f"recalled_{name}" for name in FIGURES})
    rows = tables.numbers("markets").join(figures, on=KEY, how="left", nulls_equal=True, maintain_order="left")
    blank = pl.col("value").is_null() & pl.col("recalled_value").is_not_null()
    return rows.with_columns(
        pl.when(blank).then(pl.col(f"recalled_{name}")).otherwise(pl.col(name)).alias(name) for name in FIGURES
    )


def _convert_units(tables: Tables, rows: pl.DataFrame) -> pl.DataFrame:
    """Figures in the unit of their product; null where the two do not measure the same."""
    target = pl.when(pl.col("measure") == "utilisation").then(pl.lit("%")).otherwise("product_unit")
    units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("product_unit"))
    rows = rows.join(units, on="product", how="left", maintain_order="left").with_columns(target.alias("target"))
    factors = []
    for unit, measured in rows.select("unit", "target").unique().drop_nulls().iter_rows():
        read, base = tables.units.read(unit), tables.units.read(measured)
        if read and base and read.dimension == base.dimension:
            factors.append((unit, measured, float(read.factor / base.factor)))
    columns = {"unit": pl.String, "target": pl.String, "factor": pl.Float64}
    known = pl.DataFrame(factors, schema=columns, orient="row")
    return rows.join(known, on=["unit", "target"], how="left", maintain_order="left").with_columns(
        *(pl.col(name) * pl.col("factor") for name in FIGURES), pl.col("target").alias("unit")
    )


def _with_days(tables: Tables, rows: pl.DataFrame) -> pl.DataFrame:
    """First and last day of each row, and the day by which its source had been published."""
    days = [(text, found.first, found.last) for text in rows["period"].unique() if (found := parse_period(text or ""))]
    times = pl.DataFrame(days, schema={"period": pl.String, "first": pl.Date, "last": pl.Date}, orient="row")
    stated = tables["sources"].select("id", "published").drop_nulls().iter_rows()
    publications = [(key, found.last) for key, text in stated if (found := parse_period(text))]
    published = pl.DataFrame(publications, schema={"source": pl.String, "published": pl.Date}, orient="row")
    return rows.join(times, on="period", how="left", maintain_order="left").join(
        published, on="source", how="left", maintain_order="left"
    )
