"""Projects by stage, a square a project: what stands where, without areas that mislead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, INKS, SOFT, fill_state
from liantu.drawings.shapes import draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_ROW, _SQUARE, _STEP = 22.0, 12.0, 15.0
#: The part of the width that labels take at most; longer ones are broken.
_LABELS = 0.6


@dataclass(frozen=True)
class StageRow:
    """A stage with its projects, counted and in words; ``state`` is operating, building, planned or unknown;
    any other, as of what was lost or has stopped, is drawn as planned."""

    label: str
    to: str
    state: str
    count: int
    words: str


def draw_stage_squares(
    rows: Sequence[StageRow], title: str, name: str = "project-stages", *, width: float = 440.0, named: bool = True
) -> Drawing:
    """The stages from the furthest on; ``named`` writes the projects beside their squares."""
    labels = min(max((text_width(row.label, 12.5) * 1.06 for row in rows), default=0.0), width * _LABELS) + 4
    left = labels + 8
    longest = max((row.count for row in rows), default=0)
    across = max(1, min(longest, int((width - left - (150 if named else 30)) / _STEP)))
    shapes, top = [], 2.0
    for row in rows:
        lines, taken = -(-row.count // across), 0.0
        squares = [
            draw_rectangle(
                left + number % across * _STEP,
                top + number // across * _STEP,
                _SQUARE,
                _SQUARE,
                fill_state("made", row.state),
                INKS["unknown" if row.state == "unknown" else "made"],
                thick=1.3,
                dash=DASHES.get(row.state, DASHES["planned"]),
            )
            for number in range(row.count)
        ]
        beside = left + across * _STEP + 6
        count = str(row.count)
        label = wrap_text(row.label, 12.5, labels / 1.06, 3)
        shapes.append(
            draw_link(
                row.to,
                [
                    draw_text(labels, top + 11 + 14 * n, line, 12.5, INKS["made"], bold=True, anchor="end")
                    for n, line in enumerate(label)
                ],
            )
        )
        shapes += [*squares, draw_text(beside, top + 11, count, 13.5, bold=True)]
        if named and row.words:
            start = beside + text_width(count, 13.5) + 8
            words = wrap_text(row.words, 12, (width - start) * 0.96, 2)
            shapes += [draw_text(start, top + 11 + 15 * n, line, 12, SOFT) for n, line in enumerate(words)]
            taken = len(words) * 15.0 + 6
        top += max(_ROW, lines * _STEP + 8, taken, len(label) * 14.0 + 8)
    described = "; ".join(f"{row.label}: {row.count}" for row in rows)
    return Drawing(name, title, described, width, top, shapes)
