"""Words of concentration: of page and terminal alike."""

from __future__ import annotations

from liantu.wording import N_

CONCENTRATION = N_("Concentration of firms")
TO_READ = N_(
    "CRn is the share of the n largest firms in all with a value, HHI the sum of the squared shares (0 to 1). Firms "
    "without a value are left out, so shares are of the known part."
)
IN_HOUSE = N_("For the house alone: a share of the largest firms beside a known total tells what they returned.")
NO_RETURNS = N_(
    "No firm of a group has returned this item: returns of firms by industry or cluster show how much the largest have."
)
FIRMS_WITH_VALUE, MAY_BE_TOLD = N_("Firms with a value"), N_("May such sums be told?")
#: Whether the sums that the shares imply pass the rules of disclosure.
SAFE_STATES = {
    "shown": N_("The sums pass the rules; CR1 and HHI stay in the house."),
    "small": N_("No: too few firms in one of the parts."),
    "dominant": N_("No: one or two firms make up most of a part."),
    "zero": N_("No: all of a part return zero."),
    "internal": N_("Withheld: it leaves the house."),
}
