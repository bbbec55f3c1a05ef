"""Words of clusters: of page, paper and terminal alike."""

from __future__ import annotations

from liantu.wording import N_, NC_, Translator
from liantu.wording.amounts import hundred_million_text
from liantu.wording.forecast_words import SEPARATOR

#: What stands below a table or picture of who could sell what to whom.
POTENTIAL = N_(
    "Computed from outputs and needs of plants, less own use; potential, not purchases. Cells are not added up."
)
#: 自用: no flow, told apart.
OWN_USES = N_("Own use: made and needed by one owner at one site")
OWN_USE = NC_("cluster", "Own use")
FROM_OTHERS = NC_("cluster", "Left to buy from others")
WHO_NEEDS = NC_("cluster", "Who needs it")
OWN_USE_NOTE = N_("Own use comes first and is no flow: what is left is bought from other firms.")
OWN_USE_APART = N_("Own use of one owner at one site is no flow and stands apart: %s.")
NO_FLOW_FOUND = N_("no flow found")
NOT_NO_TRADE = N_("“No flow found” is what plants on record give, not that there is no trade.")
TIER_OF_SYSTEM = N_("Tier of the system")
NO_PLANT_ON_RECORD = N_("No plant of this cluster is on record: what it makes is unknown.")
COUNTED = N_("Each counted once: firms {firm}, plants {plant}, projects {project}, chains {chain}.")
UNNAMED = N_("{count} not named by the source")
UNGROUPED = NC_("cluster", "in none of them")
AT_LEAST, AT_MOST = N_("at least {amount}"), N_("at most {amount}")
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
COUPLING = NC_("cluster", "Coupling")
GROUPINGS = {
    "cluster": NC_("green", "By cluster"),
    "place": NC_("green", "By place"),
    "size": NC_("cluster", "By size of firm"),
}
#: How many pairs could supply each other.
HEADINGS = {
    "cluster": N_("%(cells)s pairs of clusters could supply each other; of %(sized)s an amount is known"),
    "place": N_("%(cells)s pairs of places could supply each other; of %(sized)s an amount is known"),
    "size": N_("%(cells)s pairs of sizes of firms could supply each other; of %(sized)s an amount is known"),
}
SIZE_UNKNOWN = NC_("cluster", "size unknown")
VALUE, PRICE_OF = NC_("cluster", "Worth, 100 million CNY"), NC_("cluster", "Price of")
#: What the groups are, and what none of them is.
GROUPS_ARE = N_(
    "By cluster: plants of the clusters of the system, one plant in several where clusters overlap. By place: where "
    "plants stand. By size: of the firm that owns them. An industry (GB/T 4754) is no cluster: none is by industry."
)
SHARE_IN_CELL = N_("at best %s bought here")
SHARE_OF_ALL = N_("at best %s from all sellers")
SHARES, RATES = N_("Could be bought here, at best"), N_("Bought here, by purchase returns")
#: Of a pair: what its seller alone could be of the need, and what all sellers of the district together.
SHARE_OF_PAIR, SHARE_OF_SELLERS = N_("From this seller, at best"), N_("From all sellers here, at best")
#: How much of a sum is of plants that run; of all of it nothing is said.
RUNS = {
    "supply_some": N_("supply partly in operation"),
    "supply_none": N_("supply not yet in operation"),
    "demand_some": N_("need partly in operation"),
    "demand_none": N_("need not yet in operation"),
}
SHARE_NOTE = N_(
    "An upper bound of what must come from other firms, own use taken out: every buyer is taken as the first to be "
    "served. It is not what is bought here."
)
RATE_NOTE = N_(
    "From firms' purchase returns alone. “Not shown”: too few firms returned, or two hold nearly all. It goes into "
    "no file."
)
NO_RETURNS = N_("No firm has returned where it buys: what share is bought here is unknown.")
RATE_COLUMNS = {
    "group": NC_("green", "Group"),
    "year": N_("Year"),
    "firms": NC_("cluster", "Firms that returned"),
    "bought": NC_("cluster", "Bought, 100 million CNY"),
    "local": NC_("cluster", "Of it here"),
    "rate": NC_("cluster", "Share bought here"),
}
NOT_SHOWN = NC_("cluster", "not shown")


def rate_text(rate: float | None, *, hidden: bool, local_open: bool, other_open: bool, tr: Translator) -> str:
    """A share bought here: at least where a part of what was bought here is unknown, at most where of others."""
    if hidden:
        return tr(NOT_SHOWN)
    if rate is None:
        return tr("unknown")
    return ("≥" if local_open else "≤" if other_open else "") + f"{rate:.0%}"


def value_text(low: float | None, value: float | None, high: float | None, tr: Translator) -> str:
    """A value in hundred millions: its middle where a price was read, its band where it was not.

    >>> value_text(1e9, 1.2e9, 1.4e9, str), value_text(1e9, None, 1.4e9, str), value_text(None, None, None, str)
    ('12', '10–14', 'unknown')
    """
    if value is not None:
        return hundred_million_text(value)
    if low is None or high is None:
        return tr("unknown")
    if high == 0:
        return "0"
    return f"{hundred_million_text(low)}–{hundred_million_text(high)}"


def runs_text(supply: str, demand: str, tr: Translator) -> str:
    """Which side of a flow is not, or not wholly, of plants that run."""
    parts = [RUNS[key] for key in (f"supply_{supply}", f"demand_{demand}") if key in RUNS]
    return tr(SEPARATOR).join(map(tr, parts))
