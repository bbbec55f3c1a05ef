"""Published figures with what is printed beside each, in one unit a series and with the months that each covers."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.tables import Tables
from liantu.outlook.figures.continued_subjects import continue_subjects

#: What makes two observations points of one series.
KEY = ("subject", "indicator", "scope", "product")
#: Kinds of indicator that count what a period brings, so that its parts add up to it; money does, unless it is a stock.
FLOWS = ("output", "value_added", "gdp", "sales", "investment", "tax", "production")
#: Comparators of a value that is meant as it stands.
EXACT = ("eq", "about")
#: Comparators of a value that is only known to be above something.
AT_LEAST = ("ge", "gt")
#: The tables that figures are read from, and at how many dates they are known at once.
_TABLES = ("observations", "indicators", "relations", "units")
_DATES = 8
_BESIDE = ("published_growth_word", "growth_base", "sample_basis", "accumulation", "revision", "part_of")


def list_figures(
    tables: Tables, as_of: date, known_at: date | None = None, comparators: tuple[str, ...] = EXACT
) -> pl.DataFrame:
    """The actual figures of whole months within one year, none later than ``as_of``, none printed after ``known_at``;
    in order of print, so that of one figure the latest print stands last, and of one day that under the latest name.
    Those with the ``comparators``; unless said otherwise those meant as they stand.

    Columns: row (of the table), the key, observation, named (the subject as it was called), year, start, end (months),
    stated (whether a value is printed; null where its unit does not convert), value and prior_value (in ``unit``),
    half, prior_half and growth_half (half of the last digit printed, what rounding leaves open), unit, kind, nature,
    flow, vintage, published_growth, published_share, price_basis and growth_price_basis (of the figure, else of its
    indicator), and what is printed beside it as it stands. Computed once for the same tables and dates.
    """
    computed: dict[tuple[object, ...], pl.DataFrame] = tables.derived("published figures", _TABLES, dict)
    key = (as_of, known_at, comparators)
    figures = computed.get(key)
    if figures is None:
        figures = _compute_figures(tables, as_of, known_at, comparators)
        if len(computed) >= _DATES:
            computed.clear()
        computed[key] = figures
    return figures


def _compute_figures(tables: Tables, as_of: date, known_at: date | None, comparators: tuple[str, ...]) -> pl.DataFrame:
    indicators = tables["indicators"].select(
        pl.col("id").alias("indicator"),
        "kind",
        "nature",
        pl.col("unit").alias("common_unit"),
        pl.col("price_basis").alias("common_basis"),
        pl.col("growth_price_basis").alias("common_growth_basis"),
    )
    digits = [_half_digit(name) for name in ("value", "prior_value", "published_growth")]
    numbers = tables.numbers("observations").with_row_index("row")
    rows = (
        numbers.with_columns(tables["observations"].select(digits).get_columns())
        .filter(pl.col("status") == "actual", pl.col("comparator").is_in(comparators))
        .pipe(add_period_days)
        .filter(pl.col("first").is_not_null(), pl.col("last") <= as_of, pl.col("last") == pl.col("last").dt.month_end())
        .filter(pl.col("first").dt.year() == pl.col("last").dt.year())
        .join(indicators, on="indicator", how="left", maintain_order="left")
        .with_columns(pl.col("subject").alias("named"))
        .pipe(continue_subjects, tables["relations"], as_of)
        .with_columns(pl.coalesce("common_unit", pl.col("unit").drop_nulls().first().over(KEY)).alias("common_unit"))
    )
    figures = _convert(rows, tables).filter((pl.col("first").dt.day() == 1) | ~pl.col("flow"))
    published = add_period_days(rows.select("row", "vintage"), "vintage").select("row", pl.col("day").alias("printed"))
    return (
        figures.join(published, on="row", how="left", maintain_order="left")
        .filter(pl.col("printed").is_null() | (pl.col("printed") <= (known_at or date.max)))
        .sort("printed", "renames", "row", descending=[False, True, False], nulls_last=False)
        .select(
            "row",
            *KEY,
            pl.col("id").alias("observation"),
            "named",
            pl.col("first").dt.year().alias("year"),
            pl.col("first").dt.month().cast(pl.Int32).alias("start"),
            pl.col("last").dt.month().cast(pl.Int32).alias("end"),
            pl.col("value").is_not_null().alias("stated"),
            *(pl.col(name) * pl.col("factor") for name in ("value", "half", "prior_value", "prior_half")),
            "growth_half",
            pl.col("common_unit").alias("unit"),
            *("kind", "nature", "flow", "vintage"),
            pl.col("published_growth"),
            "published_share",
            pl.coalesce("price_basis", "common_basis").alias("price_basis"),
            pl.coalesce("growth_price_basis", "common_growth_basis").alias("growth_price_basis"),
            *_BESIDE,
        )
    )


def _half_digit(column: str) -> pl.Expr:
    """Half of the last digit that a number is printed with: 0.05 of 17.1."""
    places = pl.col(column).str.extract(r"\.(\d+)$").str.len_chars().fill_null(0).cast(pl.Float64)
    name = {"value": "half", "prior_value": "prior_half", "published_growth": "growth_half"}[column]
    return (0.5 * pl.lit(10.0).pow(-places)).alias(name)


def _convert(rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The rows with the factor from their unit to that of their series, and whether they are flows."""
    units = rows.select("unit", "common_unit").unique(maintain_order=True)
    known = [(*pair, convert_to_product_unit(tables.units, 1.0, *pair)) for pair in units.drop_nulls().iter_rows()]
    factors = pl.DataFrame(
        known, schema={"unit": pl.String, "common_unit": pl.String, "factor": pl.Float64}, orient="row"
    )
    money = [text for text in units["common_unit"].drop_nulls().unique() if _is_money(tables, text)]
    by_kind = pl.col("kind").is_in(FLOWS) | pl.col("common_unit").is_in(money)
    return rows.join(factors, on=["unit", "common_unit"], how="left", maintain_order="left").with_columns(
        pl.when(pl.col("nature").is_null())
        .then(by_kind)
        .otherwise(pl.col("nature") == "flow")
        .fill_null(value=False)
        .alias("flow")
    )


def _is_money(tables: Tables, unit: str) -> bool:
    found = tables.units.read(unit)
    return found is not None and found.dimension == "money"
