"""The maps of a chain as SVG: today, after the projects under way, the aim; "the difference is the work".

The width of a line is its quantity; a hollow one is in another unit. Where it comes from is told by colour and, at the
mark, in words; a dashed line carries nothing today, or an unknown amount. On an A3 page no letter is below 9 pt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from liantu.drawings.chain_panel import MapLook, choose_scale, draw_panel, measure_map
from liantu.drawings.drawing import Drawing
from liantu.drawings.flow_lines import draw_sample
from liantu.drawings.meanings import GRID, INK, INKS, SOFT
from liantu.drawings.pair_content import ChainPair, PairCard, PairPanel
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_BETWEEN, _MARGIN = 24.0, 3.0
#: On paper, a map beside the other; a tall drawing fills the page beside its lists, however few its cards are.
_PAPER = MapLook(690.0, ((0.0, 222.0), (400.0, 152.0), (573.0, 117.0)), 16.5, 16.0, 1)
_TALL_HIGH = 1150.0
#: What fills the page: the work is left out where cards need its room.
_FULL_HIGH = 1190.0
#: Where names are so long that the cards would be higher than the page: wider inputs with their amounts on them.
_WORDY = MapLook(690.0, ((0.0, 318.0), (412.0, 152.0), (576.0, 114.0)), 16.5, 16.0, 2, amounts_inside=True)
#: Few cards: the maps take the width of the page, their lists stand below; columns without cards leave their room.
_BROAD = MapLook(690.0, ((0.0, 232.0), (392.0, 160.0), (560.0, 130.0)), 16.5, 15.0, 2)
_BROAD_TWO = _BROAD._replace(columns=((0.0, 260.0), (470.0, 220.0), (690.0, 0.0)))
_BROAD_END = _BROAD._replace(columns=((0.0, 0.0), (90.0, 240.0), (430.0, 260.0)))
#: How high they are at most, and at least: with the cards of the fullest column.
_BROAD_HIGH, _BROAD_LEAST, _BROAD_CARD = 560.0, 370.0, 50.0
#: On a page: a map beside the other, and one alone.
_BESIDE = MapLook(674.0, ((0.0, 244.0), (402.0, 150.0), (560.0, 114.0)), 13.5, 12.5, 1, dense=True)
_ALONE = MapLook(1372.0, ((0.0, 330.0), (640.0, 260.0), (1092.0, 280.0)), 13.5, 12.5, 2, dense=True)
#: On a page of a narrow desk: one above the other.
_ABOVE = MapLook(944.0, ((0.0, 300.0), (500.0, 186.0), (744.0, 200.0)), 13.5, 12.5, 1, dense=True)
#: Links that are named below a pair, and between the maps of a narrow desk.
_NAMED_WORK, _NAMED_BETWEEN = 4, 3
#: Inputs of maps that take the width of a page.
_FEW_INPUTS = 4


class MapWords(NamedTuple):
    """The words around the maps: headings of the columns, pairs of a kind of line and its meaning, what joins a list.

    Then how the work is headed, how many more links it has (with %s), what is said where none can be reckoned, and the
    states in a word.
    """

    columns: Sequence[str]
    legend: Sequence[tuple[str, str]]
    separator: str = ", "
    work: str = ""
    more: str = ""
    none: str = ""
    states: Mapping[str, str] = MappingProxyType({})


def has_few_cards(pair: ChainPair) -> bool:
    """Whether the maps are so low that they take the width of a page, with their lists below."""
    panels = [pair.now, pair.goal]
    return len(pair.now.inputs) <= _FEW_INPUTS and measure_map(panels, _broad_look(pair)).high <= _BROAD_HIGH


def draw_chain_pair(pair: ChainPair, title: str, words: MapWords, *, tall: bool = False) -> str:
    """Today beside the aim for a page of paper; ``tall``: two lines on each card and as high as the page has room, or
    for few cards as the width of the page."""
    panels = [pair.now, pair.goal]
    look, least, room = _PAPER, 0.0, _TALL_HIGH
    if tall and has_few_cards(pair):
        fullest = max(len(cards) for panel in panels for cards in (panel.inputs, panel.made, panel.downstream))
        look, least = _broad_look(pair), _BROAD_LEAST + _BROAD_CARD * fullest
    elif tall:
        look = _PAPER._replace(lines=2)
        least = room = _TALL_HIGH - _measure_below(panels[-1], words, look)
    if measure_map(panels, look).high > room:
        look = _WORDY
    shapes, wide, high = _draw_maps(panels, words, look, least)
    if tall and words.work and high + _measure_below(panels[-1], words, look) <= _FULL_HIGH:
        drawn, strip = _draw_work(panels[-1], words, high, wide, size=look.line)
        shapes, high = [*shapes, *drawn], high + strip + look.line / 2
    shapes, high = _add_legend(shapes, words, look, wide, high)
    return Drawing("pair", title, describe_maps(panels, words.separator), wide, high, shapes).svg("chain-pair")


def _measure_below(panel: PairPanel, words: MapWords, look: MapLook) -> float:
    """How high the work and the meaning of the lines are below a pair."""
    wide = 2 * look.width + _BETWEEN + 2 * _MARGIN
    strip = _draw_work(panel, words, 0.0, wide, size=look.line)[1] + look.line / 2 if words.work else 0.0
    return strip + _add_legend([], words, look, wide, 0.0)[1]


def _broad_look(pair: ChainPair) -> MapLook:
    """The columns that have cards spread over the room of those that have none."""
    if not pair.now.downstream:
        return _BROAD_TWO
    return _BROAD if pair.now.inputs else _BROAD_END


def draw_chain_states(panels: Sequence[PairPanel], title: str, words: MapWords, work_address: str = "") -> Drawing:
    """One map, or two beside each other with the work below, for a page."""
    look = _ALONE if len(panels) == 1 else _BESIDE
    shapes, wide, high = _draw_maps(panels, words, look)
    if len(panels) > 1 and words.work:
        drawn, tall = _draw_work(panels[-1], words, high, wide, work_address)
        shapes, high = [*shapes, *drawn], high + tall + 4
    shapes, high = _add_legend(shapes, words, look, wide, high)
    return Drawing("chain-states", title, describe_maps(panels, words.separator), wide, high, shapes)


def draw_stacked_states(panels: Sequence[PairPanel], title: str, words: MapWords, work_address: str = "") -> Drawing:
    """The maps above each other for a narrow desk, with the work between today and the aim."""
    scale, wide, high = choose_scale(panels, _ABOVE), _ABOVE.width + 2 * _MARGIN, 0.0
    shapes: list[str] = []
    for number, panel in enumerate(panels):
        if number and words.work:
            drawn, tall = _draw_work(panels[-1], words, high + 6, wide, work_address, named=_NAMED_BETWEEN)
            shapes, high = [*shapes, *drawn], high + tall + 18
        size = measure_map([panel], _ABOVE)
        inside = draw_panel(panel, 0.0, scale, words.columns, words.separator, _ABOVE, size)
        shapes += [f'<g role="list" transform="translate({_MARGIN:g} {high:g})">', *inside, "</g>"]
        high += size.high
    shapes, high = _add_legend(shapes, words, _ABOVE, wide, high)
    return Drawing("chain-states-medium", title, describe_maps(panels, words.separator), wide, high, shapes)


def describe_maps(panels: Sequence[PairPanel], separator: str) -> str:
    """The maps as they are read aloud, card by card."""
    return "; ".join(
        f"{panel.title}: " + "; ".join(_describe(card, separator) for card in (*panel.made, *panel.inputs))
        for panel in panels
    )


def _describe(card: PairCard, separator: str) -> str:
    return separator.join(filter(None, [card.name, card.word, *card.lines, card.beside]))


def _draw_maps(
    panels: Sequence[PairPanel], words: MapWords, look: MapLook, least: float = 0.0
) -> tuple[list[str], float, float]:
    """The maps beside each other, how wide and how high they are."""
    scale, size = choose_scale(panels, look), measure_map(panels, look, least)
    inside: list[str] = []
    for number, panel in enumerate(panels):
        left = number * (look.width + _BETWEEN)
        inside += draw_panel(panel, left, scale, words.columns, words.separator, look, size)
    wide = len(panels) * (look.width + _BETWEEN) - _BETWEEN + 2 * _MARGIN
    return [f'<g role="list" transform="translate({_MARGIN:g} 0)">', *inside, "</g>"], wide, size.high


def _add_legend(shapes: list[str], words: MapWords, look: MapLook, wide: float, high: float) -> tuple[list[str], float]:
    """The meaning of the lines below all else."""
    if not words.legend:
        return shapes, high
    legend, bottom = draw_flow_legend(words.legend, high + look.line * 1.2, wide, look.line)
    return [*shapes, *legend], bottom


def draw_flow_legend(
    legend: Sequence[tuple[str, str]], top: float, wide: float, size: float = 12.5
) -> tuple[list[str], float]:
    """What the lines mean, side by side in lines of at most ``wide``, and where they end."""
    drawn, x, y = [], 0.0, top
    for kind, words in legend:
        room = 42 + text_width(words, size) * 1.04
        if x and x + room > wide:
            x, y = 0.0, y + size * 1.6
        drawn += [draw_sample(kind, x, y - size * 0.34), draw_text(x + 42, y, words, size, INK)]
        x += room + 22
    return drawn, y + size * 0.8


def _draw_work(
    panel: PairPanel,
    words: MapWords,
    top: float,
    wide: float,
    address: str = "",
    size: float = 12.5,
    named: int = _NAMED_WORK,
) -> tuple[list[str], float]:
    """The difference of two maps in words, and how high it is: the first links to fill with their amounts, and how many
    there are more."""
    work = [card for card in (*panel.inputs, *panel.made) if card.to_fill]
    each, line = wide / (named + 2), size * 1.28
    room = each - 14
    cells: list[tuple[str, list[str], list[str], str]] = [(INK, wrap_text(words.work, size, room, 3), [], "")]
    for card in work[:named]:
        plants = card.lines[:1] if card in panel.inputs else ()
        about = " ".join([f"+{card.beside}", *plants]) if card.beside else card.word
        cells.append((INK, wrap_text(card.name, size, room, 3), wrap_text(about, size, room, 3), card.href))
    if len(work) > named:
        more = wrap_text(words.more % (len(work) - named), size, room, 3)
        cells.append((INKS["made"], more, [], address))
    if not work:
        cells.append((SOFT, [], [words.none], ""))
    high = 10 + line * max(len(names) + len(details) for _ink, names, details, _to in cells)
    drawn = [
        draw_rectangle(0.6, top, wide - 1.2, high, "#FFFFFF", GRID),
        draw_rectangle(0.6, top, each, high, "#EEF2F7"),
    ]
    for number, (ink, names, details, to) in enumerate(cells):
        x, first = each * number + 7, top + 1 + line
        lines = [draw_text(x, first + line * n, text, size, ink, bold=True) for n, text in enumerate(names)]
        below = first + line * len(names)
        drawn += [draw_line(each * number, top, each * number, top + high, GRID)] if number else []
        drawn.append(draw_link(to, lines) if to else "".join(lines))
        drawn += [draw_text(x, below + line * n, text, size, SOFT) for n, text in enumerate(details)]
    return drawn, high
