"""Words of the ladders that firms are on: of page and terminal alike."""

from __future__ import annotations

from liantu.wording import N_, NC_

#: Title of the page and of its list.
CULTIVATION = N_("Firms in cultivation")
#: The states of a firm on a step as a picture draws them.
DRAWN_STATES = {"recognised": "operating", "applied": "building", "candidate": "planned"}
STATED_UNKNOWN = N_("stated number unknown")
LISTED = N_("listed: {count}")
#: A title whose last day has passed, with nothing that says it was renewed.
OVERDUE = N_("validity over, to be verified")
OVERDUE_COUNT = N_("validity over, to be verified: {count}")
NONE_LISTED = N_("none listed: unknown who")
#: How the figures beside each other are to be read.
STATED_AND_LISTED = N_(
    "What a source states and what is listed by name are two things: who is not listed is not known, not absent."
)
BOTH_TOGETHER = N_("One figure counts smart factories and digital workshops together; it is not split.")
#: What each of the seven words is taken to mean; ours, for no rule is published.
SEVEN_RULES = {
    "large": N_("Recognised on the step of 1 or 10 billion yuan of output."),
    "special": N_("Recognised as specialised and sophisticated, little giant or champion of a single product."),
    "new": N_("Recognised as a high-tech firm."),
    "chain": N_("Leads a chain, or has a plant of its core product or of a product that it names."),
    "cluster": N_("Stands in a cluster of any system."),
    "smart": N_("Has a recognised smart factory or digital workshop."),
    "green": N_("Has a recognised green factory."),
}
SEVEN_NOTE = N_(
    "The seven words are printed as a direction of attracting investment; no rule says which firm each holds of. These "
    "rules are ours, to be verified. A word that is not marked is unknown of the firm."
)
NO_DENOMINATOR = N_("Of what it is a share is not printed: firms, output or jobs.")
NO_RULE_OF_TRADITION = N_(
    "Which industries are traditional and which are new no rule on record says, so no share is counted here; beside "
    "“more than 80 %” no share of new industries of less than 20 % is concluded."
)
#: Headings of the list of steps.
STEP, LADDER = NC_("ladder", "Step"), NC_("ladder", "Ladder")
STATED, AIM = NC_("ladder", "Stated"), NC_("ladder", "Aim")
