"""What is said of forecasts and targets: headings, and what a figure rests on."""

from __future__ import annotations

from liantu.wording import N_, NC_

TARGET = NC_("forecast", "Target")
AIM = N_("Aimed at")
VERDICT = N_("What can be said")
BASE = NC_("forecast", "Base")
STILL_NEEDED = N_("Still needed")
#: Of a ceiling: what lies above it.
STILL_TO_FALL = N_("Still to come down")
BY_LESS = N_("%s less")
GROWTH_NEEDED = N_("Growth needed a year (%)")
GROWTH_FROM = N_("from %(year)s on, growth needed a year (%%): %(growth)s")
POSSIBLE_BASE = N_("If the base were")
NOTE = NC_("forecast", "Note")
SERIES = N_("Series")
YEAR = NC_("forecast", "Year")
SO_FAR = N_("So far")
RANGE = N_("Eight in ten")
MIDDLE = N_("Middle")
METHOD = N_("How")
LEVEL, CEILING = NC_("forecast", "At least"), NC_("forecast", "At most")
CHANCE = N_("Chance (%)")
PART = NC_("forecast", "Part")
PROJECT = NC_("forecast", "Project")
STANDS = NC_("forecast", "Stands at")
STAGE_CHANCE = N_("Comes into production (%)")
BRINGS = N_("Brings, if it comes")
STATED_OUTPUT = N_("Stated output a year")
MODEL = N_("Model")
AHEAD = N_("Years ahead")
FORECASTS = N_("Forecasts")
COVERAGE = N_("Came within the range (%)")
WIDTH = N_("Width of the range (%)")
SCORE = N_("CRPS (% of the value)")
BESIDE_LAST_YEAR = N_("Beside “as last year”")
PERIOD = NC_("forecast", "Period")
VALUE = NC_("forecast", "Value")
SUBJECT = NC_("forecast", "Subject")
KNOWN_UNTIL = N_("Known until")
QUANTILE = N_("Quantile")
FORECAST = NC_("forecast", "Forecast")
CAME = N_("What came")
ORIGIN = NC_("forecast", "Origin")
GROWTH_OF_LEVELS = N_("On the year before, as the levels read (%)")
STATED, DERIVED = NC_("forecast", "printed"), NC_("forecast", "derived by subtraction or addition")

SEPARATOR = NC_("forecast", "; ")

