"""What text may hold: no control characters and no halves of a character. Databases, XML and UTF-8 refuse them.

A NUL in a cell of SQLite cannot go to PostgreSQL with the backup; a control character cannot stand in a workbook or a
Word file; half a character (a lone surrogate) can be written nowhere. All are refused on the way in.
"""

from __future__ import annotations

import re

#: As a pattern that Polars reads too, where no text holds halves of characters. A line's end and a tab may stand.
CONTROLS = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: With it what turns the direction of a line, joins, has no width or is a blank of another: two texts look alike and
#: are not. The wide blank of Chinese text is seen.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff\u00a0\u00ad\u061c\u2000-\u200f\u202a-\u202f\u205f-\u2069\ufeff]"
)

#: The same but for the halves that stand for bytes (PEP 383).
_HIDDEN_BUT_BYTES = re.compile(_HIDDEN.pattern.replace("\ud800-\udfff", "\ud800-\udc7f\udd00-\udfff"))


def find_unwritable(text: str) -> str:
    """The first character that text may not hold, by its number; empty when there is none.

    >>> find_unwritable("a\\0b"), find_unwritable("链图\\n"), find_unwritable("\\ud800")
    ('U+0000', '', 'U+D800')
    """
    found = _UNWRITABLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def show_hidden(text: str, keep_bytes: bool = False) -> str:
    """The text with what cannot be written, and what is not seen, shown by its number, for messages.

    ``keep_bytes`` leaves what a console without an encoding handed over byte by byte: it goes back to it as it came.

    >>> show_hidden("a\\0b"), show_hidden("ab\\u202edc")
    ('a<U+0000>b', 'ab<U+202E>dc')
    """
    shown = _HIDDEN_BUT_BYTES if keep_bytes else _HIDDEN
    return shown.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
