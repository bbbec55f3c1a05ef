"""Letters about one item of a project: what an applicant promises, what an office tells; in our own plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.letters.correction_notice import correction_letter
from liantu.exchange.paper.letters.gap_promise import gaps_promise_letter
from liantu.exchange.paper.letters.informed_promise import promise_letter
from liantu.exchange.paper.letters.matter import Matter, to_matter
from liantu.exchange.paper.letters.notification import notification_letter
from liantu.exchange.paper.setting import Setting

#: 告知承诺书, 告知书, 一次性补正告知书, 容缺受理承诺书.
LETTERS: Mapping[str, Callable[[Matter, Setting], Letter]] = MappingProxyType(
    {
        "promise": promise_letter,
        "notice": notification_letter,
        "correction": correction_letter,
        "gaps": gaps_promise_letter,
    }
)

__all__ = [
    "LETTERS",
    "Matter",
    "correction_letter",
    "gaps_promise_letter",
    "notification_letter",
    "promise_letter",
    "to_matter",
]
