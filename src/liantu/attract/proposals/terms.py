"""The terms of proposals: every figure of a bundle is a sum over rows of this one table.

make      what the bundle makes of its product in a year; fill, what of it goes to the need here; sell, what is left
pass      what one step takes of another within the bundle
use       what is to be had here: of a surplus, a by-product on offer, a by-product to be agreed on, a maker whose
          amount is unknown (its value is what the bundle would take)
buy       inputs from elsewhere
need      what the place provides: power, gas, steam, water
give      by-products and heat that the bundle does not use itself
capital, jobs   by the product of each step
land      the most that a standard of investment per mu leaves: capital over that standard, the greatest one (low) and
          the least (high)
value     of the product at the price of the day: low, typical and high
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.attract.proposals.local_supply import find_local_supply
from liantu.attract.proposals.situation import PROVIDED, Situation
from liantu.attract.proposals.steps import Bundle

COLUMNS = (
    *("bundle", "measure", "source", "product", "step", "process", "coefficient"),
    *("amount", "factor", "value", "grade"),
)
_SMALLEST = 1e-9


def build_proposal_terms(situation: Situation, bundles: Mapping[str, Bundle], heads: pl.DataFrame) -> pl.DataFrame:
    """Columns: bundle, measure, source, product, step (the product made that it belongs to), process, coefficient,
    amount, factor (a unit of the amount), value (amount × factor; null: unknown), grade.

    ``heads`` has product, size and gap. Amounts are a year in each product's unit; capital and value in CNY, jobs in
    persons, land in mu. A by-product first covers what the same bundle takes of it.
    """
    steps = _list_steps(bundles)
    flows = _list_flows(situation, steps)
    parts = [_list_output(steps, heads), *_split_flows(situation, steps, flows)]
    parts += [*_list_outlay(situation, steps), *_list_land(situation, steps), _list_value(situation, steps)]
    return pl.concat([part.select(COLUMNS) for part in parts]).sort("bundle", "measure", "product", "step", "source")


def _list_steps(bundles: Mapping[str, Bundle]) -> pl.DataFrame:
    rows = [
        (key, number, step.product, step.process, step.taken_for, step.why, step.amount)
        for key, bundle in bundles.items()
        for number, step in enumerate(bundle.steps)
    ]
    schema = {"bundle": pl.String, "number": pl.Int64, "step": pl.String, "process": pl.String}
    schema |= {"taken_for": pl.String, "why": pl.String, "amount": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _list_output(steps: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    head = steps.filter(pl.col("number") == 0).join(
        heads.select(pl.col("product").alias("step"), "gap"), on="step", how="left", maintain_order="left"
    )
    fill = pl.min_horizontal("amount", "gap")
    fill = pl.when(pl.col("gap").is_not_null() & pl.col("amount").is_not_null()).then(fill)
    parts = {"make": pl.col("amount"), "fill": fill, "sell": pl.col("amount") - fill}
    return pl.concat(
        head.select(
            "bundle",
            pl.lit(measure).alias("measure"),
            _nothing("source"),
            pl.col("step").alias("product"),
            "step",
            "process",
            _nothing("coefficient"),
            "amount",
            (value / pl.col("amount")).alias("factor"),
            value.alias("value"),
            _nothing("grade"),
        )
        for measure, value in parts.items()
    )


def _list_flows(situation: Situation, steps: pl.DataFrame) -> pl.DataFrame:
    """What every step takes and gives, by coefficient."""
    return (
        steps.drop_nulls("process")
        .join(situation.coefficients, on="process")
        .rename({"typical": "factor"})
        .with_columns((pl.col("amount") * pl.col("factor")).alias("value"))
    )


def _split_flows(situation: Situation, steps: pl.DataFrame, flows: pl.DataFrame) -> list[pl.DataFrame]:
    taken = flows.filter(pl.col("role").is_in(["input", "utility"]))
    made = steps.select("bundle", pl.col("step").alias("product"))
    inside = taken.join(made, on=["bundle", "product"], how="semi")
    outside = taken.join(made, on=["bundle", "product"], how="anti")
    produced = flows.filter(pl.col("role") == "byproduct")
    sums = {"taken": outside, "produced": produced}
    totals = [
        frame.group_by("bundle", "product").agg(pl.col("value").sum().alias(name)) for name, frame in sums.items()
    ]
    both = totals[0].join(totals[1], on=["bundle", "product"], how="full", coalesce=True)
    reused = pl.min_horizontal(pl.col("taken", "produced").fill_null(0.0))
    parts = both.with_columns(
        _ratio(pl.col("taken") - reused, "taken").alias("open"),
        _ratio(pl.col("produced") - reused, "produced").alias("left"),
    ).select("bundle", "product", "open", "left")
    outside = _scale(outside.join(parts, on=["bundle", "product"]), "open")
    produced = _scale(produced.join(parts, on=["bundle", "product"]), "left")
    provided = situation.products.filter(pl.col("kind").is_in(PROVIDED))["id"]
    is_provided = pl.col("product").is_in(provided.implode()) | (pl.col("role") == "utility")
    return [
        _as_terms(inside, "pass"),
        _as_terms(outside.filter(is_provided), "need"),
        _as_terms(produced, "give"),
        *_divide_purchases(situation, outside.filter(~is_provided)),
    ]


def _divide_purchases(situation: Situation, bought: pl.DataFrame) -> list[pl.DataFrame]:
    """What is bought, by where it is to be had: each source here first, as far as it goes, what is open elsewhere."""
    supply = find_local_supply(situation)
    left = bought.with_columns(pl.col("value").sum().over("bundle", "product").alias("whole"))
    parts = []
    for source in ("surplus", "offer", "offer_to_verify", "maker"):
        has = supply.filter(pl.col("source") == source).select("product", pl.col("amount").alias("has"), found=True)
        rows = left.join(has, on="product", how="left", maintain_order="left")
        part = pl.when(pl.col("has").is_null()).then(1.0).otherwise((pl.col("has") / pl.col("whole")).clip(0, 1))
        rows = rows.with_columns(pl.when("found").then(part).otherwise(0.0).fill_nan(0.0).alias("part"))
        parts.append(_as_terms(_scale(rows.filter(pl.col("part") > 0), "part"), "use", source))
        rows = rows.with_columns((1 - pl.col("part")).alias("remainder"))
        left = _scale(rows, "remainder").with_columns(pl.col("whole") * pl.col("remainder")).select(left.columns)
        left = left.filter((pl.col("value") > _SMALLEST) | pl.col("value").is_null())
    return [*parts, _as_terms(left, "buy")]


def _list_outlay(situation: Situation, steps: pl.DataFrame) -> list[pl.DataFrame]:
    each = situation.products.select(pl.col("id").alias("step"), "capital", "jobs", "grade")
    rows = steps.join(each, on="step", how="left", maintain_order="left").with_columns(
        _nothing("coefficient"), pl.col("step").alias("product")
    )
    return [
        _as_terms(
            rows.with_columns(pl.col(name).alias("factor"), (pl.col("amount") * pl.col(name)).alias("value")), name
        )
        for name in ("capital", "jobs")
    ]


def _list_land(situation: Situation, steps: pl.DataFrame) -> list[pl.DataFrame]:
    each = situation.products.select(pl.col("id").alias("step"), "capital", "grade")
    standards = situation.land_standards.select(
        pl.col("product").alias("step"), pl.col("high").alias("for_low"), pl.col("low").alias("for_high")
    )
    rows = (
        steps.join(each, on="step", how="left", maintain_order="left")
        .join(standards, on="step", how="left", maintain_order="left")
        .with_columns(_nothing("coefficient"), pl.col("step").alias("product"))
    )
    return [
        _as_terms(
            rows.with_columns((pl.col("capital") / pl.col(f"for_{end}")).alias("factor")).with_columns(
                (pl.col("amount") * pl.col("factor")).alias("value")
            ),
            "land",
            end,
        )
        for end in ("low", "high")
    ]


def _list_value(situation: Situation, steps: pl.DataFrame) -> pl.DataFrame:
    head = steps.filter(pl.col("number") == 0).with_columns(pl.col("step").alias("product"), _nothing("coefficient"))
    priced = head.join(situation.prices.select("product", "low", "typical", "high", "grade"), on="product", how="left")
    return pl.concat(
        _as_terms(
            priced.with_columns(pl.col(end).alias("factor"), (pl.col("amount") * pl.col(end)).alias("value")),
            "value",
            end,
        )
        for end in ("low", "typical", "high")
    )


def _as_terms(rows: pl.DataFrame, measure: str, source: str | None = None) -> pl.DataFrame:
    return rows.with_columns(pl.lit(measure).alias("measure"), pl.lit(source, pl.String).alias("source")).select(
        COLUMNS
    )


def _scale(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Terms of a part of what they were: the amount is that of the part, the factor stays."""
    return rows.with_columns((pl.col(name) * pl.col(column)).alias(name) for name in ("amount", "value"))


def _ratio(part: pl.Expr, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) > 0).then(part / pl.col(whole)).otherwise(1.0)


def _nothing(name: str) -> pl.Expr:
    return pl.lit(None, pl.String).alias(name)
