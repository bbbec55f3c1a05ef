"""What every part of a scheme says of itself: its name in both languages, how sure it is, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from liantu.model.problems import BilingualText, join_texts

STATUSES = ("confirmed", "default", "unknown")
_NOTHING = BilingualText("", "")


@dataclass(frozen=True)
class Provenance:
    """How sure a part is and where it stands; ``written`` is False where the file is silent and the program fills in.

    A clause or note of one language alone reads the same in both.
    """

    status: str = "default"
    clause: BilingualText = _NOTHING
    note: BilingualText = _NOTHING
    written: bool = True


#: Of a part the file does not have: what is done there is ours.
UNWRITTEN = Provenance(written=False)
#: How sure single parts are, by key.
Parts = Mapping[str, Provenance]


class NamedPart(Protocol):
    """What has a name in both languages."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def en(self) -> str:
        """Its English name."""


def join_names(parts: Iterable[NamedPart]) -> BilingualText:
    """Names for a message that is read in either language.

    >>> from liantu.score.scheme.grading_rules import GradeLine
    >>> join_names([GradeLine("A", "优先发展", "to be promoted")]).zh
    '优先发展'
    """
    return join_texts(BilingualText(part.zh, part.en) for part in parts)
