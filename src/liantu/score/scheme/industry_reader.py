"""Industries in a scheme's file: digits of GB/T 4754 as people write them, or the letter of a section."""

from __future__ import annotations

import re

from liantu.library.industries import list_section_divisions, normalise_industry
from liantu.score.scheme.grading_rules import DIGITS, UNSTATED
from liantu.score.scheme.node import Node

_DIGITS = re.compile(r"\d{1,4}")


def read_industries(node: Node) -> tuple[str, ...]:
    """Leading digits of codes; a section's divisions. What is no code of the standard is told."""
    return tuple(digits for written in node.texts("industries") for digits in _list_digits(node, written))


def _list_digits(node: Node, written: str) -> tuple[str, ...]:
    if divisions := list_section_divisions(written):
        return divisions
    digits = normalise_industry(written) or ""
    if not _DIGITS.fullmatch(digits):
        node.wrong("scheme_industry", written, "industries")
    return (digits,)


def read_digits(node: Node, split: str) -> int:
    """How many leading digits of an industry make peers: 2 for its division, 3 for its group, 4 for its class."""
    digits = node.whole("digits")
    if digits is not None and digits not in DIGITS:
        node.wrong("scheme_choice", digits, "digits", choices=", ".join(map(str, DIGITS)))
    if digits is not None and split != "industry":
        node.wrong("scheme_idle", split or "-", "digits")
    return digits if digits in DIGITS else DIGITS[0]


def read_unstated(node: Node, split: str) -> str:
    """What becomes of firms without the industry or park that is asked for."""
    if not split and node.mapping.get("unstated") is not None:
        node.wrong("scheme_idle", "-", "unstated")
    return node.choice("unstated", UNSTATED, UNSTATED[0])
