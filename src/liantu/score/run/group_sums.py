"""Groups of firms are sum ÷ sum, never the mean of the firms' ratios."""

from __future__ import annotations

import polars as pl

from liantu.score.run.indicator_values import join_sums, list_sums
from liantu.score.scheme.indicators import Indicator
from liantu.score.scheme.scheme import Scheme

BY = ("group", "industry", "park")
#: The name of the whole.
DISTRICT = "*"


def sum_groups(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Every indicator of every group, industry, park, and of the district as a whole.

    Columns: by, name, indicator, numerator, denominator, value (in the indicator's unit), count (firms in it), left_out
    (firms for which one half is missing: they are in neither sum).
    """
    used = dict.fromkeys(item.indicator for group in scheme.groups for item in group.items)
    indicators = [scheme.indicators[name] for name in used if scheme.indicators[name].numerator]
    parts = [_empty()]
    for by in (*BY, "district"):
        name = pl.lit(DISTRICT) if by == "district" else pl.col(by)
        found = rows.with_columns(name.alias("name")).drop_nulls("name")
        parts += [_sum_by(found, by, indicator) for indicator in indicators]
    return pl.concat(parts)


def _sum_by(rows: pl.DataFrame, by: str, indicator: Indicator) -> pl.DataFrame:
    sums = {str(index): half.cast(pl.Float64) for index, half in enumerate(list_sums(indicator))}
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in sums)
    above, below = join_sums([pl.col(name).filter(known).sum() for name in sums])
    return (
        rows.select("name", **sums)
        .group_by("name")
        .agg(
            above.alias("numerator"),
            below.alias("denominator"),
            known.sum().cast(pl.UInt32).alias("count"),
            (~known).sum().cast(pl.UInt32).alias("left_out"),
        )
        .sort("name")
        .with_columns(
            pl.lit(by).alias("by"),
            pl.lit(indicator.id).alias("indicator"),
            pl.when((pl.col("count") > 0) & (pl.col("denominator") != 0))
            .then(pl.col("numerator") / pl.col("denominator") * indicator.scale)
            .alias("value"),
        )
        .select(_empty().columns)
    )


def _empty() -> pl.DataFrame:
    numbers = dict.fromkeys(("numerator", "denominator", "value"), pl.Float64)
    texts = dict.fromkeys(("by", "name", "indicator"), pl.String)
    return pl.DataFrame(schema={**texts, **numbers, "count": pl.UInt32, "left_out": pl.UInt32})
