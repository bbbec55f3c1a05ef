"""The library that comes with the program, as a whole."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.tables import Tables


def select_own_rows(tables: Tables, name: str) -> pl.DataFrame:
    """The rows of a table by id that are the district's, without those of the library."""
    from liantu.library.shipped_tables import load_library

    def select() -> pl.DataFrame:
        """The rows whose ids the library does not have."""
        return tables[name].filter(~pl.col("id").is_in(load_library()[name]["id"].implode()))

    found: pl.DataFrame = tables.derived(f"own rows of {name}", (name,), select)
    return found


def list_wide_prices(as_of: date) -> pl.DataFrame:
    """The shipped prices whose band is wider than the policy of the day: product, period, low, high, source."""
    from liantu.library import price_checks

    return price_checks.list_wide_prices(as_of)


def list_unbalanced_markets(as_of: date) -> pl.DataFrame:
    """The shipped markets whose output, imports, exports and consumption do not fit: product, period, scope, region."""
    from liantu.library import market_checks

    return market_checks.list_unbalanced_markets(as_of)


def describe_shipped_library() -> pl.DataFrame:
    """What a reader should know of the shipped processes beside findings, a row each, in the same columns."""
    from liantu.library.shipped_tables import load_library
    from liantu.library.soundness import describe_library

    return describe_library(load_library().frames)


def check_shipped_library() -> pl.DataFrame:
    """What is wrong in the shipped processes: a row a finding, its message in both languages."""
    from liantu.library.shipped_tables import load_library
    from liantu.library.soundness import check_library

    return check_library(load_library().frames)
