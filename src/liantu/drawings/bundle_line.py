"""One bundle as a chain across a page of paper."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, FILLS, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_name, draw_rectangle, draw_text

_WIDTH, _TALL, _TOP, _GAP, _SHOWN = 640.0, 46.0, 6.0, 22.0, 3


def draw_bundle_line(local: str, steps: Sequence[str], more: str) -> Drawing:
    """The materials from here, then the steps to the product; ``more`` says how many are not drawn."""
    shown = [*steps][-_SHOWN:]
    boxes = [(local, True)] if local else []
    boxes += [(step, False) for step in shown]
    width = (_WIDTH - _GAP * (len(boxes) - 1)) / max(len(boxes), 3)
    shapes, x = [], (_WIDTH - width * len(boxes) - _GAP * (len(boxes) - 1)) / 2
    for number, (words, is_here) in enumerate(boxes):
        if number:
            middle = _TOP + _TALL / 2
            shapes.append(draw_line(x + 3, middle, x + _GAP - 4, middle, SOFT, 1.4))
            shapes.append(f'<path d="M{x + _GAP - 3:.1f} {middle:.1f}l-7 -4v8z" fill="{SOFT}"/>')
            x += _GAP
        fill, dash = (FILLS["made"], "") if is_here else ("#FFFFFF", DASHES["planned"])
        shapes.append(draw_rectangle(x, _TOP, width, _TALL, fill, INKS["made"], dash=dash))
        last = number == len(boxes) - 1
        shapes += draw_name(
            x + width / 2, _TOP + _TALL / 2, words, width - 12, 13.5, bold=last, anchor="middle", smaller=13
        )
        x += width
    hidden = len(steps) - len(shown)
    tall = _TOP * 2 + _TALL
    if hidden:
        shapes.append(draw_text(_WIDTH / 2, tall + 12, more % hidden, 13, SOFT, anchor="middle"))
        tall += 18
    sentence = " → ".join([*([local] if local else []), *steps])
    return Drawing("bundle-line", sentence, sentence, _WIDTH, tall, shapes)
