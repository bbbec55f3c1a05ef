"""Letters about one item of a project: what an applicant promises, what an office tells; in our own plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.letters.correction_notice import correction
from liantu.exchange.paper.letters.gap_promise import gaps_promise
from liantu.exchange.paper.letters.informed_promise import promise
from liantu.exchange.paper.letters.matter import Matter, matter_of
from liantu.exchange.paper.letters.notification import notice
from liantu.exchange.paper.setting import Setting

#: 告知承诺书, 告知书, 一次性补正告知书, 容缺受理承诺书.
LETTERS: Mapping[str, Callable[[Matter, Setting], Letter]] = MappingProxyType(
    {"promise": promise, "notice": notice, "correction": correction, "gaps": gaps_promise}
)

__all__ = ["LETTERS", "Matter", "correction", "gaps_promise", "matter_of", "notice", "promise"]
