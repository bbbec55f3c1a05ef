"""What projects ask of the land, energy and power of their place, beside what the place states; money beside money."""

from __future__ import annotations

import polars as pl

from liantu.model.schema import read_tables
from liantu.model.tables import Tables

#: What is asked, and the field of a project that says how much; of power a project states nothing.
DEMANDED_FIELDS = {"land": "land", "energy": "energy", "electricity": None, "money": "fixed_investment"}
#: The measure of a place that stands beside.
_MEASURES = ("total", "used", "free")


def sum_place_demand(
    tables: Tables, projects: pl.DataFrame, limits: pl.DataFrame, in_place: pl.DataFrame
) -> pl.DataFrame:
    """A row a place and resource: what its projects that do not operate yet ask, and what the place states.

    ``projects`` has project, place and ``landed`` (it has its land or plant); ``limits`` place, resource, measure,
    period, comparator, amount, unit; ``in_place`` project and base (yuan of money in place, null: unknown). Columns:
    place, resource, unit (of what is asked), projects, known (how many of them state it), ahead, landed (what those
    that have no land yet ask, and those that have; null where none states it), then of each measure (total, used, free)
    its amount in ``unit``, comparator and period; ``stated`` counts the measures that are stated at all. For money,
    ``used`` is the money in place of so many projects (``paid``). Nothing is computed from two measures, and nothing
    concluded.
    """
    quantities = {field.name: field.quantity for field in read_tables()["projects"].fields}
    figures = tables.numbers("projects").select(pl.col("id").alias("project"), "land", "energy", "fixed_investment")
    rows = projects.drop_nulls("place").join(figures, on="project", maintain_order="left")
    parts = []
    for resource, field in DEMANDED_FIELDS.items():
        unit = quantities[field] if field else "MW"
        amount = pl.col(field) if field else pl.lit(None, pl.Float64)
        parts.append(
            rows.group_by("place", maintain_order=True).agg(
                pl.lit(resource).alias("resource"),
                pl.lit(unit).alias("unit"),
                pl.len().alias("projects"),
                amount.count().alias("known") if field else pl.lit(0, pl.UInt32).alias("known"),
                _sum(amount, ~pl.col("landed")).alias("ahead"),
                _sum(amount, pl.col("landed")).alias("landed"),
            )
        )
    demand = pl.concat(parts, how="vertical_relaxed")
    paid = (
        projects.join(in_place.drop_nulls("base"), on="project", how="inner")
        .group_by("place")
        .agg(
            pl.lit("money").alias("resource"),
            (pl.col("base").sum() / _yuan(tables, str(quantities["fixed_investment"]))).alias("used"),
            pl.col("project").n_unique().alias("paid"),
        )
    )
    stated = _lay_measures_side_by_side(tables, limits, dict(demand.select("resource", "unit").iter_rows()))
    found = demand.join(stated, on=["place", "resource"], how="left", maintain_order="left")
    found = found.join(paid, on=["place", "resource"], how="left", suffix="_paid", maintain_order="left")
    order = pl.col("resource").cast(pl.Enum(list(DEMANDED_FIELDS)))
    return (
        found.with_columns(pl.coalesce("used", "used_paid").alias("used"), pl.col("paid").fill_null(0))
        .drop("used_paid")
        .with_columns(pl.col("stated").fill_null(0))
        .sort("place", order, maintain_order=True)
    )


def _sum(amount: pl.Expr, which: pl.Expr) -> pl.Expr:
    """The sum of what is known; null where nothing is."""
    chosen = amount.filter(which)
    return pl.when(chosen.count() > 0).then(chosen.sum())


def _yuan(tables: Tables, text: str) -> float:
    unit = tables.units.read(text)
    assert unit is not None
    return float(unit.factor)


def _lay_measures_side_by_side(tables: Tables, limits: pl.DataFrame, units: dict[str, str]) -> pl.DataFrame:
    """The measures of a place and resource in one row, in the unit of what is asked."""
    factors = {}
    for resource, text in limits.select("resource", "unit").drop_nulls().unique().iter_rows():
        unit, demand_unit = tables.units.read(text), tables.units.read(units.get(resource, ""))
        if unit and demand_unit and unit.dimension == demand_unit.dimension:
            factors[resource, text] = float(unit.factor / demand_unit.factor)
    known = pl.DataFrame(
        [(*key, factor) for key, factor in factors.items()],
        schema={"resource": pl.String, "unit": pl.String, "factor": pl.Float64},
        orient="row",
    )
    rows = limits.join(known, on=["resource", "unit"], how="left", maintain_order="left")
    rows = rows.with_columns((pl.col("amount") * pl.col("factor")).alias("amount"))
    columns = []
    for measure in _MEASURES:
        this = pl.col("measure") == measure
        columns += [
            pl.col("amount").filter(this).first().alias(measure),
            pl.col("comparator").filter(this).first().alias(f"{measure}_comparator"),
            pl.col("period").filter(this).first().alias(f"{measure}_period"),
        ]
    return rows.group_by("place", "resource", maintain_order=True).agg(*columns, pl.len().alias("stated"))
