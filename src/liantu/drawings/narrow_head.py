"""The head of a row at the width of a telephone: the name on the left, the amount on the right, both above the bar."""

from __future__ import annotations

from liantu.drawings.meanings import INKS, RULE
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_text
from liantu.drawings.svg_text import text_width

_SIZE, _MIDDLE = 13.5, 11.5
#: What a name on two lines adds to its row.
_SECOND_LINE = 11.0


def draw_narrow_head(
    top: float, width: float, name: str, to: str, amount: str, *, strong: bool
) -> tuple[list[str], float]:
    """The head of a row that begins at ``top``, and how much lower its bar stands where the name takes two lines."""
    room = width - text_width(amount, _SIZE) * 1.08 - 12
    lines = draw_name(0, top + _MIDDLE, name, room, _SIZE, INKS["made"], bold=strong)
    lower = _SECOND_LINE if len(lines) > 1 else 0.0
    if lower:
        lines = draw_name(0, top + _MIDDLE + lower / 2, name, room, _SIZE, INKS["made"], bold=strong)
    head = [
        draw_line(0, top, width, top, RULE),
        draw_link(to, lines),
        draw_text(width, top + 17, amount, _SIZE, bold=True, anchor="end"),
    ]
    return head, lower
