"""Numbers that stay on one line where Word sets it: with their sign, both ends of a range, and their unit."""

from __future__ import annotations

import re

#: A word joiner: no line ends at it, and nothing is seen of it.
JOINER = "\N{WORD JOINER}"
_DASH = re.compile(r"(?<=\d)[—–](?=\d)|(?<=ow)–(?=high)")
_SIGN = re.compile(r"([+−≥<])(?=\d)")
#: A blank between a figure and its unit, and between the word for its size and the unit.
_UNIT = re.compile(
    r"(?<=\d) (?=%|[GMk]W|[tm]\b|m[²³]|mu\b|km\b|CNY|tce|thousand|million|billion|days?\b"
    r"|[\u4e07\u4ebf\u5428\u5143\u4ea9\u9879\u5957\u5929])"
)
_SIZE = re.compile(r"(?<=\d\N{NO-BREAK SPACE})(thousand|million|billion) (?=\S)")


def bind_numbers(text: str) -> str:
    """The text with its ranges, signed numbers and figures with a unit bound, so that no line ends inside one.

    >>> [part for part in bind_numbers("1050—1600 t").split(JOINER)], bind_numbers("94 %") == "94\\xa0%"
    (['1050', '—', '1600\\xa0t'], True)
    >>> bind_numbers("93.6 thousand t of 72 GWh for 3 firms")
    '93.6\\xa0thousand\\xa0t of 72\\xa0GWh for 3 firms'
    """
    bound = _DASH.sub(rf"{JOINER}\g<0>{JOINER}", text)
    with_units = _UNIT.sub("\N{NO-BREAK SPACE}", _SIGN.sub(rf"\1{JOINER}", bound))
    return _SIZE.sub("\\1\N{NO-BREAK SPACE}", with_units)
