"""Words of a region among others: quotients, nearness, complexity, parts of growth; of page and terminal alike."""

from __future__ import annotations

from liantu.model.tables import Tables
from liantu.wording import N_, NC_

REGIONS = N_("Among other regions")
INDUSTRIES = N_("Industries of the region")
COMPLEXITY = N_("Regions by complexity")
CHANGE = N_("Growth in three parts")
HEADING = N_(
    "%(region)s, %(measure)s of %(period)s: more than its share in %(present)s of %(all)s industries among %(regions)s "
    "regions"
)
NEAREST = N_("nearest of those it has less of: %s")
LQ, RCA = N_("Location quotient LQ"), N_("Revealed comparative advantage RCA")
NEARNESS = NC_("industry", "Nearness to what the region has")
PCI, ECI = N_("Complexity of the industry PCI"), N_("Complexity of the region ECI")
GAIN = N_("Opens up")
AMOUNT, PRESENT = NC_("regions", "Amount"), N_("Industries from LQ 1 on")
AT_ONE = N_("LQ 1: the share of all regions together")
HAS, LACKS = N_("LQ 1 or more"), N_("less than 1")
BEFORE, AFTER, CHANGED = NC_("regions", "Before"), NC_("regions", "After"), NC_("regions", "Change")
BY_ALL, BY_MIX = N_("As all industries of all regions"), N_("By its mix of industries")
BY_ITSELF = N_("By itself")
TO_READ = N_(
    "LQ is the region's share of an industry over its share of all industries, in the table that is loaded; of "
    "exports it is the RCA. Nearness: of what stands in the same regions as the industry, the part that the region "
    "has, 0 to 1. PCI and ECI are in deviations from the mean of the regions. Unknown cells are not zero: what has one "
    "is left out, and is named."
)
CHANGE_IS = N_(
    "Change = growth of all industries of all regions + what the industry grew faster there + what it grew faster in "
    "the region. Amounts of money are at the prices of their year."
)
NO_TABLE = N_("No table of regions by industry is loaded.")
#: What became of a region or an industry.
#: What narrows the regions and the industries of a change, by the sign of a figure.
COMPLEX = {"over": N_("more complex than the mean"), "under": N_("less complex than the mean")}
COURSES = {"over": N_("grew more than the industry everywhere"), "under": N_("grew less than the industry everywhere")}
STATES = {
    "computed": "",
    "empty": N_("has nothing in the whole table: no quotient"),
    "left_out": N_("left out: a cell of it is not known"),
    "other_block": N_("no industry connects it with the others: no order"),
    "no_order": N_("all regions are alike: no order"),
}


def name_region(tables: Tables, region: str, lang: str) -> str:
    """A place by its name; any other region as its source has it, in English by its English name where it has one."""
    named = tables.labels(lang).get(region)
    if named or lang.startswith("zh"):
        return named or region
    rows = tables["regional_industries"]
    english = rows.filter(rows["region"] == region)["region_en"].drop_nulls()
    return str(english[0]) if len(english) else region
