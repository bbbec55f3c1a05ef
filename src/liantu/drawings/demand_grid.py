"""What is asked of places beside what they state: a place a line, a resource a column, each column on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import FILLS, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.status_bar import draw_state_legend, draw_status_bar
from liantu.drawings.svg_text import wrap_text

_TALL, _CELL, _LEGEND, _HEADS = 11.0, 88.0, 24.0, 22.0
_NAMES, _NARROW_CELL = 140.0, 92.0


@dataclass(frozen=True)
class DemandCell:
    """What is asked of a resource, of projects with land and without (None: unknown), and what there is, in words.

    ``has`` is the length of what the place states; ``None`` when that is unknown.
    """

    ahead: float | None
    landed: float | None
    has: float | None
    asked_words: str
    has_words: str


@dataclass(frozen=True)
class DemandRow:
    """A place with a cell for each resource."""

    name: str
    to: str
    cells: Sequence[DemandCell]


@dataclass(frozen=True)
class DemandWords:
    """The words of the legend: asked by projects that have their land, by those that have none, stated by the place."""

    landed: str
    ahead: str
    has: str


def draw_demand_grid(
    rows: Sequence[DemandRow],
    heads: Sequence[str],
    words: DemandWords,
    title: str,
    *,
    name: str = "demand-grid",
    width: float = 955.0,
) -> Drawing:
    """Asked above, stated below, hatched where unknown; on a telephone the resources stand below each other."""
    narrow = width < 500
    legend, down = draw_state_legend([("building", words.landed), ("planned", words.ahead)], "made", width)
    y = down + 2
    legend += [draw_rectangle(0, y, 20, 11, FILLS["made"], INKS["made"]), draw_text(26, y + 10, words.has, 12)]
    top = y + _LEGEND
    shapes = list(legend)
    highest = [_find_highest([row.cells[n] for row in rows]) for n in range(len(heads))]
    across = width if narrow else (width - _NAMES) / max(len(heads), 1)
    if not narrow:
        shapes += [draw_text(_NAMES + n * across, top + 12, head, 12.5, bold=True) for n, head in enumerate(heads)]
        top += _HEADS
    for row in rows:
        shapes.append(draw_line(0, top, width, top, RULE))
        lines = wrap_text(row.name, 13, width if narrow else _NAMES - 8, 1 if narrow else 3)
        drawn = [draw_text(0, top + 18 + 16 * n, line, 13, bold=True) for n, line in enumerate(lines)]
        shapes.append(draw_link(row.to, drawn))
        top += 24.0 if narrow else 0.0
        for n, cell in enumerate(row.cells):
            if narrow:
                shapes.append(draw_text(0, top + 12, heads[n], 12, bold=True))
                shapes += _draw_cell(cell, 0, top + 16, across, highest[n])
                top += _NARROW_CELL
            else:
                shapes += _draw_cell(cell, _NAMES + n * across, top + 6, across - 16, highest[n])
        top += 4.0 if narrow else _CELL
    return Drawing(name, title, _describe(rows, heads), width, top + 2, shapes)


def _find_highest(cells: Sequence[DemandCell]) -> float:
    """The longest of a column: all that is asked of a place, or what it states."""
    return max(
        (value for cell in cells for value in ((cell.ahead or 0) + (cell.landed or 0), cell.has or 0)), default=0
    )


def _draw_cell(cell: DemandCell, left: float, top: float, room: float, highest: float) -> list[str]:
    """Two bars with their words above each."""
    scale = room / highest if highest > 0 else 0.0
    bars = {"building": (cell.landed or 0) * scale, "planned": (cell.ahead or 0) * scale}
    unknown = cell.ahead is None and cell.landed is None
    hatch = min(40.0, room)
    return [
        draw_text(left, top + 11, wrap_text(cell.asked_words, 12, room, 1)[0], 12),
        *(
            [draw_rectangle(left, top + 15, hatch, _TALL, FILLS["unknown"], INKS["unknown"], dash="2 3")]
            if unknown
            else draw_status_bar(left, top + 15, _TALL, bars, "made")
        ),
        draw_rectangle(left, top + 29, hatch, _TALL, FILLS["unknown"], INKS["unknown"], dash="2 3")
        if cell.has is None
        else draw_rectangle(left, top + 29, max(cell.has * scale, 1), _TALL, FILLS["made"], INKS["made"]),
        *(
            draw_text(left, top + 53 + 15 * n, line, 12, SOFT)
            for n, line in enumerate(wrap_text(cell.has_words, 12, room, 2))
        ),
    ]


def _describe(rows: Sequence[DemandRow], heads: Sequence[str]) -> str:
    return "; ".join(
        f"{row.name}: "
        + ", ".join(
            f"{head} {cell.asked_words} / {cell.has_words}" for head, cell in zip(heads, row.cells, strict=True)
        )
        for row in rows
    )
