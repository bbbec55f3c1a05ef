"""Rules across fields or rows: one function a file, each with its error code.

``RULES`` is the list that loading and checking run; a new rule is a file and a line here.
"""

from __future__ import annotations

from collections.abc import Callable

from liantu.model.problems import Problem
from liantu.model.rules import (
    capacity_units,
    case_history,
    coefficient_bounds,
    date_order,
    land_standards,
    land_sums,
    money_units,
    name_owners,
    plant_or_group,
    project_course,
    return_values,
    source_and_quote,
    totals_and_parts,
)
from liantu.model.tables import Tables

Rule = Callable[[Tables], list[Problem]]
RULES: tuple[Rule, ...] = (
    plant_or_group.plant_or_group,
    capacity_units.capacity_units,
    totals_and_parts.parts,
    name_owners.one_owner,
    source_and_quote.provenance,
    coefficient_bounds.low_typical_high,
    coefficient_bounds.below_bound,
    coefficient_bounds.coefficient_units,
    return_values.whole_years,
    return_values.state_and_value,
    return_values.return_units,
    return_values.never_negative,
    date_order.dates_in_order,
    land_sums.one_measure,
    land_sums.leased_from,
    land_sums.within_the_parcel,
    land_sums.within_the_lessor,
    land_standards.standard_units,
    money_units.money_units,
    project_course.off_with_reason,
    project_course.deadlines_cite,
    project_course.due_after_start,
    case_history.case_history,
)


def run(tables: Tables) -> list[Problem]:
    """Everything the rules find, in order of the rules."""
    return [problem for rule in RULES for problem in rule(tables)]
