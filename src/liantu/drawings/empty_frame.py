"""An empty picture: the hatch of what is unknown, and in words why nothing is drawn."""

from __future__ import annotations

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, INKS, fill_state
from liantu.drawings.shapes import draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_TALL, _LINE, _SIZE = 120.0, 20.0, 13.0


def draw_empty_frame(words: str, title: str, name: str = "empty", width: float = 640.0) -> Drawing:
    """The frame of ``width`` with the words in its middle, on white."""
    lines = wrap_text(words, _SIZE, width - 60, 4)
    broad = min(width - 20, max(text_width(line, _SIZE) for line in lines) * 1.06 + 24)
    top = (_TALL - _LINE * len(lines)) / 2
    shapes = [
        draw_rectangle(
            1, 1, width - 2, _TALL - 2, fill_state("unknown", "unknown"), INKS["unknown"], dash=DASHES["unknown"]
        ),
        draw_rectangle((width - broad) / 2, top - 6, broad, _LINE * len(lines) + 12, "#FFFFFF"),
    ]
    shapes += [
        draw_text(width / 2, top + _LINE * number + 14, line, _SIZE, anchor="middle")
        for number, line in enumerate(lines)
    ]
    return Drawing(name, title, words, width, _TALL, shapes)
