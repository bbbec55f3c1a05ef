"""Whole numbers that people and programs write: of changes, pages, days, years."""

from __future__ import annotations

import re

#: More digits than any count of ours has; what has more does not fit into a database's integer either.
_WRITTEN = re.compile(r"[0-9]{1,15}")
_YEAR = re.compile(r"[1-9][0-9]{3}")


def read_whole_number(text: str) -> int | None:
    """The number written in at most fifteen plain digits; None when the text is none.

    Python reads more: other scripts, blanks, underscores; and ``isdigit`` says yes to a superscript that is no number.

    >>> read_whole_number("042")
    42
    >>> [read_whole_number(text) for text in ("²", "-1", "1_0", "9" * 16)]
    [None, None, None, None]
    """
    return int(text) if _WRITTEN.fullmatch(text) else None


def read_year(text: str) -> int | None:
    """The year written in four plain digits; None when the text is none.

    >>> [read_year(text) for text in ("2023", "²", "0000", "20231")]
    [2023, None, None, None]
    """
    return int(text) if _YEAR.fullmatch(text) else None
