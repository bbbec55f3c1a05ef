"""The flow of approvals drawn from its definition: a column a stage, a card an item, a line a prerequisite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from liantu.drawings.svg_text import (
    escape_attribute,
    format_coordinate,
    format_point,
    format_position,
    text_width,
    wrap_text,
)

_LEAST_TALL, _GAP, _HEAD, _MARGIN, _INDENT = 90, 14, 40, 12, 20
#: Cards are as wide as there is room at 1440 pixels, and lines between them have a fifth of it.
_WIDEST, _LARGEST_CARD, _LINES_SHARE = 1370, 196, 0.2
#: How wide the drawings for a narrow desk and for a telephone are.
_LAPTOP, _NARROW = 950, 340
#: Rows of type that a name and a line below it may take: all cards side by side are as tall as the one with the most.
_NAME_ROWS, _LINE_ROWS = 9, 9
#: How much wider bold type is.
_BOLD = 1.06
#: Dashes and width of a line by the kind of prerequisite.
LINES = {
    "legal": ("", 1.4),
    "reuse": ("7 4", 1.4),
    "start_gate": ("", 3.0),
    "recommended": ("2 4", 1.4),
}
#: Fill, ink and dashes by what is known of an item or its case.
_LOOKS = {
    "plain": ("#FFFFFF", "#0B5394", ""),
    "unknown": ("#F4F4F4", "#666666", "2 3"),
    "gate": ("#FFF1D6", "#8A5A00", ""),
    "decided": ("#DCEBF7", "#0B5394", ""),
    "open": ("#FFF1D6", "#8A5A00", "6 3"),
    "late": ("#FBE3E4", "#A61B29", "6 3"),
}


@dataclass(frozen=True)
class ItemCard:
    """An item: where it stands, what it says, how it looks; ``word`` is the state of its case or of its answer."""

    id: str
    column: int
    name: str
    lines: Sequence[str]
    look: str = "plain"
    word: str = ""
    to: str = ""


@dataclass(frozen=True)
class FlowLine:
    """A line from what comes before to an item; one ``from_start`` leaves the card on the side where it begins."""

    before: str
    item: str
    kind: str
    from_start: bool = False


class _Spot(NamedTuple):
    """Where a card stands, and how tall it is."""

    x: float
    y: float
    tall: int


class _Columns(NamedTuple):
    """How wide a card is, and the room between two columns."""

    card: float
    between: float

    def locate(self, column: int) -> float:
        """Where the cards of a column begin."""
        return _MARGIN + _INDENT + column * (self.card + self.between)


def draw_approval_flow(
    cards: Sequence[ItemCard],
    edges: Sequence[FlowLine],
    columns: Sequence[str],
    title: str,
    legend: Mapping[str, str],
) -> str:
    """The drawing as SVG text for a desk, a narrow one and a telephone: a page shows the one that fits. ``legend`` has
    the words of each kind of line."""
    return (
        _draw_columns(cards, edges, columns, title, legend, "broad")
        + _draw_columns(cards, edges, columns, title, legend, "medium")
        + _draw_list(cards, edges, columns, title, legend)
    )


def _draw_columns(
    cards: Sequence[ItemCard],
    edges: Sequence[FlowLine],
    columns: Sequence[str],
    title: str,
    legend: Mapping[str, str],
    form: str,
) -> str:
    """A column a stage."""
    sides = 2 * _MARGIN + _INDENT
    room = ((_WIDEST if form == "broad" else _LAPTOP) - sides) / max(len(columns), 1)
    card_width = min(_LARGEST_CARD, room * (1 - _LINES_SHARE))
    placed = _Columns(card_width, card_width * _LINES_SHARE / (1 - _LINES_SHARE))
    spots, bottom = _place_cards(cards, placed, len(columns))
    wide = sides + len(columns) * (placed.card + placed.between)
    meanings, high = _legend(legend, wide, bottom + 26)
    drawn = [
        _open(form, wide, high, title),
        f'<defs><marker id="to-{form}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#5B6B7E"/></marker></defs>',
    ]
    for n, words in enumerate(columns):
        rows = wrap_text(words, 14, placed.card + placed.between - 6, 2)
        top = 22 - 8 * (len(rows) - 1)
        drawn += [
            _text(placed.locate(n), top + 16 * row, part, "#1d2733", 14, bold=True) for row, part in enumerate(rows)
        ]
    lines = [edge for edge in edges if edge.before in spots and edge.item in spots]
    drawn += [_edge(spots[edge.before], spots[edge.item], edge, placed, form) for edge in lines]
    drawn += [_card(card, spots[card.id], placed.card) for card in cards]
    return "".join([*drawn, *meanings, "</svg>"])


def _draw_list(
    cards: Sequence[ItemCard],
    edges: Sequence[FlowLine],
    columns: Sequence[str],
    title: str,
    legend: Mapping[str, str],
) -> str:
    """The stages below each other, for a telephone: what comes before an item stands on its card."""
    drawn, top = [], 6
    for number, words in enumerate(columns):
        stage = [card for card in cards if card.column == number]
        for row in wrap_text(words, 14, _NARROW, 3) if stage else ():
            drawn.append(_text(0, top + 14, row, "#1d2733", 14, bold=True))
            top += 18
        top += 4
        for card in stage:
            shown = replace(card, lines=[*card.lines, *_tell_before(card, edges, legend)])
            tall = _measure_card(shown, _NARROW - 2)
            drawn.append(_card(shown, _Spot(1, top, tall), _NARROW - 2))
            top += tall + 8
    return "".join([_open("narrow", _NARROW, top, title), *drawn, "</svg>"])


def _tell_before(card: ItemCard, edges: Sequence[FlowLine], legend: Mapping[str, str]) -> list[str]:
    """What comes before an item, by the kind of line."""
    before = {kind: [edge.before for edge in edges if (edge.item, edge.kind) == (card.id, kind)] for kind in legend}
    return [f"{legend[kind]} ← {' '.join(items)}" for kind, items in before.items() if items]


def _open(form: str, wide: float, high: int, title: str) -> str:
    """The frame of a drawing; ``form`` says on which screens it is shown."""
    size = format_coordinate(wide)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pic {form}" width="{size}" height="{high}" '
        f'viewBox="0 0 {size} {high}" role="list" aria-label="{escape_attribute(title)}">'
    )


def _place_cards(cards: Sequence[ItemCard], placed: _Columns, columns: int) -> tuple[dict[str, _Spot], int]:
    """Where every card stands, and where the last row of them ends."""
    stacks = [[card for card in cards if card.column == column] for column in range(columns)]
    spots: dict[str, _Spot] = {}
    top = _HEAD
    for row in zip_longest(*stacks):
        beside = [card for card in row if card is not None]
        tall = max([_LEAST_TALL, *(_measure_card(card, placed.card) for card in beside)])
        spots |= {card.id: _Spot(placed.locate(card.column), top, tall) for card in beside}
        top += tall + _GAP
    return spots, top


def _wrap_card(card: ItemCard, width: float) -> tuple[list[str], list[str]]:
    """The rows of its name, and of the lines below."""
    names = wrap_text(f"{card.id} {card.name}", 12.5, (width - 14) / _BOLD, _NAME_ROWS)
    return names, [row for words in card.lines for row in wrap_text(words, 12, width - 14, _LINE_ROWS)]


def _measure_card(card: ItemCard, width: float) -> int:
    """How tall a card is that cuts nothing."""
    names, rows = _wrap_card(card, width)
    return 16 * len(names) + 15 * len(rows) + (32 if card.word else 14)


def _card(card: ItemCard, spot: _Spot, width: float) -> str:
    x, y, tall = spot
    fill, ink, dash = _LOOKS[card.look]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    thick = 2.5 if card.look in ("gate", "late", "open") else 1.5
    parts = [
        f'<rect {format_position(x, y)} width="{format_coordinate(width)}" height="{tall}" fill="{fill}" '
        f'stroke="{ink}" stroke-width="{thick}"{dashes}/>'
    ]
    names, rows = _wrap_card(card, width)
    below = y + 17 + 16 * len(names)
    parts += [_text(x + 7, y + 17 + 16 * number, row, "#1d2733", 12.5, bold=True) for number, row in enumerate(names)]
    parts += [_text(x + 7, below + 15 * number, row, "#444444", 12) for number, row in enumerate(rows)]
    if card.word:
        parts.append(_text(x + 7, y + tall - 7, card.word, ink, 12, bold=True))
    label = ", ".join([card.id, card.name, *card.lines, *([card.word] if card.word else [])])
    inside = f"<title>{escape_attribute(label)}</title>{''.join(parts)}"
    if card.to:
        inside = f'<a href="{escape_attribute(card.to)}">{inside}</a>'
    return f'<g role="listitem" aria-label="{escape_attribute(label)}">{inside}</g>'


def _edge(start: _Spot, other: _Spot, edge: FlowLine, placed: _Columns, form: str) -> str:
    dash, thick = LINES[edge.kind]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    y1, y2, x2 = start.y + start.tall / 2, other.y + other.tall / 2, other.x
    if start.x < other.x and not edge.from_start:
        x1, bend = start.x + placed.card, placed.between * 0.8
        path = f"M{format_point(x1, y1)}C{format_point(x1 + bend, y1)} {format_point(x2 - bend, y2)} "
    else:
        x1, bend = start.x, 34
        path = f"M{format_point(x1, y1)}C{format_point(x1 - bend, y1)} {format_point(x2 - bend, y2)} "
    return (
        f'<path d="{path}{format_point(x2, y2)}" fill="none" stroke="#5B6B7E" stroke-opacity="0.6" '
        f'stroke-width="{thick}"{dashes} marker-end="url(#to-{form})"/>'
    )


def _legend(legend: Mapping[str, str], wide: float, y: int) -> tuple[list[str], int]:
    """What the lines mean, side by side in as many rows as they need, and where the drawing ends."""
    drawn, left = [], _MARGIN + _INDENT
    x = float(left)
    for kind, words in legend.items():
        dash, thick = LINES[kind]
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        room = 52 + text_width(words, 12) * 1.04
        if x > left and x + room > wide:
            x, y = float(left), y + 20
        drawn.append(f'<path d="M{x} {y}h44" stroke="#5B6B7E" stroke-width="{thick}"{dashes}/>')
        drawn.append(_text(x + 52, y + 4, words, "#333333", 12))
        x += max(room + 20, 270)
    return drawn, y + 20


def _text(x: float, y: float, words: str, ink: str, size: float, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text {format_position(x, y)} font-size="{size}" fill="{ink}"{weight}>{escape_attribute(words)}</text>'
