"""The places of a district as boxes: what each makes, and what of it is free. No map: places have no coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, INKS, RULE, SOFT, fill_state
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_GAP, _HEAD, _LINE, _FOOT = 12.0, 34.0, 20.0, 10.0


@dataclass(frozen=True)
class MadeHere:
    """A product that is made in a place: its name, how firm its first capacity is, and how much in words."""

    name: str
    to: str
    state: str
    words: str


@dataclass(frozen=True)
class PlaceBox:
    """A place with what it makes, and what is stated to be free in it, or that nobody has said."""

    name: str
    to: str
    kind: str
    wide: bool
    made: Sequence[MadeHere]
    nothing: str
    free: Sequence[str]
    key: str = ""


def draw_place_boxes(
    places: Sequence[PlaceBox], title: str, *, name: str = "places", width: float = 955.0, across: int = 3
) -> Drawing:
    """The boxes, so many beside each other; those of the district as a whole are dashed."""
    room = (width - _GAP * (across - 1)) / across
    shapes: list[str] = []
    top = 2.0
    for start in range(0, len(places), across):
        row = places[start : start + across]
        height = max(_find_height(place, room) for place in row)
        for number, place in enumerate(row):
            shapes += _draw_box(place, number * (room + _GAP) + 1, top, room - 2, height)
        top += height + _GAP
    described = "; ".join(
        f"{place.name}: " + ", ".join([f"{made.name} {made.words}" for made in place.made] or [place.nothing])
        for place in places
    )
    return Drawing(name, title, described, width, top, shapes)


def _find_height(place: PlaceBox, room: float) -> float:
    return _find_head(place, room) + _find_made(place, room) + 8 + 18 * len(_break_lines(place, room)) + _FOOT


def _break_title(place: PlaceBox, room: float) -> list[str]:
    return wrap_text(place.name, 14 * 1.05, room - text_width(place.kind, 12) - 32, 3)


def _find_head(place: PlaceBox, room: float) -> float:
    """How tall the name of a place stands above what it makes."""
    return _HEAD + 17 * (len(_break_title(place, room)) - 1)


def _break_made(made: MadeHere, room: float) -> list[str]:
    """The name of a product beside its amount."""
    return wrap_text(made.name, 12.5, max(room - text_width(made.words, 12.5) * 1.08 - 48, 40), 3)


def _find_made(place: PlaceBox, room: float) -> float:
    """How tall the lines of what a place makes are."""
    return sum(_LINE + 15 * (len(_break_made(made, room)) - 1) for made in place.made) or _LINE


def _break_lines(place: PlaceBox, room: float) -> list[str]:
    """What is free, each in two lines at most."""
    return [line for words in place.free for line in wrap_text(words, 12, room - 24, 2)]


def _draw_box(place: PlaceBox, left: float, top: float, room: float, height: float) -> list[str]:
    dash = "5 4" if place.wide else ""
    title = [
        draw_text(left + 10, top + 21 + 17 * n, words, 14, bold=True)
        for n, words in enumerate(_break_title(place, room))
    ]
    drawn = [
        draw_rectangle(left, top, room, height, "#FFFFFF", INKS["made"], dash=dash),
        draw_link(place.to, title),
        draw_text(left + room - 10, top + 21, place.kind, 12, SOFT, anchor="end"),
    ]
    base = top + _find_head(place, room)
    line = base
    for made in place.made:
        drawn += _draw_made(made, left, line, room)
        line += _LINE + 15 * (len(_break_made(made, room)) - 1)
    if not place.made:
        drawn.append(draw_text(left + 10, base + 13, wrap_text(place.nothing, 12.5, room - 20, 1)[0], 12.5, SOFT))
    line = base + _find_made(place, room) + 4
    drawn.append(draw_line(left + 10, line, left + room - 10, line, RULE))
    for number, words in enumerate(_break_lines(place, room)):
        drawn.append(draw_text(left + 10, line + 16 + 18 * number, words, 12, SOFT))
    return drawn


def _draw_made(made: MadeHere, left: float, top: float, room: float) -> list[str]:
    """A mark of the state, the product, and its amount at the right."""
    ink = INKS["unknown" if made.state == "unknown" else "made"]
    mark = draw_rectangle(left + 10, top + 3, 14, 10, fill_state("made", made.state), ink, dash=DASHES[made.state])
    lines = _break_made(made, room)
    named = [draw_text(left + 30, top + 13 + 15 * n, words, 12.5) for n, words in enumerate(lines)]
    return [mark, draw_link(made.to, named), draw_text(left + room - 10, top + 13, made.words, 12.5, anchor="end")]
