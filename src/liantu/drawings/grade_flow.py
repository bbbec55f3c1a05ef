"""Firms by grade, year beside year, and the ribbons of those that rose, stayed and fell between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.grade_marks import mark_grade
from liantu.drawings.meanings import INK, INKS
from liantu.drawings.shapes import draw_rectangle, draw_text
from liantu.drawings.svg_text import format_coordinate, text_width

_HEAD, _NODE, _GAP, _LABEL = 26.0, 22.0, 9.0, 62.0
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
    below: Sequence[str],
    title: str,
    *,
    name: str = "grade-flow",
    width: float = 560.0,
    height: float = 330.0,
) -> Drawing:
    """The columns of the years; ``ribbons`` and the words ``below`` stand between each two."""
    grades = max((place for year in years for place in year.firms if place is not None), default=0) + 1
    tallest = max((sum(year.firms.values()) for year in years), default=0)
    nodes = max((len(year.firms) for year in years), default=1)
    scale = (height - _HEAD - 28 - _GAP * (nodes - 1)) / max(tallest, 1)
    step = (width - 2 * _LABEL - _NODE) / max(len(years) - 1, 1)
    places = [_LABEL + number * step for number in range(len(years))]
    tops = [_stack(year, scale) for year in years]
    shapes: list[str] = []
    for number, moves in enumerate(ribbons):
        ends = (places[number] + _NODE, places[number + 1])
        shapes += _draw_ribbons(moves, ends, (dict(tops[number]), dict(tops[number + 1])), scale)
        shapes.append(draw_text(sum(ends) / 2, height - 8, below[number], 12.5, bold=True, anchor="middle"))
    for number, year in enumerate(years):
        shapes.append(draw_text(places[number] + _NODE / 2, 14, year.heading, 12.5, bold=True, anchor="middle"))
        for place, firms in year.firms.items():
            mark, top = mark_grade(place, grades), tops[number][place]
            shapes.append(draw_rectangle(places[number], top, _NODE, firms * scale, mark.fill, mark.ink))
            shapes += _draw_label(
                year.words[place], places[number], top + firms * scale / 2 + 4.5, number == len(years) - 1
            )
    described = "; ".join(
        [f"{year.heading}: " + ", ".join(year.words[place] for place in year.firms) for year in years] + list(below)
    )
    return Drawing(name, title, described, width, height, shapes)


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
