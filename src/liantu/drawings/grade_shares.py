"""How many firms have each grade, a bar a pool: parts of the graded firms, with the shares of the scheme as ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.grade_marks import GradeMark, mark_grade
from liantu.drawings.meanings import INK, SOFT
from liantu.drawings.shapes import draw_rectangle, draw_text
from liantu.drawings.svg_text import format_coordinate, text_width, wrap_text

_ROW, _TALL, _LABELS = 74.0, 26.0, 84.0


@dataclass(frozen=True)
class GradePart:
    """A grade of a pool: its firms and share of the graded ones in %, and the share up to its end by the scheme."""

    name: str
    words: str
    place: int
    share: float
    nominal_end: float | None


@dataclass(frozen=True)
class GradePool:
    """What is cut together, with its firms in words, from the best grade to the worst."""

    name: str
    firms: str
    parts: Sequence[GradePart]


def draw_grade_shares(
    pools: Sequence[GradePool], title: str, name: str = "grade-shares", width: float = 560.0
) -> Drawing:
    """The bars; a part too narrow for its words has them above."""
    shapes: list[str] = []
    for number, pool in enumerate(pools):
        shapes += _draw_pool(pool, 20 + number * _ROW, width - _LABELS)
    described = "; ".join(
        f"{pool.name}: " + ", ".join(f"{part.name} {part.words} {part.share:.1f}%" for part in pool.parts)
        for pool in pools
    )
    return Drawing(name, title, described, width, 20 + len(pools) * _ROW - 8, shapes)


def _draw_pool(pool: GradePool, top: float, length: float) -> list[str]:
    names = wrap_text(pool.name, 12.5, _LABELS - 8, 3)
    drawn = [draw_text(0, top + 12 + 14 * n, line, 12.5, bold=True) for n, line in enumerate(names)]
    drawn.append(draw_text(0, top + 14 + 14 * len(names), pool.firms, 12, SOFT))
    left, taken = _LABELS, _LABELS
    for part in pool.parts:
        mark, long = mark_grade(part.place, len(pool.parts)), length * part.share / 100
        drawn.append(draw_rectangle(left, top, long, _TALL, mark.fill, mark.ink))
        drawn += _draw_words(part, mark, (left, top, long), taken)
        taken = max(taken, left + long / 2 + text_width(f"{part.share:.1f}%", 12) / 2 + 6)
        left += long
        if part.nominal_end is not None and part is not pool.parts[-1]:
            drawn.append(_draw_tick(_LABELS + length * part.nominal_end / 100, top + _TALL))
    return drawn


def _draw_words(part: GradePart, mark: GradeMark, bar: tuple[float, float, float], taken: float) -> list[str]:
    """Count and share: the count within the bar and the share above; both above where the bar is too narrow."""
    left, top, long = bar
    inside, share = f"{part.name} {part.words}", f"{part.share:.1f}%"
    room = text_width(inside, 12.5) * 1.06
    if not part.share:
        return []
    if room + 8 > long:
        end = left + long
        whole = f"{inside} {share}"
        words = whole if end - text_width(whole, 12) * 1.06 >= taken else inside
        return [draw_text(end, top - 6, words, 12, mark.ink, bold=True, anchor="end")]
    middle = left + long / 2
    hatched = [draw_rectangle(middle - room / 2 - 3, top + 4, room + 6, _TALL - 8, "#FFFFFF")]
    return [
        draw_text(middle, top - 6, share, 12, SOFT, anchor="middle"),
        *(hatched if mark.fill.startswith("url") else []),
        draw_text(middle, top + 17.5, inside, 12.5, mark.words, bold=True, anchor="middle"),
    ]


def _draw_tick(x: float, top: float) -> str:
    points = f"{format_coordinate(x - 4)},{format_coordinate(top + 9)} {format_coordinate(x + 4)},"
    points += f"{format_coordinate(top + 9)} {format_coordinate(x)},{format_coordinate(top + 2)}"
    return f'<polygon points="{points}" fill="{INK}"/>'
