"""What text may hold: no control characters and no halves of a character. Databases, XML and UTF-8 refuse them.

A NUL in a cell of SQLite cannot go to PostgreSQL with the backup; a control character cannot stand in a workbook or a
Word file; half a character (a lone surrogate) can be written nowhere. All are refused on the way in.
"""

from __future__ import annotations

import re

#: As a pattern that Polars reads too, where no text holds halves of characters. A line's end and a tab may stand.
CONTROLS = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def find_unwritable(text: str) -> str:
    """The first character that text may not hold, by its number; empty when there is none.

    >>> find_unwritable("a\\0b"), find_unwritable("链图\\n"), find_unwritable("\\ud800")
    ('U+0000', '', 'U+D800')
    """
    found = _UNWRITABLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def show_unwritable(text: str) -> str:
    """The text with what cannot be written shown by its number, for messages.

    >>> show_unwritable("a\\0b")
    'a<U+0000>b'
    """
    return _UNWRITABLE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
