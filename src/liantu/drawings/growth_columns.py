"""Growth month by month as columns from zero, the figure at the end of each, the last one dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import FILLS, INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_HEAD, _FOOT, _EDGE, _SIZE = 20.0, 22.0, 2.0, 12.0


@dataclass(frozen=True)
class GrowthColumn:
    """A month: its name below, its growth and that in words; without one it is hatched."""

    month: str
    value: float | None
    words: str


def draw_growth_columns(
    columns: Sequence[GrowthColumn], title: str, *, name: str = "growth", width: float = 520.0, tall: float = 150.0
) -> Drawing:
    """The columns in their order; what fell hangs below the line of zero, in red."""
    values = [column.value for column in columns if column.value is not None]
    highest, lowest = max([*values, 0.0]), min([*values, 0.0])
    below = 16.0 if lowest < 0 else 0.0
    scale = tall / (highest - lowest) if highest > lowest else 0.0
    zero = _HEAD + highest * scale
    bottom = zero - lowest * scale + below
    step = (width - 2 * _EDGE) / max(len(columns), 1)
    shapes: list[str] = []
    for number, column in enumerate(columns):
        middle = _EDGE + (number + 0.5) * step
        shapes += _draw_column(column, middle, step * 0.62, zero, scale, last=number == len(columns) - 1)
        shapes.append(draw_text(middle, bottom + 15, column.month, _SIZE, SOFT, anchor="middle"))
    shapes.append(draw_line(_EDGE, zero, width - _EDGE, zero, INK, 1.2))
    described = "; ".join(f"{column.month} {column.words}" for column in columns)
    return Drawing(name, title, described, width, bottom + _FOOT, shapes)


def _draw_column(
    column: GrowthColumn, middle: float, wide: float, zero: float, scale: float, *, last: bool
) -> list[str]:
    if column.value is None:
        room = max(wide, 10.0)
        mark = draw_rectangle(middle - room / 2, zero - 12, room, 12, FILLS["unknown"], INKS["unknown"], dash="2 3")
        fits = text_width(column.words, _SIZE) <= wide * 1.6
        return [mark, draw_text(middle, zero - 17, column.words if fits else "—", _SIZE, SOFT, anchor="middle")]
    meaning = "made" if column.value >= 0 else "missing"
    long = abs(column.value) * scale
    top = zero - long if column.value >= 0 else zero
    fill = INKS[meaning] if last else FILLS[meaning]
    y = top - 5 if column.value >= 0 else zero + long + 13
    return [
        draw_rectangle(middle - wide / 2, top, wide, long, fill, INKS[meaning]),
        draw_text(middle, y, column.words, _SIZE, bold=last, anchor="middle"),
    ]
