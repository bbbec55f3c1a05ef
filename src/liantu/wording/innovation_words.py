"""Words of the room of science: the board, needs and results, consortia, ledgers."""

from __future__ import annotations

from liantu.wording import N_

BOARD = N_("1238 board")
#: How a field reads, and the meaning it is drawn in.
READINGS = {
    "both": N_("research and production both stated"),
    "research_only": N_("only research stated"),
    "production_only": N_("only production stated"),
    "on_its_way": N_("research applied for or signed alone"),
    "unknown": N_("nothing stated"),
}
READING_MEANINGS = {
    "both": "made",
    "research_only": "short",
    "production_only": "short",
    "on_its_way": "short",
    "unknown": "unknown",
}
HEADING = N_(
    "%(system)s: of %(fields)s fields, research and production are stated in %(both)s, research alone in %(research)s, "
    "production alone in %(production)s, nothing in %(unknown)s"
)
RESEARCH, PRODUCTION = N_("research"), N_("makes")
KIND_OF_ITEM = N_("Research or production")
SIDES = {"research": RESEARCH, "production": PRODUCTION}
NOT_STATED = N_("not stated in the sources")
ELSEWHERE = N_("elsewhere in the district, or no place stated")
DIRECTIONS, FIELDS, READS = N_("Directions"), N_("Key fields"), N_("How it reads")
STAGE_NOT_STATED = N_("stage not stated")
PART_OF = N_("%(place)s (in %(whole)s)")
TASK = N_(
    "The first tier is a task: %(place)s is to become a national high-tech zone. Of %(all)s criteria %(met)s are met, "
    "of %(unknown)s nobody stated where they stand."
)
ASK_NEXT, TO_ASK_NEXT, FIELD_OR_PLACE = N_("Whom to ask next"), N_("What to ask"), N_("Field or place")
#: What one-sided readings leave to be asked.
NEXT_QUESTIONS = {
    "research_only": N_("No production is stated: who would try it, and who would make it?"),
    "production_only": N_("No research is stated: is there an institute, a laboratory or a pilot plant?"),
    "on_its_way": N_("Research is applied for or signed: when does it begin, and who will use it?"),
}
APPLIED = N_("applied for, not set up")
MORE = N_("and %s more")
MONEY_STATED = N_("%s hundred million CNY")
BOARD_UNIT = N_("hollow: research; solid: production; status as the sources say it")
BOARD_NOTE = N_(
    "An empty cell says that no source states anything there. Fields given by us from the name are to be verified. A "
    "place within another counts once, in the innermost."
)
#: States of an institute where the word of a stage of projects would mislead.
INSTITUTE_STATES = {
    "applied": N_("applied for"),
    "signed": N_("signed to come"),
    "landed": N_("settled here"),
    "moved_in": N_("moved in"),
    "operating": N_("in operation"),
    "stopped": N_("closed"),
    "ended": N_("closed"),
}
STATE_NOT_STATED = N_("state not stated")
INSTITUTES = N_("Institutes by status")
COUNTS_STAND = N_("Numbers of several sources stand side by side; none is chosen and none averaged.")
LISTED = N_("listed by name")
RESEARCH_SHARES = N_("Research spending in revenue")
SHARES_STATED = N_("Only where a document states it; all other firms: not known.")
CHECKLIST = N_("Checklist of a national high-tech zone")
CHECKLIST_NOTE = N_(
    "No list of conditions of entry with numbers is published; these requirements and indicators were read. "
    "A state is what an office states; where nobody said anything it is unknown."
)
ABOVE = N_("System above: %s.")
IN_HOUSE = N_("Needs, results and their matches stay in the house.")
NEEDS, RESULTS = N_("Technology needs"), N_("Research results")
NEED, RESULT, RESULT_OWNER = N_("Need"), N_("Result"), N_("Owner of the result")
POSTING_STATES = {
    "unposted": N_("not submitted"),
    "submitted": N_("submitted, to be reviewed"),
    "returned": N_("returned to be completed"),
    "reviewed": N_("reviewed, not published"),
    "published": N_("published"),
    "ran_out": N_("ran out, to be renewed"),
    "withdrawn": N_("withdrawn"),
    "solved": N_("solved"),
}
POSTING_MEANINGS = {
    **dict.fromkeys(("published", "solved"), "made"),
    **dict.fromkeys(("submitted", "reviewed", "returned"), "short"),
    "ran_out": "missing",
    **dict.fromkeys(("unposted", "withdrawn"), "unknown"),
}
READINESS = {
    "matched": N_("can be matched by values"),
    "by_words": N_("by words alone: no complete indicator"),
    "not_yet": N_("not yet: object or property unknown"),
}
NEEDS_HEADING = N_(
    "Needs: %(all)s; published %(published)s, ran out %(ran_out)s; open questions %(questions)s; a result agrees for "
    "%(answered)s"
)
RESULTS_HEADING = N_("Results: %(all)s; published %(published)s, ran out %(ran_out)s, to be reviewed %(submitted)s")
#: What a need is asked, shortest first words.
QUESTIONS = {
    "object": N_("Which material, part or process is it about?"),
    "property": N_("Which property is to become better?"),
    "indicator": N_("By which indicator is success measured?"),
    "value": N_("Which value must it reach?"),
    "unit": N_("In which unit?"),
    "direction": N_("At least, at most or equal?"),
    "method": N_("By which test method or standard?"),
    "maturity": N_("Which maturity is needed at least (level)?"),
    "scale": N_("On which scale of maturity?"),
    "rights": N_("Which ways of working together are accepted (parted by |)?"),
    "problem": N_("What fails today, and under which conditions?"),
    "application": N_("How much is it to serve?"),
    "deadline": N_("By when?"),
    "budget": N_("How much can be spent (10,000 CNY)?"),
}
QUESTION_USES = {
    "matching": N_("no match without it"),
    "value": N_("without it by words alone"),
    "condition": N_("without it a condition passes unproven"),
    "posting": N_("wanted before it is published"),
}
OPEN_QUESTIONS = N_("What this need still lacks")
NOTHING_OPEN = N_("Nothing is missing: it can be published and matched.")
MATCHES = N_("Results that may solve it")
MATCH_NOTE = N_(
    "Points are the weighted geometric mean of object and property, what indicators say of the property with it, times "
    "direction, what the result is for, values and test methods; the text only orders what agrees equally. Unknown "
    "passes with a mark. "
    "Whether they fit is for both sides to find out."
)
FACTORS = {
    "object": N_("Object"),
    "property": N_("Property"),
    "named": N_("Indicators name it"),
    "measured": N_("Indicators in common"),
    "direction": N_("Direction"),
    "function": N_("What it is for"),
    "value": N_("Value"),
    "method": N_("Test method"),
}
CONDITIONS = {"maturity": N_("Maturity"), "rights": N_("Rights"), "means": N_("Means")}
HOLDS = {True: N_("holds"), False: N_("fails"), None: N_("unknown, passes")}
ABSTAINED = {
    "no_object": N_("No published result is about this object; nothing is proposed."),
    "no_property": N_("Results are about this object, none about this property; nothing is proposed."),
    "refused": N_("What agrees fails maturity, rights or an excluded means; nothing is proposed."),
}
REFUSED = N_("Agree in object and property, and fail a condition")
COMPARED = N_("Indicator by indicator")
COMPARED_STATES = {
    "met": N_("met"),
    "missed": N_("missed"),
    "unknown": N_("not stated"),
    "other_unit": N_("other unit"),
}
DECISIONS = N_("Decisions on matches")
DECIDE = N_("Record a decision")
POST = N_("Record a step")
ACCEPTANCE = N_("What became of matches, by rule")
ACCEPTANCE_NOTE = N_(
    "Counted from decisions, the last of each need and result; introduced and accepted count as taken up. Few "
    "decisions prove little: the number stands beside each share."
)
ACCEPTANCE_RULES = {
    "proposed": N_("proposed by the matching"),
    "maturity": N_("maturity reaches the floor"),
    "rights": N_("ways of working together agree"),
    "means": N_("no excluded means"),
    "same_field": N_("filed under the same field"),
}
ACCEPTANCE_VALUES = {"yes": N_("account: yes"), "no": N_("account: no"), "unknown": N_("account: unknown")}
POSTINGS = N_("Steps of publication")
#: How a value is asked for, as people write it.
DIRECTION_SIGNS = {">=": "≥", "<=": "≤", "=": ""}
CONSORTIA = N_("Consortia")
CONSORTIA_HEADING = N_(
    "Consortia: %(all)s, running %(running)s; roles missing in those forming or running %(missing)s; "
    "milestones late %(late)s"
)
ROLE_FILLED, ROLE_MISSING = N_("filled"), N_("missing")
ROLES, MILESTONES, SHARES = N_("Roles"), N_("Milestones"), N_("Shares of cost, gain and risk")
STANDINGS = {"done": N_("done"), "late": N_("late"), "open": N_("due later"), "undated": N_("no day set")}
STANDING_BADGES = {"done": "made", "late": "missing", "open": "short", "undated": "unknown"}
LEDGERS = N_("Ledgers of innovation")
LEDGERS_HEADING = N_(
    "Open challenges: %(challenges)s; technology contracts %(contracts)s, registered %(registered)s; renewals due "
    "%(renewals)s, over %(over)s"
)
CHALLENGES, CONTRACTS, RENEWALS = N_("Open challenges"), N_("Technology contracts"), N_("Renewals due")
TITLES = N_("Titles of science by firm")
TITLE_STATES = {
    "candidate": N_("title aimed at"),
    "held": N_("title held"),
    "over": N_("title run out"),
    "applied": N_("title applied for"),
    "lapsed": N_("title lapsed"),
}
TITLE_BADGES = {"candidate": "unknown", "held": "made", "over": "missing", "applied": "short", "lapsed": "unknown"}
STAGE_TIMES = N_("From laboratory to plant")
STAGE_NOTE = N_(
    "Only stages that a document says; a stage may be skipped. Months lie between the first and last dated."
)
MAKE_PROJECT, MAKE_NEED = N_("Make it a project"), N_("Make it a need")
PLATFORMS = N_("Innovation platforms and pilot plants")
FILED, WHAT_FOR, OF_TECHNOLOGY = N_("Filed under the field"), N_("What it is for"), N_("Of it for technology")
#: Headings of frames on a terminal.
COLUMNS = {
    **{"field": FIELDS, "direction": N_("Direction"), "place": N_("Place"), "table": N_("Table"), "id": N_("Row")},
    **{
        "side": KIND_OF_ITEM,
        "status": N_("State"),
        "period": N_("Period"),
        "words": N_("In words"),
        "money": N_("Money"),
    },
    **{"filing": FILED, "reading": READS, "research": RESEARCH, "production": PRODUCTION},
    **{"coming": N_("on its way"), "institute": N_("Institute"), "stage": N_("Stage"), "state": N_("State")},
    **{
        "since": N_("In this state since"),
        "until": N_("Valid until"),
        "interest": N_("Interest"),
        "readiness": N_("Readiness"),
    },
    **{"questions": OPEN_QUESTIONS, "need": NEED, "result": RESULT, "rank": N_("Rank"), "points": N_("Points")},
    **{"consortium": N_("Consortium"), "role": N_("Role"), "members": N_("Members"), "missing": ROLE_MISSING},
    **{"standing": N_("State"), "due": N_("Due"), "done": N_("Done"), "firm": N_("Firm"), "value": N_("Value")},
    **{"challenge": N_("Challenge"), "step": N_("Last step"), "next": N_("Next step"), "verdict": N_("Verdict")},
    **{"object": FACTORS["object"], "property": FACTORS["property"], "method": FACTORS["method"]},
    **{"named": FACTORS["named"], "measured": FACTORS["measured"], "function": FACTORS["function"]},
    **{"maturity": CONDITIONS["maturity"], "rights": CONDITIONS["rights"], "means": CONDITIONS["means"]},
    **{"use": WHAT_FOR, "number": N_("In number"), "level": N_("Level"), "scale": N_("Scale of maturity")},
    **{"evidence": N_("Evidence"), "late": N_("late"), "months": N_("Months between"), "running": N_("Under way")},
    **{"office": N_("Responsible office"), "kind": N_("Kind"), "subject": N_("Firm or platform"), "over": N_("over")},
    **{"what": N_("Title or level"), "scope": N_("Scope"), "same_field": N_("Same field"), "likeness": N_("Likeness")},
    **{"zh": N_("Name"), "comparator": N_("Comparator"), "first": N_("First stage"), "last": N_("Last stage")},
    **{"topic": N_("Topic"), "filled": N_("Roles that could be taken"), "member": N_("Member"), "ground": N_("Ground")},
    "product": N_("Product"),
    **{"unit": N_("Unit of measure"), "source": N_("Source"), "question": N_("Question"), "criterion": N_("Criterion")},
}
