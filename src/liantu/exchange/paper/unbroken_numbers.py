"""Numbers that stay on one line: a range is not parted at its dash, nor a number from its sign, where Word sets it."""

from __future__ import annotations

import re

#: A word joiner: no line ends at it, and nothing is seen of it.
JOINER = "\N{WORD JOINER}"
_DASH = re.compile(r"(?<=\d)[—–](?=\d)|(?<=ow)–(?=high)")
_SIGN = re.compile(r"([+−≥<])(?=\d)")
_SHARE = re.compile(r"(?<=\d) (?=%)")


def bind_numbers(text: str) -> str:
    """The text with its ranges, signed numbers and shares bound, so that no line ends inside one.

    >>> [part for part in bind_numbers("1050—1600 t").split(JOINER)], bind_numbers("94 %") == "94\\xa0%"
    (['1050', '—', '1600 t'], True)
    """
    bound = _DASH.sub(rf"{JOINER}\g<0>{JOINER}", text)
    return _SHARE.sub("\N{NO-BREAK SPACE}", _SIGN.sub(rf"\1{JOINER}", bound))
