"""Texts as workbooks store them, and names without the lines of their cells."""

from __future__ import annotations

import re

#: How a workbook writes a character that XML cannot hold (ECMA-376, ST_Xstring), and an underscore before such.
_STORED = re.compile("_x([0-9A-Fa-f]{4})_")
_LINES = re.compile(r"\s*[\r\n]+\s*")


def decode_stored_text(text: str) -> str:
    """The text as the person wrote it: ``_x000D_`` is the end of a line, ``_x005F_`` an underscore.

    >>> decode_stored_text("甲_x000D_"), decode_stored_text("a_x005F_x000D_"), decode_stored_text("_x1_")
    ('甲\\r', 'a_x000D_', '_x1_')
    """
    if "_x" not in text:
        return text
    written = _STORED.sub(lambda found: chr(int(found[1], 16)), text)
    # two halves of a character are one; half a one is none
    return written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def join_lines(name: str) -> str:
    """A name on one line: broken between Chinese characters it is one word, else a blank stood there.

    >>> join_lines("虚构乙\\n公司"), join_lines("Made-up\\r\\nfirm")
    ('虚构乙公司', 'Made-up firm')
    """
    joined = ""
    for line in _LINES.split(name.strip()):
        joined += " " * (joined[-1:].isascii() and line[:1].isascii() and bool(joined)) + line
    return joined
