"""The pair of maps of a chain as SVG: today beside the aim; "the difference is the work".

The width of a line is its quantity; a hollow one is in another unit. Where it comes from is told by colour and, at the
mark, in words; a dashed line carries nothing today, or an unknown amount. No letter is below 16: on an A3 page 9 pt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from liantu.drawings.chain_map import LOOKS
from liantu.drawings.pair_content import ChainPair, Flow, PairCard, PairPanel
from liantu.drawings.svg_text import (
    escape_attribute,
    format_coordinate,
    format_point,
    format_position,
    text_width,
    wrap_text,
)

#: The columns of a panel: left edge and width of what is needed, made, and could be made of it.
_INPUT, _MADE, _NEXT = (0.0, 222.0), (400.0, 152.0), (573.0, 117.0)
_PANEL, _BETWEEN, _MARGIN = 690.0, 24.0, 3.0
_NAME, _LINE, _TITLE, _TOP = 16.5, 16.0, 19.0, 76.0


class PanelSizes(NamedTuple):
    """How high a map is, from input to input, how high the card of one is, and how many lines stand below its name."""

    high: float
    step: float
    card: float
    lines: int


#: A tall drawing fills the page of paper beside its lists, however few its cards are.
_TALL_HIGH, _WIDEST_GAP, _SMALLEST_GAP = 1030.0, 150.0, 24.0
#: The widest line, and the thinnest that is no quantity.
_WIDEST, _THIN = 34.0, 1.4
_INKS = {"local": "#0B5394", "nearby": "#2F7F79", "outside": "#C05A63", "unknown": "#777777"}
_BANNERS = {"now": "#5F6368", "goal": "#2F6B3C"}


def draw_chain_pair(
    pair: ChainPair,
    title: str,
    columns: Sequence[str],
    legend: Sequence[tuple[str, str]] = (),
    separator: str = ", ",
    *,
    tall: bool = False,
) -> str:
    """Both maps beside each other. ``columns`` are the headings of the three columns; ``legend`` are pairs of a kind of
    line (local, nearby, outside, unknown, hollow) and its meaning; ``tall``: a line more on each card."""
    scale, sizes = _width_scale(pair), _sizes(pair, tall)
    high = sizes.high
    body = [
        _panel(panel, x, scale, columns, separator, sizes)
        for panel, x in ((pair.now, 0.0), (pair.goal, _PANEL + _BETWEEN))
    ]
    wide = 2 * _PANEL + _BETWEEN
    if legend:
        body += _legend(legend, high + 18)
        high += 34
    box = f"{format_coordinate(-_MARGIN)} 0 {format_point(wide + 2 * _MARGIN, high)}"
    size = f'width="{format_coordinate(wide + 2 * _MARGIN)}" height="{format_coordinate(high)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chain-pair" role="list" viewBox="{box}" {size} '
        f'aria-label="{escape_attribute(title)}" font-family="sans-serif"><title>{escape_attribute(title)}</title>'
        f"{_DEFS}{''.join(body)}</svg>"
    )


_DEFS = (
    '<defs><pattern id="pair-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#FFFFFF"/><rect width="1.6" height="7" fill="#E4E4E4"/></pattern></defs>'
)


def _sizes(pair: ChainPair, tall: bool) -> PanelSizes:
    """The sizes of both maps: as high as their cards need, or as a page has room."""
    count = max(len(pair.now.inputs), 1)
    stacks = [
        sum(_tall(card, wide) + _SMALLEST_GAP for card in cards)
        for panel in (pair.now, pair.goal)
        for cards, (_x, wide) in ((panel.made, _MADE), (panel.downstream, _NEXT))
    ]
    step, card, lines = (82.0, 72.0, 2) if tall else (62.0, 52.0, 1)
    high = max(_TOP + count * step, _TOP + max(stacks)) + 8
    high = max(high, _TALL_HIGH) if tall else high
    return PanelSizes(high, (high - 8 - _TOP) / count if tall else step, card, lines)


def _width_scale(pair: ChainPair) -> float:
    """How wide a unit of quantity is: one scale for both maps, the largest line is the widest."""
    flows = [flow for panel in (pair.now, pair.goal) for flow in panel.flows if not flow.other_unit]
    largest = max((flow.amount for flow in flows), default=0.0)
    return _WIDEST / largest if largest else 0.0


def _panel(
    panel: PairPanel, left: float, scale: float, columns: Sequence[str], separator: str, sizes: PanelSizes
) -> str:
    places: dict[str, tuple[float, float, float, float]] = {}
    for n, card in enumerate(panel.inputs):
        top = _TOP + n * sizes.step + (sizes.step - sizes.card) / 2
        places[card.id] = (left + _INPUT[0], top, _INPUT[1], sizes.card)
    for cards, (x, wide) in ((panel.made, _MADE), (panel.downstream, _NEXT)):
        places |= dict(_stack(cards, left + x, wide, sizes.high))
    ink = _BANNERS[panel.kind]
    drawn = [
        f'<rect {format_position(left, 0)} width="{format_coordinate(_PANEL)}" height="34" fill="{ink}"/>',
        _text(left + 12, 23, panel.title, _TITLE, "#FFFFFF", bold=True),
    ]
    for words, (x, _wide) in zip(columns, (_INPUT, _MADE, _NEXT), strict=True):
        drawn.append(_text(left + x, 60, words, _LINE, "#5F6368"))
    drawn += _flows(panel, places, scale)
    drawn += [_card(card, places[card.id], separator, _input_lines(card, sizes)) for card in panel.inputs]
    drawn += [
        _card(card, places[card.id], separator, _made_lines(card, places[card.id]))
        for card in (*panel.made, *panel.downstream)
    ]
    for card in panel.inputs:
        if card.beside:
            x, y, wide, high = places[card.id]
            drawn.append(_text(x + wide + 8, y + high / 2 + 6, card.beside, _LINE, "#1D2733", bold=True))
    return "".join(drawn)


def _stack(
    cards: Sequence[PairCard], x: float, wide: float, bottom: float
) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Cards over each other around the middle of the map, spread over the room there is."""
    heights = [_tall(card, wide) for card in cards]
    free = bottom - _TOP - sum(heights)
    gap = min(max(free / (len(cards) + 1), _SMALLEST_GAP), _WIDEST_GAP)
    top = max(_TOP, (_TOP + bottom - sum(heights) - gap * (len(cards) - 1)) / 2)
    for card, high in zip(cards, heights, strict=True):
        yield card.id, (x, top, wide, high)
        top += high + gap


