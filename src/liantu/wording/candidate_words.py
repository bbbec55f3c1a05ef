"""Words of candidates: of page and terminal alike."""

from __future__ import annotations

from liantu.wording import N_, NC_

TITLE = N_("Candidates")
ACCOUNT = N_("Account of a candidate")
NAMES = N_("Names to judge")
#: What keeps pages with names of firms among ourselves.
INTERNAL = N_("For internal use: it names firms. What goes out counts them by region and names none.")
TO_VERIFY = N_("Makers elsewhere are as published sources say, to be verified with the firm before anybody is called.")
VERIFY_FIRST = N_("To be verified first.")
HOW_READ = N_(
    "The points are the sum of all factors, value times weight; nothing else orders the list. What is not known brings "
    "no points and is counted as unknown, never as zero. Weights are a default of ours, to be set by the office."
)
HOW_COMBINED = N_(
    "Of one filter, a candidate has any of the chosen values (or); of several filters, it has one of each (and)."
)
NO_MAP = N_("A scheme of regions, no map: plants are known by province or city, and nothing is drawn to scale.")
RECALLED_OFF = N_("Makers that are only recalled are left out.")
RECALLED_ON = N_(
    "With makers that are only recalled: nobody has opened a source for them. They stand on this screen alone and in "
    "no file or paper."
)
SHOW_RECALLED = N_("Show recalled makers too")
HIDE_RECALLED = N_("Leave recalled makers out")
FIRST_SUPPLY = N_("Here, coming or within reach: talk about supply first")
TO_INVITE = N_("To invite")
FOLLOWINGS = N_("Firms that followed others")
TIES = N_("Firms elsewhere that a firm here could introduce")
REFUSALS = N_("Who declined or was not pursued")
GROUP_ONCE = N_("Firms of one group are approached once, through the first of them.")
#: What was left out because it was not known by the day of knowledge.
LATER_FIRMS = N_("Firms of registers founded after the day of knowledge, and left out: %s")
NO_CANDIDATE = N_("No source on record names a maker of it. That says nothing of whether there is one.")
GROUP = NC_("candidate", "Group")
KNOWN_POINTS = N_("%(points)s (%(known)s of %(all)s known)")
STANDING = N_("How it stands to us")
REFUSED_BEFORE = N_("Refused before")
STATE = N_("State of its capacity")
WHAT_SAYS_SO = N_("What says so")
WHAT_IT_ASKS = N_("What it asks")
FACTOR = N_("Factor")
TIE = N_("Tie")
FIRM_HERE = N_("Firm here")

TO_LEAD = N_("Take it up as a lead")
BACK = N_("Back to the candidates")
#: How a firm stands to the district.
STANDINGS = {
    "here": N_("runs here"),
    "building": N_("being built here"),
    "coming": N_("signed or planned here"),
    "near": N_("within reach"),
    "away": NC_("candidate", "elsewhere"),
}
FACTORS = {
    "making": NC_("candidate", "Makes it"),
    "size": NC_("candidate", "Size"),
    "plant": NC_("candidate", "Plant"),
    "growth": NC_("candidate", "Growth"),
    "class": NC_("candidate", "Class"),
    "title": NC_("candidate", "Standing"),
    "region": NC_("candidate", "Region"),
    "partners": NC_("candidate", "Partners"),
    "links": NC_("candidate", "Links"),
    "elsewhere": NC_("candidate", "Moves"),
}
#: What each factor asks.
QUESTIONS = {
    "making": N_("How far a source says that the firm makes it"),
    "size": N_("Registered capital or persons insured"),
    "plant": N_("How much of the gap one usual plant fills"),
    "growth": N_("A capacity of it is being built, planned or signed"),
    "class": N_("Its class of GB/T 4754 beside that of the product"),
    "title": N_("Listed, or with a title that a register names"),
    "region": N_("From a region that firms are invited from"),
    "partners": N_("A customer, supplier or firm of its group is here or coming"),
    "links": N_("Further links to fill that it makes"),
    "elsewhere": N_("A plant outside the province of its head office"),
}
KINDS = {
    "capacity": N_("a stated capacity"),
    "read_maker": N_("a source that was read"),
    "recalled_maker": N_("recalled, two memories agree"),
    "recalled_once": N_("recalled once"),
    "register": N_("a register"),
}
PREDICATES = {
    "supplies": N_("supplies"),
    "supplies_by": N_("is supplied by"),
    "customer_of": N_("buys from"),
    "customer_of_by": N_("sells to"),
    "subsidiary_of": N_("belongs to"),
    "subsidiary_of_by": N_("is the parent of"),
    "followed": N_("followed"),
    "followed_by": N_("was followed by"),
    "brought": N_("brought"),
    "brought_by": N_("was brought by"),
    "jv_with": N_("has a joint venture with"),
    "jv_with_by": N_("has a joint venture with"),
}
BASES = {
    "read": N_("a source that was read"),
    "stated": N_("stated by a source"),
    "inferred": N_("inferred from a source, no contract was read"),
    "ours": N_("set by this system"),
    "recalled": N_("recalled"),
}
DECISIONS = {
    "same": N_("One firm"),
    "same_group": N_("Firms of one group"),
    "different": N_("Different firms"),
    "unknown": N_("Cannot be told"),
}
#: What makes two characters be taken for each other.
LIKENESS = {
    "shape": N_("alike in shape"),
    "sound": N_("alike in sound"),
    "radical": N_("one of their parts differs"),
    "other": N_("one was read as the other"),
    "learned": N_("a decision says that they were"),
}
ALIKE = N_("How they are alike")
NAMES_HOW = N_(
    "A name alone joins nothing. Judge the two without a score; the decision is kept with who made it and when, and "
    "the pair does not come again."
)
NO_NAMES = N_("No pair of names is left to judge.")
#: What an amount counts that has no unit of measure.
COUNTED = {
    "CNY": N_("registered capital of CNY %s"),
    "persons": N_("%s persons insured"),
    "partners": N_("partners: %s"),
    "links": N_("further links: %s"),
    "plants": N_("plants outside its province: %s"),
}
