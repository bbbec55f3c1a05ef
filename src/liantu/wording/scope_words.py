"""The scope of a figure in words: usual ones in both languages, what an office calls otherwise as a quotation."""

from __future__ import annotations

from liantu.model.schema import read_codelist

_LIST, _ABOVE_SIZE = "figure_scope", ("above_size_long", "above_size")


def scope_text(scope: object, lang: str) -> str:
    """A scope as it is stated; in English by the list of scopes, and what is in no list in quotation marks.

    >>> scope_text("all firms", "en"), scope_text(None, "en")
    ('all firms', '')
    """
    text = str(scope or "")
    if lang.startswith("zh") or not text or text.isascii():
        return text
    scopes = read_codelist(_LIST)
    known = next((entry.en for entry in scopes.values() if entry.zh == text), None)
    if known is not None:
        return known
    # What follows the words for firms above designated size is a part of them, as an industry.
    first = next((scopes[code] for code in _ABOVE_SIZE if text.startswith(scopes[code].zh)), None)
    return f"“{text}”" if first is None else f"{first.en} “{text.removeprefix(first.zh)}”"
