"""A district's own coefficients: which stand in the place of the library's, and with what value there."""

from __future__ import annotations

import polars as pl

from liantu.chain.coefficient_origins import list_coefficients_behind, name_coefficients
from liantu.chain.terms import read_coefficients
from liantu.model.tables import Tables

_CONTENT = ("low", "typical", "high", "unit", "grade", "basis", "source")


def find_own_coefficients(tables: Tables, shipped: Tables) -> pl.DataFrame:
    """The coefficients that differ from the ``shipped`` library's row of the same name.

    Columns: coefficient, library_low, library_typical, library_high (numbers in the input's own unit, per unit of the
    product), library_grade, library_basis, library_source.
    """
    mine = tables["coefficients"].select(name_coefficients().alias("coefficient"), *_CONTENT)
    theirs = shipped["coefficients"].select(name_coefficients().alias("coefficient"), *_CONTENT)
    pairs = mine.join(theirs, on="coefficient", suffix="_theirs")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_theirs")) for name in _CONTENT)
    cited = [pl.col(f"{name}_theirs").alias(f"library_{name}") for name in ("grade", "basis", "source")]
    figures = read_coefficients(shipped).select(
        "coefficient", *(pl.col(end).alias(f"library_{end}") for end in ("low", "typical", "high"))
    )
    return (
        pairs.filter(differs)
        .select("coefficient", *cited)
        .join(figures, on="coefficient", how="left", maintain_order="left")
        .select("coefficient", "library_low", "library_typical", "library_high", *(e.meta.output_name() for e in cited))
    )


def find_products_on_own(tables: Tables, terms: pl.DataFrame, own_coefficients: pl.DataFrame) -> pl.DataFrame:
    """The products whose need or offer counts with coefficients of the district's own: product, own_coefficients."""
    used = terms.drop_nulls("coefficient").select("product", "coefficient").unique()
    behind = list_coefficients_behind(tables, used["coefficient"])
    rows = used.join(behind, on="coefficient").join(
        own_coefficients.select(behind="coefficient"), on="behind", how="semi"
    )
    return rows.group_by("product").agg(pl.col("behind").unique().sort().alias("own_coefficients"))
