"""What stays open about a bundle: what nobody has stated, and what has to be verified before it is proposed."""

from __future__ import annotations

import polars as pl

#: In the order they are asked.
POINTS = (
    *("need_unknown", "need_conditional", "clause_to_verify", "admission_unknown", "benchmark", "process_unknown"),
    *("maker_amount", "listed_maker", "offer_to_verify", "idle_step", "small_step", "market_unknown", "load_unknown"),
    *("price_unknown", "capital_unknown", "power_unknown", "land_unknown", "land_bound"),
)
_UNKNOWN = {
    "market_unknown": "cap",
    "load_unknown": "load",
    "price_unknown": "value_low",
    "capital_unknown": "capital",
    "power_unknown": "power",
    "land_unknown": "land_high",
}


def list_open_points(
    rows: pl.DataFrame,
    steps: pl.DataFrame,
    terms: pl.DataFrame,
    clauses: pl.DataFrame,
    products: pl.DataFrame,
    verdicts: pl.DataFrame,
    benchmark: str | None,
) -> pl.DataFrame:
    """One row a point: bundle, point (POINTS), product (which step or input it is about; null: the bundle).

    ``rows`` are bundles with their figures, before recalled ones are left out; ``steps`` have ``idle``, whether the
    country's plants of a step stand idle, and ``unread``, whether no figure says how busy they are; ``verdicts`` say of
    products whether they may be made (product, verdict); the ``benchmark`` of energy efficiency counts where it is
    named.
    """
    traits = products.select(pl.col("id").alias("step"), "usual_plant_low", "energy_intensive")
    made = steps.join(traits, on="step", how="left", maintain_order="left")
    decided = verdicts.filter(pl.col("verdict") != "unknown")["product"]
    used = terms.filter(pl.col("measure") == "use").select("bundle", "product", "source").unique(maintain_order=True)
    found = {
        "need_unknown": _whole(rows, pl.col("needs") == "unknown"),
        "need_conditional": _whole(rows, pl.col("needs") == "conditional"),
        "clause_to_verify": _about(clauses, pl.col("status") != "confirmed"),
        "admission_unknown": _about(made, ~pl.col("step").is_in(decided.implode())),
        "benchmark": _about(made, (pl.col("energy_intensive") == "yes") & (benchmark is not None)),
        "process_unknown": _about(made, pl.col("process").is_null()),
        "maker_amount": _about(used, pl.col("source") == "maker", "product"),
        "listed_maker": rows.select("bundle", pl.col("inputs_listed").alias("product")).explode("product").drop_nulls(),
        "offer_to_verify": _about(used, pl.col("source") == "offer_to_verify", "product"),
        "idle_step": _about(made, (pl.col("number") > 0) & pl.col("idle")),
        "small_step": _about(made, (pl.col("number") > 0) & (pl.col("amount") < pl.col("usual_plant_low"))),
        "land_bound": _whole(rows, pl.col("land_high").is_not_null()),
        **{point: _whole(rows, pl.col(column).is_null()) for point, column in _UNKNOWN.items()},
    }
    found["load_unknown"] = pl.concat(
        [found["load_unknown"], _about(made, (pl.col("number") > 0) & pl.col("unread"))], how="vertical"
    )
    parts = [found[point].with_columns(pl.lit(point).alias("point")) for point in POINTS]
    return pl.concat(parts).select("bundle", "point", "product").unique(maintain_order=True)


def _whole(rows: pl.DataFrame, holds: pl.Expr) -> pl.DataFrame:
    return rows.filter(holds).select("bundle", pl.lit(None, pl.String).alias("product"))


def _about(rows: pl.DataFrame, holds: pl.Expr, column: str = "step") -> pl.DataFrame:
    return rows.filter(holds).select("bundle", pl.col(column).alias("product"))
