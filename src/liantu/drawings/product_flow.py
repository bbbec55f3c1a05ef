"""Where a product comes from and where it goes: what its makers need, who makes it, who needs it, as a Sankey.

Heights are amounts on one scale; what is in another unit is hollow, and what nobody knows the amount of is hatched: the
height of neither says anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from liantu.drawings.drawing import Drawing
from liantu.drawings.flow_lines import INKS, Point, Strand, draw_hollow, draw_nothing, draw_strands, group_flow
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import DASHES, INK, SOFT, fill_state
from liantu.drawings.meanings import INKS as MEANINGS
from liantu.drawings.shapes import draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_TALL, _BAR, _SLOT, _GAP, _TOP, _STUB, _ROW = 250.0, 12.0, 52.0, 8.0, 34.0, 26.0, 15.0
_NARROW, _INSIDE = 340.0, 324.0


class _Columns(NamedTuple):
    """How wide a picture is, the left edges of its bars, the room of the words beside each and of the product's name,
    and the lines that a name, an amount and firms may take."""

    width: float
    inputs: float
    sources: float
    product: float
    uses: float
    room: float
    name: float
    lines: tuple[int, int, int]


_DESK = _Columns(1372.0, 238.0, 450.0, 860.0, 1096.0, 216.0, 220.0, (2, 1, 2))
_LAPTOP = _Columns(950.0, 166.0, 316.0, 590.0, 752.0, 160.0, 150.0, (4, 2, 3))


@dataclass(frozen=True)
class FlowNode:
    """What stands at an end: its name, how much in words, and who, below; ``amount`` is None where nobody knows it.

    ``origin`` is local, nearby, outside or unknown; ``state`` how firm it is; ``another_unit``: no height compares.
    """

    name: str
    words: str
    detail: str = ""
    amount: float | None = None
    origin: str = "local"
    state: str = "operating"
    another_unit: bool = False
    to: str = ""

    @property
    def measured(self) -> float:
        """The amount where its height says something."""
        return 0.0 if self.another_unit else self.amount or 0.0

    @property
    def sentence(self) -> str:
        """The node as it is read aloud."""
        return ", ".join(filter(None, [self.name, self.words, self.detail]))


@dataclass(frozen=True)
class ProductFlow:
    """A product with what its makers need (``inputs``), where it comes from and where it goes.

    ``supposed``: nobody makes it here, and the inputs are those of its usual process.
    """

    name: str
    words: str
    inputs: Sequence[FlowNode]
    sources: Sequence[FlowNode]
    uses: Sequence[FlowNode]
    supposed: bool = False


class FlowHeadings(NamedTuple):
    """The headings of the columns: what goes in, where it comes from, the product, where it goes."""

    inputs: str
    sources: str
    product: str
    uses: str


class _Place(NamedTuple):
    """A node with its upper edge and its height."""

    node: FlowNode
    top: float
    high: float


def draw_product_flow(flow: ProductFlow, headings: FlowHeadings, title: str) -> Drawing:
    """The picture at the width of a desk."""
    return _draw_columns(flow, headings, title, "product-flow", _DESK)


def draw_laptop_flow(flow: ProductFlow, headings: FlowHeadings, title: str) -> Drawing:
    """The picture at the width of a narrow desk: its words take more lines."""
    return _draw_columns(flow, headings, title, "product-flow-medium", _LAPTOP)


def _draw_columns(flow: ProductFlow, headings: FlowHeadings, title: str, name: str, layout: _Columns) -> Drawing:
    columns = (flow.inputs, flow.sources, flow.uses)
    largest = max((sum(node.measured for node in column) for column in columns), default=0.0)
    scale = _TALL / largest if largest else 0.0
    slots = [sum(_slot(node, scale, layout) for node in column) for column in columns]
    tall = max(*slots, _SLOT)
    inputs, sources, uses = (
        _place(column, scale, layout, _TOP + (tall - slot) / 2) for column, slot in zip(columns, slots, strict=True)
    )
    centre = max(sum(place.high for place in sources), sum(place.high for place in uses), _STUB)
    middle = _TOP + (tall - centre) / 2
    lines = [
        *_draw_into(sources, layout.sources + _BAR, layout.product, middle, centre, flow.name, inward=True),
        *_draw_into(uses, layout.product + _BAR, layout.uses, middle, centre, flow.name, inward=False),
        *_draw_inputs(inputs, sources, layout, supposed=flow.supposed),
    ]
    named = ((layout.inputs, inputs, "end"), (layout.sources, sources, "start"), (layout.uses, uses, "start"))
    marks = [shape for x, places, anchor in named for place in places for shape in _draw_node(place, x, anchor, layout)]
    shapes = [*_draw_headings(flow, headings, layout), *lines, *marks, *_draw_product(flow, middle, centre, layout)]
    return Drawing(name, title, describe_flow(flow), layout.width, _TOP + tall + 12, shapes)


def describe_flow(flow: ProductFlow) -> str:
    """The flow as it is read aloud."""
    nodes = [node.sentence for node in (*flow.inputs, *flow.sources, *flow.uses)]
    return "; ".join([f"{flow.name}, {flow.words}", *nodes])


def _slot(node: FlowNode, scale: float, layout: _Columns) -> float:
    return max(_high(node, scale), _SLOT, len(_node_rows(node, layout)) * _ROW) + _GAP


def _high(node: FlowNode, scale: float) -> float:
    """How high the mark of a node is; a stub where its height says nothing."""
    return max(node.measured * scale, 1.5) if node.amount is not None and not node.another_unit else _STUB


def _place(nodes: Sequence[FlowNode], scale: float, layout: _Columns, top: float) -> list[_Place]:
    places = []
    for node in nodes:
        high, slot = _high(node, scale), _slot(node, scale, layout)
        places.append(_Place(node, top + (slot - high) / 2, high))
        top += slot
    return places


def _draw_into(
    places: Sequence[_Place], left: float, right: float, middle: float, centre: float, product: str, *, inward: bool
) -> list[str]:
    """Lines between the nodes of a column and the product, one over the other at its mark."""
    whole = sum(place.high for place in places)
    offset, drawn = middle + (centre - whole) / 2, []
    for place in places:
        near, far = (left, place.top + place.high / 2), (right, offset + place.high / 2)
        if not inward:
            near, far = (left, offset + place.high / 2), (right, place.top + place.high / 2)
        inside = _draw_line(place, near, far)
        ends = (place.node.name, product) if inward else (product, place.node.name)
        drawn.append(group_flow(*ends, place.node.sentence, inside))
        offset += place.high
    return drawn


def _draw_line(place: _Place, start: Point, end: Point) -> str:
    node = place.node
    if node.amount is None:
        return draw_nothing(start, end, unknown=True)
    if node.another_unit:
        return draw_hollow(start, end, INKS[node.origin])
    return draw_strands(start, end, [Strand(node.origin, place.high)])


def _draw_inputs(inputs: Sequence[_Place], sources: Sequence[_Place], layout: _Columns, *, supposed: bool) -> list[str]:
    """Lines from what its makers need to where it is made, or would be."""
    origin = "outside" if supposed else "local"
    makers = [place for place in sources if place.node.origin == origin] or list(sources)[:1]
    if not makers:
        return []
    target, drawn = makers[0], []
    offset = target.top + target.high / 2 - sum(place.high for place in inputs) / 2
    for place in inputs:
        start, end = (layout.inputs + _BAR, place.top + place.high / 2), (layout.sources, offset + place.high / 2)
        shown = place._replace(node=replace(place.node, origin="unknown")) if supposed else place
        drawn.append(group_flow(place.node.name, target.node.name, place.node.sentence, _draw_line(shown, start, end)))
        offset += place.high
    return drawn


def _draw_node(place: _Place, x: float, anchor: str, layout: _Columns) -> list[str]:
    """The mark of a node with its name, amount and firms beside it; in a white field where its line runs below."""
    node = place.node
    dash = "2 3" if node.amount is None else DASHES.get(node.state, "")
    mark = draw_rectangle(x, place.top, _BAR, place.high, _fill(node), INKS[node.origin], dash=dash)
    words_at = x - 8 if anchor == "end" else x + _BAR + 8
    rows = _node_rows(node, layout)
    top = place.top + place.high / 2 - len(rows) * _ROW / 2 + 11
    texts = [
        draw_text(words_at, top + _ROW * n, line, 13 if bold else 12.2, colour, bold=bold, anchor=anchor)
        for n, (line, bold, colour) in enumerate(rows)
    ]
    wide = max((text_width(line, 13) * (1.06 if bold else 0.98) for line, bold, _colour in rows), default=0.0)
    field = (
        draw_rectangle(words_at - 3, top - 14, wide + 6, _ROW * len(rows) + 4, "#FFFFFF") if x == layout.sources else ""
    )
    return [mark, field, draw_link(node.to, texts)]


def _fill(node: FlowNode) -> str:
    """Hatched where nobody knows the amount, white in another unit, else by origin and by how firm it is."""
    if node.amount is None:
        return "url(#unknown)"
    if node.another_unit:
        return "#FFFFFF"
    firm = node.state == "operating" or node.origin != "local"
    return INKS[node.origin] if firm else fill_state("made", node.state)


def _node_rows(node: FlowNode, layout: _Columns) -> list[tuple[str, bool, str]]:
    """The words of a node, line by line: whether bold, and in which ink."""
    names, words, details = layout.lines
    rows = [(line, True, MEANINGS["made"] if node.to else INK) for line in wrap_text(node.name, 13, layout.room, names)]
    rows += [(line, False, INK) for line in wrap_text(node.words, 12.5, layout.room, words)]
    rows += [(line, False, SOFT) for line in wrap_text(node.detail, 12, layout.room, details if len(rows) < 3 else 1)]
    return rows


def _draw_product(flow: ProductFlow, top: float, high: float, layout: _Columns) -> list[str]:
    """The mark of the product, its name above in a white field."""
    lines = [*wrap_text(flow.name, 14, layout.name, 2), *wrap_text(flow.words, 14, layout.name, 2)]
    wide = max(text_width(line, 14) for line in lines) + 12
    x, y = layout.product + _BAR / 2, top - 10 - 18 * len(lines)
    drawn = [draw_rectangle(layout.product, top, _BAR, high, INK)]
    if y < _TOP:
        y = top + high / 2 - 9 * len(lines)
    drawn.append(draw_rectangle(x - wide / 2, y, wide, 18 * len(lines) + 4, "#FFFFFF"))
    return drawn + [
        draw_text(x, y + 15 + 18 * n, line, 14 if n < len(lines) - 1 else 12.5, bold=True, anchor="middle")
        for n, line in enumerate(lines)
    ]


def _draw_headings(flow: ProductFlow, headings: FlowHeadings, layout: _Columns) -> list[str]:
    columns = (
        (headings.inputs, layout.inputs + _BAR, "end", flow.inputs),
        (headings.sources, layout.sources, "start", flow.sources),
        (headings.product, layout.product + _BAR / 2, "middle", [1]),
        (headings.uses, layout.uses, "start", flow.uses),
    )
    return [draw_text(x, 14, words, 12.5, SOFT, anchor=anchor) for words, x, anchor, nodes in columns if nodes]


def draw_narrow_flow(flow: ProductFlow, headings: FlowHeadings, title: str) -> Drawing:
    """The picture at the width of a telephone: each column as bars below its heading."""
    columns = (
        (headings.inputs, flow.inputs),
        (headings.sources, flow.sources),
        (headings.uses, flow.uses),
    )
    axis = LinearAxis(0, _INSIDE, max((node.measured for _words, nodes in columns for node in nodes), default=0.0))
    shapes, y = [draw_text(0, 16, f"{flow.name} {flow.words}", 13.5, bold=True)], 26.0
    for words, nodes in columns:
        if nodes:
            shapes.append(draw_text(0, y + 16, words, 12.5, SOFT, bold=True))
            y += 22
        for node in nodes:
            drawn, high = _draw_row(node, y, axis)
            shapes += drawn
            y += high
    return Drawing("product-flow-narrow", title, describe_flow(flow), _NARROW, y + 6, shapes)


def _draw_row(node: FlowNode, y: float, axis: LinearAxis) -> tuple[list[str], float]:
    names = wrap_text(node.name, 13, _INSIDE - text_width(node.words, 12.5) - 14, 3)
    ink = MEANINGS["made"] if node.to else INK
    texts = [draw_text(0, y + 15 + 16 * n, line, 13, ink) for n, line in enumerate(names)]
    shapes = [draw_link(node.to, texts), draw_text(_NARROW, y + 15, node.words, 12.5, anchor="end", bold=True)]
    y += 16 * len(names) + 4
    if node.amount is None:
        shapes.append(draw_rectangle(0.5, y, 54, 9, "url(#unknown)", SOFT, dash="2 3"))
    elif not node.another_unit:
        shapes.append(draw_rectangle(0, y, max(axis.measure(node.measured), 1.0), 9, INKS[node.origin]))
    bar = 0 if node.another_unit else 11
    details = wrap_text(node.detail, 12, _INSIDE, 3) if node.detail else []
    shapes += [draw_text(0, y + bar + 12 + 15 * n, line, 12, SOFT) for n, line in enumerate(details)]
    return shapes, 16 * len(names) + 12 + bar + 15 * len(details)
