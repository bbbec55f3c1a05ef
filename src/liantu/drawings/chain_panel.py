"""One map of a chain: cards from upstream to downstream, and lines as wide as what they carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from liantu.drawings.chain_map import LOOKS
from liantu.drawings.flow_lines import (
    INKS,
    THIN,
    Strand,
    draw_hollow,
    draw_loop,
    draw_nothing,
    draw_strands,
    group_flow,
)
from liantu.drawings.meanings import INK, SOFT
from liantu.drawings.pair_content import Flow, PairCard, PairPanel
from liantu.drawings.shapes import draw_rectangle, draw_text
from liantu.drawings.svg_text import escape_attribute, format_coordinate, format_point, text_width, wrap_text

_BANNERS = {"now": "#5F6368", "built": "#0B5394", "goal": "#2F6B3C"}
#: The widest line for the type of a map, as a multiple of it.
_WIDEST = 2.0
_WIDEST_GAP, _SMALLEST_GAP = 150.0, 14.0

Box = tuple[float, float, float, float]


class MapLook(NamedTuple):
    """How wide a map is, the columns of what is needed, made and could become (left edge and width), its type, and the
    lines below the name of an input; ``dense`` where a screen has less room than paper, ``amounts_inside`` where the
    amount of an input stands on its card instead of beside it."""

    width: float
    columns: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
    name: float
    line: float
    lines: int
    dense: bool = False
    amounts_inside: bool = False

    @property
    def row(self) -> float:
        """From one line of type to the next."""
        return self.line * (1.26 if self.dense else 1.32)

    @property
    def top(self) -> float:
        """Where the cards begin, below the title and the headings."""
        return self.line * (3.9 if self.dense else 4.4)

    @property
    def padding(self) -> float:
        """What an input's card is higher than its lines."""
        return self.line * (0.4 if self.dense else 0.75)

    @property
    def between(self) -> float:
        """From one input to the next."""
        return self.line * (0.3 if self.dense else 0.5)

    @property
    def card(self) -> tuple[float, float]:
        """The width of an input's card and the room of its words."""
        wide = self.columns[0][1]
        return wide, wide - self.line


class MapSize(NamedTuple):
    """How high a map is; of every input, from the top, where its card begins and how high it is."""

    high: float
    inputs: tuple[tuple[float, float], ...]


class _Rows(NamedTuple):
    """The words of a card: of its name, its state, and below."""

    names: list[str]
    details: list[str]


def measure_map(panels: Sequence[PairPanel], look: MapLook, high: float = 0.0) -> MapSize:
    """The size that holds the cards of all maps, so that a card stands at one height in each; ``high`` at least."""
    count = max((len(panel.inputs) for panel in panels), default=0)
    rows = [max(_count_rows(panel.inputs[n], look) for panel in panels if n < len(panel.inputs)) for n in range(count)]
    cards = [number * look.row + look.padding for number in rows]
    stacks = [
        sum(_stack_height(card, wide, look) + _SMALLEST_GAP for card in cards)
        for panel in panels
        for cards, wide in ((panel.made, look.columns[1][1]), (panel.downstream, look.columns[2][1]))
    ]
    notes = max((_note_height(panel, look) for panel in panels), default=0.0)
    least = max(look.top + sum(cards) + count * look.between, look.top + max(stacks, default=0.0) + notes) + 8
    total = max(least, high)
    between = (total - 8 - look.top - sum(cards)) / count if high and count else look.between
    tops = [look.top + sum(cards[:n]) + between * (n + 0.5) for n in range(count)]
    return MapSize(total, tuple(zip(tops, cards, strict=True)))


def choose_scale(panels: Sequence[PairPanel], look: MapLook) -> float:
    """How wide a unit of quantity is: one scale for all maps, the largest line is the widest."""
    flows = [flow for panel in panels for flow in panel.flows if not flow.other_unit]
    largest = max((flow.amount for flow in flows), default=0.0)
    return _WIDEST * look.line / largest if largest else 0.0


def draw_panel(
    panel: PairPanel, left: float, scale: float, headings: Sequence[str], separator: str, look: MapLook, size: MapSize
) -> list[str]:
    """The shapes of a map whose left edge is at ``left``."""
    boxes = _place(panel, left, look, size)
    banner = look.line * (1.9 if look.dense else 2.1)
    drawn = [
        draw_rectangle(left, 0, look.width, banner, _BANNERS[panel.kind]),
        draw_text(left + 10, banner * 0.68, panel.title, look.name * 1.1, "#FFFFFF", bold=True),
    ]
    for words, (x, _wide), cards in zip(
        headings, look.columns, (panel.inputs, panel.made, panel.downstream), strict=True
    ):
        if cards:
            drawn.append(draw_text(left + x, look.top - look.line * 0.6, words, look.line, SOFT))
    drawn += _draw_flows(panel, boxes, scale, look)
    drawn += [_draw_input(card, boxes[card.id], separator, look) for card in panel.inputs]
    drawn += [_draw_stacked(card, boxes[card.id], separator, look) for card in (*panel.made, *panel.downstream)]
    for card in panel.inputs:
        if card.beside and not look.amounts_inside:
            x, y, wide, high = boxes[card.id]
            drawn.append(
                draw_text(x + wide + 6, y + high / 2 + look.line * 0.36, card.beside, look.line, INK, bold=True)
            )
    return drawn + _draw_note(panel, left, size.high, look)


