"""Rules across fields or rows: one function a file, each with its error code.

``RULES`` is the list that loading and checking run; a new rule is a file and a line here.
"""

from __future__ import annotations

from collections.abc import Callable

from liantu.model.problems import Problem
from liantu.model.recorded_tables import compute_once
from liantu.model.rules import (
    byproduct_standards,
    capacity_routes,
    capacity_units,
    case_history,
    circles,
    coefficient_bounds,
    date_order,
    firm_codes,
    first_times,
    industry_codes,
    land_agreements,
    land_standards,
    land_sums,
    markets,
    money_units,
    name_owners,
    observation_values,
    own_use_place,
    period_keys,
    place_limits,
    plant_or_group,
    price_rows,
    production_claims,
    project_course,
    reference_classes,
    release_dates,
    return_values,
    source_and_quote,
    stated_byproducts,
    totals_and_parts,
)
from liantu.model.tables import Tables

Rule = Callable[[Tables], list[Problem]]
RULES: tuple[Rule, ...] = (
    plant_or_group.check_plant_or_group,
    capacity_units.check_capacity_units,
    capacity_routes.check_route_shares,
    capacity_routes.check_route_products,
    totals_and_parts.check_parts,
    own_use_place.check_own_use_place,
    name_owners.check_name_owners,
    name_owners.check_alike_names,
    name_owners.check_sum_names,
    industry_codes.check_industry_codes,
    circles.check_parents,
    circles.check_memberships,
    circles.check_leases,
    observation_values.check_observation_units,
    observation_values.check_actual_periods,
    observation_values.check_shares,
    reference_classes.check_reference_ranges,
    reference_classes.check_reference_months,
    first_times.check_first_times,
    production_claims.check_production_products,
    production_claims.check_production_limits,
    period_keys.check_same_periods,
    source_and_quote.check_source_and_quote,
    coefficient_bounds.check_low_typical_high,
    coefficient_bounds.check_theoretical_bounds,
    coefficient_bounds.check_coefficient_units,
    byproduct_standards.check_byproduct_standards,
    stated_byproducts.check_stated_byproducts,
    price_rows.check_price_sources,
    price_rows.check_price_periods,
    price_rows.check_price_units,
    price_rows.check_price_order,
    price_rows.check_product_prices,
    return_values.check_whole_years,
    return_values.check_future_years,
    return_values.check_state_and_value,
    return_values.check_return_units,
    return_values.check_never_negative,
    date_order.check_date_order,
    release_dates.check_release_dates,
    release_dates.check_release_runs,
    land_sums.check_one_measure,
    land_sums.check_lessors,
    land_sums.check_parcel_land,
    land_sums.check_lessor_land,
    land_standards.check_standard_units,
    land_agreements.check_agreement_units,
    land_agreements.check_agreed_indicators,
    place_limits.check_limit_units,
    place_limits.check_limit_sums,
    firm_codes.check_credit_codes,
    markets.check_market_units,
    markets.check_market_figures,
    markets.check_market_periods,
    markets.check_output_and_capacity,
    markets.check_local_supply,
    money_units.check_money_units,
    project_course.check_reasons,
    project_course.check_deadline_clauses,
    project_course.check_due_days,
    project_course.check_statistics_dates,
    case_history.check_case_history,
)


def run_rules(tables: Tables) -> list[Problem]:
    """Everything the rules find, in order of the rules; a rule runs again when a table that it reads has changed."""
    return [problem for rule in RULES for problem in compute_once(tables, f"findings of {rule.__name__}", rule)]
