"""Purchases are written in money: an amount of another kind has no share in what was bought."""

from __future__ import annotations

from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "purchases"


def check_purchase_units(tables: Tables) -> list[Problem]:
    """Purchases in a unit that measures something else than money: ``not_money``."""
    problems = []
    for line, text in enumerate(tables[_TABLE]["unit"]):
        unit = tables.units.read(text) if text else None
        if unit is not None and not unit.dimension.startswith("money"):
            problems.append(Problem("not_money", _TABLE, f"{_TABLE}.csv", line + 2, "unit", text))
    return problems
