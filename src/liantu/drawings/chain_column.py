"""The maps of a chain for a telephone: cards below each other by level, with the amounts of each map as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from liantu.drawings.chain_map import LOOKS
from liantu.drawings.chain_pair import MapWords, describe_maps, draw_flow_legend
from liantu.drawings.chain_panel import draw_card
from liantu.drawings.drawing import Drawing
from liantu.drawings.flow_lines import INKS
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import INK, SOFT
from liantu.drawings.pair_content import Flow, PairCard, PairPanel
from liantu.drawings.shapes import draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_WIDTH, _INSIDE, _NAME, _LINE, _ROW = 340.0, 324.0, 13.5, 12.5, 17.0
_BAR, _GAP, _STUB = 9.0, 6.0, 54.0
_BANNERS = {"now": "#5F6368", "built": "#0B5394", "goal": "#2F6B3C"}
Flows = Mapping[tuple[str, str], Sequence[Flow]]


def draw_chain_column(panels: Sequence[PairPanel], title: str, words: MapWords) -> Drawing:
    """Every card once, from what is needed down to what it could become; on it a line and a bar for each map."""
    shapes: list[str] = []
    y = 0.0
    for panel in panels:
        lines = wrap_text(panel.title, _NAME, _INSIDE, 3)
        shapes.append(draw_rectangle(0, y, _WIDTH, len(lines) * _ROW + 8, _BANNERS[panel.kind]))
        for line in lines:
            shapes.append(draw_text(8, y + 17, line, _NAME, "#FFFFFF", bold=True))
            y += _ROW
        y += 10
    flows = _flows_by_card(panels)
    amounts = [sum(flow.amount for flow in group if not flow.other_unit) for group in flows.values()]
    axis = LinearAxis(8, _INSIDE, max(amounts, default=0.0))
    levels = [[(panel, list(cards)) for panel, cards in zip(panels, group, strict=True)] for group in _levels(panels)]
    shapes.append('<g role="list">')
    for heading, level in zip(words.columns, levels, strict=True):
        if not level[0][1]:
            continue
        shapes.append(draw_text(0, y + 18, heading, _LINE, SOFT, bold=True))
        y += 26
        for number in range(len(level[0][1])):
            shown = [(panel, cards[number]) for panel, cards in level]
            card, high = _draw_stack(shown, y, flows, axis, words)
            shapes.append(card)
            y += high + _GAP
    shapes.append("</g>")
    for line in [part for panel in panels if panel.note for part in wrap_text(panel.note, _LINE, _WIDTH, 4)]:
        shapes.append(draw_text(0, y + 16, line, _LINE, SOFT))
        y += _ROW
    legend, y = draw_flow_legend(words.legend[:4], y + 20, _WIDTH, 12)
    return Drawing("chain-column", title, describe_maps(panels, words.separator), _WIDTH, y + 4, [*shapes, *legend])


def _levels(panels: Sequence[PairPanel]) -> list[list[Sequence[PairCard]]]:
    return [
        [panel.inputs for panel in panels],
        [panel.made for panel in panels],
        [panel.downstream for panel in panels],
    ]


def _flows_by_card(panels: Sequence[PairPanel]) -> Flows:
    """The lines out of each input, by the map and the card."""
    found: dict[tuple[str, str], list[Flow]] = {}
    for panel in panels:
        inputs = {card.id for card in panel.inputs}
        for flow in panel.flows:
            if flow.source in inputs:
                found.setdefault((panel.kind, flow.source), []).append(flow)
    return found


def _draw_stack(
    shown: Sequence[tuple[PairPanel, PairCard]], y: float, flows: Flows, axis: LinearAxis, words: MapWords
) -> tuple[str, float]:
    """A card with what each map says of it, and how high it is."""
    last = shown[-1][1]
    word_room = text_width(last.word, _LINE) + 12 if last.word else 0.0
    names = wrap_text(last.name, _NAME, _INSIDE - word_room, 3)
    shapes = [draw_text(8, 18 + _ROW * n, line, _NAME, INK, bold=True) for n, line in enumerate(names)]
    if last.word:
        ink = LOOKS[last.status].ink
        shapes.append(draw_text(_WIDTH - 8, 18, last.word, _LINE, ink, bold=True, anchor="end"))
    top = len(names) * _ROW + 4
    spoken: set[str] = set()
    for panel, card in shown:
        word = card.word if card is not last else ""
        text = words.separator.join(part for part in (card.beside, word, *card.lines) if part)
        if text and text not in spoken:
            spoken.add(text)
            state = f"{words.states.get(panel.kind, '')} " if len(shown) > 1 else ""
            for line in wrap_text(state + text, _LINE, _INSIDE, 4):
                top += _ROW
                shapes.append(draw_text(8, top, line, _LINE, "#333333"))
        bars = _draw_amounts(flows.get((panel.kind, card.id), []), top + 5, axis)
        shapes += bars
        top += _BAR + 5 if bars else 0.0
    high = top + 9
    return draw_card(last, (0, y, _WIDTH, high), words.separator, shapes), high


def _draw_amounts(flows: Sequence[Flow], y: float, axis: LinearAxis) -> list[str]:
    """The bar of an input in the colours of where it comes from; hatched, and of no length, where it is unknown."""
    if not flows or flows[0].other_unit:
        return []
    if any(flow.unknown for flow in flows):
        return [draw_rectangle(axis.left, y, _STUB, _BAR, "url(#unknown)", SOFT, dash="2 3")]
    drawn, left = [], axis.left
    for origin, field in (("local", "local"), ("nearby", "nearby"), ("outside", "outside"), ("unknown", "open_origin")):
        length = axis.measure(sum(getattr(flow, field) for flow in flows))
        if length > 0:
            drawn.append(draw_rectangle(left, y, max(length, 1.0), _BAR, INKS[origin]))
            left += length
    return drawn
