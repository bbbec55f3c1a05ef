"""Words of clusters: of page, paper and terminal alike."""

from __future__ import annotations

from liantu.wording import N_, NC_

#: What stands below a table or picture of who could sell what to whom.
POTENTIAL = N_("Computed from outputs and needs of plants; potential, not purchases. Cells are not added up.")
NO_FLOW_FOUND = N_("no flow found")
NOT_NO_TRADE = N_("“No flow found” is what plants on record give, not that there is no trade.")
TIER_OF_SYSTEM = N_("Tier of the system")
NO_PLANT_ON_RECORD = N_("No plant of this cluster is on record: what it makes is unknown.")
COUNTED = N_("Each counted once: firms {firm}, plants {plant}, projects {project}, chains {chain}.")
UNNAMED = N_("{count} not named by the source")
UNGROUPED = NC_("cluster", "in none of them")
AT_LEAST = N_("at least {amount}")
OUTPUT_STATED = N_("Output, 100 million CNY")
COULD_FLOW = N_("Could flow at most")
SELLER, BUYER = NC_("cluster", "Seller"), NC_("cluster", "Buyer")
#: What stands in a cluster, with what it is counted in.
KINDS = {
    "firm": NC_("cluster", "Firms"),
    "plant": NC_("cluster", "Plants"),
    "project": NC_("cluster", "Projects"),
    "chain": NC_("cluster", "Chains"),
}
#: So many of a kind, in a line.
NUMBERED = {
    "firm": N_("firms: {count}"),
    "plant": N_("plants: {count}"),
    "project": N_("projects: {count}"),
    "chain": N_("chains: {count}"),
}
