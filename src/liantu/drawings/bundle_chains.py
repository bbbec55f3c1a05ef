"""Proposals as chains: a row a bundle, from what it takes in to its product, and what of the need here it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_WIDTH, _ROW, _HEAD = 1376.0, 64.0, 64.0
_INPUTS, _INPUT_WIDTH = 292.0, 214.0
_STEPS, _BOX, _ARROW, _TALL = 530.0, 150.0, 20.0, 34.0
_NEED, _BAR = 1036.0, 118.0
_VALUE, _POINTS = 1178.0, 1376.0
_NARROW, _LAPTOP, _LAPTOP_ROW = 340.0, 950.0, 106.0
#: Where the second line of a row begins on a narrow desk, and its parts and those of the first.
_SECOND, _LAPTOP_INPUTS, _LAPTOP_STEPS, _LAPTOP_NEED = 68.0, 28.0, 264.0, 800.0
_LAPTOP_SIZE, _LAPTOP_VALUE = 430.0, 690.0
#: How many steps of a bundle are drawn; of more it says how many there are.
_SHOWN = 3


@dataclass(frozen=True)
class BundleStep:
    """What stands side by side in a chain, by its names; whether a clause bars any of it."""

    name: str
    barred: bool = False


@dataclass(frozen=True)
class BundleRow:
    """A bundle: its steps from the first to the product, materials from here and elsewhere, the part of the need here
    that it covers (None: unknown), what it is worth and its points in words."""

    rank: str
    name: str
    to: str
    size: str
    local: str
    bought: str
    steps: Sequence[BundleStep]
    need: float | None
    need_words: str
    value: str
    points: str

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        chain = " → ".join(step.name for step in self.steps)
        words = (f"{self.rank} {self.name}", self.size, chain, self.local, self.need_words, self.value, self.points)
        return ", ".join(word for word in words if word)


@dataclass(frozen=True)
class BundleWords:
    """The words around the rows."""

    project: str
    materials: str
    chain: str
    need: str
    value: str
    points: str
    local: str
    built: str
    barred: str
    covered: str
    unknown: str
    more: str


def draw_bundle_chains(rows: Sequence[BundleRow], words: BundleWords, title: str) -> Drawing:
    """The picture at the width of a desk."""
    shapes = _draw_legend(words, _WIDTH)
    heads = {0: words.project, _INPUTS: words.materials, _STEPS: words.chain, _NEED: words.need, _VALUE: words.value}
    shapes += [draw_text(x, _HEAD - 12, label, 12.5, SOFT, bold=True) for x, label in heads.items()]
    shapes.append(draw_text(_POINTS, _HEAD - 12, words.points, 12.5, SOFT, bold=True, anchor="end"))
    for number, row in enumerate(rows):
        top = _HEAD + number * _ROW
        middle = top + _ROW / 2
        shapes.append(draw_line(0, top, _WIDTH, top, RULE))
        shapes.append(draw_text(0, middle - 4, row.rank, 15, INKS["made"], bold=True))
        name = draw_name(30, middle - 9, row.name, _INPUTS - 44, 14, INKS["made"], bold=True)
        shapes.append(draw_link(row.to, name))
        shapes += draw_name(30, middle + 19, row.size, _INPUTS - 44, 12, SOFT)
        shapes += _draw_inputs(row, _INPUTS, middle, _INPUT_WIDTH)
        shapes += _draw_steps(row, words, _STEPS, middle)
        shapes += _draw_need(row, _NEED, middle - 22, _BAR)
        shapes += draw_name(_VALUE, middle, row.value, 140, 13)
        shapes.append(draw_text(_POINTS, middle + 5, row.points, 15, bold=True, anchor="end"))
    bottom = _HEAD + len(rows) * _ROW
    shapes.append(draw_line(0, bottom, _WIDTH, bottom, RULE))
    return Drawing("bundles", title, "; ".join(row.sentence for row in rows), _WIDTH, bottom + 6, shapes)


def draw_laptop_bundle_chains(rows: Sequence[BundleRow], words: BundleWords, title: str) -> Drawing:
    """The picture at the width of a narrow desk: what a bundle is and is worth, and below its chain."""
    shapes = _draw_legend(words, _LAPTOP)
    top = 24.0 + 18 * _count_legend_lines(words, _LAPTOP)
    heads = (
        *((28, 0, words.project), (_LAPTOP_VALUE, 0, words.value)),
        *((_LAPTOP_INPUTS, 18, words.materials), (_LAPTOP_STEPS, 18, words.chain), (_LAPTOP_NEED, 18, words.need)),
    )
    shapes += [draw_text(x, top + down, label, 12.5, SOFT, bold=True) for x, down, label in heads]
    shapes.append(draw_text(_LAPTOP, top, words.points, 12.5, SOFT, bold=True, anchor="end"))
    top += 30
    for row in rows:
        first, second = top + 20, top + _SECOND
        shapes.append(draw_line(0, top, _LAPTOP, top, RULE))
        shapes.append(draw_text(0, first + 5, row.rank, 15, INKS["made"], bold=True))
        name = draw_name(28, first, row.name, _LAPTOP_SIZE - 42, 14, INKS["made"], bold=True)
        shapes.append(draw_link(row.to, name))
        shapes += draw_name(_LAPTOP_SIZE, first, row.size, _LAPTOP_VALUE - _LAPTOP_SIZE - 14, 12, SOFT)
        shapes += draw_name(_LAPTOP_VALUE, first, row.value, 180, 13)
        shapes.append(draw_text(_LAPTOP, first + 5, row.points, 15, bold=True, anchor="end"))
        shapes += _draw_inputs(row, _LAPTOP_INPUTS, second, _INPUT_WIDTH)
        shapes += _draw_steps(row, words, _LAPTOP_STEPS, second)
        shapes += _draw_need(row, _LAPTOP_NEED, second - 22, _BAR)
        top += _LAPTOP_ROW
    shapes.append(draw_line(0, top, _LAPTOP, top, RULE))
    return Drawing("bundles-medium", title, "; ".join(row.sentence for row in rows), _LAPTOP, top + 6, shapes)


def draw_narrow_bundle_chains(rows: Sequence[BundleRow], words: BundleWords, title: str) -> Drawing:
    """The picture at the width of a telephone: the name, its chain in words, and the bar below."""
    shapes = _draw_legend(words, _NARROW)
    top = 10.0 + 18 * _count_legend_lines(words, _NARROW)
    for row in rows:
        shapes.append(draw_line(0, top, _NARROW, top, RULE))
        shapes.append(draw_text(0, top + 22, row.rank, 15, INKS["made"], bold=True))
        name = draw_name(28, top + 17, row.name, _NARROW - 84, 13.5, INKS["made"], bold=True)
        shapes.append(draw_link(row.to, name))
        shapes.append(draw_text(_NARROW, top + 22, row.points, 14, bold=True, anchor="end"))
        chain = " → ".join(step.name for step in row.steps)
        lines = wrap_text(chain, 12, _NARROW - 28, 2)
        shapes += [draw_text(28, top + 50 + 15 * n, line, 12) for n, line in enumerate(lines)]
        below = top + 50 + 15 * len(lines)
        shapes += draw_name(28, below, f"{row.size}  {row.value}".strip(), _NARROW - 28, 12, SOFT, lines=1)
        shapes += _draw_need(row, 28, below + 12, 2 * _BAR)
        top = below + 52
    return Drawing("bundles-narrow", title, "; ".join(row.sentence for row in rows), _NARROW, top + 4, shapes)


def _draw_inputs(row: BundleRow, x: float, middle: float, width: float) -> list[str]:
    """Materials from here on blue, above those from elsewhere."""
    shapes = []
    both = bool(row.local and row.bought)
    if row.local:
        at_height = middle - 16 if both else middle
        shapes.append(draw_rectangle(x, at_height - 15, width, 30, FILLS["made"], INKS["made"]))
        shapes += draw_name(x + 7, at_height, row.local, width - 14, 12)
    if row.bought:
        shapes += draw_name(x + 7, middle + 15 if both else middle, row.bought, width - 14, 12, SOFT)
    return shapes


def _draw_steps(row: BundleRow, words: BundleWords, left: float, middle: float) -> list[str]:
    """Boxes from the first step to the product, dashed as what is not built; barred ones red with their word."""
    shapes, x = [draw_line(left - _ARROW, middle, left - 4, middle, SOFT)], left
    shown = _choose_steps(row.steps)
    hidden = len(row.steps) - len(shown)
    for number, step in enumerate(shown):
        if number:
            shapes += [draw_line(x + 3, middle, x + _ARROW - 3, middle, SOFT), _draw_head(x + _ARROW - 3, middle)]
            x += _ARROW
        ink = INKS["missing" if step.barred else "made"]
        fill = FILLS["missing"] if step.barred else "#FFFFFF"
        shapes.append(draw_rectangle(x, middle - _TALL / 2, _BOX, _TALL, fill, ink, dash=DASHES["planned"]))
        words_ink = ink if step.barred else INK
        shapes += draw_name(x + 6, middle, step.name, _BOX - 10, 12.5, words_ink, bold=number == len(shown) - 1)
        x += _BOX
    if hidden:
        shapes.append(draw_text(left, middle + _TALL / 2 + 13, words.more % hidden, 12, SOFT))
    return shapes


def _choose_steps(steps: Sequence[BundleStep]) -> list[BundleStep]:
    """The product, then what a clause bars, then what stands nearest to the product, in the order of the chain."""
    last = len(steps) - 1
    order = sorted(range(len(steps)), key=lambda n: (n != last, not steps[n].barred, -n))
    return [steps[number] for number in sorted(order[:_SHOWN])]


def _draw_head(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y:.1f}l-6 -3.5v7z" fill="{SOFT}"/>'


def _draw_need(row: BundleRow, x: float, top: float, width: float) -> list[str]:
    """The part of the need here that a bundle covers, hatched where nobody knows; its words below."""
    ground = FILLS["unknown"] if row.need is None else "#FFFFFF"
    shapes = [draw_rectangle(x, top, width, 12, ground, INKS["unknown"], thick=0.8)]
    if row.need:
        shapes.append(draw_rectangle(x, top, width * min(row.need, 1.0), 12, INKS["made"]))
    return [*shapes, *draw_name(x, top + 31, row.need_words, width + 14, 12)]


def _legend(words: BundleWords) -> list[tuple[str, str, str, str]]:
    """Fill, ink, dash and words of each mark."""
    return [
        (FILLS["made"], INKS["made"], "", words.local),
        ("#FFFFFF", INKS["made"], DASHES["planned"], words.built),
        (FILLS["missing"], INKS["missing"], DASHES["planned"], words.barred),
        (INKS["made"], INKS["made"], "", words.covered),
        (FILLS["unknown"], INKS["unknown"], "", words.unknown),
    ]


def _place_legend(words: BundleWords, room: float) -> list[tuple[float, float]]:
    places, x, y = [], 0.0, 2.0
    for *_look, label in _legend(words):
        width = 26 + text_width(label, 12) * 1.04
        if x and x + width > room:
            x, y = 0.0, y + 18
        places.append((x, y))
        x += width + 18
    return places


def _count_legend_lines(words: BundleWords, room: float) -> int:
    return round(_place_legend(words, room)[-1][1] / 18) + 1


def _draw_legend(words: BundleWords, room: float) -> list[str]:
    shapes = []
    for (x, y), (fill, ink, dash, label) in zip(_place_legend(words, room), _legend(words), strict=True):
        shapes += [draw_rectangle(x, y, 20, 12, fill, ink, dash=dash), draw_text(x + 26, y + 11, label, 12)]
    return shapes
