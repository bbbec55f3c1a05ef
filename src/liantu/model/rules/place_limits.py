"""Limits of places are measured as their resource is, and no more is used or free than there is."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.units import MU

#: What each resource is measured in: the dimensions that fit, and a unit to name.
_MEASURED = {
    "land": (("area",), MU),
    "energy": (("coal_equivalent",), "tce"),
    "electricity": (("power",), "MW"),
    "steam": (("mass", "mass:time"), "t/h"),
    "water": (("volume", "volume:time", "mass", "mass:time"), "m3/h"),
    "sewage": (("volume", "volume:time", "mass", "mass:time"), "m3/h"),
}
_TABLE = "place_limits"


def check_limit_units(tables: Tables) -> list[Problem]:
    """Limits in a unit that does not measure their resource: ``wrong_dimension``."""
    problems = []
    rows = tables[_TABLE].select("resource", "unit").iter_rows()
    for line, (resource, text) in enumerate(rows):
        unit = tables.units.read(text) if text else None
        fits, fitting_unit = _MEASURED.get(resource, ((), ""))
        if unit and fits and unit.dimension not in fits:
            slots = {"wanted": fitting_unit}
            problems.append(Problem("wrong_dimension", _TABLE, f"{_TABLE}.csv", line + 2, "unit", text, slots))
    return problems


def check_limit_sums(tables: Tables) -> list[Problem]:
    """What is used, or free, above the total of the same place, resource and period: ``limit_exceeded``."""
    rows = tables.numbers(_TABLE).with_row_index("line").drop_nulls(["amount", "unit"])
    factors = {text: unit for text in rows["unit"].unique() if (unit := tables.units.read(text))}
    sizes = {text: float(unit.factor) for text, unit in factors.items()}
    kinds = {text: f"{unit.dimension} {unit.yearly}" for text, unit in factors.items()}
    rows = rows.with_columns(
        (pl.col("amount") * pl.col("unit").replace_strict(sizes, default=None, return_dtype=pl.Float64)).alias("base"),
        pl.col("unit").replace_strict(kinds, default=None, return_dtype=pl.String).alias("kind"),
    )
    open_above = pl.col("comparator").is_in(["gt", "ge", "about"]).fill_null(value=False)
    same = ["place", "resource", "period", "kind"]
    totals = rows.filter(pl.col("measure") == "total", ~open_above)
    totals = totals.select(*same, pl.col("base").alias("whole"), pl.col("amount").alias("stated"), of="unit")
    parts = rows.filter(pl.col("measure") != "total", ~pl.col("comparator").is_in(["lt", "le"]).fill_null(value=False))
    over = parts.join(totals, on=same).filter(pl.col("base") > pl.col("whole") * (1 + 1e-9)).sort("line")
    return [
        Problem(
            *("limit_exceeded", _TABLE, f"{_TABLE}.csv", line + 2, "amount", f"{amount:g} {unit}"),
            {"limit": f"{stated:g} {total_unit}"},
        )
        for line, amount, unit, stated, total_unit in over.select("line", "amount", "unit", "stated", "of").iter_rows()
    ]
