"""Figures of a dependence are what they can be: makers are whole numbers, shares 0 to 100, concentration 0 to 1."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

_COUNTS = ("makers_world", "makers_abroad", "makers_country", "years_held", "research_years")
_SHARES = ("import_share", "own_import_share", "leaders_share", "cost_to_price", "price_cut")
_RATIOS = ("import_hhi", "export_hhi")
_POSITIVE = ("imports_over_exports", "import_price")
_PERCENT = "%"


def check_dependence_values(tables: Tables) -> list[Problem]:
    """Figures that cannot be: ``dependence_out_of_range``; shares not in %: ``dependence_not_percent``."""
    kinds = tables["indicators"].select(pl.col("id").alias("indicator"), "kind")
    rows = tables["observations"].with_row_index("line").join(kinds, on="indicator", how="left", maintain_order="left")
    value, kind = pl.col("value").cast(pl.Float64, strict=False), pl.col("kind")
    ranges = (
        (_COUNTS, (value < 0) | (value != value.floor()), "0, 1, 2 …"),
        (_SHARES, ~value.is_between(0, 100), "0–100 %"),
        (_RATIOS, ~value.is_between(0, 1), "0–1"),
        (_POSITIVE, value < 0, "≥ 0"),
    )
    problems = [
        Problem(
            "dependence_out_of_range", "observations", "observations.csv", line + 2, "value", text, {"choices": allowed}
        )
        for kinds_of, wrong, allowed in ranges
        for line, text in rows.filter(kind.is_in(kinds_of) & wrong).select("line", "value").iter_rows()
    ]
    other = rows.filter(kind.is_in(_SHARES) & value.is_not_null() & (pl.col("unit").fill_null("") != _PERCENT))
    problems += [
        Problem("dependence_not_percent", "observations", "observations.csv", line + 2, "unit", unit or "")
        for line, unit in other.select("line", "unit").iter_rows()
    ]
    return sorted(problems, key=lambda problem: problem.row or 0)
