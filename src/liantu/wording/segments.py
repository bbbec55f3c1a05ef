"""A message in pieces, so that a page can set some of its slots in bold without markup in the message."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

_SLOT = re.compile(r"%\((\w+)\)s")


class Segment(NamedTuple):
    """Words, and whether they are what the sentence is about."""

    text: str
    strong: bool = False


def fill_message(message: str, slots: Mapping[str, str], strong: Collection[str] = ()) -> list[Segment]:
    """A message with its slots filled, those named in ``strong`` as pieces of their own.

    >>> fill_message("%(count)s links lack", {"count": "18"}, ["count"])
    [Segment(text='18', strong=True), Segment(text=' links lack', strong=False)]
    """
    found, end = [], 0
    for match in _SLOT.finditer(message):
        found += [Segment(message[end : match.start()]), Segment(slots[match[1]], match[1] in strong)]
        end = match.end()
    return [segment for segment in [*found, Segment(message[end:])] if segment.text]


def join_segments(segments: list[Segment]) -> str:
    """The words of a sentence without what stands out in it."""
    return "".join(segment.text for segment in segments)
