"""What was measured beside what a contract agrees: bars in parts of the agreed value, which is one line for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_ROW, _NARROW_ROW, _TALL, _HEAD, _NAME = 25.0, 60.0, 13.0, 24.0, 24.0
#: The agreed value stands at this part of the axis, so that half as much again is seen.
_LINE = 2 / 3


@dataclass(frozen=True)
class AgreedBar:
    """A value: whose, which, the share of the agreed one that was measured (None: unknown) and its state in words.

    ``meaning`` is made (met), missing (not met), short (to be verified) or unknown (not due yet).
    """

    name: str
    to: str
    term: str
    share: float | None
    words: str
    verdict: str
    meaning: str


def draw_agreed_bars(
    bars: Sequence[AgreedBar],
    line_words: str,
    unknown_words: str,
    title: str,
    *,
    name: str = "agreed-bars",
    width: float = 955.0,
) -> Drawing:
    """The values as they are given, those of one project under its name; a bar longer than the axis is cut."""
    narrow = width < 500
    verdicts = max((text_width(bar.verdict, 12.5) for bar in bars), default=0.0) * 1.08 + 10
    figures = max((text_width(bar.words, 12.5) for bar in bars), default=0.0) * 1.06 + 12
    term_room = min(max((text_width(bar.term, 12.5) for bar in bars), default=0.0) * 1.04 + 12, 230.0)
    left = 0.0 if narrow else term_room
    room, row = width - left - (0.0 if narrow else figures + verdicts), _NARROW_ROW if narrow else _ROW
    mark = left + room * _LINE
    shapes = [draw_text(mark, 13, line_words, 12, SOFT, anchor="middle")]
    before, top = "", _HEAD
    for bar in bars:
        if bar.name != before:
            named = draw_text(0, top + 17, wrap_text(bar.name, 12.5, width, 1)[0], 12.5, bold=True)
            shapes += [draw_line(0, top, width, top, RULE), draw_link(bar.to, [named])]
            before, top = bar.name, top + _NAME
        down = top + (40.0 if narrow else (row - _TALL) / 2)
        shapes += _draw_narrow_words(bar, top, width) if narrow else _draw_words(bar, top, width, verdicts, term_room)
        shapes += _draw_bar(bar, left, down, room, unknown_words)
        shapes.append(draw_line(mark, down - 4, mark, down + _TALL + 4, INK, 1.6))
        top += row
    described = "; ".join(f"{bar.name}, {bar.term}: {bar.words}, {bar.verdict}" for bar in bars)
    return Drawing(name, title, described, width, top + 3, shapes)


def _draw_words(bar: AgreedBar, top: float, width: float, verdicts: float, term_room: float) -> list[str]:
    base, ink = top + _ROW / 2 + 4.5, INKS[bar.meaning]
    return [
        draw_text(0, base, wrap_text(bar.term, 12.5, term_room - 8, 1)[0], 12.5),
        draw_text(width - verdicts, base, bar.words, 12.5, anchor="end"),
        draw_text(width, base, bar.verdict, 12.5, ink, bold=bar.meaning != "unknown", anchor="end"),
    ]


def _draw_narrow_words(bar: AgreedBar, top: float, width: float) -> list[str]:
    room = width - text_width(bar.verdict, 12.5) * 1.08 - 10
    return [
        draw_text(0, top + 15, wrap_text(bar.term, 12.5, room, 1)[0], 12.5),
        draw_text(width, top + 15, bar.verdict, 12.5, INKS[bar.meaning], bold=bar.meaning != "unknown", anchor="end"),
        draw_text(0, top + 33, bar.words, 12, SOFT),
    ]


def _draw_bar(bar: AgreedBar, left: float, top: float, room: float, unknown: str) -> list[str]:
    if bar.share is None:
        wide = max(text_width(unknown, 12) * 1.06 + 8, 40) if bar.meaning == "short" else 0.0
        hatch = draw_rectangle(left, top, wide, _TALL, FILLS["unknown"], INKS["unknown"], dash="2 3")
        return [hatch] if wide else []
    long = min(room * _LINE * bar.share, room)
    return [draw_rectangle(left, top + 1, long, _TALL - 2, INKS[bar.meaning], INKS[bar.meaning])]
