"""What each part adds to a growth or takes off it: bars to both sides of zero, the points at the end of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import FILLS, INK, INKS
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_ROW, _TOP, _SIZE, _TWO_LINES = 24.0, 4.0, 12.5, 32.0


@dataclass(frozen=True)
class ContributionBar:
    """A part with its points and those in words; one that is not compared has none. ``to`` is where it leads."""

    name: str
    to: str
    value: float | None
    words: str


def draw_contribution_bars(
    bars: Sequence[ContributionBar],
    title: str,
    *,
    name: str = "contributions",
    width: float = 520.0,
    names: float = 150.0,
    row: float = _ROW,
) -> Drawing:
    """The bars as they are given; blue adds, red takes off, hatched is not known."""
    values = [bar.value for bar in bars if bar.value is not None]
    highest, lowest = max([*values, 0.0]), min([*values, 0.0])
    words = max((text_width(bar.words, _SIZE) for bar in bars), default=0.0) * 1.12 + 8
    # Words stand behind a bar to the right of zero also where it hangs to the left.
    room = width - names - words - 4
    scale = room / (highest - lowest) if highest > lowest else 0.0
    zero = names - lowest * scale
    # A name on two lines needs the room of both.
    row = max(row, _TWO_LINES) if any(text_width(bar.name, _SIZE) > names - 8 for bar in bars) else row
    tall = min(15.0, row - 4)
    shapes: list[str] = []
    for number, bar in enumerate(bars):
        top = _TOP + number * row + (row - tall) / 2
        middle = top + tall / 2
        shapes.append(draw_link(bar.to, draw_name(0, middle, bar.name, names - 8, _SIZE)))
        shapes += _draw_bar(bar, middle, tall, zero, scale)
    bottom = _TOP + len(bars) * row
    shapes.append(draw_line(zero, _TOP - 2, zero, bottom + 2, INK, 1.2))
    described = "; ".join(f"{bar.name} {bar.words}" for bar in bars)
    return Drawing(name, title, described, width, bottom + 6, shapes)


def _draw_bar(bar: ContributionBar, middle: float, tall: float, zero: float, scale: float) -> list[str]:
    top, base = middle - tall / 2, middle + 4.5
    if bar.value is None:
        mark = draw_rectangle(zero, top, 26, tall, FILLS["unknown"], INKS["unknown"], dash="2 3")
        return [mark, draw_text(zero + 31, base, bar.words, _SIZE)]
    meaning = "made" if bar.value >= 0 else "missing"
    long = abs(bar.value) * scale
    left = zero if bar.value >= 0 else zero - long
    right = zero + (long if bar.value >= 0 else 0.0)
    return [
        draw_rectangle(left, top, long, tall, INKS[meaning], INKS[meaning]),
        draw_text(right + 5, base, bar.words, _SIZE, bold=True),
    ]
