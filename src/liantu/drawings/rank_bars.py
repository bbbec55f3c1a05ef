"""Units in the order of their rank: a bar of the score, and beside it the rank with the range that it moves in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import GRID, INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import format_coordinate, text_width

_ROW, _HEAD, _FOOT, _TALL = 30.0, 30.0, 8.0, 16.0


class RankBar(NamedTuple):
    """A unit: its score and that in words, its rank, and the ranks between which it lies; None where it has none."""

    name: str
    score: float | None
    words: str
    rank: int | None
    low: float | None
    high: float | None


def draw_rank_bars(
    bars: Sequence[RankBar], heads: tuple[str, str], title: str, *, name: str, width: float, names: float
) -> Drawing:
    """The bars in their order; ``heads`` stand above scores and ranks."""
    room = max((text_width(bar.words, 12.5) for bar in bars), default=0.0) * 1.1 + 14
    half = (width - names - room) * 0.6
    scores = LinearAxis(names, half, max((bar.score or 0.0 for bar in bars), default=0.0))
    left = names + half + room + 10
    step = (width - left - 14) / max(len(bars) - 1, 1)
    bottom = _HEAD + _ROW * len(bars)
    shapes = [draw_text(names, 14, heads[0], 12, SOFT), draw_text(width, 14, heads[1], 12, SOFT, anchor="end")]
    for place in range(len(bars)):
        x = left + step * place
        shapes.append(draw_line(x, _HEAD - 2, x, bottom, GRID))
    for number, bar in enumerate(bars):
        middle = _HEAD + _ROW * number + _ROW / 2
        shapes += draw_name(names - 8, middle, bar.name, names - 12, 12.5, anchor="end")
        long = scores.measure(bar.score or 0.0)
        shapes.append(draw_rectangle(names, middle - _TALL / 2, long, _TALL, INKS["made"]))
        shapes.append(draw_text(names + long + 6, middle + 4.4, bar.words, 12.5, bold=True))
        shapes += _draw_rank(bar, middle, left, step)
    described = "; ".join(f"{bar.name} {bar.words}" for bar in bars)
    return Drawing(name, title, described, width, bottom + _FOOT, shapes)


def _draw_rank(bar: RankBar, middle: float, left: float, step: float) -> list[str]:
    """A mark at the rank, and a line over the ranks that it moves between."""
    if bar.rank is None:
        return []
    x = left + step * (bar.rank - 1)
    mark = f'<circle cx="{format_coordinate(x)}" cy="{format_coordinate(middle)}" r="5" fill="{INKS["made"]}"/>'
    if bar.low is None or bar.high is None:
        return [mark]
    ends = [left + step * (rank - 1) for rank in (bar.low, bar.high)]
    return [
        draw_line(*(ends[0], middle, ends[1], middle), INK, 2.0),
        *(draw_line(end, middle - 5, end, middle + 5, INK, 1.4) for end in ends),
        mark,
    ]
