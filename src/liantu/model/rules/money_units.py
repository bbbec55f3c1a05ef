"""Money is written in units of money."""

from __future__ import annotations

from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_money_units(tables: Tables) -> list[Problem]:
    """Rows of moneys whose unit measures something else: ``not_money``."""
    problems = []
    for line, text in enumerate(tables["moneys"]["unit"]):
        unit = tables.units.read(text) if text else None
        if unit is not None and not unit.dimension.startswith("money"):
            problems.append(Problem("not_money", "moneys", "moneys.csv", line + 2, "unit", text))
    return problems
