"""What a stop reaches: a row a line, on the left after how many days it runs out, on the right how much it loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import DASHES, FILLS, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.status_bar import draw_whisker
from liantu.drawings.svg_text import text_width

_WIDTH, _NAMES, _ROW, _HEAD = 940.0, 260.0, 46.0, 30.0
_DAYS, _LOSS = 240.0, 240.0
_NARROW, _NARROW_ROW = 340.0, 92.0
_TALL = 12.0


@dataclass(frozen=True)
class StopBar:
    """A line that a stop reaches: days until it runs out (None: not for want of an input), parts of its output."""

    name: str
    to: str
    days: float | None
    is_known: bool
    time: str
    low: float
    high: float
    linear_low: float
    linear_high: float
    loss: str

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return ", ".join([self.name, self.time, self.loss])


@dataclass(frozen=True)
class StopWords:
    """The words around the bars."""

    time: str
    how_much: str
    days: str
    stock: str
    unknown: str
    certain: str
    perhaps: str
    linear: str


def draw_stop_bars(bars: Sequence[StopBar], words: StopWords, title: str) -> Drawing:
    """The picture at the width of a desk."""
    shapes = _draw_legend(words, _WIDTH)
    top = _HEAD + 22
    days = choose_axis(_NAMES + 10, _DAYS - 60, [*(bar.days for bar in bars), 10.0])
    loss = LinearAxis(_NAMES + _DAYS + 40, _LOSS, 1.0)
    bottom = top + len(bars) * _ROW
    shapes += [
        draw_text(days.left, _HEAD + 12, words.time, 12.5, bold=True),
        draw_text(loss.left, _HEAD + 12, words.how_much, 12.5, bold=True),
        *days.draw(top, bottom, words.days),
        *_draw_shares(loss, top, bottom),
    ]
    for number, bar in enumerate(bars):
        middle = top + (number + 0.5) * _ROW
        shapes.append(draw_link(bar.to, draw_name(0, middle, bar.name, _NAMES - 10, ink=INKS["made"], lines=3)))
        shapes += _draw_days(bar, days, middle - 5)
        shapes.append(draw_text(days.left, middle + 15, bar.time, 12, SOFT))
        shapes += _draw_loss(bar, loss, middle)
        shapes += draw_name(loss.left + _LOSS + 14, middle, bar.loss, _WIDTH - loss.left - _LOSS - 16, 13, bold=True)
        shapes.append(draw_line(0, middle + _ROW / 2, _WIDTH, middle + _ROW / 2, RULE))
    return Drawing("stop", title, "; ".join(bar.sentence for bar in bars), _WIDTH, bottom + 22, shapes)


def draw_narrow_stop_bars(bars: Sequence[StopBar], words: StopWords, title: str) -> Drawing:
    """The picture at the width of a telephone: the name above, then days, then the loss."""
    shapes = _draw_legend(words, _NARROW)
    top = 12 + 18.0 * _legend_lines(words, _NARROW)
    days = choose_axis(0, 150, [*(bar.days for bar in bars), 10.0])
    loss = LinearAxis(0, 150, 1.0)
    for bar in bars:
        shapes += [
            draw_line(0, top, _NARROW, top, RULE),
            draw_link(bar.to, draw_name(0, top + 16, bar.name, _NARROW / 1.08, 13, INKS["made"], bold=True)),
            *_draw_days(bar, days, top + 42),
            *draw_name(162, top + 42, bar.time, _NARROW - 164, 12),
            *_draw_loss(bar, loss, top + 72),
            *draw_name(162, top + 72, bar.loss, _NARROW - 164, 12.5, bold=True),
        ]
        top += _NARROW_ROW
    return Drawing("stop-narrow", title, "; ".join(bar.sentence for bar in bars), _NARROW, top + 4, shapes)


def _draw_days(bar: StopBar, axis: LinearAxis, middle: float) -> list[str]:
    """What is in stock, and after it, where a stock is unknown, an open end."""
    if bar.days is None:
        return []
    end, first = axis.locate(bar.days), middle - _TALL / 2
    drawn = [draw_rectangle(axis.left, first, axis.measure(bar.days), _TALL, INKS["made"], INKS["made"])]
    if not bar.is_known:
        room = axis.left + axis.width - end
        drawn.append(draw_rectangle(end, first, max(room, 24), _TALL, FILLS["unknown"], SOFT, dash=DASHES["unknown"]))
        return drawn[0 if bar.days else 1 :]
    return [*drawn, draw_line(end, first - 4, end, first + _TALL + 4, INKS["missing"], 2.2)]


def _draw_loss(bar: StopBar, axis: LinearAxis, middle: float) -> list[str]:
    """Solid what is surely lost, hatched what may be; a line for the loss if no input were essential."""
    ink, first = INKS["missing"], middle - _TALL / 2 - 4
    drawn = []
    if bar.low > 0:
        drawn.append(draw_rectangle(axis.left, first, axis.measure(bar.low), _TALL, ink, ink))
    if bar.high > bar.low:
        left = axis.locate(bar.low)
        drawn.append(
            draw_rectangle(left, first, axis.measure(bar.high - bar.low), _TALL, "url(#missing-building)", ink)
        )
    return [*drawn, *draw_whisker(axis.locate(bar.linear_low), axis.locate(bar.linear_high), middle + 9)]


def _draw_shares(axis: LinearAxis, top: float, bottom: float) -> list[str]:
    shapes = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = axis.locate(share)
        shapes.append(draw_line(x, top, x, bottom, "#e1e7ee"))
        shapes.append(draw_text(x, bottom + 14, f"{share:.0%}", 12, SOFT, anchor="middle"))
    return shapes


def _place_legend(words: StopWords, room: float) -> list[tuple[float, float, str, str]]:
    """Where each part of the legend stands: x, y, which, its words."""
    placed, x, y = [], 0.0, 2.0
    texts = (words.stock, words.unknown, words.certain, words.perhaps, words.linear)
    for kind, word in zip(("stock", "unknown", "certain", "perhaps", "linear"), texts, strict=True):
        width = 26 + text_width(word, 12) * 1.04
        if x and x + width > room:
            x, y = 0.0, y + 18
        placed.append((x, y, kind, word))
        x += width + 18
    return placed


def _legend_lines(words: StopWords, room: float) -> int:
    return 1 + int(max(y for _x, y, _kind, _word in _place_legend(words, room)) // 18)


def _draw_legend(words: StopWords, room: float) -> list[str]:
    looks = {
        "stock": (INKS["made"], INKS["made"], ""),
        "unknown": (FILLS["unknown"], SOFT, DASHES["unknown"]),
        "certain": (INKS["missing"], INKS["missing"], ""),
        "perhaps": ("url(#missing-building)", INKS["missing"], ""),
    }
    shapes: list[str] = []
    for x, y, kind, word in _place_legend(words, room):
        if kind in looks:
            fill, ink, dash = looks[kind]
            shapes.append(draw_rectangle(x, y, 20, 12, fill, ink, dash=dash))
        else:
            shapes += draw_whisker(x, x + 20, y + 6)
        shapes.append(draw_text(x + 26, y + 11, word, 12))
    return shapes
