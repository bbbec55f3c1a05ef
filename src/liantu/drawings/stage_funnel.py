"""How far projects came, a square a project and stage: pale those that went on, dark those that stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_ROW, _SQUARE, _HEAD, _GROUP = 28.5, 14.0, 22.0, 24.0
#: The widest that labels may be; longer ones are broken.
_LABELS = 112.0


@dataclass(frozen=True)
class FunnelRow:
    """A stage: how many reached it, how many stand there, with their words, and how long the way to it took.

    ``group`` is the heading above it, where a part of the projects begins that is counted apart.
    """

    label: str
    to: str
    reached: int
    standing: int
    standing_words: str
    late: bool
    time_words: str
    group: str = ""


def draw_stage_funnel(
    rows: Sequence[FunnelRow],
    reached_words: str,
    standing_words: str,
    title: str,
    *,
    name: str = "stage-funnel",
    width: float = 440.0,
) -> Drawing:
    """The stages in their order, the first above; squares are smaller where many projects are."""
    left = min(max((text_width(row.label, 13) * 1.06 for row in rows), default=0.0), _LABELS) + 10
    room = max((text_width(row.standing_words, 12.5) * 1.06 for row in rows), default=0.0)
    times = max((text_width(row.time_words, 12) for row in rows), default=0.0)
    highest = max((row.reached for row in rows), default=1)
    step = min(16.0, (width - left - room - times - 50) / max(highest, 1))
    shapes = [
        draw_text(left, 13, reached_words, 12, SOFT),
        draw_text(width, 13, standing_words, 12, SOFT, anchor="end"),
    ]
    top = _HEAD
    for row in rows:
        if row.group:
            shapes += [
                draw_line(0, top - 2, width, top - 2, RULE),
                draw_text(0, top + 15, row.group, 13, SOFT, bold=True),
            ]
            top += _GROUP
        lines = wrap_text(row.label, 13, _LABELS / 1.06, 3)
        top += 7 * max(len(lines) - 2, 0)
        shapes.append(draw_link(row.to, _draw_label(lines, left - 8, top + 13)))
        shapes += _draw_squares(row, left, top, step)
        end = left + row.reached * step + 4
        count = str(row.reached)
        shapes.append(draw_text(end, top + 13, count, 13.5, bold=True))
        shapes.append(draw_text(end + text_width(count, 13.5) + 8, top + 13, row.time_words, 12, SOFT))
        ink = INKS["missing"] if row.late else INK
        shapes.append(draw_text(width, top + 13, row.standing_words, 12.5, ink, bold=row.late, anchor="end"))
        top += _ROW + 7 * max(len(lines) - 2, 0)
    described = "; ".join(f"{row.label}: {row.reached}, {row.time_words}, {row.standing_words}" for row in rows)
    return Drawing(name, title, described, width, top, shapes)


def _draw_label(lines: Sequence[str], x: float, y: float) -> list[str]:
    first = y - 7 * (len(lines) - 1)
    return [draw_text(x, first + 14 * n, line, 13, bold=True, anchor="end") for n, line in enumerate(lines)]


def _draw_squares(row: FunnelRow, left: float, top: float, step: float) -> list[str]:
    """Those that went on, then those that stand there; a row of very many is one bar in two parts."""
    passed = row.reached - row.standing
    if step < 5:
        return [
            draw_rectangle(left, top, passed * step, _SQUARE, FILLS["made"], INKS["made"]),
            draw_rectangle(left + passed * step, top, row.standing * step, _SQUARE, INKS["made"], INKS["made"]),
        ]
    return [
        draw_rectangle(
            left + number * step,
            top,
            step - 2,
            _SQUARE,
            INKS["made"] if number >= passed else FILLS["made"],
            INKS["made"],
        )
        for number in range(row.reached)
    ]
