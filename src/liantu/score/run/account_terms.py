"""Every number that makes a score, as one long table."""

from __future__ import annotations

import polars as pl

from liantu.score.run.benchmarks import find_table_value
from liantu.score.run.indicator_values import sum_denominator, sum_numerator
from liantu.score.run.run_tables import STEPS, RunTables
from liantu.score.scheme.scheme import Scheme


def build_score_terms(run: RunTables, uncapped: pl.DataFrame) -> pl.DataFrame:
    """Columns firm, indicator (or point rule), step, amount. The points of a firm add up to its total.

    ``uncapped``: the points before cap and floor, see ``compute_uncapped_points``.
    """
    used = run.benchmarks["indicator"].unique(maintain_order=True).to_list()
    known = [run.scheme.indicators[name] for name in used if run.scheme.indicators[name].numerator]
    halves = {
        "numerator": run.returns.select("firm", *(sum_numerator(indicator).alias(indicator.id) for indicator in known)),
        "denominator": run.returns.select(
            "firm",
            *(
                sum_denominator(indicator).cast(pl.Float64).alias(indicator.id)
                for indicator in known
                if indicator.denominator_terms
            ),
        ),
    }
    steps = {**halves, "value": run.values, "uncapped": uncapped, "points": run.points}
    long = [_long(frame, step) for step, frame in steps.items()]
    against = run.firms.select("firm", "group", "peers", "industry").join(run.benchmarks, on=["group", "peers"])
    against = against.with_columns(_table_values(run.scheme).alias("value"))
    for column, step in (("value", "benchmark"), ("low", "low"), ("high", "high"), ("weight", "weight")):
        long.append(against.select("firm", "indicator", pl.lit(step).alias("step"), pl.col(column).alias("amount")))
    order = pl.col("step").cast(pl.Enum(STEPS))
    scored = (
        run.firms.select("firm", "group")
        .join(run.benchmarks.select("group", "indicator").unique(), on="group")
        .drop("group")
    )
    # where nobody is evaluated a whole column is null, and of no kind
    firsts = pl.concat(part.cast({"amount": pl.Float64}).drop_nulls("amount") for part in long).with_columns(order)
    of_group = firsts.filter(pl.col("step").cast(pl.String) != "points").join(
        scored, on=["firm", "indicator"], how="semi"
    )
    points = firsts.filter(pl.col("step").cast(pl.String) == "points")
    rank = pl.DataFrame({"indicator": run.points.columns[1:]}).with_row_index("_indicator")
    positions = run.firms.select("firm").with_row_index("_firm")
    return (
        pl.concat([of_group, points])
        .join(positions, on="firm")
        .join(rank, on="indicator", how="left")
        .sort("_firm", "_indicator", "step")
        .drop("_firm", "_indicator")
    )


def _table_values(scheme: Scheme) -> pl.Expr:
    """The value of each firm's benchmark: that of its industry where a table has one."""
    value = pl.col("value")
    for group in scheme.groups:
        for item in (item for item in group.items if item.benchmark.rule == "table" and item.benchmark.is_known):
            of_item = (pl.col("group") == group.id) & (pl.col("indicator") == item.indicator)
            value = pl.when(of_item).then(find_table_value(item.benchmark)).otherwise(value)
    return value


def _long(frame: pl.DataFrame, step: str) -> pl.DataFrame:
    return frame.unpivot(index="firm", variable_name="indicator", value_name="amount").select(
        "firm", "indicator", pl.lit(step).alias("step"), "amount"
    )
