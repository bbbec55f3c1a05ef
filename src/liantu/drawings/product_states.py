"""What is made, a product a line and a state a column: amounts in words, for units that no length can compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, INKS, RULE, SOFT, fill_state
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import wrap_text

_LINE, _PAD, _SWATCH, _INDENT = 16.0, 9.0, 12.0, 18.0


@dataclass(frozen=True)
class ProductLine:
    """A product: its name, and by state what is made of it, in words; a state without words is left blank."""

    name: str
    to: str
    amounts: Sequence[tuple[str, str]]


def draw_product_states(
    lines: Sequence[ProductLine],
    heads: Sequence[tuple[str, str]],
    title: str,
    *,
    name: str = "product-states",
    width: float = 780.0,
) -> Drawing:
    """The products; ``heads`` are (state, word). On a telephone the states stand below each product."""
    narrow = width < 500
    names = width if narrow else width * 0.34
    room = (width - names) / max(len(heads), 1) if not narrow else width - _INDENT
    shapes: list[str] = []
    top = 2.0
    if not narrow:
        shapes += [draw_text(names + n * room, 14, word, 12.5, SOFT, bold=True) for n, (_s, word) in enumerate(heads)]
        top = 22.0
    words = dict(heads)
    for line in lines:
        shapes.append(draw_line(0, top, width, top, RULE))
        named = wrap_text(line.name, 13, names - 8, 3)
        bold = [draw_text(0, top + _PAD + 12 + _LINE * n, text, 13, bold=True) for n, text in enumerate(named)]
        shapes.append(draw_link(line.to, bold))
        if narrow:
            top += _PAD + _LINE * len(named)
            for state, text in line.amounts:
                wrapped = wrap_text(f"{words[state]} {text}", 12, room, 3)
                shapes += _draw_amount(state, wrapped, 0, top)
                top += _LINE * len(wrapped)
            top += _PAD
        else:
            broken = {state: wrap_text(text, 12, room - _INDENT - 6, 3) for state, text in line.amounts}
            for number, (state, _word) in enumerate(heads):
                shapes += _draw_amount(state, broken.get(state, []), names + number * room, top + _PAD - 1)
            top += 2 * _PAD + _LINE * max(len(named), *(len(text) for text in broken.values()), 1)
    described = "; ".join(
        f"{line.name}: " + ", ".join(f"{words[state]} {text}" for state, text in line.amounts) for line in lines
    )
    return Drawing(name, title, described, width, top + 2, shapes)


def _draw_amount(state: str, words: Sequence[str], left: float, top: float) -> list[str]:
    """The fill of the state and the words behind it."""
    if not words:
        return []
    ink, dash = INKS["unknown" if state == "unknown" else "made"], DASHES[state]
    swatch = draw_rectangle(left + 1, top + 2, _SWATCH, _SWATCH, fill_state("made", state), ink, dash=dash)
    return [swatch, *(draw_text(left + _INDENT, top + 12.5 + _LINE * n, line, 12) for n, line in enumerate(words))]
