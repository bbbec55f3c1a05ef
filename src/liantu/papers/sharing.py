"""Notes on what leaves the house: what was left out, what stays in, what is hidden."""

from __future__ import annotations

from liantu.model.hidden_amounts import MARK
from liantu.wording import translator


def withheld_note(rows: int, language: str) -> str:
    """What a file says when rows were left out of it."""
    tr = translator(language)
    return tr("%s rows of statistical returns and commercial secrets are left out; figures are without them.") % rows


def lacking_note(rows: int, language: str) -> str:
    """What a folder says that lacks rows: ``rows`` of them for their class, and what the house says among itself."""
    house = translator(language)("Comments, responsible offices and saved views stay in the house.")
    return f"{withheld_note(rows, language)} {house}" if rows else house


def internal_note(language: str) -> str:
    """What stands with an evaluation firm by firm: it stays in the house, its sums are not protected."""
    tr = translator(language)
    return tr(
        "For internal use: firm by firm, sums not protected. "
        "What may be published are the notice list and the groups page."
    )


def unpublished_note(language: str) -> str:
    """What stands with the groups of a scheme by which no run of the year is on notice or final yet."""
    tr = translator(language)
    return tr(
        "For internal use: no run of this year by this scheme is on notice or final. Beside the sums of another scheme "
        "these would tell of firms that only one of them evaluates."
    )


def hidden_note(language: str) -> str:
    """What stands below a table in which amounts are hidden."""
    tr = translator(language)
    return f"{MARK} " + tr("Not shown, so that no firm can be inferred from it.")
