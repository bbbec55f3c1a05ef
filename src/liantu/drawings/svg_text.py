"""Text in a drawing: SVG does not wrap, so widths are reckoned here."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

#: A word of Latin letters stays whole but for its hyphens; every other character may end a line. What closes (a full
#: stop, a quotation mark) begins none, what opens ends none.
_OPENING = r"\u201c\u2018\uff08\u300a\u300c\u3010"
_CLOSING = r",.;:!?)\u2026\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\u201d\u2019\uff09\u300b\u300d\u3011"
_PIECES = re.compile(rf"[ \t\n]+|[{_OPENING}]*(?:[\u0021-\u002c\u002e-\u024f]+-?|-|[^\s])[{_CLOSING}]*")


def text_width(text: str, size: float) -> float:
    """About how wide a text stands at a font size; a Chinese character is as wide as it is high.

    >>> text_width("PET", 10) < text_width("聚酯瓶", 10)
    True
    """
    return size * sum(1.0 if ord(char) > 0x2E80 else 0.57 for char in text)


@lru_cache(maxsize=4096)
def wrap_text(text: str, size: float, room: float, lines: int = 2) -> list[str]:
    """A text in at most so many lines; the last one ends in … when something is left out.

    >>> wrap_text("lithium iron phosphate cathode", 13, 130)
    ['lithium iron', 'phosphate cathode']
    >>> wrap_text("unknown, up to 100\xa0%", 10, 110)
    ['unknown, up to', '100\xa0%']
    >>> wrap_text("不是“已经配齐”。", 10, 70)
    ['不是“已经配', '齐”。']
    """
    rows = [""]
    for piece in _unbreakable_pieces(text, size, room):
        if text_width(rows[-1] + piece.rstrip(), size) <= room or not rows[-1]:
            rows[-1] += piece
        else:
            rows.append(piece.lstrip())
    rows = [row.strip() for row in rows if row.strip()]
    if len(rows) > lines:
        rows = rows[:lines]
        while rows[-1] and text_width(rows[-1] + "…", size) > room:
            rows[-1] = rows[-1][:-1]
        rows[-1] += "…"
    return rows


def _unbreakable_pieces(text: str, size: float, room: float) -> list[str]:
    """What may not be broken; a word wider than the room is broken all the same."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        while text_width(piece, size) > room and len(piece) > 1:
            longest = next((n for n in range(len(piece) - 1, 1, -1) if text_width(piece[:n], size) <= room), 1)
            pieces.append(piece[:longest])
            piece = piece[longest:]
        pieces.append(piece)
    return pieces


def escape_attribute(value: object) -> str:
    """A value as it may stand in an attribute."""
    return escape(str(value), quote=True)


def format_coordinate(value: float) -> str:
    """A coordinate with one decimal at most.

    >>> format_coordinate(12.0), format_coordinate(3.14159)
    ('12', '3.1')
    """
    return f"{value:.1f}".removesuffix(".0")


def format_point(x: float, y: float) -> str:
    """A point of a path.

    >>> format_point(1.0, 3.14159)
    '1 3.1'
    """
    return f"{format_coordinate(x)} {format_coordinate(y)}"


def format_position(x: float, y: float) -> str:
    """The attributes that say where a thing stands.

    >>> format_position(1.0, 3.14159)
    'x="1" y="3.1"'
    """
    return f'x="{format_coordinate(x)}" y="{format_coordinate(y)}"'
