"""What is needed of products and how much of it is made here: a bar a product, each on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_WIDTH, _BARS, _ROOM, _ROW, _TALL = 940.0, 206.0, 268.0, 32.0, 14.0
_STATE, _NEED, _MADE, _GAP = 486.0, 700.0, 768.0, 836.0
_NARROW, _NARROW_ROW = 340.0, 62.0
#: How long a bar is of which no amount is known.
_UNKNOWN = 60.0


@dataclass(frozen=True)
class SupplyBar:
    """A product: what is needed and made here in one unit, None where unknown; the words of the figures and the unit.

    ``state`` is a word in the ink of ``meaning``. ``unsaid`` is true where what is not covered may be made here all
    the same: its maker has no amount, or nobody speaks of one.
    """

    name: str
    to: str
    need: float | None
    made: float | None
    need_words: str
    made_words: str
    gap_words: str
    unit: str
    state: str
    meaning: str
    unsaid: bool = False

    @property
    def end(self) -> float:
        """Where the longer of the two ends."""
        return max(self.need or 0.0, self.made or 0.0)

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return f"{self.name}: {self.state}, {self.need_words} / {self.made_words} / {self.gap_words} {self.unit}"


@dataclass(frozen=True)
class SupplyBarWords:
    """The words of the legend and of the columns; ``scales`` says that each line has a scale of its own."""

    made: str
    lacking: str
    unsaid: str
    over: str
    need: str
    supply: str
    gap: str
    scales: str


def draw_supply_bars(bars: Sequence[SupplyBar], title: str, words: SupplyBarWords) -> Drawing:
    """The rows at the width of a desk."""
    shapes, top = _draw_legend(words, _WIDTH)
    shapes.append(draw_text(_BARS, top + 12, words.scales, 12, SOFT))
    for x, word in ((_NEED, words.need), (_MADE, words.supply), (_GAP, words.gap)):
        shapes.append(draw_text(x, top + 12, word, 12, SOFT, anchor="end"))
    top += 20
    for number, bar in enumerate(bars):
        y = top + number * _ROW
        middle = y + _ROW / 2
        shapes += [
            draw_line(0, y, _WIDTH, y, RULE),
            draw_link(bar.to, draw_name(0, middle, bar.name, _BARS - 14, ink=INKS["made"])),
            *_draw_bar(bar, middle - _TALL / 2, LinearAxis(_BARS, _ROOM, bar.end)),
            *draw_name(_STATE, middle, bar.state, 138, 12.5, INKS[bar.meaning], bold=True),
            draw_text(_NEED, middle + 4.5, bar.need_words, anchor="end"),
            draw_text(_MADE, middle + 4.5, bar.made_words, anchor="end"),
            draw_text(_GAP, middle + 4.5, bar.gap_words, 13, bold=True, anchor="end"),
            draw_text(_GAP + 8, middle + 4.5, bar.unit, 12, SOFT),
        ]
    height = top + len(bars) * _ROW + 4
    return Drawing("supply-bars", title, "; ".join(bar.sentence for bar in bars), _WIDTH, height, shapes)


def draw_narrow_supply_bars(bars: Sequence[SupplyBar], title: str, words: SupplyBarWords) -> Drawing:
    """The rows at the width of a telephone: name and state above each bar, figures below."""
    shapes, top = _draw_legend(words, _NARROW)
    for bar in bars:
        room = _NARROW - text_width(bar.state, 12) * 1.08 - 12
        parts = [f"{words.need} {bar.need_words}", f"{words.supply} {bar.made_words}", f"{words.gap} {bar.gap_words}"]
        shapes += [
            draw_line(0, top, _NARROW, top, RULE),
            draw_link(bar.to, draw_name(0, top + 13, bar.name, room, ink=INKS["made"])),
            draw_text(_NARROW, top + 17, bar.state, 12, INKS[bar.meaning], bold=True, anchor="end"),
            *_draw_bar(bar, top + 27, LinearAxis(0, _NARROW - 4, bar.end)),
            draw_text(0, top + 55, " · ".join(parts) + f" {bar.unit}", 12, INK),
        ]
        top += _NARROW_ROW
    return Drawing("supply-bars-narrow", title, "; ".join(bar.sentence for bar in bars), _NARROW, top + 4, shapes)


def _draw_legend(words: SupplyBarWords, width: float) -> tuple[list[str], float]:
    """What the fills mean, in lines as wide as the drawing, and where they end."""
    shapes: list[str] = []
    x, y = 0.0, 2.0
    entries = (
        (words.made, INKS["made"], INKS["made"], ""),
        (words.lacking, "url(#missing-building)", INKS["missing"], ""),
        (words.unsaid, "url(#unknown)", SOFT, "2 3"),
        (words.over, FILLS["made"], INKS["made"], ""),
    )
    for label, fill, ink, dash in entries:
        wide = 26 + text_width(label, 12) * 1.05
        if x and x + wide > width:
            x, y = 0.0, y + 18
        shapes += [draw_rectangle(x, y, 20, 11, fill, ink, dash=dash), draw_text(x + 26, y + 10, label, 12)]
        x += wide + 16
    return shapes, y + 18


def _draw_bar(bar: SupplyBar, top: float, axis: LinearAxis) -> list[str]:
    """What is covered, what of the need is not, and what is made beyond it, one behind the other."""
    need, made = bar.need or 0.0, bar.made or 0.0
    covered, over, lacking = min(need, made), max(made - need, 0.0), max(need - made, 0.0)
    if not axis.highest:
        return [draw_rectangle(axis.left, top, _UNKNOWN, _TALL, "url(#unknown)", SOFT, dash="2 3")]
    drawn = (
        [draw_rectangle(axis.left, top, axis.measure(covered), _TALL, INKS["made"], INKS["made"])] if covered else []
    )
    if lacking and bar.unsaid:
        drawn.append(
            draw_rectangle(axis.locate(covered), top, axis.measure(lacking), _TALL, "url(#unknown)", SOFT, dash="2 3")
        )
    elif lacking:
        drawn.append(
            draw_rectangle(
                axis.locate(covered), top, axis.measure(lacking), _TALL, "url(#missing-building)", INKS["missing"]
            )
        )
    if over:
        drawn.append(draw_rectangle(axis.locate(covered), top, axis.measure(over), _TALL, FILLS["made"], INKS["made"]))
    return drawn
