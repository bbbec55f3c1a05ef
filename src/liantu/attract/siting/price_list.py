"""Every price that an account rests on, with its range, tax, time and source."""

from __future__ import annotations

import polars as pl

from liantu.attract.siting.flip_prices import NAMED, average_prices

_ENDS = ("low", "price", "high")
_QUANTITIES = ("quantity_low", "quantity", "quantity_high")
_WAGE, _SOCIAL = "wage", "social"
_PER_CENT = 100.0


def list_used_prices(terms: pl.DataFrame) -> pl.DataFrame:
    """The prices of the known terms, a row each also where several by hours or months move together: key, row (as it
    is stated), NAMED, low, price, high (CNY for one unit, without deductible tax), tax (of the quote), first and last
    (its periods), source. Social insurance is a rate on wages, in per cent."""
    known = terms.filter(pl.col("missing").is_null())
    priced = known.filter(pl.col("item") != _SOCIAL).with_columns(pl.col("row").alias("price_key"))
    about = priced.group_by(pl.col("price_key").alias("key"), maintain_order=True).agg(
        pl.col("row").first(),
        pl.col("tax").first(),
        pl.col("period").min().alias("first"),
        pl.col("period").max().alias("last"),
        pl.col("source").drop_nulls().first(),
    )
    found = average_prices(priced).join(about, on="key", how="left", maintain_order="left")
    columns = ("key", "row", *NAMED, *_ENDS, "tax", "first", "last", "source")
    return pl.concat([found.select(columns), _list_social_rates(known).select(columns)])


def _list_social_rates(known: pl.DataFrame) -> pl.DataFrame:
    """The rates of social insurance: a term of it has persons times the rate as its quantity."""
    persons = known.filter(pl.col("item") == _WAGE).select("siting_place", pl.col("quantity").alias("persons"))
    rows = known.filter(pl.col("item") == _SOCIAL).join(persons, on="siting_place", maintain_order="left")
    rates = [
        (pl.col(quantity) / pl.col("persons") * _PER_CENT).alias(end)
        for quantity, end in zip(_QUANTITIES, _ENDS, strict=True)
    ]
    names = [pl.col("quantity_key").alias(name) for name in ("key", "row")]
    times = [pl.col("period").alias(name) for name in ("first", "last")]
    return rows.select(*names, *NAMED, *rates, "tax", *times, "source")
