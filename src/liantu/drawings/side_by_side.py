"""Two drawings beside each other under headings of their own, as one."""

from __future__ import annotations

from liantu.drawings.drawing import Drawing
from liantu.drawings.shapes import draw_text
from liantu.drawings.svg_text import format_coordinate

_HEAD, _SIZE = 18.0, 12.5


def draw_side_by_side(left: Drawing, right: Drawing, left_words: str, right_words: str, width: float) -> Drawing:
    """Both drawings, the right one at the right edge; what is read of them stays what each says."""
    shift = width - right.width
    shapes = [
        draw_text(0, 12, left_words, _SIZE, bold=True),
        draw_text(shift, 12, right_words, _SIZE, bold=True),
        f'<g transform="translate(0 {format_coordinate(_HEAD)})">{"".join(left.shapes)}</g>',
        f'<g transform="translate({format_coordinate(shift)} {format_coordinate(_HEAD)})">{"".join(right.shapes)}</g>',
    ]
    described = f"{left_words}: {left.description}. {right_words}: {right.description}"
    high = _HEAD + max(left.height, right.height)
    return Drawing(f"{left.name}-{right.name}", f"{left_words}; {right_words}", described, width, high, shapes)
