"""Published growth beside the growth that printed levels give: two figures, and whether they agree.

A published rate rests on the office's own sample and prices, so it is never put right by levels, nor levels by it. What
is reckoned here is ours and says so.
"""

from __future__ import annotations

import polars as pl

from liantu.outlook.figures.published_figures import KEY
from liantu.outlook.forecast.growth_words import name_growth
from liantu.outlook.forecast.single_periods import list_single_periods

_CELL = (*KEY, "year", "start", "end")
_MONTHS_BACK = {"year_before": 12, "two_year_average": 24}
#: Words that say the sign of the level, and of what it was.
_LOSSES, _PROFITS = ("turned_to_loss", "larger_loss", "smaller_loss"), ("turned_to_profit", "from_nothing")
_FROM_LOSS, _FROM_PROFIT = ("turned_to_profit", "larger_loss", "smaller_loss"), ("turned_to_loss",)
#: What is compared with what it was is a number of its own: a rate changes by percentage points.
_IS_RATE = pl.coalesce(pl.col("nature") == "rate", pl.col("unit") == "%", pl.lit(value=False))


def list_growth(figures: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """Each figure (``list_figures``), of each print the last, with the growth that levels give beside the published.

    Columns: those of the figures; ``before``, the level that it is compared with, and ``computed_from``:
    ``prior_value``, the same period as printed beside it, else ``series``, the figure of that time; in per cent (of a
    rate in percentage points) ``computed_growth``, or ``computed_word``; ``standing``: ``agrees`` within the digits
    printed, ``differs``, ``other_basis`` where prices or samples are said to differ, ``published`` or ``computed``
    where there is but one, ``unknown`` where there is neither. Levels at other prices give no growth. A published word
    that the sign of a level alone excludes differs too. ``points`` are those of ``list_points``.
    """
    prints = [*_CELL, "growth_base", "price_basis", "sample_basis"]
    latest = figures.unique(prints, keep="last", maintain_order=True).with_columns(
        pl.col("growth_base").fill_null("year_before")
    )
    prices = figures.select("observation", _read_prices())
    priced = points.join(prices, on="observation", how="left", maintain_order="left")
    levels = priced.select(*_CELL, pl.col("value").alias("level"), pl.col("prices").alias("level_prices"))
    valued = latest.join(levels, on=_CELL, how="left", nulls_equal=True, maintain_order="left").with_columns(
        pl.coalesce("value", "level").alias("value"),
        pl.when(pl.col("value").is_null())
        .then(pl.coalesce("level_prices", _read_prices()))
        .otherwise(_read_prices())
        .alias("prices"),
    )
    return (
        _add_level_before(valued, figures, priced)
        .with_columns(_reckon().alias("computed_growth"), _name().alias("computed_word"))
        .with_columns(_judge().alias("standing"))
        .drop("level", "level_prices", "prices", "before_half", "prior_half", "is_otherwise")
        .sort(*KEY, "year", "end", "start", "growth_base", nulls_last=True)
    )


def _read_prices() -> pl.Expr:
    """The prices of a level; a rate of which none are said has no prices."""
    return pl.coalesce("price_basis", pl.when(_IS_RATE).then(pl.lit("")).otherwise(pl.lit("current"))).alias("prices")


def _add_level_before(rows: pl.DataFrame, figures: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """``before``, its ``before_half`` and ``computed_from``: printed beside the figure, else of the series then, at the
    same prices; ``is_otherwise`` where the series has that time at other prices alone."""
    columns = (*_CELL, "prices", "value", "half")
    printed = figures.filter("stated").with_columns(_read_prices()).unique([*_CELL, "prices"], keep="last")
    of_series = points.select(*KEY, "prices").unique(KEY, keep="first")
    single = list_single_periods(points).filter(pl.col("origin") == "derived").with_columns(pl.lit(0.0).alias("half"))
    derived = single.join(of_series, on=KEY, how="left", nulls_equal=True)
    every = pl.concat([printed.select(columns), derived.select(columns)]).unique(
        [*_CELL, "prices"], keep="first", maintain_order=True
    )
    month, length = 12 * pl.col("year") + pl.col("start"), (pl.col("end") - pl.col("start")).alias("length")
    back = pl.col("growth_base").replace_strict(_MONTHS_BACK, default=None, return_dtype=pl.Int32)
    earlier = every.select(*KEY, month.alias("month"), length, "prices", pl.col("value").alias("then"), "half")
    then = [*KEY, "month", "length"]
    anyhow = earlier.select(then).unique().with_columns(pl.lit(value=True).alias("is_known"))
    joined = (
        rows.with_columns((month - pl.coalesce(back, length + 1)).alias("month"), length)
        .join(
            earlier.rename({"half": "then_half"}),
            on=[*then, "prices"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .join(anyhow, on=then, how="left", nulls_equal=True, maintain_order="left")
    )
    beside = pl.col("prior_value").is_not_null() & (pl.col("growth_base") == "year_before")
    origin = pl.when(beside).then(pl.lit("prior_value")).when(pl.col("then").is_not_null()).then(pl.lit("series"))
    return joined.with_columns(
        pl.when(beside).then("prior_value").otherwise("then").alias("before"),
        pl.when(beside).then("prior_half").otherwise("then_half").alias("before_half"),
        pl.when(pl.col("value").is_not_null()).then(origin).alias("computed_from"),
        (pl.col("is_known").fill_null(value=False) & pl.col("then").is_null() & ~beside).alias("is_otherwise"),
    ).drop("month", "length", "then", "then_half", "is_known")


def _grow(value: pl.Expr, before: pl.Expr) -> pl.Expr:
    """Growth in per cent, a year where two lie between; of a rate the difference."""
    ratio = value / before
    by_year = pl.when(pl.col("growth_base") == "two_year_average").then(ratio.sqrt()).otherwise(ratio)
    return pl.when(_IS_RATE).then(value - before).otherwise(100 * (by_year - 1))


def _reckon() -> pl.Expr:
    value, before = pl.col("value"), pl.col("before")
    return pl.when(((before > 0) & (value >= 0)) | _IS_RATE).then(_grow(value, before))


def _name() -> pl.Expr:
    """The word where levels give no rate; null where one of them is not known."""
    known = pl.col("value").is_not_null() & pl.col("before").is_not_null()
    return pl.when(known & ~_IS_RATE).then(name_growth())


def _judge() -> pl.Expr:
    """What published and computed growth are to each other."""
    published = pl.col("published_growth").is_not_null() | pl.col("published_growth_word").is_not_null()
    computed = pl.col("computed_growth").is_not_null() | pl.col("computed_word").is_not_null()
    prices = (pl.col("growth_price_basis") != pl.col("prices")).fill_null(value=False)
    samples = ((pl.col("sample_basis") == "each") & (pl.col("computed_from") == "series")).fill_null(value=False)
    agrees = pl.when(pl.col("published_growth").is_not_null()).then(_within_digits()).otherwise(_same_word())
    otherwise = samples | (pl.col("is_otherwise") & pl.col("value").is_not_null())
    return (
        pl.when(~published & otherwise & ~_IS_RATE)
        .then(pl.lit("other_basis"))
        .when(~published)
        .then(pl.when(computed).then(pl.lit("computed")).otherwise(pl.lit("unknown")))
        .when(_is_excluded().fill_null(value=False))
        .then(pl.lit("differs"))
        .when(~computed)
        .then(pl.lit("published"))
        .when(agrees.fill_null(value=False))
        .then(pl.lit("agrees"))
        .when((prices & ~_IS_RATE) | samples)
        .then(pl.lit("other_basis"))
        .otherwise(pl.lit("differs"))
    )


def _within_digits() -> pl.Expr:
    """Whether the published growth lies where the digits of both levels and its own leave it; what levels give no rate
    for has none."""
    half, before_half = pl.col("half").fill_null(0), pl.col("before_half").fill_null(0)
    lowest = _grow(pl.col("value") - half, pl.col("before") + before_half)
    highest = _grow(pl.col("value") + half, pl.col("before") - before_half)
    margin = pl.col("growth_half") + 1e-9
    published = pl.col("published_growth")
    return pl.col("computed_growth").is_not_null() & published.is_between(lowest - margin, highest + margin)


def _is_excluded() -> pl.Expr:
    """Whether the sign of the level, or of the base printed beside it, alone excludes the published word."""
    word = pl.col("published_growth_word")
    level, base = pl.col("value"), pl.col("prior_value")
    now = (word.is_in(_LOSSES) & (level > 0)) | (word.is_in(_PROFITS) & (level < 0))
    then = (word.is_in(_FROM_LOSS) & (base > 0)) | (word.is_in(_FROM_PROFIT) & (base < 0))
    return now.fill_null(value=False) | then.fill_null(value=False)


def _same_word() -> pl.Expr:
    """Whether the published word is that of the levels; a word beside a rate that can be reckoned is not."""
    return pl.col("published_growth_word") == pl.col("computed_word")


def average_growth(total: float, years: int = 2) -> float:
    """The mean growth a year, in per cent, of a growth over several years: the geometric mean as offices print it.

    >>> round(average_growth(72.1), 2)
    31.19
    >>> round(average_growth(21, 2), 6)
    10.0
    """
    factor: float = (1 + total / 100) ** (1 / years)
    return 100 * (factor - 1)
