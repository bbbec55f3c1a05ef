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
_SECTION = N_("A section with its text and tables.")
_TABLE = N_("The table of the paper, and those beneath it.")
_BODY = N_("The paragraphs of the letter, with their numbers.")
_SIGNATURES = N_("Who signs and seals, kept together.")

_BRIEF = ("missing", "users", "door", "plant", "admission", "energy", "range", "questions")
#: The sections of each kind of report: a paragraph of its own with ``{{ section_missing }}`` takes its text and tables.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "brief-outward": (*_BRIEF, "visit"),
    "brief-internal": (*_BRIEF, "upstream", "words"),
    "leader": ("numbers", "links", "stuck", "push"),
    "scenario": ("supposed", "moves", "open", "changes", "use"),
    "monthly": ("indicators", "trend", "firms", "power", "reasons"),
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
        return {"lead": _LEAD, **{f"section_{name}": _SECTION for name in SECTIONS[kind]}}
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