def _rows(card: PairCard, wide: float) -> list[tuple[str, bool]]:
    """The lines of a made or a further card: name, state, then what it makes and who."""
    rows = [(part, True) for part in wrap_text(card.name, _NAME, wide - 16, 3)]
    rows += [(part, True) for part in wrap_text(card.word, _LINE, wide - 16, 2)] if card.word else []
    return rows + [(part, False) for line in card.lines for part in wrap_text(line, _LINE, wide - 16, 3)]


def _tall(card: PairCard, wide: float) -> float:
    return len(_rows(card, wide)) * 21.0 + 16


Places = Mapping[str, tuple[float, float, float, float]]


def _flows(panel: PairPanel, places: Places, scale: float) -> list[str]:
    """All lines of a map: into what the chain makes, then on to what it could become."""
    inputs = {card.id: card for card in panel.inputs}
    drawn = [line for card in panel.made for line in _flows_into(card.id, panel, inputs, places, scale)]
    for flow in panel.flows:
        if flow.source in places and flow.source not in inputs:
            x, y, wide, high = places[flow.source]
            left, top, _wide, tall = places[flow.target]
            drawn.append(_flow(flow, (x + wide, y + high / 2), (left, top + tall / 2), scale))
    return drawn


def _flows_into(
    made: str, panel: PairPanel, inputs: Mapping[str, PairCard], places: Places, scale: float
) -> Iterator[str]:
    """Lines into a card, one over the other in the order of the inputs, so that none crosses another's end."""
    flows = [flow for key in inputs for flow in panel.flows if flow.source == key and flow.target == made]
    x, y, _wide, high = places[made]
    widths = [12.0 if flow.other_unit else max(flow.amount * scale, 3.0) + 2 for flow in flows]
    room = min(1.0, (high - 10) / sum(widths)) if widths else 1.0
    end = y + high / 2 - sum(widths) * room / 2
    for flow, width in zip(flows, widths, strict=True):
        left, top, wide, tall = places[flow.source]
        beside = inputs[flow.source].beside
        start = left + wide + (text_width(beside, _LINE) + 14 if beside else 0)
        yield _flow(flow, (start, top + tall / 2), (x, end + width * room / 2), scale)
        end += width * room


