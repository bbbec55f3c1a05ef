"""What documents say of projects in numbers, beside what is itemised: never corrected to each other."""

from __future__ import annotations

import polars as pl

from liantu.deliver.money import list_amounts
from liantu.deliver.office_lists import SECTIONS
from liantu.deliver.pipeline import list_project_steps
from liantu.model.period_days import add_period_days, is_within
from liantu.model.tables import Tables


def compare_claims(tables: Tables) -> pl.DataFrame:
    """One row an observation that counts projects or their money.

    Columns: observation, counts, stage, tier, sector, scope, period, comparator, value, unit, itemised (projects on
    record that fit, or their money in the claim's unit; null when no amount of them is known), projects (those that
    fit), undated (that would fit had they a date in the period), source, locator, quote.
    """
    stated = tables.numbers("observations").rename({"id": "observation"})
    claims = tables["claims"].join(stated, on="observation", maintain_order="left")
    steps, money = list_project_steps(tables), list_amounts(tables)
    found = [_sum_itemised(tables, steps, money, row) for row in claims.iter_rows(named=True)]
    counted = pl.DataFrame(
        found, schema={"itemised": pl.Float64, "projects": pl.Int64, "undated": pl.Int64}, orient="row"
    )
    return pl.concat([claims, counted], how="horizontal").select(
        *("observation", "counts", "stage", "tier", "sector", "scope", "period", "comparator", "value", "unit"),
        *("itemised", "projects", "undated", "source", "locator", "quote"),
    )


def _sum_itemised(
    tables: Tables, steps: pl.DataFrame, money: pl.DataFrame, claim: dict[str, object]
) -> tuple[float | None, int, int]:
    fits = tables["projects"]
    for field in ("sector", "scale_word", "owner"):
        if claim[field] is not None:
            fits = fits.filter(pl.col(field) == claim[field])
    chosen = set(fits["id"])
    period = add_period_days(pl.DataFrame({"period": [claim["period"]]}, schema={"period": pl.String}))
    first, last = period["first"][0], period["last"][0]
    inside = is_within(first, last) if first and last else pl.lit(True)
    if claim["tier"] is not None:
        on = add_period_days(tables["project_tiers"].filter(pl.col("tier") == claim["tier"]))
        overlaps = (pl.col("first") <= last) & (pl.col("last") >= first) if first and last else pl.lit(True)
        chosen &= set(on.filter(overlaps.fill_null(True))["project"])
    undated: set[str] = set()
    if claim["stage"] is not None:
        name = str(claim["stage"])
        reached = steps.filter(pl.col("stage").is_in(SECTIONS.get(name, (name,))))
        undated = chosen & set(reached.filter(pl.col("first").is_null())["project"])
        chosen &= set(reached.filter(inside)["project"])
    if claim["counts"] == "projects":
        return float(len(chosen)), len(chosen), len(undated - chosen)
    unit = tables.units.read(str(claim["unit"]))
    rows = money.filter(pl.col("project").is_in(sorted(chosen)) & (pl.col("kind") == claim["counts"])).drop_nulls(
        "base"
    )
    if unit is None or rows.is_empty() or rows.filter(pl.struct("project", "period").is_duplicated()).height:
        return None, len(chosen), len(undated - chosen)
    same = rows.filter(pl.col("currency") == unit.dimension)
    return float(same["base"].sum()) / float(unit.factor), len(chosen), len(undated - chosen)
