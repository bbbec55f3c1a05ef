"""The factors of candidates as terms: one row a candidate, product and factor, with value, weight, points and source.

A value runs from 0 to 1; what is not known has none and brings no points. Weights and steps are a policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from liantu.attract.candidates import factor_values

#: The factors in their order.
FACTORS = ("making", "size", "plant", "growth", "class", "title", "region", "partners", "links", "elsewhere")
TERMS: dict[str, pl.DataType | type[pl.DataType]] = {
    "candidate": pl.String,
    "product": pl.String,
    "factor": pl.String,
    "value": pl.Float64,
    "weight": pl.Float64,
    "points": pl.Float64,
    "amount": pl.Float64,
    "unit": pl.String,
    "text": pl.String,
    "table": pl.String,
    "row": pl.String,
    "source": pl.String,
}
Steps = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class FactorRules:
    """What the policy says of the factors: weights, and the steps from which a value holds."""

    weights: dict[str, float]
    capital: Steps
    staff: Steps
    industry: Steps
    titles: Sequence[tuple[str, float]]
    links: Steps


@dataclass(frozen=True)
class FactorContext:
    """What the factors look at beside the evidence.

    ``products``: product, unit, gap (how much is missing; null where unknown), classes (codes of GB/T 4754),
    usual_plant (what a usual plant makes a year; null where unknown) and the ``source`` of that.
    ``regions``: region, province, city (null where the whole province is in it). ``partners``: candidate, partner (who
    is here or coming), predicate, source.
    """

    products: pl.DataFrame
    regions: pl.DataFrame
    partners: pl.DataFrame


def build_factor_terms(evidence: pl.DataFrame, context: FactorContext, rules: FactorRules) -> pl.DataFrame:
    """Every factor of each candidate and product, columns TERMS; ``points`` are value times weight, 0 if unknown.

    ``amount`` with ``unit``, or ``text``, is what the value was read from; ``table``, ``row``, ``source`` lead to it.
    """
    parts = {
        "making": factor_values.measure_making(evidence),
        "size": factor_values.measure_size(evidence, rules.capital, rules.staff),
        "plant": factor_values.measure_plant(evidence, context.products),
        "growth": factor_values.measure_growth(evidence),
        "class": factor_values.measure_class(evidence, context.products, rules.industry),
        "title": factor_values.measure_title(evidence, rules.titles),
        "region": factor_values.measure_region(evidence, context.regions),
        "partners": factor_values.measure_partners(context.partners),
        "links": factor_values.measure_links(evidence, rules.links),
        "elsewhere": factor_values.measure_elsewhere(evidence),
    }
    pairs = evidence.select("candidate", "product").unique(maintain_order=True)
    return pl.concat(_complete(pairs, parts[factor], factor, rules.weights[factor]) for factor in FACTORS)


def _complete(pairs: pl.DataFrame, part: pl.DataFrame, factor: str, weight: float) -> pl.DataFrame:
    """A factor for every pair, without a value where nothing says it."""
    on = [name for name in ("candidate", "product") if name in part.columns]
    rows = pairs.join(part.unique(on, keep="first", maintain_order=True), on=on, how="left", maintain_order="left")
    rows = rows.with_columns(
        pl.lit(factor).alias("factor"),
        pl.lit(float(weight)).alias("weight"),
        (pl.col("value") * weight).fill_null(0.0).alias("points"),
    )
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in TERMS.items()
    )