def _flow(flow: Flow, start: tuple[float, float], end: tuple[float, float], scale: float) -> str:
    """A line: strands by where it comes from; hollow in another unit; dashed where it carries nothing or who knows."""
    about = f'class="flow" data-from="{escape_attribute(flow.source)}" data-to="{escape_attribute(flow.target)}"'
    if flow.unknown or not flow.amount:
        dash = "2 4" if flow.unknown else "6 4"
        return f"<g {about}>{_strand(start, end, _THIN, _INKS['unknown'], dash)}</g>"
    if flow.other_unit:
        ink = _INKS["local"] if flow.local >= flow.amount / 2 else _INKS["outside"]
        edges = [_strand((start[0], start[1] + d), (end[0], end[1] + d), _THIN, ink) for d in (-4.0, 4.0)]
        return f"<g {about}>{''.join(edges)}{_strand(start, end, _THIN, ink, '1.5 4')}</g>"
    strands, offset = [], -flow.amount * scale / 2
    for kind, amount in (("local", flow.local), ("nearby", flow.nearby), ("outside", flow.outside)):
        width = amount * scale
        if amount:
            place = offset + width / 2
            strand = ((start[0], start[1] + place), (end[0], end[1] + place))
            strands.append(_strand(*strand, max(width, _THIN), _INKS[kind]))
        offset += width
    return f"<g {about}>{''.join(strands)}</g>"


def _strand(start: tuple[float, float], end: tuple[float, float], width: float, ink: str, dash: str = "") -> str:
    reach = max(24.0, (end[0] - start[0]) / 2)
    bends = ((start[0] + reach, start[1]), (end[0] - reach, end[1]), end)
    path = f"M{format_point(*start)}C" + " ".join(format_point(*point) for point in bends)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{format_coordinate(width)}" stroke-opacity="0.72"'
        f"{dashed}/>"
    )


def _input_lines(card: PairCard, sizes: PanelSizes) -> list[str]:
    """What stands on the card of an input: its name, below it what is known of it, with its state at the right."""
    look, wide = LOOKS[card.status], _INPUT[1]
    word = text_width(card.word, _LINE)
    parts = [_text(8, 21, wrap_text(card.name, _NAME, wide - 14, 1)[0], _NAME, "#1D2733", bold=True)]
    for number, line in enumerate(card.lines[: sizes.lines]):
        fitting = wrap_text(line, _LINE, wide - (16 if number else 24 + word), 1)
        parts.append(_text(8, 43 + 22 * number, fitting[0], _LINE, "#333333"))
    parts.append(_text(wide - 8, 43, card.word, _LINE, look.ink, bold=True, end=True))
    return parts


def _made_lines(card: PairCard, place: tuple[float, float, float, float]) -> list[str]:
    """What stands on a made or a further card, line by line."""
    return [
        _text(8, 24 + 21 * n, words, _NAME if bold else _LINE, "#1D2733", bold=bold)
        for n, (words, bold) in enumerate(_rows(card, place[2]))
    ]


def _card(card: PairCard, place: tuple[float, float, float, float], separator: str, lines: Sequence[str]) -> str:
    look, (x, y, wide, high) = LOOKS[card.status], place
    fill = look.fill.replace("#hatch", "#pair-hatch")  # the other map of the page has one of its own
    label = separator.join(filter(None, [card.name, card.word, *card.lines, card.beside]))
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    size = f'width="{format_coordinate(wide)}" height="{format_coordinate(high)}"'
    box = f'<rect {size} rx="3" fill="{fill}" stroke="{look.ink}" stroke-width="{look.width}"{dash}/>'
    inner = f"{box}{''.join(lines)}"
    if card.href:
        inner = f'<a href="{escape_attribute(card.href)}">{inner}</a>'
    return (
        f'<g class="card {card.status}" role="listitem" data-id="{escape_attribute(card.id)}" '
        f'transform="translate({format_point(x, y)})"><title>{escape_attribute(label)}</title>{inner}</g>'
    )


def _legend(legend: Sequence[tuple[str, str]], y: float) -> list[str]:
    drawn, x = [], 0.0
    for kind, words in legend:
        if kind == "hollow":
            strands = [_strand((x, y - 5 + d), (x + 34, y - 5 + d), _THIN, _INKS["outside"]) for d in (-4.0, 4.0)]
            drawn += [*strands, _strand((x, y - 5), (x + 34, y - 5), _THIN, _INKS["outside"], "1.5 4")]
        elif kind in ("unknown", "nothing"):
            drawn.append(
                _strand((x, y - 5), (x + 34, y - 5), 2, _INKS["unknown"], "2 4" if kind == "unknown" else "6 4")
            )
        else:
            drawn.append(_strand((x, y - 5), (x + 34, y - 5), 9, _INKS[kind]))
        drawn.append(_text(x + 42, y, words, _LINE, "#333333"))
        x += 42 + text_width(words, _LINE) + 26
    return drawn


def _text(x: float, y: float, text: str, size: float, ink: str, *, bold: bool = False, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    weight = ' font-weight="700"' if bold else ""
    where = f'{format_position(x, y)} font-size="{format_coordinate(size)}"'
    return f'<text {where} fill="{ink}"{weight}{anchor}>{escape_attribute(text)}</text>'