#: Said beside a figure.
THROUGH_MONTH = N_("%(value)s through month %(month)s")
#: Of the months that are not known: those still running, and those of a year that is over.
LEFT_TO_BRING = N_("months %(months)s have %(left)s to bring")
LEFT_UNKNOWN = N_("months %(months)s are not known: %(left)s of them would reach it")
BASE_OF = N_("%(year)s: %(value)s")
EACH_BASE = N_("were %(year)s %(bases)s %(unit)s, it would need %(growth)s a year (%%)")
EACH_COUNT = N_("were %(year)s %(bases)s %(unit)s, it would need %(needed)s more")
FROM_OTHER_SCOPE = N_("%s (from another scope)")
SUPPOSED_SHARE = N_("year by a usual share of ours")
OTHER_SCOPE = N_(
    "figures are of the scope “%s”, the target is not: the year is not forecast and no chance is given; "
    "what is still needed is arithmetic from that other scope"
)
WITHOUT_SCOPE = N_(
    "figures and target differ in scope: the year is not forecast and no chance is given; "
    "what is still needed is arithmetic from that other scope"
)
UNKNOWN_OUTPUT = N_("%(unknown)s of %(projects)s projects state no output: at least this")
SIZE_BESIDE = N_("a measure of size beside the parts; not in the sum")
WITHOUT_UNKNOWN = N_("without the projects of unknown output: at least this")
#: From which base a part of the bridge is measured, and that another base gives another figure.
BASE_RECKONED = N_("%(year)s as reckoned from its known months, not published")
BASE_PUBLISHED = N_("%(year)s as published")
FROM_THIS_BASE = N_(
    "What is missing is measured from %(base)s. “targets parts” begins at stated figures alone, another base: the two "
    "are answers to two questions and are not compared."
)
MISSING_AT_MOST = N_("with the projects of unknown output less is missing: at most this")
PROGRESS = N_("%(progress)s%% of the year's target by month %(month)s, with %(time)s%% of the year gone")
PROGRESS_OF_YEAR = N_("%(progress)s%% of the year's target by month %(month)s")
SHORT_AT_PACE = N_("at the present pace %(year)s comes to %(value)s, short by %(short)s")
OVER_AT_PACE = N_("at the present pace %(year)s comes to %(value)s, above it by %(short)s")
#: Where the range of the present pace lies wholly on the right side of the target.
REACHED_AT_PACE = N_("at the present pace %(year)s comes to %(value)s, all of it at or above the target")
WITHIN_AT_PACE = N_("at the present pace %(year)s comes to %(value)s, all of it within the ceiling")
BESIDE_LEVEL = N_("by the growth published beside the figure itself")
EXACT_BEFORE = N_("exact for %(year)s: %(value)s; newer: at least %(floor)s for %(floor_year)s")
FLOOR_AFTER = N_("for %(year)s at least %(value)s was published, which does not decide it")
TOO_FAR = N_("more than ten years past the last figure: not forecast")
REACHED_EARLY = N_("reached %(years)s years early")
#: Of a bridge from stated figures to a target.
MADE_OF = N_("%(name)s of %(year)s: what it is made of")
FROM_TARGET, FROM_YEAR = N_("Target of %s"), N_("Value of %s")
STAND_IN = N_("what came is unknown")
FROM_SO_FAR = N_("from the year so far: %s")
EXPECTED_PARTS, AT_MOST_OF = N_("Expected of parts"), N_("at most %s")
EXPECTED_FOR = N_("%(name)s, expected for %(year)s; what of it is in the base is unknown")
IF_ALL_COMES = N_("nothing, if all that is expected comes on top")
EXPECTED_BEYOND = N_("%(name)s: %(value)s expected for %(year)s, of which the base holds %(base)s")
MISSING_AT_LEAST = N_("at least %s")
UNLISTED = N_("from where is not listed; with what existing plants gain and lose")
NOT_MARKED = N_("not marked as %s")
PART_OTHER_SCOPE = N_("of another scope than the target, or of none stated")
TAKEN_OFF = N_("what is taken off is of the scope “%s”")
IF_EXACTLY = N_("only if %(year)s comes to exactly %(value)s")
IF_EXACTLY_AND_SAME = N_("only if %(year)s comes to exactly %(value)s and both targets count the same")
IF_BASE = N_(
    "Condition: the target of %(year)s means what that of %(base_year)s means, and %(base_year)s comes to exactly "
    "%(base)s. Then %(years)s years need %(growth)s%% a year, nominal."
)
FROM_BASE = N_("From %(base)s in %(base_year)s, %(years)s years need %(growth)s%% a year, nominal.")
PACE = N_(
    "For scale: %(scope)s were expected to bring %(value)s in %(year)s; %(years)s such years make %(total)s. "
    "This is a measure of size, not a forecast."
)
PROJECTS_STATE = N_(
    "Projects under way state %(value)s of output a year together, of no stated scope; it may be in what is expected."
)
PROJECTS_SILENT = N_("%s projects under way state no output.")
CONDITIONAL = N_("under a condition")
#: Of targets beside each other.
CHECKS = N_("Figures beside each other")
TERMS = N_("Worked out of")
CHECKS_ARE = N_("Between targets, for consultation: none is an error.")
WORKED_OUT = N_("%(what)s: %(terms)s")
BESIDE_TARGET = N_("beside the target of %s")
UNSIZED = N_("%s clusters of tiers without a size are not in it; clusters overlap")
SCOPES_DIFFER = N_("the two differ in scope")
#: Said below a table.
RANGES_ARE = N_("Ranges hold about eight times in ten where the method was tried; they are no plan.")
SHARE_IS_OURS = N_(
    "“Under an assumption”: from the part of the year that is known to the whole leads a usual share that this program "
    "supposes (policy outlook/usual_share). Leave it out with --facts-only."
)
BASES_ARE = N_("Nobody has published the base: what each would need is arithmetic, not a forecast.")
FORECASTS_ARE = N_(
    "Of %(all)s series %(reckoned)s can be reckoned further (%(supposed)s of them under an assumption), "
    "%(rest)s cannot yet"
)
SO_FAR_OF = N_("%(year)s, 1–%(month)s")
CHANCES_ARE = N_("To the nearest five per cent. Of a target itself say what is still needed.")
STAGES_ARE = N_("Chances, delays, ramp-up, load and price are suppositions of this program (policies outlook/*).")
BACKTESTS_ARE = N_("Made again from the last print of each figure; what was known on the day may have differed.")
OTHERS_LEFT_OUT = N_("%s further series have too few points, or are rates and ranks: see --format json.")
