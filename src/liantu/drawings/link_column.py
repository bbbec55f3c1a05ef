"""The chain map for a telephone: its cards below each other, column by column, each with what it goes into."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.drawings.chain_map import LOOKS, MapCard
from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import INK, SOFT
from liantu.drawings.shapes import draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_WIDTH, _INSIDE, _NAME, _LINE, _ROW, _GAP = 340.0, 324.0, 13.5, 12.5, 17.0, 6.0


def draw_link_column(
    cards: pl.DataFrame, links: pl.DataFrame, columns: tuple[str, ...], title: str, separator: str
) -> Drawing:
    """Cards and links have the columns of ``CARDS`` and ``LINKS`` of the chain map."""
    rows = [MapCard(*values) for values in cards.select(MapCard._fields).iter_rows()]
    names = {card.id: card.name for card in rows}
    into: dict[str, list[str]] = {}
    for source, target in links.select("source", "target").iter_rows():
        into.setdefault(source, []).append(names.get(target, target))
    shapes: list[str] = []
    y, heading = 0.0, ""
    for card in sorted(rows, key=lambda card: card.column):
        if columns[card.column] != heading:
            heading = columns[card.column]
            shapes.append(draw_text(0, y + 18, heading, _LINE, SOFT, bold=True))
            y += 26
        drawn, high = _draw_card(card, into, y, separator)
        shapes.append(drawn)
        y += high + _GAP
    spoken = "; ".join(separator.join([card.name, card.word, *card.lines]) for card in rows)
    return Drawing("chain-map-narrow", title, spoken, _WIDTH, max(y, 1.0), shapes)


def _draw_card(card: MapCard, into: Mapping[str, list[str]], y: float, separator: str) -> tuple[str, float]:
    look = LOOKS[card.status]
    room = _INSIDE - text_width(card.word, _LINE) - 12
    names = wrap_text(card.name, _NAME, room, 3)
    details = [part for line in card.lines for part in wrap_text(line, _LINE, _INSIDE, 3)]
    leads = separator.join(into.get(card.id, []))
    details += wrap_text(f"→ {leads}", _LINE, _INSIDE, 4) if leads else []
    high = (len(names) + len(details)) * _ROW + 12
    shapes = [draw_rectangle(0.8, y, _WIDTH - 1.6, high, look.fill, look.ink, thick=look.width, dash=look.dash)]
    shapes += [draw_text(8, y + 18 + _ROW * n, line, _NAME, INK, bold=True) for n, line in enumerate(names)]
    shapes.append(draw_text(_WIDTH - 8, y + 18, card.word, _LINE, look.ink, bold=True, anchor="end"))
    below = y + 18 + _ROW * len(names)
    shapes += [draw_text(8, below + _ROW * n, line, _LINE, "#333333") for n, line in enumerate(details)]
    return draw_link(card.href, shapes), high
