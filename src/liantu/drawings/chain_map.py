"""The chain map: cards in columns from upstream to downstream.

Status is told three times: word, colour, border. Colours are attributes, not styles, so that the same text
serves the page under its strict policy and the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from liantu.drawings.card_layout import CardLayout, lay_out_cards
from liantu.drawings.drawing import Drawing
from liantu.drawings.svg_text import (
    escape_attribute,
    format_coordinate,
    format_point,
    format_position,
    text_width,
    wrap_text,
)

ABOVE, MARGIN = 10.0, 14.0
#: The widest drawing of a page; cards are as wide as its columns leave room for. On a narrower page they may be so
#: narrow that the word of the status stands above the name instead of beside it.
_WIDEST, _WIDEST_CARD, _NARROWEST_CARD = 1372.0, 252.0, 168.0
_BETWEEN_NARROW = 30.0
_HEAD, _LEGEND = 34.0, 25.0
_NAME, _LINE = 13.5, 12.5


class CardWidth(NamedTuple):
    """How wide a card is, and how far it is from one column to the next."""

    card: float
    between: float

    def left(self, column: int) -> float:
        """The left edge of a column."""
        return MARGIN + column * (self.card + self.between)


def choose_width(columns: int, widest: float = _WIDEST) -> CardWidth:
    """Cards so wide that all columns stand beside each other.

    >>> choose_width(4).card, round(choose_width(6).card)
    (252.0, 191)
    """
    between = 72.0 if columns <= 4 else 40.0
    if widest < _WIDEST:
        between = _BETWEEN_NARROW
    each = (widest - 2 * MARGIN - (columns - 1) * between) / max(columns, 1)
    if widest < _WIDEST:
        return CardWidth(min(each, _WIDEST_CARD), between)
    return CardWidth(min(max(each, _NARROWEST_CARD), _WIDEST_CARD), between)


@dataclass(frozen=True)
class CardLook:
    """Ink, fill and border of a status."""

    ink: str
    fill: str
    width: float
    dash: str = ""


#: Tested pairs: text on fill and border on white both pass WCAG AA.
LOOKS = {
    "made": CardLook("#0B5394", "#DCEBF7", 1.6),
    "short": CardLook("#8A5A00", "#FFF1D6", 1.6, "7 3"),
    "missing": CardLook("#A61B29", "#FBE3E4", 2.2),
    "unstated": CardLook("#A61B29", "#FFFFFF", 1.6, "2 3"),
    "unknown": CardLook("#555555", "url(#unknown)", 1.6, "2 3"),
    "induced": CardLook("#555555", "#FFFFFF", 1.2, "6 4"),
}


class MapCard(NamedTuple):
    """A product: its column, what is known of it in a word and in lines, and the address of its page."""

    id: str
    name: str
    column: int
    status: str
    word: str
    lines: list[str]
    href: str


class MapLink(NamedTuple):
    """A need: ``given`` (a plant here needs it; solid) or ``inferred`` (dashed)."""

    source: str
    target: str
    kind: str


CARDS = pl.Schema(
    {
        "id": pl.String(),
        "name": pl.String(),
        "column": pl.Int64(),
        "status": pl.String(),
        "word": pl.String(),
        "lines": pl.List(pl.String()),
        "href": pl.String(),
    }
)
LINKS = pl.Schema(dict.fromkeys(MapLink._fields, pl.String()))


Legend = Sequence[tuple[str, str, str]]


def draw_chain_map(
    cards: pl.DataFrame,
    links: pl.DataFrame,
    columns: Sequence[str],
    title: str,
    *,
    separator: str = ", ",
    legend: Legend = (),
    folded: int | None = None,
    widest: float = _WIDEST,
    name: str = "chain-map",
) -> Drawing:
    """The map. ``cards`` and ``links`` have the columns of ``CARDS`` and ``LINKS``; it is ``widest`` wide at most.

    A column without cards on the left is cut off, and the others keep their places. ``legend`` (status, word, rule)
    stands below. Unfolding the column ``folded`` moves no other card.
    """
    rows, ties, laid, width = _lay_out(cards, links, folded, widest)
    first, last = min(laid.order, default=0), max(laid.order, default=0)
    left, wide = width.left(first), width.left(last) - width.left(first) + width.card + 2 * MARGIN
    near = _near_cards(ties)
    body = [
        *_headings(columns, sorted(laid.order), width),
        *(_draw_link(tie, laid, rows, width, f"{name}-arrow") for tie in ties),
        *(
            _card(rows[key], _card_corner(laid, rows, key, width), near.get(key, []), separator, width.card)
            for key in laid.cards()
        ),
    ]
    tall = laid.tall + _HEAD + MARGIN
    if legend:
        drawn, rows_high = _legend(legend, left, tall, wide - 2 * MARGIN)
        body, tall = [*body, *drawn], tall + rows_high + MARGIN
    corner = format_point(MARGIN - left, 0)
    shapes = [_ARROW % f"{name}-arrow", f'<g role="list" transform="translate({corner})">', *body, "</g>"]
    spoken = "; ".join(separator.join([card.name, card.word, *card.lines]) for card in rows.values())
    return Drawing(name, title, spoken, wide, tall, shapes)


def _lay_out(
    cards: pl.DataFrame, links: pl.DataFrame, folded: int | None, widest: float = _WIDEST
) -> tuple[dict[str, MapCard], list[MapLink], CardLayout, CardWidth]:
    """The cards by id, the links between them, where each card stands, and how wide one is."""
    rows = {card.id: card for card in (MapCard(*values) for values in cards.select(MapCard._fields).iter_rows())}
    parsed = (MapLink(*values) for values in links.select(MapLink._fields).iter_rows())
    ties = [tie for tie in parsed if tie.source in rows and tie.target in rows]
    columns = [card.column for card in rows.values()]
    unused = min(columns, default=0) if widest < _WIDEST else 0
    width = choose_width(1 + max(columns, default=0) - unused, widest)
    laid = lay_out_cards(
        {key: card.column for key, card in rows.items()},
        {key: _height(card, width.card) for key, card in rows.items()},
        [(tie.source, tie.target) for tie in ties],
        above=ABOVE,
        folded=folded,
    )
    return rows, ties, laid, width


class PlacedCard(NamedTuple):
    """A card where the map has it: its status and its box."""

    id: str
    status: str
    x: float
    y: float
    width: float
    height: float


def place_cards(
    cards: pl.DataFrame, links: pl.DataFrame, folded: int | None = None
) -> tuple[list[PlacedCard], list[MapLink]]:
    """The cards where ``draw_chain_map`` draws them, and the links between them: for a map without words."""
    rows, ties, laid, width = _lay_out(cards, links, folded)
    corners = {key: _card_corner(laid, rows, key, width) for key in laid.cards()}
    boxes = [
        PlacedCard(key, rows[key].status, *corner, width.card, _height(rows[key], width.card))
        for key, corner in corners.items()
    ]
    return boxes, ties


def _card_corner(laid: CardLayout, rows: Mapping[str, MapCard], key: str, width: CardWidth) -> tuple[float, float]:
    """The upper left corner of a card."""
    return width.left(rows[key].column), _HEAD + laid.tops[key]


def _legend(legend: Legend, left: float, top: float, wide: float) -> tuple[list[str], float]:
    """What the colours and borders mean, two a line where they have room, and how high it is."""
    drawn = []
    longest = max(text_width(word, _LINE) + text_width(rule, _LINE) * 1.04 + 30 for _status, word, rule in legend)
    across = 2 if longest < wide / 2 else 1
    for index, (status, word, rule) in enumerate(legend):
        look, x = LOOKS[status], left + (index % across) * wide / across
        y, box = top + (index // across) * _LEGEND, text_width(word, _LINE) + 14
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        drawn.append(
            f'<rect {format_position(x, y)} width="{format_coordinate(box)}" height="18" fill="{look.fill}" '
            f'stroke="{look.ink}" stroke-width="{look.width}"{dash}/>'
        )
        drawn.append(_words(x + 7, y + 13, word, _LINE, look.ink, bold=True))
        drawn.append(_words(x + box + 8, y + 13, rule, _LINE, "#333333"))
    return drawn, _LEGEND * -(-len(legend) // across)


_ARROW = (
    '<defs><marker id="%s" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6.5" markerHeight="6.5" orient="auto">'
    '<path d="M0 0L8 4L0 8z" fill="#6F7F92"/></marker></defs>'
)


def _height(card: MapCard, wide: float) -> float:
    word_height = _LINE + 4 if _is_word_apart(wide) else 0.0
    return word_height + len(_name(card, wide)) * (_NAME + 3) + len(_lines(card, wide)) * (_LINE + 4) + 18


def _is_word_apart(wide: float) -> bool:
    """Whether a card is so narrow that the word of its status stands above its name."""
    return wide < _NARROWEST_CARD


def _name(card: MapCard, wide: float) -> list[str]:
    """The name in the room that the status word beside it leaves."""
    if _is_word_apart(wide):
        return wrap_text(card.name, _NAME, wide - 20, 5)
    return wrap_text(card.name, _NAME, wide - 26 - text_width(card.word, _LINE), 4)


def _lines(card: MapCard, wide: float) -> list[str]:
    """The quantities; one too long for the card goes on below, for no figure may be cut."""
    return [part for line in card.lines for part in wrap_text(line, _LINE, wide - 16, 5)]


def _headings(columns: Sequence[str], present: Sequence[int], width: CardWidth) -> list[str]:
    """The headings; one that several columns share stands once, in their middle."""
    shared: dict[str, list[int]] = {}
    for column in present:
        shared.setdefault(columns[column] if column < len(columns) else "", []).append(column)
    drawn = []
    for words, places in shared.items():
        x = (width.left(places[0]) + width.left(places[-1]) + width.card) / 2
        drawn.append(
            f'<text x="{format_coordinate(x)}" y="20" text-anchor="middle" font-size="14" font-weight="700" '
            f'fill="#1d2733" role="presentation">{escape_attribute(words)}</text>'
        )
    return drawn


def _draw_link(tie: MapLink, laid: CardLayout, rows: Mapping[str, MapCard], width: CardWidth, arrow: str) -> str:
    """A line from card to card; where it passes a column it runs level through the room left free for it."""
    (x1, y1), (x2, y2) = (_card_corner(laid, rows, end, width) for end in (tie.source, tie.target))
    position = (x1 + width.card, y1 + _height(rows[tie.source], width.card) / 2)
    path = f"M{format_point(position[0], position[1])}"
    for column, top in laid.passes(tie.source, tie.target):
        path += _bend(position, (width.left(column), _HEAD + top))
        position = (width.left(column) + width.card, _HEAD + top)
        path += f"H{format_coordinate(position[0])}"
    path += _bend(position, (x2, y2 + _height(rows[tie.target], width.card) / 2))
    dash = ' stroke-dasharray="6 4"' if tie.kind == "inferred" else ""
    return (
        f'<path class="tie" data-from="{escape_attribute(tie.source)}" data-to="{escape_attribute(tie.target)}" '
        f'd="{path}" fill="none" stroke="#8494A7" stroke-width="1.3"{dash} marker-end="url(#{arrow})" '
        'aria-hidden="true"/>'
    )


def _bend(start: tuple[float, float], end: tuple[float, float]) -> str:
    reach = max(30.0, (end[0] - start[0]) / 2) if end[0] > start[0] else 60.0
    points = ((start[0] + reach, start[1]), (end[0] - reach, end[1]), end)
    return "C" + " ".join(f"{format_point(x, y)}" for x, y in points)


def _near_cards(ties: Sequence[MapLink]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for tie in ties:
        near.setdefault(tie.source, []).append(tie.target)
        near.setdefault(tie.target, []).append(tie.source)
    return near


def _card(card: MapCard, corner: tuple[float, float], near: Sequence[str], separator: str, wide: float) -> str:
    look, (x, y), high = LOOKS[card.status], corner, _height(card, wide)
    label = separator.join([card.name, card.word, *card.lines])
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    parts = [
        f'<rect {format_position(x, y)} width="{format_coordinate(wide)}" height="{format_coordinate(high)}" rx="3" '
        f'fill="{look.fill}" stroke="{look.ink}" stroke-width="{look.width}"{dash}/>'
    ]
    position = y + 8 + (_LINE + 4 if _is_word_apart(wide) else 0)
    for line in _name(card, wide):
        position += _NAME + 3
        parts.append(_words(x + 9, position, line, _NAME, "#1d2733", bold=True))
    parts.append(_words(x + wide - 8, y + 8 + _NAME + 3, card.word, _LINE, look.ink, bold=True, end=True))
    for line in _lines(card, wide):
        position += _LINE + 4
        parts.append(_words(x + 9, position, line, _LINE, "#333333"))
    inner = "".join(parts)
    if card.href:
        inner = f'<a href="{escape_attribute(card.href)}">{inner}</a>'
    return (
        f'<g class="card {card.status}" role="listitem" data-id="{escape_attribute(card.id)}" '
        f'data-near="{escape_attribute(" ".join(near))}"><title>{escape_attribute(label)}</title>{inner}</g>'
    )


def _words(x: float, y: float, text: str, size: float, ink: str, *, bold: bool = False, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text {format_position(x, y)} font-size="{format_coordinate(size)}" fill="{ink}"{weight}{anchor}>'
        f"{escape_attribute(text)}</text>"
    )
