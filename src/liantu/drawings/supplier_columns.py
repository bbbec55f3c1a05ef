"""What stops without a product, against how few can supply it: a column a number of makers, a bar a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import FILLS, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_WIDTH, _GAP, _ROW, _NARROW = 940.0, 16.0, 84.0, 340.0
_TALL = 12.0


@dataclass(frozen=True)
class SupplierBar:
    """A product: its name, how many lines stop without it (None: no line needs it), that in words, who can supply and
    what replaces it in words, and the meaning it is drawn in."""

    name: str
    to: str
    stopping: int | None
    stops: str
    makers: str
    meaning: str

    @property
    def sentence(self) -> str:
        """The bar as it is read aloud."""
        return ", ".join([self.name, self.stops, self.makers])


@dataclass(frozen=True)
class SupplierColumn:
    """Products that about as many makers can supply, those without which most stops first."""

    words: str
    bars: Sequence[SupplierBar]


@dataclass(frozen=True)
class SupplierWords:
    """What the columns and the bars are, and what each meaning says, by meaning."""

    columns: str
    bars: str
    meanings: Sequence[tuple[str, str]]


def draw_supplier_columns(columns: Sequence[SupplierColumn], words: SupplierWords, title: str) -> Drawing:
    """The picture at the width of a desk: the fewer can supply, the further left; the more stops, the higher."""
    shapes, top = _draw_legend(words, _WIDTH)
    width = (_WIDTH - _GAP * (len(columns) - 1)) / len(columns)
    greatest = _find_greatest(columns)
    foot = top + 34 + _ROW * max(len(column.bars) for column in columns)
    for number, column in enumerate(columns):
        left = number * (width + _GAP)
        shapes += draw_name(left, top + 12, column.words, width, 13, bold=True)
        shapes.append(draw_line(left, top + 28, left + width, top + 28, RULE, 2))
        for place, bar in enumerate(column.bars):
            shapes += _draw_bar(bar, left, top + 34 + place * _ROW, width, greatest)
    return Drawing("dependence", title, _describe(columns), _WIDTH, foot + 4, shapes)


def draw_narrow_supplier_columns(columns: Sequence[SupplierColumn], words: SupplierWords, title: str) -> Drawing:
    """The picture at the width of a telephone: the columns beneath each other."""
    shapes, top = _draw_legend(words, _NARROW)
    greatest = _find_greatest(columns)
    for column in (column for column in columns if column.bars):
        shapes += draw_name(0, top + 14, column.words, _NARROW / 1.08, 13, bold=True)
        shapes.append(draw_line(0, top + 30, _NARROW, top + 30, RULE, 2))
        top += 36
        for bar in column.bars:
            shapes += _draw_bar(bar, 0, top, _NARROW, greatest)
            top += _ROW
    return Drawing("dependence-narrow", title, _describe(columns), _NARROW, top + 4, shapes)


def _find_greatest(columns: Sequence[SupplierColumn]) -> int:
    return max((bar.stopping or 0 for column in columns for bar in column.bars), default=0)


def _describe(columns: Sequence[SupplierColumn]) -> str:
    return "; ".join(f"{column.words}: {bar.sentence}" for column in columns for bar in column.bars)


def _draw_bar(bar: SupplierBar, left: float, top: float, width: float, greatest: int) -> list[str]:
    """Name, bar with its value, then who can supply and what replaces it."""
    room = width / 1.08
    drawn = [draw_link(bar.to, draw_name(left, top + 10, bar.name, room, 13, INKS["made"], bold=True, lines=1))]
    value_room = text_width(bar.stops, 12) * 1.08 + 8
    long = (bar.stopping or 0) / greatest * max(width - value_room - 8, 20.0) if greatest else 0.0
    ink = INKS[bar.meaning]
    drawn.append(draw_rectangle(left, top + 22, max(long, 3.0), _TALL, FILLS[bar.meaning] if not long else ink, ink))
    drawn.append(draw_text(left + max(long, 3.0) + 6, top + 32, bar.stops, 12))
    lines = wrap_text(bar.makers, 12, room, 2)
    drawn += [draw_text(left, top + 50 + 15 * number, line, 12, SOFT) for number, line in enumerate(lines)]
    return drawn


def _draw_legend(words: SupplierWords, room: float) -> tuple[list[str], float]:
    """What columns, bars and colours are, and where the columns begin."""
    shapes: list[str] = []
    top = 0.0
    for text in (words.columns, words.bars):
        for line in wrap_text(text, 12, room / 1.05, 2):
            shapes.append(draw_text(0, top + 12, line, 12, SOFT))
            top += 17
    x = 0.0
    for meaning, text in words.meanings:
        width = 26 + text_width(text, 12) * 1.06
        if x and x + width > room:
            x, top = 0.0, top + 18
        shapes.append(draw_rectangle(x, top + 2, 18, 12, INKS[meaning], INKS[meaning]))
        shapes.append(draw_text(x + 24, top + 12, text, 12))
        x += width + 16
    return shapes, top + 28
