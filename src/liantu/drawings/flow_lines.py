"""Lines that carry a quantity: as wide as it is, coloured by where it comes from, hollow in another unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from liantu.drawings.svg_text import escape_attribute, format_coordinate, format_point

Point = tuple[float, float]

#: The thinnest line: it measures nothing.
THIN = 1.4
INKS = {"local": "#0B5394", "nearby": "#2F7F79", "outside": "#C05A63", "unknown": "#777777"}


class Strand(NamedTuple):
    """A part of a line: where it comes from, and how wide it is."""

    origin: str
    width: float


def draw_strand(start: Point, end: Point, width: float, ink: str, dash: str = "") -> str:
    """One bent line from left to right."""
    reach = max(24.0, (end[0] - start[0]) / 2)
    bends = ((start[0] + reach, start[1]), (end[0] - reach, end[1]), end)
    path = f"M{format_point(*start)}C" + " ".join(format_point(*point) for point in bends)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    look = f'stroke="{ink}" stroke-width="{format_coordinate(width)}" stroke-opacity="0.72"{dashed}'
    return f'<path d="{path}" fill="none" {look}/>'


def draw_strands(start: Point, end: Point, strands: Sequence[Strand]) -> str:
    """The parts of a line over each other, their middle on ``start`` and ``end``."""
    drawn, offset = [], -sum(strand.width for strand in strands) / 2
    for origin, width in strands:
        if width:
            place = offset + width / 2
            ends = ((start[0], start[1] + place), (end[0], end[1] + place))
            drawn.append(draw_strand(*ends, max(width, THIN), INKS[origin]))
        offset += width
    return "".join(drawn)


def draw_hollow(start: Point, end: Point, ink: str) -> str:
    """A line in another unit: two edges and dots between, whose distance says nothing."""
    edges = [draw_strand((start[0], start[1] + d), (end[0], end[1] + d), THIN, ink) for d in (-4.0, 4.0)]
    return "".join([*edges, draw_strand(start, end, THIN, ink, "1.5 4")])


def draw_nothing(start: Point, end: Point, *, unknown: bool) -> str:
    """A line that carries nothing, dashed, or that nobody knows the amount of, dotted."""
    return draw_strand(start, end, THIN, INKS["unknown"], "2 4" if unknown else "6 4")


def draw_loop(start: Point, end: Point, width: float, ink: str, dash: str = "", reach: float = 30.0) -> str:
    """A line that leaves and comes back at the left, between cards that stand over each other."""
    bends = ((start[0] - reach, start[1]), (end[0] - reach, end[1]), end)
    path = f"M{format_point(*start)}C" + " ".join(format_point(*point) for point in bends)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    look = f'stroke="{ink}" stroke-width="{format_coordinate(width)}" stroke-opacity="0.72"{dashed}'
    return f'<path d="{path}" fill="none" {look}/>'


def draw_sample(kind: str, x: float, y: float, wide: float = 34.0) -> str:
    """A line of the legend: an origin, hollow, nothing or unknown."""
    start, end = (x, y), (x + wide, y)
    if kind == "hollow":
        return draw_hollow(start, end, INKS["outside"])
    if kind in ("nothing", "dotted"):
        return draw_nothing(start, end, unknown=kind == "dotted")
    return draw_strand(start, end, 9, INKS[kind])


def group_flow(source: str, target: str, words: str, inside: str) -> str:
    """A line with what it says to whom it is pointed out."""
    title = f"<title>{escape_attribute(words)}</title>" if words else ""
    ends = f'data-from="{escape_attribute(source)}" data-to="{escape_attribute(target)}"'
    return f'<g class="flow" {ends}>{title}{inside}</g>'
