"""Firms by grade, year beside year, and the ribbons of those that rose, stayed and fell between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.grade_marks import mark_grade
from liantu.drawings.meanings import INK, INKS
from liantu.drawings.shapes import draw_rectangle, draw_text
from liantu.drawings.svg_text import format_coordinate, text_width

_HEAD, _NODE, _GAP, _COLUMNS = 26.0, 22.0, 9.0, 302.0
#: Ink and opacity of a ribbon by move; what fell has a dashed line along it, its mark in grey.
_RIBBONS = {"up": (INKS["made"], 0.6), "same": ("#D5DBE4", 1.0), "down": (INKS["missing"], 0.5), "": ("#E2E2E2", 1.0)}


@dataclass(frozen=True)
class GradeYear:
    """A year with its heading, and its firms by grade place (None: without a grade), best first, in words."""

    heading: str
    firms: Mapping[int | None, int]
    words: Mapping[int | None, str]


@dataclass(frozen=True)
class GradeRibbon:
    """Firms that went from a grade place of one year to one of the next; ``move`` is up, same, down or nothing."""

    before: int | None
    after: int | None
    firms: int
    move: str


def draw_grade_flow(
    years: Sequence[GradeYear],
    ribbons: Sequence[Sequence[GradeRibbon]],
    below: Sequence[Sequence[str]],
    title: str,
    *,
    narrow: bool = False,
) -> Drawing:
    """The columns of the years; ``ribbons`` and the words ``below``, each a line when narrow, stand between two."""
    name, width, label, foot = ("grade-flow-narrow", 340.0, 58.0, 60.0) if narrow else ("grade-flow", 560.0, 62.0, 28.0)
    grades = max((place for year in years for place in year.firms if place is not None), default=0) + 1
    scale = _choose_scale(years)
    step = (width - 2 * label - _NODE) / max(len(years) - 1, 1)
    places = [label + number * step for number in range(len(years))]
    tops = [_stack(year, scale) for year in years]
    shapes: list[str] = []
    for number, moves in enumerate(ribbons):
        ends = (places[number] + _NODE, places[number + 1])
        shapes += _draw_ribbons(moves, ends, (dict(tops[number]), dict(tops[number + 1])), scale)
        shapes += _draw_below(below[number] if narrow else ["  ".join(below[number])], sum(ends) / 2)
    for number, year in enumerate(years):
        shapes += _draw_year(year, tops[number], places[number], (scale, grades), year is years[-1])
    return Drawing(name, title, _describe(years, below), width, _COLUMNS + foot, shapes)


def _choose_scale(years: Sequence[GradeYear]) -> float:
    """Pixels of a firm, so that the tallest year fills its column."""
    tallest = max((sum(year.firms.values()) for year in years), default=0)
    nodes = max((len(year.firms) for year in years), default=1)
    return (_COLUMNS - _HEAD - _GAP * (nodes - 1)) / max(tallest, 1)


def _draw_below(lines: Sequence[str], middle: float) -> list[str]:
    return [
        draw_text(middle, _COLUMNS + 20 + 16 * number, line, 12.5, bold=True, anchor="middle")
        for number, line in enumerate(lines)
    ]


def _draw_year(
    year: GradeYear, tops: Mapping[int | None, float], left: float, measure: tuple[float, int], last: bool
) -> list[str]:
    """A year with its nodes; ``measure`` is the pixels of a firm and how many grades there are."""
    scale, grades = measure
    drawn = [draw_text(left + _NODE / 2, 14, year.heading, 12.5, bold=True, anchor="middle")]
    for place, firms in year.firms.items():
        mark, top = mark_grade(place, grades), tops[place]
        drawn.append(draw_rectangle(left, top, _NODE, firms * scale, mark.fill, mark.ink))
        drawn += _draw_label(year.words[place], left, top + firms * scale / 2 + 4.5, last)
    return drawn


def _describe(years: Sequence[GradeYear], below: Sequence[Sequence[str]]) -> str:
    counted = [f"{year.heading}: " + ", ".join(year.words[place] for place in year.firms) for year in years]
    return "; ".join([*counted, *(" ".join(lines) for lines in below)])


def _stack(year: GradeYear, scale: float) -> dict[int | None, float]:
    """The top of each node, the best grade first."""
    tops, top = {}, _HEAD
    for place, firms in year.firms.items():
        tops[place] = top
        top += firms * scale + _GAP
    return tops


def _draw_ribbons(
    moves: Sequence[GradeRibbon],
    ends: tuple[float, float],
    tops: tuple[dict[int | None, float], dict[int | None, float]],
    scale: float,
) -> list[str]:
    """The ribbons from one year to the next, those that stayed beneath, each end in the order of grades."""
    drawn = []
    for move in moves:
        thick = move.firms * scale
        above, below = tops[0][move.before] + thick / 2, tops[1][move.after] + thick / 2
        tops[0][move.before] += thick
        tops[1][move.after] += thick
        drawn.append((move.move not in ("same", ""), _draw_ribbon(ends, (above, below), thick, move.move)))
    return [ribbon for _, ribbon in sorted(drawn, key=lambda pair: pair[0])]


def _draw_ribbon(ends: tuple[float, float], heights: tuple[float, float], thick: float, move: str) -> str:
    (left, right), (above, below) = ends, heights
    turn = (left + right) / 2
    numbers = [format_coordinate(value) for value in (left, above, turn, above, turn, below, right, below)]
    path = "M{} {}C{} {} {} {} {} {}".format(*numbers)
    ink, clear = _RIBBONS[move]
    drawn = (
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-opacity="{clear:g}" stroke-width="{max(thick, 1):.1f}"/>'
    )
    if move == "down" and thick > 3:
        drawn += f'<path d="{path}" fill="none" stroke="#FFFFFF" stroke-width="1.2" stroke-dasharray="4 3"/>'
    return drawn


def _draw_label(words: str, left: float, y: float, last: bool) -> list[str]:
    """The firms of a node beside it, on white: ribbons pass beneath."""
    x, room = (left + _NODE + 6 if last else left - 6), text_width(words, 12.5) * 1.06
    ground = draw_rectangle(x - 3 if last else x - room - 3, y - 12, room + 6, 15, "#FFFFFF")
    return [ground, draw_text(x, y, words, 12.5, INK, bold=True, anchor="start" if last else "end")]
