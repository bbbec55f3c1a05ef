"""Before and after of a scenario on paper: a grey bar for how things stand, an amber one for what is supposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import FACES
from liantu.drawings.linear_axis import choose_axis
from liantu.drawings.meanings import SOFT
from liantu.drawings.shapes import draw_line, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import escape_attribute, format_coordinate

_WIDTH, _BARS, _ROOM, _ROW, _HIGH = 620.0, 178.0, 260.0, 34.0, 13.0
_NOW, _SUPPOSED, _EDGE = "#aaaaaa", "#e0a800", "#7a5600"


@dataclass(frozen=True)
class ScenarioBar:
    """A product before and after, in one unit; the words of its figures are printed as they are."""

    name: str
    before: float
    after: float
    before_words: str
    after_words: str
    changed: bool = False


def draw_scenario_bars(bars: Sequence[ScenarioBar], title: str, before: str, after: str) -> str:
    """The bars as SVG text, with the meaning of the two below them."""
    axis = choose_axis(_BARS, _ROOM, [value for bar in bars for value in (bar.before, bar.after)])
    bottom = len(bars) * _ROW + 4
    shapes = [draw_line(_BARS, 0, _BARS, bottom, SOFT)]
    for number, bar in enumerate(bars):
        top = number * _ROW + 4
        shapes += [
            # On A4 a size of 12.5 is printed at 9.1 points, the least that paper may have.
            *draw_name(
                _BARS - 8, top + _HIGH, bar.name, _BARS - 10, 12.5, anchor="end", bold=bar.changed, smaller=12.4
            ),
            draw_rectangle(_BARS, top, axis.measure(bar.before), _HIGH, _NOW),
            draw_text(axis.locate(bar.before) + 5, top + 11, bar.before_words, 12.5, SOFT),
            draw_rectangle(_BARS, top + _HIGH + 1, axis.measure(bar.after), _HIGH, _SUPPOSED, _EDGE),
            draw_text(axis.locate(bar.after) + 5, top + _HIGH + 12, bar.after_words, 12.5, bold=True),
        ]
    shapes += [
        draw_rectangle(_BARS, bottom + 8, 22, 11, _NOW),
        draw_text(_BARS + 28, bottom + 18, before, 12.5),
        draw_rectangle(_BARS + 150, bottom + 8, 22, 11, _SUPPOSED, _EDGE),
        draw_text(_BARS + 178, bottom + 18, after, 12.5),
    ]
    high = format_coordinate(bottom + 26)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {high}" font-family="{FACES}" role="img">'
        f"<title>{escape_attribute(title)}</title>{''.join(shapes)}</svg>"
    )
