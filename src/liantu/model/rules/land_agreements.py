"""What a contract agrees of a project's land is written in the unit of its indicator, and only that is checked."""

from __future__ import annotations

from liantu.model.problems import Problem
from liantu.model.rules.land_standards import UNITS
from liantu.model.schema import translate_codes
from liantu.model.tables import Tables

_TABLES = ("land_agreements", "land_checks")
_KEY = ["project", "stage", "indicator"]


def check_agreement_units(tables: Tables) -> list[Problem]:
    """Agreed or measured values in a unit of another dimension than their indicator's: ``wrong_dimension``."""
    problems = []
    for table in _TABLES:
        rows = tables[table].with_row_index("line").drop_nulls("unit").select("line", "indicator", "unit")
        for line, indicator, text in rows.iter_rows():
            unit, indicator_unit = tables.units.read(text), tables.units.read(UNITS.get(indicator, ""))
            if unit and indicator_unit and unit.dimension != indicator_unit.dimension:
                slots = {"wanted": UNITS[indicator]}
                problems.append(Problem("wrong_dimension", table, f"{table}.csv", line + 2, "unit", text, slots))
    return problems


def check_agreed_indicators(tables: Tables) -> list[Problem]:
    """Measured values of what no row of land_agreements sets: ``check_without_agreement``."""
    rows = tables["land_checks"].with_row_index("line")
    bare = rows.join(tables["land_agreements"], on=_KEY, how="anti", maintain_order="left")
    return [
        Problem(
            *("check_without_agreement", "land_checks", "land_checks.csv", line + 2, "indicator"),
            translate_codes("land_indicator", indicator),
            {"project": project},
        )
        for line, project, indicator in bare.select("line", "project", "indicator").iter_rows()
    ]
