"""The fields that a template of an office may name, and no others; a file of a kind has its own sections."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.wording import N_

#: What every paper gives as words, and what each of them is.
WORDS = {
    "title": N_("The title of the paper."),
    "mark": N_("What keeps it in the house; empty in an outward paper."),
    "notice": N_("That the district is an example or made up."),
    "foot": N_("Sources, day, notes and assumptions, a line each."),
}
_REPORT_WORDS = {
    "subtitle": N_("What it is about, and its day."),
    "version": N_("Outward or internal version, one page."),
    "headline": N_("The sentence that is read first."),
    "computed": N_("That its figures are computed, no statistics."),
}
_SHEET_WORDS = {
    "unit": N_("What stands above the table at its right: the unit."),
    "day": N_("The day of the paper."),
    "computed": _REPORT_WORDS["computed"],
}
_LETTER_WORDS = {"addressee": N_("Whom the letter is to.")}
#: What stands alone in its paragraph.
_LEAD = N_("The headline and the numbers below it.")
_TABLE = N_("The table of the paper, and those beneath it.")
_BODY = N_("The paragraphs of the letter, with their numbers.")
_SIGNATURES = N_("Who signs and seals, kept together.")

_BRIEF = {
    "missing": N_("What is missing: bars and a table of need and supply by status, and when it arises."),
    "users": N_("Who might use it: plants by status; in the internal version each with use per unit, need and source."),
    "door": N_("What is at the door: supply here and nearby, by-products on offer, contracts already made."),
    "plant": N_("A plant of usual size: how much of it the need here fills, investment, jobs and main inputs."),
    "admission": N_("Whether it may be made here, with the clause; in the internal version park by park."),
    "energy": N_("Energy that a usual plant takes, and what the parks have left of energy, land and water."),
    "range": N_("What the range covers, how reliable the use per unit is, and which price the value rests on."),
    "questions": N_(
        "What is still to be verified; in the internal version whom to ask, with blanks for office and day."
    ),
}
_OUTWARD = {
    "industry": N_(
        "The chain and cluster that it would join, and the capacity of what it goes into; no firm is named."
    ),
    "visit": N_("Lines to fill in by hand: cooperation, contact, site, date."),
}
_INTERNAL = {
    "candidates": N_("Who makes it elsewhere: the first candidates with their points, and who could introduce them."),
    "clauses": N_("Agreements with firms that are talked to for it, and what their clauses lack."),
    "siting": N_("Where a siting case is kept: which place costs less by how much, and the price that turns it."),
    "unknowns": N_("How far the gap moves with each answer that is not known, and whom to ask."),
    "upstream": N_("What a usual plant would need in turn: a supposition, no part of the gap."),
    "words": N_("What may be said to a visitor, and what not."),
}
_LEADER = {
    "numbers": N_("The five numbers with their change since the day that is given."),
    "links": N_("The links named by documents, or first on the list: gap, range, usual plants, value, admission."),
    "stuck": N_("What is stuck: what is not known, and admission that is not verified."),
    "push": N_("What to push, a line each, with blanks for office and day."),
}
_SCENARIO = {
    "supposed": N_("What is supposed, and by whom and why."),
    "moves": N_("What moves: bars and a table before and after, the changed product first."),
    "open": N_("What the scenario leaves open, and what was not changed."),
    "changes": N_("Every change, table and row, as it was written."),
    "use": N_("What the paper may be used for, and what not."),
}
_SITING = {
    "costs": N_("Cost of a year in each place as bars and a table, with range, difference and present value."),
    "difference": N_("What makes the difference to the other place, and the prices at which the order turns."),
    "open": N_("What is still to be asked, place by place."),
    "parameters": N_("Discount rate, years, ramp, closing cost and tax by law."),
}
_LEAD_SHEET = {
    "facts": N_("What is stated of the firm, the link, the first talk and its protection."),
    "values": N_("Planned values per mu beside the standards of the place."),
    "opinions": N_("Every matter with its office, the day it is due, and what was said with its source."),
}
_MEETING = {
    "who": N_("The firm, its group, the link, and what offices found of its standing and reasons."),
    "may": N_("Clauses that are complete and reviewed, and what is published for everybody."),
    "may_not": N_("What is refused by law, clauses that lack something, quotas and admission to be verified."),
    "questions": N_("Three questions whose answers move the link."),
}
_NEED = {
    "facts": N_("Whose need it is, problem, object, property, scale of use, money, day, maturity and rights."),
    "indicators": N_("Each indicator with the value asked and its test method."),
    "questions": N_("What the need still lacks, with empty cells for the answers."),
    "signed": N_("Lines for seal, post and day."),
}
_CONSORTIUM = {
    "aim": N_("The need or product it is formed around, the indicators asked, what is to come to market."),
    "members": N_("The sum of the shares first, then members with role, task and shares of cost, gain and risk."),
    "roles": N_("Each role that is missing, with who could take it and why."),
    "milestones": N_("Milestones with stage and maturity as they are stated, due day and state."),
    "terms": N_("Agreement, its end, terms of leaving, and lines for seals."),
}
_MONTHLY = {
    "indicators": N_("Output by industry: amount, growth and contribution of the month and of the year so far."),
    "trend": N_("Growth month by month and contributions as two charts, and what lifts and drags growth."),
    "firms": N_("How many firms grow, fall or stand still, their own forecast beside what came, firms near the line."),
    "power": N_("Electricity and orders in hand."),
    "reasons": N_("The empty box for reasons and proposals."),
}
#: The sections of each kind of report with what stands in them: a paragraph of its own with ``{{ section_missing }}``
#: takes its text and tables.
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "brief-outward": _BRIEF | _OUTWARD,
    "brief-internal": _BRIEF | _INTERNAL,
    "leader": _LEADER,
    "scenario": _SCENARIO,
    "siting": _SITING,
    "lead": _LEAD_SHEET,
    "meeting": _MEETING,
    "need": _NEED,
    "consortium": _CONSORTIUM,
    "monthly": _MONTHLY,
}
LETTERS = ("promise", "notice", "correction", "gaps")
#: Lists and sheets. Drawings (map, set, pair) are pages of their own, and a survey is read back: they have no template.
SHEETS = (
    "invite",
    "utilities",
    "commodities",
    "onsite",
    "offers",
    "extend",
    "weak",
    "weekly",
    "quarterly",
    "project",
    "firm",
    "grades",
)


def _describe_blocks(kind: str) -> dict[str, str]:
    if kind in SECTIONS:
        return {"lead": _LEAD, **{f"section_{name}": words for name, words in SECTIONS[kind].items()}}
    return {"body": _BODY, "signatures": _SIGNATURES} if kind in LETTERS else {"table": _TABLE}


def _describe_words(kind: str) -> dict[str, str]:
    return WORDS | (_REPORT_WORDS if kind in SECTIONS else _LETTER_WORDS if kind in LETTERS else _SHEET_WORDS)


TEMPLATE_KINDS = (*SECTIONS, *LETTERS, *SHEETS)
#: What each field of a kind is; those that take blocks stand last.
DESCRIPTIONS: Mapping[str, Mapping[str, str]] = {
    kind: _describe_words(kind) | _describe_blocks(kind) for kind in TEMPLATE_KINDS
}
TEMPLATE_FIELDS: Mapping[str, tuple[str, ...]] = {kind: (*fields,) for kind, fields in DESCRIPTIONS.items()}
#: Fields that take blocks: they stand alone in their paragraph.
BLOCK_FIELDS = frozenset(field for kind in TEMPLATE_KINDS for field in _describe_blocks(kind))
