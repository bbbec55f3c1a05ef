"""Labels of columns, fields and units that stand in more than one place."""

from __future__ import annotations

from liantu.wording import N_

LACKS_FOR_NEXT = N_("Lacks for the next grade")
ABOVE_GRADE_BELOW = N_("Above the grade below")
VALUE_BAND = N_("Value (100 m CNY)")
FROM_YEAR = N_("From year")
CONTRACT_MONEY = N_("Contract money (100 m CNY)")
MONEY_IN_PLACE = N_("Money in place (100 m CNY)")
MADE_BY_CHAIN = N_("Made by the chain")
COMPARED_DAY = N_("Day to compare with")
USUAL_PLANTS = N_("Usual plants")
RENTED = N_("Rented (mu)")
LET = N_("Let (mu)")
LET_BY = N_("Let by")
POINTS_UNCAPPED = N_("Points before cap and floor")
GRADE_BY_CUT = N_("Grade by the cut")
WHY_SUPPOSED = N_("Why it is supposed: stands on every page and paper of the scenario")
WHY_TO_VERIFY = N_("Why to be verified")
PARTS_TO_VERIFY = N_("Parts to be verified")
MEAN = N_("Mean (sum ÷ sum)")
RANK_IN_GROUP = N_("Rank in its group")
USED_ON_SITE_SHARE = N_("Used on site, %")
VALUE_UNIT = N_("100 m CNY a year")
VALUE_A_YEAR = N_("value in 100 m CNY a year")
ROW_UNIT = N_("Unit: see each row")
SIGNING_PERSON = N_("Legal representative or agent (signature)")
FIRST_MOMENT = N_("From change or day")
SEARCH_HINT = N_("Product, firm, place, source…")
THROW_DRAFT_AWAY = N_("Throw the draft away")
SHARE_OF_INPUTS = N_("Share of its inputs")
TO_NEXT_GRADE = N_("To the next grade")
SLIPPED_ITSELF = N_("Of it its own")
MADE_ON_SITE_TOO = N_("Needed too, if made on the same site")
#: Currencies by the dimension of their units.
CURRENCIES = {"money": N_("yuan renminbi"), "money:USD": N_("US dollar")}
#: Why a link is weak, and what a bar of the Gantt chart tells, by code.
WEAK_REASONS = {"short": N_("short"), "one_plant": N_("one plant only")}
GANTT_KINDS = {"plan": N_("plan"), "actual": N_("actual"), "deadline": N_("deadline")}
USE_PER_UNIT = N_("Use per unit, low / typical / high")
UPGRADES_APART = N_("Technical upgrades, counted apart")
#: The range of eight in ten computations: one word for it on page and paper.
RANGE = N_("P10–P90")
#: Where nothing that makes it is known: no proof that there is none.
NO_PLANT = N_("no plant on record")
#: Of bars that are not to be compared with each other.
OWN_SCALES = N_("each line has a scale of its own")
OFFICE_TEMPLATE = N_("Template of the office")
