"""Series as cards: bars of the years that are known, hatched ones with their range of those that are reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.card_rows import draw_card_rows, find_card_room
from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import wrap_text
from liantu.wording.amounts import format_significant

_PAD, _LINE, _HIGH = 10.0, 17.0, 118.0


@dataclass(frozen=True)
class YearBar:
    """A year: what is known of it, the whole or so far; where it is reckoned its middle and its range."""

    year: str
    known: float | None = None
    middle: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def top(self) -> float:
        """The highest value that is drawn."""
        return max(value or 0.0 for value in (self.known, self.middle, self.high))


@dataclass(frozen=True)
class SeriesCard:
    """A series: name, unit, its years, what is said of it; ``supposed`` where a supposition of ours alone leads on.

    ``aim`` is a target to reach, with its words.
    """

    name: str
    to: str
    unit: str
    bars: Sequence[YearBar]
    lines: Sequence[str]
    supposed: bool = False
    aim: tuple[float, str] | None = None


def draw_series_cards(
    cards: Sequence[SeriesCard], title: str, *, name: str = "series", width: float = 1290.0, across: int = 3
) -> Drawing:
    """The cards, so many beside each other, each row as high as its highest card."""
    room = find_card_room(width, across)
    shapes, top = draw_card_rows(cards, 2.0, room, across, _find_height, _draw_card)
    described = "; ".join(" ".join([card.name, card.unit, *_describe(card), *card.lines]) for card in cards)
    return Drawing(name, title, described, width, top, shapes)


def _describe(card: SeriesCard) -> list[str]:
    known = [f"{bar.year}: {format_significant(bar.known)}" for bar in card.bars if bar.known is not None]
    return [*known, card.aim[1]] if card.aim else known


def _wrap(words: str, room: float, size: float = 12.0) -> list[str]:
    return wrap_text(words, size, room - 2 * _PAD, 6)


def _find_height(card: SeriesCard, room: float) -> float:
    lines = sum(len(_wrap(words, room)) for words in card.lines)
    return 2 * _PAD + _LINE * (len(_wrap(card.name, room, 14.5)) + lines + 1) + _HIGH + 34


def _draw_card(card: SeriesCard, left: float, top: float, room: float, height: float) -> list[str]:
    drawn = [draw_rectangle(left, top, room, height, "#FFFFFF", SOFT, thick=1.0)]
    x, y = left + _PAD, top + _PAD + 13
    names = _wrap(card.name, room, 14.5)
    drawn.append(draw_link(card.to, [draw_text(x, y + _LINE * n, row, 14.5, bold=True) for n, row in enumerate(names)]))
    y += _LINE * len(names)
    drawn.append(draw_text(x, y, card.unit, 12, SOFT))
    if card.aim:
        drawn.append(draw_text(left + room - _PAD, y, card.aim[1], 12, INKS["missing"], bold=True, anchor="end"))
    foot = y + 16 + _HIGH
    drawn += _draw_bars(card, x, foot, room - 2 * _PAD)
    rows = [row for words in card.lines for row in _wrap(words, room)]
    ink = INKS["short"] if card.supposed else INK
    return drawn + [draw_text(x, foot + 36 + _LINE * n, row, 12, ink) for n, row in enumerate(rows)]


def _draw_bars(card: SeriesCard, x: float, foot: float, whole: float) -> list[str]:
    tops = [bar.top for bar in card.bars] + ([card.aim[0]] if card.aim else [])
    axis = choose_axis(0.0, _HIGH - 16, tops)
    step = whole / max(len(card.bars), 4)
    drawn = [draw_line(x, foot, x + whole, foot, SOFT)]
    for number, bar in enumerate(card.bars):
        drawn += _draw_bar(bar, axis, x + step * number, foot, step)
    if card.aim:
        y = foot - axis.measure(card.aim[0])
        drawn.append(draw_line(x, y, x + whole, y, INKS["missing"], 1.2, "5 3"))
    return drawn


def _draw_bar(bar: YearBar, axis: LinearAxis, x: float, foot: float, step: float) -> list[str]:
    wide, middle = 0.62 * step, x + step / 2
    drawn = [draw_text(middle, foot + 15, bar.year, 12, SOFT, anchor="middle")]
    if bar.middle is not None:
        high = axis.measure(bar.middle)
        drawn.append(
            draw_rectangle(middle - wide / 2, foot - high, wide, high, "url(#made-building)", INKS["made"], dash="3 2")
        )
    if bar.known is not None:
        high = axis.measure(bar.known)
        drawn.append(draw_rectangle(middle - wide / 2, foot - high, wide, high, INKS["made"], INKS["made"]))
        if bar.middle is None:
            drawn.append(
                draw_text(middle, foot - high - 4, format_significant(bar.known), 12, INKS["made"], anchor="middle")
            )
    if bar.low is not None and bar.high is not None:
        low, high = foot - axis.measure(bar.low), foot - axis.measure(bar.high)
        drawn += [draw_line(middle - 4, y, middle + 4, y, INKS["short"], 1.4) for y in (low, high)]
        drawn.append(draw_line(middle, low, middle, high, INKS["short"], 1.6))
    return drawn
