"""Rules across fields or rows: one function a file, each with its error code.

``RULES`` is the list that loading and checking run; a new rule is a file and a line here.
"""

from __future__ import annotations

from collections.abc import Callable

from liantu.model.problems import Problem
from liantu.model.rules import (
    case_history,
    coefficients,
    dates,
    holdings,
    land_standards,
    money,
    names,
    parts,
    plant_or_group,
    projects,
    provenance,
    returns,
    units,
)
from liantu.model.tables import Tables

Rule = Callable[[Tables], list[Problem]]
RULES: tuple[Rule, ...] = (
    plant_or_group.plant_or_group,
    units.capacity_units,
    parts.parts,
    names.one_owner,
    provenance.provenance,
    coefficients.low_typical_high,
    coefficients.below_bound,
    coefficients.coefficient_units,
    returns.whole_years,
    returns.state_and_value,
    returns.return_units,
    returns.never_negative,
    dates.dates_in_order,
    holdings.one_measure,
    holdings.leased_from,
    holdings.within_the_parcel,
    holdings.within_the_lessor,
    land_standards.standard_units,
    money.money_units,
    projects.off_with_reason,
    projects.deadlines_cite,
    projects.due_after_start,
    case_history.case_history,
)


def run(tables: Tables) -> list[Problem]:
    """Everything the rules find, in order of the rules."""
    return [problem for rule in RULES for problem in rule(tables)]
