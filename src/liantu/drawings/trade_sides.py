"""One group between those it could buy from and those it could sell to: cards on both sides, words in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.flow_matrix import FlowCell
from liantu.drawings.meanings import INK, INKS, SOFT
from liantu.drawings.shapes import draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import wrap_text

_LINE, _PAD, _GAP = 16.0, 8.0, 8.0


@dataclass(frozen=True)
class TradePartner:
    """Another group, where it leads, and what could flow."""

    name: str
    to: str
    cell: FlowCell


@dataclass(frozen=True)
class TradeSide:
    """A heading and its cards; ``nothing`` stands where there is none."""

    heading: str
    partners: Sequence[TradePartner]
    nothing: str


def draw_trade_sides(
    sides: Sequence[TradeSide], title: str, *, name: str = "trade-sides", width: float = 540.0
) -> Drawing:
    """The sides beside each other, on a telephone below each other."""
    narrow = width < 500
    room = width if narrow else (width - 16 * (len(sides) - 1)) / max(len(sides), 1)
    shapes: list[str] = []
    top = lowest = 0.0
    for number, side in enumerate(sides):
        left = 0.0 if narrow else number * (room + 16)
        drawn, end = _draw_side(side, left, top, room)
        shapes += drawn
        lowest = max(lowest, end)
        top = end + _GAP if narrow else 0.0
    described = "; ".join(
        f"{side.heading}: "
        + (", ".join(f"{p.name} ({', '.join(p.cell.lines)})" for p in side.partners) or side.nothing)
        for side in sides
    )
    return Drawing(name, title, described, width, lowest + 2, shapes)


def _draw_side(side: TradeSide, left: float, top: float, room: float) -> tuple[list[str], float]:
    """One column, and where it ends."""
    shapes = [draw_text(left, top + 14, side.heading, 12.5, SOFT, bold=True)]
    top += 22
    if not side.partners:
        lines = wrap_text(side.nothing, 12, room, 3)
        shapes += [draw_text(left, top + 14 + _LINE * n, line, 12, SOFT) for n, line in enumerate(lines)]
        return shapes, top + 8 + _LINE * len(lines)
    for partner in side.partners:
        named = wrap_text(partner.name, 13, (room - 2 * _PAD) / 1.05, 3)
        lines = [line for words in partner.cell.lines for line in wrap_text(words, 12, room - 2 * _PAD, 2)]
        height = 2 * _PAD + _LINE * (len(named) + len(lines))
        meaning = partner.cell.meaning
        cell = partner.cell
        frame = draw_rectangle(left + 1, top, room - 2, height, cell.fill, INKS[meaning], dash=cell.dash)
        base = top + _PAD + 12
        bold = [draw_text(left + _PAD, base + _LINE * n, line, 13, bold=True) for n, line in enumerate(named)]
        base += _LINE * len(named)
        ink = INKS["short"] if meaning == "short" else INK
        words = [draw_text(left + _PAD, base + _LINE * n, line, 12, ink) for n, line in enumerate(lines)]
        shapes += [frame, draw_link(partner.to, bold), *words]
        top += height + _GAP
    return shapes, top
