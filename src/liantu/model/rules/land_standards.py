"""A land standard is given in what its indicator is measured in."""

from __future__ import annotations

from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.units import MU, TEN_THOUSAND_CNY

#: What each indicator is computed in.
UNITS = {
    **dict.fromkeys(("investment", "output", "tax"), f"{TEN_THOUSAND_CNY}/{MU}"),
    "energy": f"tce/{TEN_THOUSAND_CNY}",
}


def check_standard_units(tables: Tables) -> list[Problem]:
    """Standards in a unit of another dimension than their indicator's: ``wrong_dimension``."""
    problems = []
    rows = tables["land_standards"].with_row_index("line").drop_nulls("unit")
    for line, indicator, text in rows.select("line", "indicator", "unit").iter_rows():
        unit, indicator_unit = tables.units.read(text), tables.units.read(UNITS.get(indicator, ""))
        if unit and indicator_unit and unit.dimension != indicator_unit.dimension:
            slots = {"wanted": UNITS[indicator]}
            problems.append(
                Problem("wrong_dimension", "land_standards", "land_standards.csv", line + 2, "unit", text, slots)
            )
    return problems
