"""Candidates as rows of factors: a small bar a factor, hatched where nothing is known, and the sum at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, FILLS, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text

_ROW, _TOP, _TALL = 34.0, 46.0, 12.0
_NARROW, _ACROSS = 340.0, 5


class _Columns(NamedTuple):
    """How wide names, the column of a factor, its bar, the bar of the sum and its words are."""

    names: float
    factor: float
    bar: float
    total: float
    words: float


_DESK, _LAPTOP = _Columns(220.0, 66.0, 56.0, 130.0, 156.0), _Columns(150.0, 58.0, 48.0, 72.0, 130.0)


@dataclass(frozen=True)
class FactorRow:
    """A candidate: its values from 0 to 1 (None: unknown) in the order of the factors, its points also in words."""

    name: str
    to: str
    is_supplier: bool
    values: Sequence[float | None]
    points: float
    words: str


@dataclass(frozen=True)
class FactorHead:
    """The factors with their weights in words, the heading of the sum, and how many points there are at the most."""

    names: Sequence[str]
    weights: Sequence[str]
    total: str
    highest: float


def draw_factor_rows(rows: Sequence[FactorRow], head: FactorHead, title: str) -> Drawing:
    """The rows below each other, factors side by side."""
    return _draw_columns(rows, head, title, "factors", _DESK)


def draw_laptop_factor_rows(rows: Sequence[FactorRow], head: FactorHead, title: str) -> Drawing:
    """The same at the width of a narrow desk."""
    return _draw_columns(rows, head, title, "factors-medium", _LAPTOP)


def _draw_columns(rows: Sequence[FactorRow], head: FactorHead, title: str, drawn_as: str, layout: _Columns) -> Drawing:
    left = layout.names + len(head.names) * layout.factor + 10
    width = left + layout.total + layout.words
    shapes = [draw_text(left, 16, head.total, 12.5, bold=True)]
    for number, (name, weight) in enumerate(zip(head.names, head.weights, strict=True)):
        x = layout.names + number * layout.factor
        shapes += [draw_text(x, 16, name, 12, bold=True), draw_text(x, 32, weight, 12, SOFT)]
    for number, row in enumerate(rows):
        middle = _TOP + (number + 0.5) * _ROW
        shapes.append(draw_link(row.to, draw_name(0, middle, row.name, layout.names - 12, ink=INKS["made"])))
        for place, value in enumerate(row.values):
            shapes += _draw_value(value, layout.names + place * layout.factor, middle - _TALL / 2, layout.bar)
        shapes += _draw_sum(row, head, left, middle - 8, layout.total)
        shapes += draw_name(left + layout.total + 6, middle, row.words, layout.words - 6, 12.5, bold=True)
        shapes.append(draw_line(0, middle + _ROW / 2, width, middle + _ROW / 2, RULE))
    return Drawing(drawn_as, title, _describe(rows), width, _TOP + len(rows) * _ROW + 4, shapes)


def draw_narrow_factor_rows(rows: Sequence[FactorRow], head: FactorHead, title: str) -> Drawing:
    """A candidate a block: name, sum, and below them the factors in two lines with their names."""
    shapes: list[str] = []
    y, column = 4.0, _NARROW / _ACROSS
    lines = -(-len(head.names) // _ACROSS)
    for row in rows:
        shapes.append(draw_line(0, y, _NARROW, y, RULE))
        shapes.append(draw_link(row.to, draw_name(0, y + 16, row.name, _NARROW - 4, 13, INKS["made"], bold=True)))
        shapes += _draw_sum(row, head, 0, y + 32, 190)
        shapes += draw_name(198, y + 40, row.words, _NARROW - 200, 12.5, bold=True)
        for place, value in enumerate(row.values):
            line, at_x = place // _ACROSS, (place % _ACROSS) * column
            shapes.append(draw_text(at_x, y + 66 + line * 36, head.names[place], 12, SOFT))
            shapes += _draw_value(value, at_x, y + 71 + line * 36, column - 10)
        y += 62 + lines * 36
    return Drawing("factors-narrow", title, _describe(rows), _NARROW, y + 4, shapes)


def _draw_value(value: float | None, x: float, y: float, room: float) -> list[str]:
    """A frame filled as far as the value goes; hatched where it is unknown."""
    if value is None:
        return [draw_rectangle(x, y, room, _TALL, FILLS["unknown"], SOFT, thick=0.8, dash=DASHES["unknown"])]
    return [
        draw_rectangle(x, y, room * value, _TALL, INKS["made"]),
        draw_rectangle(x, y, room, _TALL, "none", SOFT, thick=0.8),
    ]


def _draw_sum(row: FactorRow, head: FactorHead, x: float, y: float, room: float) -> list[str]:
    meaning = "made" if row.is_supplier else "short"
    length = room * row.points / head.highest if head.highest else 0.0
    return [
        draw_rectangle(x, y, room, 16, "#FFFFFF", RULE),
        draw_rectangle(x, y, length, 16, INKS[meaning], INKS[meaning]),
    ]


def _describe(rows: Sequence[FactorRow]) -> str:
    return "; ".join(f"{row.name}: {row.words}" for row in rows)
