"""What stands at the head of every page of a paper: whether it stays in the house, what it is of, what it says."""

from __future__ import annotations

from typing import NamedTuple

from liantu.exchange.paper.setting import Setting
from liantu.wording import N_, NC_, WIDE_SPACE

INTERNAL = N_("Internal, not to be passed on")
#: Millimetres that a Latin letter takes in type of 9 points, and where the characters begin that take two of them.
_CHARACTER, _WIDE = 1.6, 0x2E80
COMPUTED_MARK = NC_("page mark", "Computed figures, not statistics")


class PageMarks(NamedTuple):
    """At the left: that it stays in the house, and whose data these are; at the right: what the figures are."""

    inside: str
    notice: str
    right: str

    def fit_in(self, room: float) -> bool:
        """Whether they stand beside each other in as many millimetres; else the notice takes a line of its own.

        >>> PageMarks("内部使用", "示例", "测算数").fit_in(160), PageMarks("", "a" * 90, "b" * 30).fit_in(160)
        (True, False)
        """
        characters = sum(2 if ord(char) > _WIDE else 1 for words in self for char in words)
        return characters * _CHARACTER <= room


def page_marks(setting: Setting, *, internal: bool, computed: bool = True, version: str = "") -> PageMarks:
    """The marks of a paper; those that say nothing are empty."""
    tr = setting.tr
    right = [setting.page_mark, tr(COMPUTED_MARK) if computed else "", version]
    return PageMarks(tr(INTERNAL) if internal else "", setting.notice, WIDE_SPACE.join(filter(None, right)))