def draw_card(card: PairCard, box: Box, separator: str, shapes: Sequence[str]) -> str:
    """The frame of a card around its words, leading to its page, or opened in place where a script can."""
    look, (x, y, wide, high) = LOOKS[card.status], box
    label = separator.join(filter(None, [card.name, card.word, *card.lines, card.beside]))
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    size = f'width="{format_coordinate(wide)}" height="{format_coordinate(high)}"'
    frame = f'<rect {size} rx="3" fill="{look.fill}" stroke="{look.ink}" stroke-width="{look.width}"{dash}/>'
    inner = frame + "".join(shapes)
    if card.href:
        opened = f' data-card="{escape_attribute(card.card)}"' if card.card else ""
        inner = f'<a href="{escape_attribute(card.href)}"{opened}>{inner}</a>'
    return (
        f'<g class="card {card.status}" role="listitem" data-id="{escape_attribute(card.id)}" '
        f'transform="translate({format_point(x, y)})"><title>{escape_attribute(label)}</title>{inner}</g>'
    )


def _place(panel: PairPanel, left: float, look: MapLook, size: MapSize) -> dict[str, Box]:
    """Where every card stands."""
    (x, wide), *others = look.columns
    boxes: dict[str, Box] = {
        card.id: (left + x, top, wide, high)
        for card, (top, high) in zip(panel.inputs, size.inputs[: len(panel.inputs)], strict=True)
    }
    for cards, (x, wide) in zip((panel.made, panel.downstream), others, strict=True):
        boxes |= dict(_stack(cards, left + x, wide, look, size.high, _note_height(panel, look)))
    return boxes


def _stack(
    cards: Sequence[PairCard], x: float, wide: float, look: MapLook, bottom: float, note: float
) -> Iterator[tuple[str, Box]]:
    """Cards over each other around the middle of the map, spread over the room there is, above the note where they
    would stand on it."""
    heights = [_stack_height(card, wide, look) for card in cards]
    spread = sum(heights) + _WIDEST_GAP * (len(cards) - 1)
    if (look.top + bottom + spread) / 2 > bottom - note:
        bottom -= note
    free = bottom - look.top - sum(heights)
    gap = min(max(free / (len(cards) + 1), _SMALLEST_GAP), _WIDEST_GAP)
    top = max(look.top, (look.top + bottom - sum(heights) - gap * (len(cards) - 1)) / 2)
    for card, high in zip(cards, heights, strict=True):
        yield card.id, (x, top, wide, high)
        top += high + gap


def _input_rows(card: PairCard, look: MapLook) -> _Rows:
    """The words of an input: its name in as many lines as it takes, below what is known of it."""
    _wide, room = look.card
    word = text_width(card.word, look.line) + look.line if card.word else 0.0
    amounts = (card.beside,) if card.beside and look.amounts_inside else ()
    details: list[str] = []
    for line in (*amounts, *card.lines[: look.lines]):
        details += wrap_text(line, look.line, room, 3) if details else _wrap_beside(line, look.line, room, word)
    return _Rows(wrap_text(card.name, look.name, room, 3), details)


def _wrap_beside(words: str, size: float, room: float, word: float) -> list[str]:
    """Words whose first line leaves room for a word at its right."""
    first = wrap_text(words, size, room - word, len(words))[0]
    after = words.removeprefix(first).strip()
    return [first, *(wrap_text(after, size, room, 2) if after else [])]


def _count_rows(card: PairCard, look: MapLook) -> int:
    rows = _input_rows(card, look)
    return len(rows.names) + max(len(rows.details), 1)


def _draw_input(card: PairCard, box: Box, separator: str, look: MapLook) -> str:
    """An input: its state stands at the right of the first line below the name."""
    rows, (_x, _y, wide, high), indent = _input_rows(card, look), box, look.line / 2
    y = (high - (len(rows.names) + max(len(rows.details), 1)) * look.row) / 2 + look.line * 0.95
    shapes = []
    for words in rows.names:
        shapes.append(draw_text(indent, y, words, look.name, INK, bold=True))
        y += look.row
    ink = LOOKS[card.status].ink
    shapes.append(draw_text(wide - indent, y, card.word, look.line, ink, bold=True, anchor="end"))
    for words in rows.details:
        shapes.append(draw_text(indent, y, words, look.line, "#333333"))
        y += look.row
    return draw_card(card, box, separator, shapes)


def _stack_rows(card: PairCard, wide: float, look: MapLook) -> list[tuple[str, bool]]:
    """The lines of a made or a further card: name, state, then what it makes and who."""
    room = wide - look.line
    rows = [(part, True) for part in wrap_text(card.name, look.name, room, 4)]
    rows += [(part, True) for part in wrap_text(card.word, look.line, room, 2)] if card.word else []
    return rows + [(part, False) for line in card.lines for part in wrap_text(line, look.line, room, 3)]


