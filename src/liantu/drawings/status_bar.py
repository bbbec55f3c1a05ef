"""A bar in parts by how firm they are, solid, hatched and dashed, and the whisker of its range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from liantu.drawings.meanings import DASHES, INK, INKS, SOFT, fill_state
from liantu.drawings.shapes import draw_line, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width


def draw_status_bar(x: float, y: float, tall: float, parts: Mapping[str, float], meaning: str) -> list[str]:
    """The parts one behind the other; ``parts`` are lengths in pixels by state, and one of no length is left out."""
    drawn, left = [], x
    for state, length in parts.items():
        if length > 0:
            fill, dash = fill_state(meaning, state), DASHES[state]
            drawn.append(draw_rectangle(left, y, length, tall, fill, INKS[meaning], dash=dash))
            left += length
    return drawn


def draw_whisker(low: float, high: float, middle: float, arm: float = 3.5) -> list[str]:
    """The range from ``low`` to ``high`` on the height ``middle``, all in pixels."""
    return [
        draw_line(low, middle, high, middle, INK, 1.4),
        draw_line(low, middle - arm, low, middle + arm, INK, 1.4),
        draw_line(high, middle - arm, high, middle + arm, INK, 1.4),
    ]


def draw_state_legend(
    words: Sequence[tuple[str, str]], meaning: str, room: float, whisker: str = ""
) -> tuple[list[str], float]:
    """What the fills mean, side by side in lines of at most ``room``, and how high that is.

    ``words`` are (state, word), ``whisker`` the words of the whisker.
    """
    drawn: list[str] = []
    x, y = 0.0, 2.0
    for state, word in [*words, *([("", whisker)] if whisker else [])]:
        width = 26 + text_width(word, 12) * 1.04
        if x and x + width > room:
            x, y = 0.0, y + 18
        if state:
            drawn.append(draw_rectangle(x, y, 20, 12, fill_state(meaning, state), INKS[meaning], dash=DASHES[state]))
        else:
            drawn += draw_whisker(x, x + 20, y + 6)
        drawn.append(draw_text(x + 26, y + 11, word, 12, INK if state else SOFT))
        x += width + 18
    return drawn, y + 18
