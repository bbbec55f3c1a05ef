"""A scheme of regions around a district: a square a firm, by how it stands to the district. No map, no coordinates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, GRID, INKS, SOFT, fill_state
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_WIDTH, _GAP, _HEAD, _SQUARE, _STEP = 960.0, 18.0, 40.0, 13.0, 18.0
_NARROW = 340.0
#: The look of a standing: meaning and state.
_LOOKS = {
    "here": ("made", "operating"),
    "building": ("made", "building"),
    "coming": ("made", "planned"),
    "near": ("short", "building"),
    "away": ("short", "operating"),
}


@dataclass(frozen=True)
class RegionBox:
    """A region with its firms by standing, each a square; ``words`` says how many."""

    name: str
    to: str
    words: str
    counts: Mapping[str, int]
    is_target: bool


def draw_region_boxes(
    district: RegionBox, regions: Sequence[RegionBox], legend: Mapping[str, str], title: str
) -> Drawing:
    """The district on the left, the regions on the right in two columns, tied to it."""
    shapes = _draw_legend(legend, _WIDTH)
    top = 26 + 18.0 * (_count_lines(legend, _WIDTH) - 1)
    room = (_WIDTH - 250 - 3 * _GAP) / 2
    rows = [regions[start : start + 2] for start in range(0, len(regions), 2)]
    heights = [max(_find_height(box, room) for box in row) for row in rows]
    height = max(sum(heights) + _GAP * max(len(rows) - 1, 0), _find_height(district, 250.0))
    middle, left = top + height / 2, 250 + 2 * _GAP
    y = top
    boxes: list[str] = []
    for row, high in zip(rows, heights, strict=True):
        for place, box in enumerate(row):
            x = left + place * (room + _GAP)
            if not place:
                shapes.append(draw_line(250, middle, left, y + high / 2, GRID, 2.0))
            boxes += _draw_box(box, x, y, room, high)
        y += high + _GAP
    high_left = _find_height(district, 250.0)
    boxes += _draw_box(district, 1, middle - high_left / 2, 249, high_left)
    return Drawing("regions", title, _describe([district, *regions]), _WIDTH, top + height + 2, [*shapes, *boxes])


def draw_narrow_region_boxes(
    district: RegionBox, regions: Sequence[RegionBox], legend: Mapping[str, str], title: str
) -> Drawing:
    """The same below each other, for a telephone."""
    shapes = _draw_legend(legend, _NARROW)
    y = 26 + 18.0 * (_count_lines(legend, _NARROW) - 1)
    for box in (district, *regions):
        high = _find_height(box, _NARROW - 2)
        shapes += _draw_box(box, 1, y, _NARROW - 2, high)
        y += high + 10
    return Drawing("regions-narrow", title, _describe([district, *regions]), _NARROW, y, shapes)


def _per_row(room: float) -> int:
    return int((room - 20) // _STEP)


def _find_height(box: RegionBox, room: float) -> float:
    lines = -(-sum(box.counts.values()) // _per_row(room))
    return _HEAD + 8 + max(lines, 0) * _STEP


def _draw_box(box: RegionBox, x: float, y: float, room: float, height: float) -> list[str]:
    ink, dash = (INKS["made"], "") if box.is_target else (SOFT, "5 4")
    name = draw_name(x + 10, y + 20, box.name, room - 24 - text_width(box.words, 12), 14, bold=True, lines=2)
    drawn = [
        draw_rectangle(x, y, room, height, "#FFFFFF", ink, dash=dash),
        draw_link(box.to, name) if box.to else "".join(name),
        draw_text(x + room - 10, y + 24, box.words, 12, SOFT, anchor="end"),
    ]
    standings = [standing for standing in _LOOKS for _ in range(box.counts.get(standing, 0))]
    for number, standing in enumerate(standings):
        row, column = divmod(number, _per_row(room))
        drawn.append(_draw_square(standing, x + 10 + column * _STEP, y + _HEAD + row * _STEP))
    return drawn


def _draw_square(standing: str, x: float, y: float) -> str:
    meaning, state = _LOOKS[standing]
    return draw_rectangle(x, y, _SQUARE, _SQUARE, fill_state(meaning, state), INKS[meaning], dash=DASHES[state])


def _place_legend(legend: Mapping[str, str], room: float) -> list[tuple[float, float, str, str]]:
    placed, x, y = [], 0.0, 1.0
    for standing, words in legend.items():
        width = 20 + text_width(words, 12) * 1.04
        if x and x + width > room:
            x, y = 0.0, y + 18
        placed.append((x, y, standing, words))
        x += width + 16
    return placed


def _count_lines(legend: Mapping[str, str], room: float) -> int:
    return 1 + int(max((y for _x, y, _standing, _words in _place_legend(legend, room)), default=1.0) // 18)


def _draw_legend(legend: Mapping[str, str], room: float) -> list[str]:
    return [
        part
        for x, y, standing, words in _place_legend(legend, room)
        for part in (_draw_square(standing, x, y), draw_text(x + 19, y + 11, words, 12))
    ]


def _describe(boxes: Sequence[RegionBox]) -> str:
    return "; ".join(f"{box.name}: {box.words}" for box in boxes)