def _stack_height(card: PairCard, wide: float, look: MapLook) -> float:
    return len(_stack_rows(card, wide, look)) * look.row + look.line


def _draw_stacked(card: PairCard, box: Box, separator: str, look: MapLook) -> str:
    """A made or a further card, line by line."""
    shapes = [
        draw_text(look.line / 2, look.line * 1.5 + look.row * n, words, look.name if bold else look.line, bold=bold)
        for n, (words, bold) in enumerate(_stack_rows(card, box[2], look))
    ]
    return draw_card(card, box, separator, shapes)


def _note(panel: PairPanel, look: MapLook) -> list[str]:
    """What must be said of a map, in the room of what is made and further."""
    left, right = look.columns[1][0], look.columns[2][0] + look.columns[2][1]
    return wrap_text(panel.note, look.line, right - left - look.line, 4)


def _note_height(panel: PairPanel, look: MapLook) -> float:
    """The room that it takes below the cards."""
    return len(_note(panel, look)) * look.row + look.line * 2 if panel.note else 0.0


def _draw_note(panel: PairPanel, left: float, bottom: float, look: MapLook) -> list[str]:
    lines = _note(panel, look) if panel.note else []
    x, y = left + look.columns[1][0], bottom - len(lines) * look.row
    return [draw_text(x, y + n * look.row, words, look.line, SOFT) for n, words in enumerate(lines)]


def _draw_flows(panel: PairPanel, boxes: Mapping[str, Box], scale: float, look: MapLook) -> list[str]:
    """All lines of a map: into what the chain makes, then on to what it could become."""
    inputs = {card.id: card for card in panel.inputs}
    drawn = [line for card in panel.made for line in _draw_flows_into(card.id, panel, inputs, boxes, scale, look)]
    made = {card.id for card in panel.made}
    for flow in panel.flows:
        if flow.source in made and flow.target in made:
            drawn.append(_draw_inner_flow(flow, boxes, scale))
        elif flow.source in boxes and flow.source not in inputs and flow.target in boxes:
            x, y, wide, high = boxes[flow.source]
            left, top, _wide, tall = boxes[flow.target]
            drawn.append(_draw_flow(flow, (x + wide, y + high / 2), (left, top + tall / 2), scale))
    return drawn


def _draw_flows_into(
    made: str,
    panel: PairPanel,
    inputs: Mapping[str, PairCard],
    boxes: Mapping[str, Box],
    scale: float,
    look: MapLook,
) -> Iterator[str]:
    """Lines into a card, one over the other in the order of the inputs, so that none crosses another's end."""
    flows = [flow for key in inputs for flow in panel.flows if flow.source == key and flow.target == made]
    x, y, _wide, high = boxes[made]
    widths = [12.0 if flow.other_unit else max(flow.amount * scale, 3.0) + 2 for flow in flows]
    room = min(1.0, (high - 10) / sum(widths)) if widths else 1.0
    end = y + high / 2 - sum(widths) * room / 2
    for flow, width in zip(flows, widths, strict=True):
        left, top, wide, tall = boxes[flow.source]
        beside = "" if look.amounts_inside else inputs[flow.source].beside
        start = left + wide + (text_width(beside, look.line) * 1.04 + 12 if beside else 0)
        yield _draw_flow(flow, (start, top + tall / 2), (x, end + width * room / 2), scale)
        end += width * room


def _draw_flow(flow: Flow, start: tuple[float, float], end: tuple[float, float], scale: float) -> str:
    """A line: strands by where it comes from; hollow in another unit; dashed where it carries nothing or who knows."""
    if flow.unknown or not flow.amount:
        inside = draw_nothing(start, end, unknown=flow.unknown)
    elif flow.other_unit:
        inside = draw_hollow(start, end, INKS["local" if flow.local >= flow.amount / 2 else "outside"])
    else:
        parts = (
            ("local", flow.local),
            ("nearby", flow.nearby),
            ("outside", flow.outside),
            ("unknown", flow.open_origin),
        )
        inside = draw_strands(start, end, [Strand(origin, amount * scale) for origin, amount in parts])
    return group_flow(flow.source, flow.target, flow.words, inside)


def _draw_inner_flow(flow: Flow, boxes: Mapping[str, Box], scale: float) -> str:
    """A line from one product of the chain to another, at their left: they stand over each other."""
    (x, y, _wide, high), (_x, top, _width, tall) = boxes[flow.source], boxes[flow.target]
    lower = top > y
    start, end = (x, y + high * (0.75 if lower else 0.25)), (x, top + tall * (0.25 if lower else 0.75))
    dashed = flow.unknown or not flow.amount
    ink = INKS["local" if flow.local >= flow.amount / 2 and not dashed else "unknown"]
    width = THIN if dashed or flow.other_unit else max(flow.amount * scale, THIN)
    inside = draw_loop(start, end, width, ink, ("2 4" if flow.unknown else "6 4") if dashed else "")
    return group_flow(flow.source, flow.target, flow.words, inside)
