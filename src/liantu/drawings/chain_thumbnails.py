"""The maps of several chains, small and without words, each card where its map has it; beside it lines of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from liantu.drawings.chain_map import MapLink, PlacedCard
from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import GRID, INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_MAP, _TALL, _BOX, _GAP, _WIDTH = 100.0, 62.0, 69.0, 7.0, 500.0
#: Lines of words beside a map.
_LINES = 5
#: From one line of words to the next, at least.
_STEP = 14.5
#: Fill, ink and dashes of a card by its status.
_LOOKS = {
    "made": (INKS["made"], INKS["made"], ""),
    "short": ("#FFF1D6", INKS["short"], "3 1.5"),
    "missing": ("url(#missing-building)", INKS["missing"], ""),
    "unstated": ("#FFFFFF", INKS["missing"], "2 1.5"),
    "unknown": ("url(#unknown)", SOFT, "2 1.5"),
    "induced": ("#FFFFFF", SOFT, "2 1.5"),
}


@dataclass(frozen=True)
class Thumbnail:
    """A chain: its name and address, the cards and links of its map, and lines of words, the last one in an ink."""

    name: str
    to: str
    cards: Sequence[PlacedCard]
    links: Sequence[MapLink]
    lines: Sequence[str]
    ink: str = SOFT


def fits_thumbnail(words: str) -> bool:
    """Whether a line of words has room beside a map."""
    return text_width(words, 12) <= (_WIDTH - 10) / 2 - _MAP - 19


def draw_thumbnails(
    chains: Sequence[Thumbnail],
    title: str,
    unknown: Sequence[tuple[str, str]] = (),
    name: str = "chain-maps",
    *,
    width: float = _WIDTH,
    across: int = 2,
) -> Drawing:
    """The chains side by side, ``across`` in a row; behind them what is ``unknown`` of chains, in two lines each."""
    box = (width - (across - 1) * 10) / across
    words = [_wrap_words(chain, box - _MAP - 19) for chain in chains]
    rows = -(-(len(chains) + len(unknown)) // across)
    needed = [[max(_BOX, len(lines) * _STEP + 9) for lines in words[row * across :][:across]] for row in range(rows)]
    tall = [max(heights, default=_BOX) for heights in needed]
    tops = [sum(tall[:row]) + row * _GAP for row in range(rows)]
    shapes = []
    for number, (chain, lines) in enumerate(zip(chains, words, strict=True)):
        x, row = number % across * (box + 10) + 0.5, number // across
        shapes.append(draw_link(chain.to, _draw_chain(chain, lines, x, tops[row] + 0.5, box - 1, tall[row] - 1)))
    for number, lines_unknown in enumerate(unknown, len(chains)):
        x, row = number % across * (box + 10) + 0.5, number // across
        y = tops[row] + 0.5
        shapes.append(draw_rectangle(x, y, box - 1, tall[row] - 1, "url(#unknown)", SOFT, dash="2 3"))
        for place, text in enumerate(lines_unknown):
            wide = text_width(text, 12.5) * 1.06 + 8
            shapes.append(draw_rectangle(x + 8, y + 17 + place * 20, min(wide, box - 18), 18, "#FFFFFF"))
            line = wrap_text(text, 12.5, box - 28, 1)[0]
            shapes.append(draw_text(x + 12, y + 31 + place * 20, line, 12.5, bold=place == 0))
    described = "; ".join([*(", ".join([chain.name, *chain.lines]) for chain in chains), *map(", ".join, unknown)])
    return Drawing(name, title, described, width, max(sum(tall) + (rows - 1) * _GAP + 1, 1), shapes)


class _Line(NamedTuple):
    """A line of words beside a map, in its size and ink."""

    words: str
    size: float
    ink: str
    bold: bool


def _wrap_words(chain: Thumbnail, room: float) -> list[_Line]:
    """The name of a chain and what is said of it, in lines that fit beside its map."""
    name = [_Line(words, 13, INKS["made"], True) for words in wrap_text(chain.name, 13, room, 3)]
    inks = [INK] * (len(chain.lines) - 1) + [chain.ink] * min(len(chain.lines), 1)
    beside = [
        _Line(part, 12, ink, ink == INKS["missing"])
        for words, ink in zip(chain.lines, inks, strict=True)
        for part in wrap_text(words, 12, room, 2)
    ]
    return [*name, *beside[-(_LINES - len(name)) :]]


def _draw_chain(chain: Thumbnail, lines: Sequence[_Line], x: float, y: float, box: float, tall: float) -> list[str]:
    """The map in the middle of a box of that height, and the lines one below the other, never on each other."""
    map_top = y + 4 + (tall - _BOX + 1) / 2
    drawn = [draw_rectangle(x, y, box, tall, "#FFFFFF", GRID, thick=1), *_draw_map(chain, x + 6, map_top)]
    step = min(16.0, (tall - 7) / max(len(lines), 1))
    top = y + (tall + 1 - step * len(lines)) / 2 + step * 0.74
    for number, line in enumerate(lines):
        drawn.append(draw_text(x + _MAP + 14, top + number * step, line.words, line.size, line.ink, bold=line.bold))
    return drawn


def _draw_map(chain: Thumbnail, x: float, y: float) -> list[str]:
    """The cards as boxes at a scale at which the whole map fits, in its middle."""
    if not chain.cards:
        return []
    left, top = min(card.x for card in chain.cards), min(card.y for card in chain.cards)
    wide = max(card.x + card.width for card in chain.cards) - left
    tall = max(card.y + card.height for card in chain.cards) - top
    across, down = min(_MAP / wide, 0.082), min(_TALL / tall, 0.082)
    indent, sink = (_MAP - wide * across) / 2, (_TALL - tall * down) / 2
    boxes = {
        card.id: (
            x + indent + (card.x - left) * across,
            y + sink + (card.y - top) * down,
            card.width * across,
            max(card.height * down - 0.8, 2.0),
        )
        for card in chain.cards
    }
    drawn = []
    for link in chain.links:
        (x1, y1, width, tall_1), (x2, y2, _width, tall_2) = boxes[link.source], boxes[link.target]
        drawn.append(draw_line(x1 + width, y1 + tall_1 / 2, x2, y2 + tall_2 / 2, "#9fb0c3", 0.7))
    for card in chain.cards:
        fill, ink, dash = _LOOKS[card.status]
        drawn.append(draw_rectangle(*boxes[card.id], fill, ink, thick=0.9, dash=dash))
    return drawn
