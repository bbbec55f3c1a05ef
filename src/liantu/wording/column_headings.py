"""Headings of frame columns in words; a column without one keeps its field name."""

from __future__ import annotations

from liantu.wording import N_, Translator
from liantu.wording.labels import FROM_YEAR, MADE_ON_SITE_TOO, USUAL_PLANTS, VALUE_BAND

HEADINGS = {
    "product": N_("Product (id)"),
    "zh": N_("Name (Chinese)"),
    "en": N_("Name (English)"),
    "unit": N_("Unit"),
    "kind": N_("Kind"),
    "list": N_("List"),
    "evidence": N_("Evidence"),
    "named_in": N_("Named in"),
    "operating": N_("Demand: operating"),
    "building": N_("Demand: building"),
    "planned": N_("Demand: planned"),
    "direct": N_("Demand: all"),
    "induced": N_("Inferred upstream need"),
    "supply": N_("Merchant supply here"),
    "captive": N_("Used on site"),
    "nearby": N_("Nearby supply"),
    "offer": N_("By-product offers"),
    "conditional": MADE_ON_SITE_TOO,
    "surplus": N_("Surplus"),
    "gap": N_("Gap"),
    "gap_typical": N_("Gap, typical"),
    "gap_p10": N_("Gap, P10"),
    "gap_p50": N_("Gap, P50"),
    "gap_p90": N_("Gap, P90"),
    "plants_filled": USUAL_PLANTS,
    "value_low": N_("Value low (CNY)"),
    "value_typical": N_("Value typical (CNY)"),
    "value_high": N_("Value high (CNY)"),
    "band": VALUE_BAND,
    "tier": N_("Order group"),
    "grade": N_("Reliability"),
    "needed_by": FROM_YEAR,
    "needed_list": N_("Needed by"),
    "offered_by": N_("Offered by"),
    "made_by": N_("Made by"),
    "to_verify": N_("To verify"),
    "unknown_supply_by": N_("Supply unknown of"),
    "unknown_demand_by": N_("Demand unknown of"),
    "unknown_nearby_by": N_("Nearby supply unknown of"),
    "assumptions": N_("Assumptions"),
    "transport": N_("Transport"),
    "hazardous": N_("Hazardous chemical"),
    "energy_intensive": N_("Energy-intensive"),
    "account": N_("Account"),
    "firm": N_("Firm"),
    "plant": N_("Plant"),
    "capacity": N_("Capacity"),
    "process": N_("Process"),
    "source": N_("Source"),
    "locator": N_("Paragraph"),
    "quote": N_("Quote"),
    "basis": N_("Basis"),
    "note": N_("Note"),
    "reason": N_("Reason"),
    "effect": N_("Effect (CNY)"),
    "answers": N_("Answers tried"),
    "field": N_("Unknown"),
    "low": N_("Low"),
    "typical": N_("Typical"),
    "high": N_("High"),
}


def column_heading(name: str, tr: Translator) -> str:
    """The heading of a column in the language of the translator."""
    return tr(HEADINGS[name]) if name in HEADINGS else name
