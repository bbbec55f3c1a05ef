"""Do the figures of a market fit one another? What is made and bought abroad, less what is sold there, is used."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.library.policy import read_policy_value
from liantu.library.recalled_markets import FIGURES, KEY, read_recalled_markets
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: The flows of a balance: what a market is filled from counts up, what leaves it down.
_SIGNS = {"output": 1, "imports": 1, "exports": -1}
_SUBJECT = ("product", "period", "scope", "region")


def check_market_balance(tables: Tables, as_of: date) -> list[Problem]:
    """Consumption in the district's own rows that does not fit the other flows of its year: ``market_unbalanced``.

    Output and imports less exports are to be consumption, from the lowest to the highest of their ranges, within the
    policy ``chain/market_balance`` of the day. Nothing is said without output; imports and exports that nobody gave
    count as none. Rows of one product in several units are not compared.
    """
    rows = tables["markets"].with_row_index("place")
    district_rows = rows.join(
        load_library()["markets"], on=load_library()["markets"].columns, how="anti", nulls_equal=True
    )
    if district_rows.is_empty():
        return []
    first = rows.height - district_rows.height
    found = _find_unbalanced(tables, as_of).join(
        district_rows.filter(pl.col("measure") == "consumption").select(*_SUBJECT, "place"),
        on=_SUBJECT,
        nulls_equal=True,
    )
    return [
        Problem(
            "market_unbalanced", "markets", "markets.csv", line - first + 2, "value", product, {"limit": f"{limit:g}"}
        )
        for line, product, limit in found.sort("place")
        .select(pl.col("place").cast(pl.Int64), "product", "limit")
        .iter_rows()
    ]


def list_unbalanced_markets(as_of: date) -> pl.DataFrame:
    """The library's markets whose flows do not fit: product, period, scope, region; recalled figures take part."""
    return _find_unbalanced(load_library(), as_of).select(_SUBJECT).sort(_SUBJECT)


def _find_unbalanced(tables: Tables, as_of: date) -> pl.DataFrame:
    """Subjects whose consumption lies outside what the other flows allow, and the ``limit`` in per cent."""
    limit = float(read_policy_value("chain/market_balance", as_of))
    used = pl.col("measure") == "consumption"
    sign = pl.col("measure").replace_strict(_SIGNS, default=None, return_dtype=pl.Int64)
    lowest = pl.when(sign > 0).then("low").otherwise(-pl.col("high"))
    highest = pl.when(sign > 0).then("high").otherwise(-pl.col("low"))
    books = (
        _read_figures(tables)
        .filter(used | sign.is_not_null())
        .group_by(_SUBJECT)
        .agg(
            lowest.filter(~used).sum().alias("lowest"),
            highest.filter(~used).sum().alias("highest"),
            pl.col("low").filter(used).min().alias("used_low"),
            pl.col("high").filter(used).max().alias("used_high"),
            (pl.col("measure") == "output").any().alias("made"),
            pl.col("unit").n_unique().alias("units"),
            pl.col("measure").is_duplicated().any().alias("twice"),
        )
    )
    above = pl.col("lowest") > pl.col("used_high") * (1 + limit / 100)
    below = pl.col("highest") < pl.col("used_low") * (1 - limit / 100)
    compared = books.filter("made", pl.col("units") == 1, ~pl.col("twice"))
    return compared.filter(above | below).with_columns(pl.lit(limit).alias("limit"))


def _read_figures(tables: Tables) -> pl.DataFrame:
    """Rows of markets with their value, recalled ones too, in place of a low or high that is not known."""
    figures = read_recalled_markets().rename({name: f"recalled_{name}" for name in FIGURES})
    rows = tables.numbers("markets").join(figures, on=KEY, how="left", nulls_equal=True, maintain_order="left")
    recalled = pl.col("value").is_null() & pl.col("recalled_value").is_not_null()
    known = rows.with_columns(
        pl.when(recalled).then(pl.col(f"recalled_{name}")).otherwise(name).alias(name) for name in FIGURES
    )
    return known.with_columns(pl.coalesce(end, "value").alias(end) for end in ("low", "high"))
