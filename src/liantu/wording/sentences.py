"""Sentences that are said in more than one place: notes, refusals and answers."""

from __future__ import annotations

from liantu.wording import N_

NOTHING_OF_NAME = N_("The district has nothing of that name.")
NOT_IN_FORCE_HERE = N_(
    "Published elsewhere: none of these is in force here. They are to be tried, or to write one's own by."
)
NO_LOCAL_SCHEME = N_(
    "To verify: no evaluation scheme of this district's province is known here, and none of another is used in its "
    "place. Write your own, or choose one published elsewhere to try it."
)
NO_SCHEME = N_("There is no such evaluation scheme.")
NOT_A_MAP = N_("A schematic of links, not a map.")
NO_CHAIN = N_("There is no such chain.")
NO_PRODUCT = N_("There is no such product.")
NO_TABLE = N_("There is no such table.")
COMPUTED_FIGURES = N_("As of %s. Computed figures, not statistics.")
NOT_READ = N_("The address names %s, which this page does not know; it was not used.")
AFTER_CHANGE = N_("Shown as kept after change %(number)s of %(made)s.")
STATED_AND_PRINTED = N_("stated %(stated)s, printed %(printed)s")
KNOWN_PARTS = N_(
    "“≥”: a part of it is unknown. Where a part of supply and a part of demand are unknown, the gap is that of the "
    "known parts alone."
)
NESTED_LINKS = N_("Nested links must not be totalled.")
MONEY_NOT_ADDED = N_("Kinds of money are never added to each other; not known is not zero.")
POINTS_ADD_UP = N_("The points add up to the total.")
BY_WEEKENDS = N_(" (by weekends for now)")
DAYS_BY_WEEKENDS = N_("by weekends for now")
CONJECTURED = N_("%s (to be verified)")
NOTHING_STORED = N_("Nothing is stored: the whole what-if stands in the address of the page and can be sent as a link.")
MORE_ROWS = N_("%s more rows are in the other forms of this page.")
DRAFT_OF = N_("This is your draft of %s, not kept yet.")
KEPT_AS = N_("Kept as change %s.")
TOO_FEW_FOR_SHARE = N_("too few for a share")
NOT_BY_IT_ALONE = N_("not by it alone")
PROVINCE_RULES = N_("%(verdict)s: rules of %(province)s")
YEARS_BEFORE = N_("%(field)s of %(years)s years before")
SUBSTITUTED = N_("%(field)s: else %(times)s × %(other)s")
NOTHING_CHANGED = N_("No cell was changed.")
NEW_SOURCE_HERE = N_("The source is not listed yet: add it here")
NOTHING_DISPUTED = N_("No field was changed by both; there is nothing to decide.")
CHANGED_BY_THEM = N_("Changed by them alone, and kept:")
NO_AMOUNT_MOVES = N_("No amount of a list moves.")

#: What a what-if does to the gap of one product, in the heading of its page and on its paper.
GAP_MOVES = N_("the gap of %(product)s goes from %(before)s to %(after)s %(unit)s")
#: Below the title of a paper: of which place, as of which day.
PLACE_AND_DAY = N_("(%(place)s · as of %(day)s)")
NO_PROMISE = N_("This is computed, has not been confirmed by the firms, and is no promise to buy.")
LATE_BY_DOCUMENT = N_("Late is only what is past a date that a document sets; a date without one is a reminder.")
