"""The fields that a template of an office may name, and no others; a file of a kind has its own sections."""

from __future__ import annotations

from collections.abc import Mapping

#: What every report gives as words.
WORDS = {
    "title": "The title of the paper.",
    "subtitle": "What it is about, and its day.",
    "version": "Outward or internal version, one page.",
    "headline": "The sentence that is read first.",
    "mark": "What keeps it in the house; empty in an outward paper.",
    "notice": "That the district is an example or made up.",
    "computed": "That its figures are computed, no statistics.",
    "foot": "Sources, day, notes and assumptions, a line each.",
}
_BRIEF = ("missing", "users", "door", "plant", "admission", "energy", "range", "questions")
#: The sections of each kind of paper: a paragraph of its own with ``{{ section_missing }}`` takes its text and tables.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "brief-outward": (*_BRIEF, "visit"),
    "brief-internal": (*_BRIEF, "upstream", "words"),
    "leader": ("numbers", "links", "stuck", "push"),
}
TEMPLATE_KINDS = tuple(SECTIONS)
TEMPLATE_FIELDS: Mapping[str, tuple[str, ...]] = {
    kind: (*WORDS, "lead", *(f"section_{name}" for name in names)) for kind, names in SECTIONS.items()
}
#: Fields that take blocks: they stand alone in their paragraph.
BLOCK_FIELDS = frozenset(field for fields in TEMPLATE_FIELDS.values() for field in fields if field not in WORDS)
