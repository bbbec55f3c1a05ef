"""How grades are marked, best to worst: a fill, an ink and a shape each, so that they stand apart in grey too."""

from __future__ import annotations

from dataclasses import dataclass

from liantu.drawings.meanings import INKS, fill_state
from liantu.drawings.svg_text import format_coordinate

_PALE = "#9FBDE0"


@dataclass(frozen=True)
class GradeMark:
    """The fill of an area, its ink, the ink of words on it, and the shape of a point."""

    fill: str
    ink: str
    words: str
    shape: str


_BEST = GradeMark(INKS["made"], INKS["made"], "#FFFFFF", "disc")
_MIDDLE = GradeMark(_PALE, INKS["made"], "#1d2733", "ring")
_LOW = GradeMark(fill_state("short", "building"), INKS["short"], "#1d2733", "triangle")
_WORST = GradeMark(fill_state("missing", "building"), INKS["missing"], "#1d2733", "cross")
_NONE = GradeMark(fill_state("unknown", "unknown"), INKS["unknown"], "#1d2733", "dot")


def mark_grade(place: int | None, grades: int) -> GradeMark:
    """The mark of the grade at ``place`` from the best, 0, of so many; None is without a grade.

    >>> [mark_grade(place, 4).shape for place in (0, 1, 2, 3, None)]
    ['disc', 'ring', 'triangle', 'cross', 'dot']
    >>> [mark_grade(place, 3).shape for place in range(3)]
    ['disc', 'ring', 'cross']
    """
    if place is None:
        return _NONE
    if place == 0:
        return _BEST
    if place == grades - 1:
        return _WORST
    return _LOW if place == grades - 2 and grades > 3 else _MIDDLE


def draw_mark(x: float, y: float, mark: GradeMark, size: float = 4.5) -> str:
    """The point of a grade at a place."""
    if mark.shape in ("disc", "ring", "dot"):
        fill = mark.ink if mark.shape == "disc" else "#FFFFFF"
        thick = 1.0 if mark.shape == "dot" else 1.6
        place = f'cx="{format_coordinate(x)}" cy="{format_coordinate(y)}"'
        return f'<circle {place} r="{size:g}" fill="{fill}" stroke="{mark.ink}" stroke-width="{thick:g}"/>'
    corners = [(x - size, y + size), (x + size, y + size), (x, y - size)]
    if mark.shape == "triangle":
        points = " ".join(f"{format_coordinate(left)},{format_coordinate(top)}" for left, top in corners)
        return f'<polygon points="{points}" fill="#FFF1D6" stroke="{mark.ink}" stroke-width="1.4"/>'
    ends = [(x - size, y - size, x + size, y + size), (x - size, y + size, x + size, y - size)]
    strokes = " ".join(
        f"M{format_coordinate(a)} {format_coordinate(b)}L{format_coordinate(c)} {format_coordinate(d)}"
        for a, b, c, d in ends
    )
    return f'<path d="{strokes}" stroke="{mark.ink}" stroke-width="2.2" fill="none"/>'
