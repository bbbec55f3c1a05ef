"""What stands at the head of every page of a paper: whether it stays in the house, what it is of, what it says."""

from __future__ import annotations

from typing import NamedTuple

from liantu.exchange.paper.setting import Setting
from liantu.wording import N_, NC_, WIDE_SPACE

INTERNAL = N_("Internal, not to be passed on")
COMPUTED_MARK = NC_("page mark", "Computed figures, not statistics")


class PageMarks(NamedTuple):
    """At the left: that it stays in the house, and whose data these are; at the right: what the figures are."""

    inside: str
    notice: str
    right: str


def page_marks(setting: Setting, *, internal: bool, computed: bool = True, version: str = "") -> PageMarks:
    """The marks of a paper; those that say nothing are empty."""
    tr = setting.tr
    right = [setting.page_mark, tr(COMPUTED_MARK) if computed else "", version]
    return PageMarks(tr(INTERNAL) if internal else "", setting.notice, WIDE_SPACE.join(filter(None, right)))
