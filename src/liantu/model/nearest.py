"""The spelling someone probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def suggest_nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The closest known word with a question mark, in brackets, or nothing; ``cutoff`` is how near it must be, of 1.

    >>> suggest_nearest("ammonai", ["ammonia", "urea"])
    ' (ammonia?)'
    """
    found = difflib.get_close_matches(text, list(known), n=1, cutoff=cutoff)
    return f" ({found[0]}?)" if found else ""
