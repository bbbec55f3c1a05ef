"""A drawing as a file of its own, that stands alone: its heading above, unit, sources, date and notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import GRID, SOFT
from liantu.drawings.shapes import draw_line, draw_rectangle, draw_text
from liantu.drawings.svg_text import wrap_text

_MARGIN, _HEADING, _LINE = 20.0, 17.0, 17.0
#: Links of a page lead nowhere from a file.
_LINKS = re.compile(r"</?a\b[^>]*>")
#: Lines that a heading, a note of the foot may take.
_LINES = 6


def draw_sheet(drawing: Drawing, heading: str, unit: str, foot: Sequence[str]) -> Drawing:
    """The drawing with its heading, the unit beneath it and the lines of its foot, on white, without links."""
    room = drawing.width
    heads = wrap_text(heading, _HEADING, room, _LINES)
    y, shapes = _MARGIN, []
    for line in heads:
        y += _HEADING + 6
        shapes.append(draw_text(_MARGIN, y - 4, line, _HEADING, bold=True))
    if unit:
        y += _LINE
        shapes.append(draw_text(_MARGIN, y, unit, 12, SOFT))
    y += 12
    shapes.append(f'<g transform="translate({_MARGIN:g} {y:g})">{_LINKS.sub("", "".join(drawing.shapes))}</g>')
    y += drawing.height + 10
    shapes.append(draw_line(_MARGIN, y, _MARGIN + room, y, GRID))
    for note in foot:
        for line in wrap_text(note, 12, room, _LINES):
            y += _LINE
            shapes.append(draw_text(_MARGIN, y, line, 12, SOFT))
    width, height = room + 2 * _MARGIN, y + _MARGIN
    ground = draw_rectangle(0, 0, width, height, "#FFFFFF")
    return replace(drawing, width=width, height=height, shapes=[ground, *shapes])
