"""Words of consortia that could be formed, of the pages of one, and of its papers."""

from __future__ import annotations

from liantu.wording import N_, NC_

POSSIBLE = N_("Who could form a consortium")
POSSIBLE_HEADING = N_(
    "who could form a consortium: of %(all)s needs, dependences and missing links every needed role could be taken in "
    "%(complete)s; nobody is known to lead in %(leaderless)s, to do research in %(unresearched)s, to invest in "
    "%(uninvested)s"
)
POSSIBLE_NOTE = N_(
    "Everybody stands with the row that says why: whose need it is, who makes it, needs it or makes an input of it, "
    "whose result agrees, who works in the field, who invests elsewhere. A role that no row speaks of is missing; "
    "nobody was asked yet. What the district depends on stands on the screen alone, in no file."
)
NEEDED_ROLES = N_("Roles needed by policy: %s.")
#: What a consortium can be formed around.
TOPIC_KINDS = {
    "need": N_("technology need"),
    "dependence": N_("dependence on makers elsewhere"),
    "missing_link": NC_("consortium", "missing link"),
}
COMPLETE, PARTLY = N_("every needed role could be taken"), N_("needed roles missing")
STANDINGS = {"complete": COMPLETE, "partly": PARTLY}
#: The same where there is little room.
SHORT_TOPICS = {
    "need": NC_("consortium", "need"),
    "dependence": NC_("consortium", "dependence"),
    "missing_link": NC_("consortium", "missing link"),
}
SHORT_STANDINGS = {"complete": NC_("consortium", "complete"), "partly": NC_("consortium", "roles missing")}
AROUND, KIND_OF_TOPIC, COULD_JOIN = N_("Formed around"), N_("Kind of occasion"), N_("Who could take it")
#: Why somebody could take a role; with the row that says so.
GROUNDS = {
    "whose_need": N_("whose need it is"),
    "makes": N_("makes it here"),
    "needs_product": N_("its plants need it"),
    "makes_input": N_("makes an input: %s"),
    "result_agrees": N_("its result agrees: %s"),
    "own_result": N_("has a result on it: %s"),
    "research_with": N_("does research with who makes it"),
    "works_in_field": N_("works in the field %s"),
    "platform_in_field": N_("runs %s"),
    "invests_elsewhere": N_("invests in %s"),
}
GROUND = N_("Ground")
CANDIDATES = N_("Who could take the missing roles")
NO_CANDIDATE = N_("nobody known")
MEMBERS_OF = N_("Members with task and shares")
NO_AGREEMENT = N_("no agreement yet")
SHARES_SUM = N_("Sum")
TO_MARKET = N_("Results and where they stand")
TO_MARKET_NOTE = N_("Stages stand only where a document says them.")
NEEDED_ROLE = N_("needed")
FREE_ROLE = N_("may join")
#: The papers.
NEED_SHEET, OUTLINE = N_("Need sheet"), N_("Consortium outline")
NEED_SHEET_OF, OUTLINE_OF = N_("Need sheet: %s"), N_("Consortium outline: %s")
FACT = N_("Item of the sheet")
AS_STATED, NOT_STATED_YET = NC_("consortium", "As stated"), NC_("consortium", "not stated")
NEED_FACTS, NEED_INDICATORS = N_("Problem and conditions"), N_("Indicators asked")
NEED_STANDS, VALID_UNTIL = N_("Where it stands: "), N_("valid until %s")
NO_INDICATOR = N_("No indicator is stated: without one it is matched by words alone.")
VALUE_NEEDED, ANSWER, CONFIRMED = N_("Value asked"), N_("Answer of the unit"), N_("Confirmed by")
SIGNED_HEADS = (N_("Unit of the need (seal)"), N_("Filled in by (post)"), N_("Day of filling in"))
AIM, TERMS = N_("What it is formed for"), N_("Agreement and leaving")
CONSORTIUM_STANDS, STANDS_AND_AGREED = N_("State of the consortium: "), N_("%(state)s; agreement: %(agreed)s. ")
ROLES_MISSING = N_("Roles missing: %s.")
TO_AGREE = N_("to be agreed")
AGREEMENT_DAY, AGREEMENT_END = N_("Agreement signed on"), N_("Agreement ends on")
TERMS_NOTE = N_(
    "The members settle aims, shares of cost, gain and risk, rights in results and leaving in a binding agreement; "
    "this outline is none."
)
SEALED_HEADS = (N_("Role to sign"), N_("Who signs"), N_("Seal and day"))
LEVEL_OF_SCALE = N_("level %(level)s of %(scale)s")
_SIGNS = {"ge": "≥", "le": "≤"}


def direction_sign(code: str | None) -> str:
    """How a value is asked for, before it: at least, at most; nothing where it is to be equal or unstated.

    >>> direction_sign("ge"), direction_sign("eq"), direction_sign(None)
    ('≥', '', '')
    """
    return _SIGNS.get(code or "", "")
