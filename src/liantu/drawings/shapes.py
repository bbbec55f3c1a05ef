"""The shapes that a picture is made of, as SVG text: words, rectangles, lines, links."""

from __future__ import annotations

from collections.abc import Iterable

from liantu.drawings.meanings import INK
from liantu.drawings.svg_text import escape_attribute, format_coordinate, format_position, text_width, wrap_text


def draw_text(
    x: float, y: float, words: str, size: float = 12.5, ink: str = INK, *, bold: bool = False, anchor: str = "start"
) -> str:
    """Words on a baseline; ``anchor`` is start, middle or end."""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    weight = ' font-weight="700"' if bold else ""
    look = f'font-size="{size:g}" fill="{ink}"{placed}{weight}'
    return f"<text {format_position(x, y)} {look}>{escape_attribute(words)}</text>"


def draw_name(
    x: float,
    middle: float,
    words: str,
    room: float,
    size: float = 13.0,
    ink: str = INK,
    *,
    bold: bool = False,
    anchor: str = "start",
    lines: int = 2,
    smaller: float = 12.0,
) -> list[str]:
    """A name in the room beside a mark whose middle is at ``middle``: on one line, or ``smaller`` on several."""
    if text_width(words, size) * (1.05 if bold else 1.0) <= room:
        return [draw_text(x, middle + size * 0.35, words, size, ink, bold=bold, anchor=anchor)]
    rows = wrap_text(words, smaller, room, lines)
    top = middle + 4.2 - 6.5 * (len(rows) - 1)
    return [draw_text(x, top + 13 * n, row, smaller, ink, bold=bold, anchor=anchor) for n, row in enumerate(rows)]


def draw_rectangle(
    x: float, y: float, width: float, height: float, fill: str, ink: str = "", *, thick: float = 1.2, dash: str = ""
) -> str:
    """A rectangle, with a border in ``ink`` where one is given."""
    border = f' stroke="{ink}" stroke-width="{thick:g}"' if ink else ""
    dashes = f' stroke-dasharray="{dash}"' if ink and dash else ""
    size = f'width="{format_coordinate(max(width, 0.0))}" height="{format_coordinate(height)}"'
    return f'<rect {format_position(x, y)} {size} fill="{fill}"{border}{dashes}/>'


def draw_line(x1: float, y1: float, x2: float, y2: float, ink: str, thick: float = 1.0, dash: str = "") -> str:
    """A straight line."""
    ends = " ".join(
        f'{name}="{format_coordinate(value)}"' for name, value in (("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2))
    )
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line {ends} stroke="{ink}" stroke-width="{thick:g}"{dashes}/>'


def draw_link(to: str, parts: Iterable[str]) -> str:
    """Shapes that lead somewhere; without an address they are shapes alone.

    >>> draw_link("", ["<rect/>"]), draw_link("/product/lfp", ["<rect/>"])
    ('<rect/>', '<a href="/product/lfp"><rect/></a>')
    """
    inside = "".join(parts)
    return f'<a href="{escape_attribute(to)}">{inside}</a>' if to else inside
