"""The maps of several chains, small and without words, each card where its map has it; beside it lines of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.chain_map import MapLink, PlacedCard
from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import GRID, INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_MAP, _TALL, _BOX, _GAP, _WIDTH = 100.0, 62.0, 69.0, 7.0, 500.0
#: Lines of words beside a map.
_LINES = 5
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
    shapes = []
    for number, chain in enumerate(chains):
        x, y = number % across * (box + 10), number // across * (_BOX + _GAP)
        shapes.append(draw_link(chain.to, _draw_chain(chain, x + 0.5, y + 0.5, box - 1)))
    for number, lines in enumerate(unknown, len(chains)):
        x, y = number % across * (box + 10) + 0.5, number // across * (_BOX + _GAP) + 0.5
        shapes.append(draw_rectangle(x, y, box - 1, _BOX - 1, "url(#unknown)", SOFT, dash="2 3"))
        for place, words in enumerate(lines):
            wide = text_width(words, 12.5) * 1.06 + 8
            shapes.append(draw_rectangle(x + 8, y + 17 + place * 20, min(wide, box - 18), 18, "#FFFFFF"))
            line = wrap_text(words, 12.5, box - 28, 1)[0]
            shapes.append(draw_text(x + 12, y + 31 + place * 20, line, 12.5, bold=place == 0))
    rows = -(-(len(chains) + len(unknown)) // across)
    described = "; ".join([*(", ".join([chain.name, *chain.lines]) for chain in chains), *map(", ".join, unknown)])
    return Drawing(name, title, described, width, max(rows * (_BOX + _GAP) - _GAP + 1, 1), shapes)


def _draw_chain(chain: Thumbnail, x: float, y: float, box: float) -> list[str]:
    words, room = x + _MAP + 14, box - _MAP - 18
    drawn = [draw_rectangle(x, y, box, _BOX - 1, "#FFFFFF", GRID, thick=1), *_draw_map(chain, x + 6, y + 4)]
    lines = wrap_text(chain.name, 13, room, 3)
    inks = [INK] * (len(chain.lines) - 1) + [chain.ink] * min(len(chain.lines), 1)
    beside = [
        (part, ink)
        for words_of, ink in zip(chain.lines, inks, strict=True)
        for part in wrap_text(words_of, 12, room, 2)
    ][-(_LINES - len(lines)) :]
    # One line of type below the other, closer where there are many.
    step = min(16.0, (_BOX - 8) / (len(lines) + len(beside)))
    top = y + (_BOX - step * (len(lines) + len(beside))) / 2 + step * 0.74
    for line in lines:
        drawn.append(draw_text(words, top, line, 13, INKS["made"], bold=True))
        top += step
    for line, ink in beside:
        drawn.append(draw_text(words, top, line, 12, ink, bold=ink == INKS["missing"]))
        top += step
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
