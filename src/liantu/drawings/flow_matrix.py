"""Who could sell what to whom: sellers down, buyers across, in each cell what flows in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import wrap_text

_LINE, _PAD = 16.0, 8.0


@dataclass(frozen=True)
class FlowCell:
    """What one group could sell another: lines of words, what they mean (made, short or unknown), and whether any of it
    runs (operating, planned)."""

    lines: Sequence[str]
    meaning: str
    state: str = "operating"

    @property
    def dash(self) -> str:
        """The dashes of its border."""
        dashes = {"unknown": DASHES["unknown"], "short": DASHES["planned"]}
        return dashes.get(self.meaning, DASHES[self.state])

    @property
    def fill(self) -> str:
        """What it is filled with: white where nothing of it runs."""
        return FILLS[self.meaning] if self.state == "operating" else "#FFFFFF"


@dataclass(frozen=True)
class FlowGroup:
    """A seller or buyer: key, name, address."""

    key: str
    name: str
    to: str


Cells = Mapping[tuple[str, str], FlowCell]


def draw_flow_matrix(
    groups: Sequence[FlowGroup], cells: Cells, nothing: str, title: str, *, name: str = "flows", width: float = 560.0
) -> Drawing:
    """The matrix of some groups; ``nothing`` stands where no flow was found, which is not that there is none."""
    head = 104.0
    room = (width - head) / max(len(groups), 1)
    shapes, top = _draw_buyers(groups, head, room)
    for seller in groups:
        broken = {buyer.key: _break_cell(cells.get((seller.key, buyer.key)), nothing, room) for buyer in groups}
        title_lines = wrap_text(seller.name, 12.5, head - 10, 4)
        height = 2 * _PAD + _LINE * max(len(title_lines), *(len(lines) for lines in broken.values()), 2)
        named = [draw_text(0, top + _PAD + 12 + _LINE * n, line, 12.5, bold=True) for n, line in enumerate(title_lines)]
        shapes.append(draw_link(seller.to, named))
        for number, buyer in enumerate(groups):
            cell = cells.get((seller.key, buyer.key))
            shapes += _draw_cell(cell, broken[buyer.key], head + number * room, top, room, height)
        top += height
    return Drawing(name, title, _describe(groups, cells), width, top + 2, shapes)


def draw_flow_list(
    groups: Sequence[FlowGroup], cells: Cells, title: str, *, name: str = "flows-narrow", width: float = 340.0
) -> Drawing:
    """The cells that hold something below each other, for a telephone."""
    names = {group.key: group.name for group in groups}
    shapes: list[str] = []
    top = 2.0
    for (seller, buyer), cell in cells.items():
        heading = wrap_text(f"{names[seller]} → {names[buyer]}", 13, (width - 2 * _PAD) / 1.05, 3)
        lines = [line for words in cell.lines for line in wrap_text(words, 12, width - 2 * _PAD, 2)]
        height = 2 * _PAD + _LINE * (len(heading) + len(lines))
        shapes.append(_draw_frame(cell, 1, top, width - 2, height))
        base = top + _PAD + 12
        shapes += [draw_text(_PAD, base + _LINE * n, line, 13, bold=True) for n, line in enumerate(heading)]
        base += _LINE * len(heading)
        shapes += [draw_text(_PAD, base + _LINE * n, line, 12) for n, line in enumerate(lines)]
        top += height + 8
    return Drawing(name, title, _describe(groups, cells), width, top, shapes)


def _draw_buyers(groups: Sequence[FlowGroup], head: float, room: float) -> tuple[list[str], float]:
    broken = [wrap_text(group.name, 12.5, (room - 8) / 1.05, 4) for group in groups]
    height = 8 + _LINE * max((len(lines) for lines in broken), default=1)
    shapes = []
    for number, (group, lines) in enumerate(zip(groups, broken, strict=True)):
        middle, first = head + (number + 0.5) * room, height - _LINE * len(lines) + 8
        words = [
            draw_text(middle, first + _LINE * n, line, 12.5, bold=True, anchor="middle") for n, line in enumerate(lines)
        ]
        shapes.append(draw_link(group.to, words))
    return shapes, height


def _break_cell(cell: FlowCell | None, nothing: str, room: float) -> list[str]:
    lines = cell.lines if cell else [nothing]
    return [line for words in lines for line in wrap_text(words, 12, room - 12, 3)]


def _draw_cell(
    cell: FlowCell | None, lines: Sequence[str], left: float, top: float, room: float, height: float
) -> list[str]:
    if cell is None:
        frame = draw_rectangle(left + 3, top + 3, room - 6, height - 6, "#FFFFFF", RULE, thick=1.0)
    else:
        frame = _draw_frame(cell, left + 3, top + 3, room - 6, height - 6)
    first = top + height / 2 - _LINE * len(lines) / 2 + 12
    ink = SOFT if cell is None else INKS["short"] if cell.meaning == "short" else INK
    middle = left + room / 2
    return [
        frame,
        *(draw_text(middle, first + _LINE * n, line, 12, ink, anchor="middle") for n, line in enumerate(lines)),
    ]


def _draw_frame(cell: FlowCell, left: float, top: float, width: float, height: float) -> str:
    return draw_rectangle(left, top, width, height, cell.fill, INKS[cell.meaning], dash=cell.dash)


def _describe(groups: Sequence[FlowGroup], cells: Cells) -> str:
    names = {group.key: group.name for group in groups}
    return "; ".join(
        f"{names[seller]} → {names[buyer]}: " + ", ".join(cell.lines) for (seller, buyer), cell in cells.items()
    )
