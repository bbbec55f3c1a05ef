"""Parts of a whole as boxes whose areas add up to it (a treemap): for parts that are disjoint and complete alone.

Boxes are as near to squares as they can be (Bruls, Huizing and van Wijk, Squarified Treemaps, 2000).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import FILLS, INK, INKS, SOFT
from liantu.drawings.shapes import draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_SIZE, _LINE, _EDGE = 12.5, 16.0, 6.0
_JOIN = "; "
#: A word of these stands whole.
_LATIN = re.compile(r"[!-\u024f]+")


@dataclass(frozen=True)
class AreaPart:
    """A part with its amount, what is written below its name, and a meaning of ``meanings``."""

    name: str
    to: str
    amount: float
    words: str
    meaning: str


class Box(NamedTuple):
    """A rectangle by its left upper corner."""

    left: float
    top: float
    width: float
    height: float


def divide_area(amounts: Sequence[float], whole: Box) -> list[Box]:
    """A box an amount, in their order, whose areas are as the amounts and fill the whole; ``amounts`` above zero, the
    largest first.

    >>> [tuple(box) for box in divide_area([3.0, 1.0], Box(0.0, 0.0, 4.0, 2.0))]
    [(0.0, 0.0, 3.0, 2.0), (3.0, 0.0, 1.0, 2.0)]
    """
    left, room, boxes = [*amounts], whole, []
    while left:
        scale, side = room.width * room.height / sum(left), min(room.width, room.height)
        count = 1
        while count < len(left) and _find_worst(left[: count + 1], scale, side) <= _find_worst(
            left[:count], scale, side
        ):
            count += 1
        row, left = left[:count], left[count:]
        thick, along = sum(row) * scale / side, 0.0
        for amount in row:
            long = amount * scale / thick
            upright = room.width >= room.height
            place = (room.left, room.top + along) if upright else (room.left + along, room.top)
            boxes.append(Box(*place, *((thick, long) if upright else (long, thick))))
            along += long
        if room.width >= room.height:
            room = Box(room.left + thick, room.top, room.width - thick, room.height)
        else:
            room = Box(room.left, room.top + thick, room.width, room.height - thick)
    return boxes


def _find_worst(row: Sequence[float], scale: float, side: float) -> float:
    """How far from a square the worst box of a row is that stands along a side."""
    thick = sum(row) * scale / side
    return max(max(thick / long, long / thick) for long in (amount * scale / thick for amount in row))


def draw_area_boxes(
    parts: Sequence[AreaPart], title: str, *, name: str = "areas", width: float = 520.0, height: float = 250.0
) -> Drawing:
    """The boxes, the largest first; a box too small for its words has a number, and them in a line below the whole."""
    ordered = sorted((part for part in parts if part.amount > 0), key=lambda part: -part.amount)
    boxes = divide_area([part.amount for part in ordered], Box(0.6, 0.6, width - 1.2, height - 1.2))
    shapes: list[str] = []
    below: list[str] = []
    for part, box in zip(ordered, boxes, strict=True):
        texts = _write(part, box)
        if not texts:
            number = str(len(below) + 1)
            below.append(f"{number} {part.name} {part.words}")
            texts = _write_number(number, box)
        frame = draw_rectangle(*box, FILLS[part.meaning], INKS[part.meaning])
        shapes.append(draw_link(part.to, [frame, *texts]))
    lines = wrap_text(_JOIN.join(below), 12.0, width, 6) if below else []
    shapes += [draw_text(0, height + _LINE * (n + 1), line, 12.0, SOFT) for n, line in enumerate(lines)]
    described = _JOIN.join(f"{part.name} {part.words}" for part in ordered)
    return Drawing(name, title, described, width, height + _LINE * len(lines) + 4, shapes)


def _write_number(number: str, box: Box) -> list[str]:
    """The number in the middle of a box; nothing where it has no room."""
    if box.width < _SIZE or box.height < _LINE:
        return []
    return [draw_text(box.left + box.width / 2, box.top + box.height / 2 + 4.5, number, _SIZE, INK, anchor="middle")]


def _write(part: AreaPart, box: Box) -> list[str]:
    """Name and words inside a box; nothing where they have no room."""
    room = box.width - 2 * _EDGE
    rows = wrap_text(part.name, _SIZE, room / 1.05, 2) if room > _SIZE else []
    words = wrap_text(part.words, 12.0, room, 2) if room > _SIZE else []
    texts = [*rows, *words]
    is_cut = not texts or any(text.endswith("…") or text_width(text, _SIZE) > room for text in texts)
    is_cut = is_cut or any(word not in " ".join(rows) for word in _LATIN.findall(part.name))
    if is_cut or _LINE * len(texts) + _EDGE > box.height:
        return []
    left, top = box.left + _EDGE, box.top + _LINE
    return [
        draw_text(left, top + _LINE * n, text, _SIZE if n < len(rows) else 12.0, INK, bold=n < len(rows))
        for n, text in enumerate(texts)
    ]
