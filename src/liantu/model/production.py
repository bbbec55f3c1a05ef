"""Stated production (产量): what a plant, a firm or a group made, and what that says of capacity and load.

What was made in a year is the least that can be made in a year; beside a known capacity it is the load of that year.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.broader_products import list_broader_products, read_broader
from liantu.model.period_days import add_period_days
from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.tables import Tables

#: What an indicator must measure for its claims to say how much of a product was made.
PRODUCTION = "production"
#: Comparators after which the true figure is above the stated one.
ABOVE = ("gt", "ge")
_LONGEST = 366  # days: what was made in longer than a year says nothing of a year


def list_production(tables: Tables, as_of: date | None = None) -> pl.DataFrame:
    """Claims on what was actually made of a product in a year at most, those of the latest period last.

    Columns: output (the observation), subject, product, period, last (day), year (null for a part of one), above (the
    true figure is above it), made (in the product's unit). Upper bounds ("below 10") say nothing and are left out,
    and so is what had not ended by ``as_of``.
    """
    kinds = tables["indicators"].filter(pl.col("kind") == PRODUCTION)["id"]
    units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("product_unit"))
    rows = (
        add_period_days(tables.numbers("observations"))
        .filter(pl.col("indicator").is_in(kinds.implode()), pl.col("status") == "actual")
        .filter(~pl.col("comparator").is_in(["lt", "le"]), pl.col("value") > 0)
        .filter((pl.col("last") - pl.col("first")).dt.total_days() < _LONGEST)
        .filter(pl.lit(as_of is None) | (pl.col("last") <= (as_of or date.max)))
        .join(units, on="product", maintain_order="left")
    )
    made = [
        convert_to_product_unit(tables.units, *row) for row in rows.select("value", "unit", "product_unit").iter_rows()
    ]
    whole = (
        (pl.col("first").dt.ordinal_day() == 1) & (pl.col("last").dt.month() == 12) & (pl.col("last").dt.day() == 31)
    )
    return (
        rows.with_columns(pl.Series("made", made, pl.Float64))
        .drop_nulls("made")
        .sort("last", "made", descending=[False, True], maintain_order=True)  # of two that differ the smaller is sure
        .select(
            pl.col("id").alias("output"),
            *("subject", "product", "period", "last"),
            pl.when(whole).then(pl.col("last").dt.year().cast(pl.Int64)).alias("year"),
            pl.col("comparator").is_in(ABOVE).alias("above"),
            "made",
        )
    )


def match_production(tables: Tables, rows: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Which capacities make what a claim speaks of: columns output, id.

    Those of the subject itself (a plant, or a group), and of the plants of a firm; of the product or a narrower one;
    a part whose total is there too does not count beside it. ``rows`` are capacities with their plant and group.
    """
    owners = tables["plants"].select(pl.col("id").alias("plant"), "firm")
    owned = rows.select("id", "plant", "group", "product", "part_of").join(owners, on="plant", how="left")
    broader = read_broader(tables)
    above = [
        (key, wide) for key in owned["product"].drop_nulls().unique() for wide in list_broader_products(key, broader)
    ]
    wider = pl.DataFrame(above, schema={"product": pl.String, "wide": pl.String}, orient="row")
    subjects = (
        owned.unpivot(("plant", "group", "firm"), index=("id", "product", "part_of"), value_name="subject")
        .drop_nulls("subject")
        .join(wider, on="product")
        .select("id", "part_of", "subject", pl.col("wide").alias("product"))
    )
    pairs = claims.select("output", "subject", "product").join(subjects, on=["subject", "product"])
    within = pairs.select("output", pl.col("id").alias("part_of"))
    return pairs.join(within, on=["output", "part_of"], how="anti").select("output", "id").unique()


def bound_by_production(tables: Tables, rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Capacities with what their latest stated production leaves possible.

    ``rows`` are capacities in base units with status and year. An unknown amount becomes what was made, less what the
    other capacities of the claim can make: a least one. Where all are known, ``ran`` is the part of them that ran in
    that year. A single capacity without any step is operating when it made something. Two unknown amounts under one
    claim are left unknown: nobody says which made how much. Added columns: least (the amount is at least so much),
    by_production (the amount is what was made), ran, ran_least, output (the observation).
    """
    amount_is_least = pl.col("comparator").is_in(ABOVE).fill_null(value=False)
    claims = list_production(tables, as_of)
    blank = (
        pl.lit(None, pl.Float64).alias("ran"),
        pl.lit(value=False).alias("ran_least"),
        pl.lit(None, pl.String).alias("output"),
    )
    rows = rows.with_columns(amount_is_least.alias("least"), pl.lit(value=False).alias("by_production"))
    if not claims.height:
        return rows.with_columns(*blank)
    found = _judge(rows, claims, match_production(tables, rows, claims))
    joined = rows.join(found, on="id", how="left", maintain_order="left")
    raised = pl.col("raised").is_not_null()
    runs = pl.col("alone").fill_null(value=False) & pl.col("status").is_null()
    return joined.with_columns(
        pl.coalesce("raised", "base").alias("base"),
        (pl.col("least") | raised).alias("least"),
        raised.alias("by_production"),
        pl.when(runs).then(pl.lit("operating")).otherwise("status").alias("status"),
        pl.col("ran_least").fill_null(value=False),
    ).drop("raised", "alone")


def _judge(rows: pl.DataFrame, claims: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """What the chosen claim of each capacity says of it: id, output, raised, ran, ran_least, alone."""
    status, base, year = pl.col("status"), pl.col("base"), pl.col("year")
    sized = (
        pairs.join(claims, on="output")
        .join(rows.select("id", "base", "least", "status", pl.col("year").alias("start")), on="id")
        .filter(status.is_null() | status.is_in(["operating", "stopped", "unknown"]))
        .filter(pl.col("start").is_null() | (pl.col("start") <= pl.col("last").dt.year()))
        .with_columns(
            base.is_null().sum().over("output").alias("unknown"),
            base.sum().over("output").alias("known"),
            (pl.len().over("output") == 1).alias("alone"),
            (pl.col("start").is_null() | (pl.col("start") < year)).all().over("output").alias("whole_year"),
        )
    )
    left = pl.col("made") - pl.col("known")
    fills = base.is_null() & (pl.col("unknown") == 1) & (left > 0)
    lifts = pl.col("alone") & pl.col("least") & (left > 0)
    ran = (pl.col("made") / pl.col("known")).clip(0, 1)
    dated = (pl.col("unknown") == 0) & year.is_not_null() & pl.col("whole_year") & (pl.col("known") > 0)
    judged = sized.with_columns(
        pl.when(fills).then(left).when(lifts).then("made").alias("raised"),
        pl.when(dated & ~lifts).then(ran).alias("ran"),
        (pl.col("above") & dated & ~lifts).alias("ran_least"),
    )
    says = pl.col("raised").is_not_null() | pl.col("ran").is_not_null() | (pl.col("alone") & status.is_null())
    narrow = pl.len().over("output").alias("among")
    chosen = judged.with_columns(narrow).filter(says)
    order = chosen.sort("among", "last", "made", descending=[True, False, True], maintain_order=True)
    return order.unique("id", keep="last").select("id", "output", "raised", "ran", "ran_least", "alone")
