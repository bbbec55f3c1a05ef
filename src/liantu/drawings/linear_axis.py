"""A linear axis from zero: where a value stands, and the round values marked on it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from liantu.drawings.meanings import GRID, SOFT
from liantu.drawings.shapes import draw_line, draw_text
from liantu.wording.amounts import format_significant

_STEPS = (1.0, 2.0, 5.0, 10.0)
#: So many pixels apart two figures of an axis can be read.
_DISTANCE = 30.0


@dataclass(frozen=True)
class LinearAxis:
    """An axis of ``width`` pixels from zero at ``left`` to ``highest``."""

    left: float
    width: float
    highest: float

    def locate(self, value: float) -> float:
        """Where a value stands.

        >>> LinearAxis(100, 200, 50).locate(25)
        200.0
        """
        return self.left + self.measure(value)

    def measure(self, value: float) -> float:
        """How long a value is."""
        return self.width * value / self.highest if self.highest > 0 else 0.0

    def ticks(self, wished: int = 4) -> list[float]:
        """Round values from zero on, at most one more than wished.

        >>> LinearAxis(0, 300, 68.8).ticks()
        [0.0, 20.0, 40.0, 60.0]
        """
        if self.highest <= 0:
            return [0.0]
        rough = self.highest / wished
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))
        return [step * number for number in range(int(self.highest / step + 1e-9) + 1)]

    def marks(self) -> list[tuple[float, str]]:
        """The round values with their figures, fewer of them on a short axis."""
        wished = min(4, max(1, int(self.width // _DISTANCE)))
        return [(value, format_significant(value)) for value in self.ticks(wished)]

    def draw(self, top: float, bottom: float, unit: str, *, above: bool = False) -> list[str]:
        """The lines of the round values with their figures below, or above; the unit stands behind the last."""
        y = top - 5 if above else bottom + 14
        found = []
        for value, words in self.marks():
            x = self.locate(value)
            found.append(draw_line(x, top, x, bottom, GRID))
            found.append(draw_text(x, y, words, 12, SOFT, anchor="middle"))
        last = self.locate(self.marks()[-1][0])
        return [*found, draw_text(last + 22, y, unit, 12, SOFT)] if unit else found


def choose_axis(left: float, width: float, values: Iterable[float | None]) -> LinearAxis:
    """The axis on which the largest of some values just fits."""
    return LinearAxis(left, width, max((value for value in values if value is not None), default=0.0))
