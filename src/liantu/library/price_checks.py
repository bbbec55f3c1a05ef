"""What is doubtful in prices: bands too wide to say much, and a district's prices of days after its date."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.library.policy import read_policy_value
from liantu.library.shipped_tables import load_library
from liantu.model.periods import parse_period
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_own_prices(tables: Tables, as_of: date) -> list[Problem]:
    """The district's own prices that do not count yet, ``price_after_the_date``, and ``wide_price_band``.

    A band is wide whose high is more times its low than the policy ``chain/price_band`` of the day allows. Rows that
    came with the library are not the district's; ``list_wide_prices`` tells those.
    """
    rows = _find_own_rows(tables, "prices")
    late = [
        Problem("price_after_the_date", "prices", "prices.csv", line, "period", text, {"as_of": as_of.isoformat()})
        for line, text in rows.select("line", "period").iter_rows()
        if (period := parse_period(text or "")) and period.first and period.first > as_of
    ]
    bands = _find_own_rows(tables, "products").rename({"price_low": "low", "price_high": "high"})
    return [*late, *_find_wide("prices", rows, as_of), *_find_wide("products", bands, as_of)]


def list_wide_prices(as_of: date) -> pl.DataFrame:
    """The library's prices whose band is wider than the policy of the day: product, period, low, high, source."""
    numbers = load_library().numbers("prices")
    wide = numbers.filter(_is_wide(float(read_policy_value("chain/price_band", as_of))))
    return wide.select("product", "period", "low", "high", "source")


def _find_own_rows(tables: Tables, name: str) -> pl.DataFrame:
    """The rows that the library has not just so, with their ``line`` in the district's own file."""
    shipped, numbers = load_library()[name], tables.numbers(name).with_row_index("at")
    texts = tables[name].with_row_index("at")
    district_rows = texts.join(shipped, on=shipped.columns, how="anti", nulls_equal=True)["at"]
    beneath = numbers.height - len(district_rows)
    return numbers.filter(pl.col("at").is_in(district_rows.implode())).with_columns(
        (pl.col("at").cast(pl.Int64) - beneath + 2).alias("line")
    )


def _is_wide(limit: float) -> pl.Expr:
    return (
        pl.when(pl.col("low") > 0)
        .then(pl.col("high") > limit * pl.col("low"))
        .otherwise(pl.col("high") > pl.col("low"))
    )


def _find_wide(table: str, rows: pl.DataFrame, as_of: date) -> list[Problem]:
    limit = float(read_policy_value("chain/price_band", as_of))
    column = "high" if table == "prices" else "price_high"
    return [
        Problem("wide_price_band", table, f"{table}.csv", line, column, f"{low:g}–{high:g}", {"limit": f"{limit:g}"})
        for line, low, high in rows.drop_nulls(["low", "high"])
        .filter(_is_wide(limit))
        .select("line", "low", "high")
        .iter_rows()
    ]
